import type { TermText } from '../../../core/exhibit';

type Named = Readonly<
  Record<
    | 'rocAuc'
    | 'averagePrecision'
    | 'logLoss'
    | 'brier'
    | 'accuracy'
    | 'balancedAccuracy'
    | 'precision'
    | 'recall'
    | 'specificity'
    | 'f1'
    | 'fBeta'
    | 'macroPrecision'
    | 'macroRecall'
    | 'macroF1'
    | 'weightedF1'
    | 'mae'
    | 'rmse'
    | 'r2'
    | 'mape'
    | 'bias',
    { readonly name: string; readonly term: TermText }
  >
>;

const named = (name: string, says: string, source?: string): { readonly name: string; readonly term: TermText } => ({
  name,
  term: { title: name, says, ...(source === undefined ? {} : { source }) },
});
const HANLEY = 'Hanley & McNeil, Radiology 143 (1982)';
const BRIER = 'Brier, Monthly Weather Review 78 (1950)';
const SKLEARN = 'scikit-learn, model evaluation';

/** Every figure of a model by the name the library gives it, with what it means. */
export const figureTerms: { readonly en: Named; readonly ru: Named } = {
  en: {
    rocAuc: named(
      'ROC-AUC',
      'Of one who is in question and one who is not, how often the first has the higher score. 0.5 is a coin toss, 1 is perfect.',
      HANLEY,
    ),
    averagePrecision: named(
      'Average precision',
      'The share of those in question among the highest scores, averaged over all cuts. Guessing gives their overall share.',
      SKLEARN,
    ),
    logLoss: named(
      'Log-loss',
      'How surprised the model is by what happened; being sure and wrong costs most. Smaller is better.',
      SKLEARN,
    ),
    brier: named('Brier score', 'The mean squared error of the probability. Smaller is better.', BRIER),
    accuracy: named(
      'Accuracy',
      'The share called right at the threshold. Where few are in question, calling nobody is right for almost all.',
      SKLEARN,
    ),
    balancedAccuracy: named(
      'Balanced accuracy',
      'The share called right within each class, averaged. Guessing gives 0.5.',
      SKLEARN,
    ),
    precision: named('Precision', 'Of those the model picks, the share that really is in question.', SKLEARN),
    recall: named('Recall', 'Of all in question, the share that the model picks.', SKLEARN),
    specificity: named('Specificity', 'Of all others, the share that the model leaves alone.', SKLEARN),
    f1: named('F1', 'The harmonic mean of precision and recall: high only where both are.', SKLEARN),
    fBeta: named('F2', 'Like F1, but recall counts twice as much as precision.', SKLEARN),
    macroPrecision: named('Precision, mean', 'Precision of each class, averaged with equal weight.', SKLEARN),
    macroRecall: named('Recall, mean', 'Recall of each class, averaged with equal weight.', SKLEARN),
    macroF1: named('F1, mean', 'F1 of each class, averaged with equal weight.', SKLEARN),
    weightedF1: named('F1, weighted', 'F1 of each class, averaged with the classes’ sizes.', SKLEARN),
    mae: named('Mean error (MAE)', 'How far the prediction is from what happened, on average, either way.', SKLEARN),
    rmse: named(
      'RMSE',
      'The root of the mean squared error: a few large misses weigh more than many small ones.',
      SKLEARN,
    ),
    r2: named(
      'R²',
      'The share of the differences between rows that the model accounts for. 0 is as good as the mean.',
      SKLEARN,
    ),
    mape: named('MAPE', 'The mean error relative to what happened. Rows where that is zero are left out.', SKLEARN),
    bias: named('Bias', 'The mean of predicted minus actual: above zero the model promises too much.'),
  },
  ru: {
    rocAuc: named(
      'ROC-AUC',
      'Как часто у искомого балл выше, чем у остальных. 0,5 — подбрасывание монеты, 1 — без ошибок.',
      HANLEY,
    ),
    averagePrecision: named(
      'Средняя точность',
      'Доля искомых среди самых высоких баллов, усреднённая по всем порогам. Угадывание даёт их общую долю.',
      SKLEARN,
    ),
    logLoss: named(
      'Log-loss',
      'Насколько модель удивлена тем, что случилось; уверенная ошибка стоит дороже всего. Чем меньше, тем лучше.',
      SKLEARN,
    ),
    brier: named('Показатель Брайера', 'Средний квадрат ошибки вероятности. Чем меньше, тем лучше.', BRIER),
    accuracy: named(
      'Доля верных',
      'Доля верных ответов при выбранном пороге. Когда искомых мало, верно почти всегда и «никто».',
      SKLEARN,
    ),
    balancedAccuracy: named(
      'Сбалансированная доля верных',
      'Доля верных ответов в каждом классе, усреднённая. Угадывание даёт 0,5.',
      SKLEARN,
    ),
    precision: named('Точность', 'Какая доля отобранных моделью — действительно искомые.', SKLEARN),
    recall: named('Полнота', 'Какую долю всех искомых модель отобрала.', SKLEARN),
    specificity: named('Специфичность', 'Какую долю остальных модель не тронула.', SKLEARN),
    f1: named('F1', 'Среднее гармоническое точности и полноты: велико, только если велики обе.', SKLEARN),
    fBeta: named('F2', 'Как F1, но полнота вдвое важнее точности.', SKLEARN),
    macroPrecision: named('Точность, средняя', 'Точность по классам, усреднённая с равным весом.', SKLEARN),
    macroRecall: named('Полнота, средняя', 'Полнота по классам, усреднённая с равным весом.', SKLEARN),
    macroF1: named('F1, среднее', 'F1 по классам, усреднённое с равным весом.', SKLEARN),
    weightedF1: named('F1, взвешенное', 'F1 по классам с весом по размеру класса.', SKLEARN),
    mae: named(
      'Средняя ошибка (MAE)',
      'На сколько прогноз в среднем отличается от того, что было, в любую сторону.',
      SKLEARN,
    ),
    rmse: named(
      'RMSE',
      'Корень из среднего квадрата ошибки: несколько крупных промахов весят больше многих мелких.',
      SKLEARN,
    ),
    r2: named('R²', 'Какую долю различий между строками модель объясняет. 0 — не лучше среднего.', SKLEARN),
    mape: named('MAPE', 'Средняя ошибка относительно того, что было. Строки с нулём не учтены.', SKLEARN),
    bias: named('Смещение', 'Среднее прогноза минус факт: больше нуля — модель обещает лишнее.'),
  },
};
