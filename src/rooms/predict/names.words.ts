import type { TermText } from '../../core/exhibit';
import type { Catalogue } from '../../core/words';
import type { Metric } from '../../learn/validate/metric';
import type { ModelName } from '../../state/predict/candidates';

/** Names of models and measures. */
export interface PredictNames {
  readonly models: Readonly<Record<ModelName, string>>;
  /** What each is, in a sentence or two. */
  readonly modelTerms: Readonly<Record<ModelName, TermText>>;
  readonly metrics: Readonly<Record<Metric, TermText>>;
  /** Parameters that are tuned, by the last part of their place in the spec. */
  readonly parameters: Readonly<Record<string, string>>;
}

const FRIEDMAN = 'Friedman, “Greedy function approximation”, Annals of Statistics 29 (2001)';
const BREIMAN = 'Breiman, “Random forests”, Machine Learning 45 (2001)';
const TIBSHIRANI = 'Tibshirani, “Regression shrinkage and selection via the lasso”, JRSS B 58 (1996)';
const WOLPERT = 'Wolpert, “Stacked generalization”, Neural Networks 5 (1992)';
const FAWCETT = 'Fawcett, “An introduction to ROC analysis”, Pattern Recognition Letters 27 (2006)';

export const predictNames: Catalogue<PredictNames> = {
  en: {
    models: {
      constant: 'No model',
      logistic: 'Logistic regression (L1)',
      'elastic-net': 'Linear regression (L1)',
      ridge: 'Ridge regression',
      tree: 'Decision tree',
      forest: 'Random forest',
      boosting: 'Boosted trees',
      stack: 'Stack of all',
      segments: 'A model per segment',
    },
    modelTerms: {
      constant: {
        title: 'No model',
        says: 'Gives everyone the same answer: the average of the training rows. Whatever does no better has learnt nothing.',
      },
      logistic: {
        title: 'Logistic regression',
        says: 'Adds up the features, each with a weight of its own, into a probability. L1 sets the weights of weak features to zero, so that few remain to be read.',
        source: TIBSHIRANI,
      },
      'elastic-net': {
        title: 'Linear regression',
        says: 'Adds up the features, each with a weight of its own, into a number. L1 sets the weights of weak features to zero.',
        source: TIBSHIRANI,
      },
      ridge: { title: 'Ridge regression', says: 'Adds up the features with weights that are kept small.' },
      tree: { title: 'Decision tree', says: 'One tree of yes-or-no questions: easy to read, rarely the best.' },
      forest: {
        title: 'Random forest',
        says: 'The average of many trees, each grown on a random part of rows and features.',
        source: BREIMAN,
      },
      boosting: {
        title: 'Boosted trees',
        says: 'Many small trees, each mending what those before got wrong. Usually the most accurate on tables.',
        source: FRIEDMAN,
      },
      stack: {
        title: 'Stack',
        says: 'A small model that learns how far to believe each of the others, from answers on rows they had not seen.',
        source: WOLPERT,
      },
      segments: {
        title: 'A model per segment',
        says: 'The best model, fitted once for every value or range of a feature. Worth it only where groups behave differently.',
      },
    },
    metrics: {
      'roc-auc': {
        title: 'ROC-AUC',
        says: 'How often the model puts a random positive above a random negative. 0.5 is guessing, 1 is perfect.',
        source: FAWCETT,
      },
      'average-precision': {
        title: 'Average precision',
        says: 'How pure the top of the list is, averaged over how far one reads. Guessing gives the share of positives.',
      },
      'log-loss': {
        title: 'Log-loss',
        says: 'How surprised one is by the truth, given the probabilities. Less is better.',
      },
      brier: { title: 'Brier score', says: 'The mean squared error of the probabilities. Less is better.' },
      accuracy: { title: 'Accuracy', says: 'The share of right answers. High by itself where one class is rare.' },
      'balanced-accuracy': {
        title: 'Balanced accuracy',
        says: 'The share of right answers in each class, averaged. 0.5 is guessing between two.',
      },
      f1: { title: 'F1', says: 'The harmonic mean of precision and recall at a threshold of 0.5.' },
      rmse: { title: 'RMSE', says: 'The size of a typical error; large errors weigh more. Less is better.' },
      mae: { title: 'MAE', says: 'The mean size of an error. Less is better.' },
      r2: {
        title: 'R²',
        says: 'The share of the differences between rows that the model explains. 0 is the average, 1 perfect.',
      },
    },
    parameters: {
      C: 'freedom (C)',
      l1Ratio: 'share of L1',
      alpha: 'shrinkage (α)',
      learningRate: 'learning rate',
      maxDepth: 'depth',
      minChildWeight: 'least weight',
      minLeaf: 'least rows',
      maxFeatures: 'features tried',
      l2: 'shrinkage (L2)',
      subsample: 'rows per tree',
      columns: 'features per tree',
    },
  },
  ru: {
    models: {
      constant: 'Без модели',
      logistic: 'Логистическая регрессия (L1)',
      'elastic-net': 'Линейная регрессия (L1)',
      ridge: 'Гребневая регрессия',
      tree: 'Дерево решений',
      forest: 'Случайный лес',
      boosting: 'Бустинг деревьев',
      stack: 'Стек из всех',
      segments: 'Модель на каждый сегмент',
    },
    modelTerms: {
      constant: {
        title: 'Без модели',
        says: 'Всем даёт один и тот же ответ — среднее по обучающим строкам. Кто не лучше, тот ничему не научился.',
      },
      logistic: {
        title: 'Логистическая регрессия',
        says: 'Складывает признаки, каждый со своим весом, в вероятность. L1 обнуляет веса слабых признаков, и остаётся немного — их можно прочесть.',
        source: TIBSHIRANI,
      },
      'elastic-net': {
        title: 'Линейная регрессия',
        says: 'Складывает признаки, каждый со своим весом, в число. L1 обнуляет веса слабых признаков.',
        source: TIBSHIRANI,
      },
      ridge: { title: 'Гребневая регрессия', says: 'Складывает признаки с весами, которые держит малыми.' },
      tree: { title: 'Дерево решений', says: 'Одно дерево вопросов «да или нет»: легко прочесть, редко лучшее.' },
      forest: {
        title: 'Случайный лес',
        says: 'Среднее многих деревьев; каждое выращено на случайной части строк и признаков.',
        source: BREIMAN,
      },
      boosting: {
        title: 'Бустинг деревьев',
        says: 'Много маленьких деревьев: каждое исправляет ошибки предыдущих. На таблицах обычно точнее всего.',
        source: FRIEDMAN,
      },
      stack: {
        title: 'Стек',
        says: 'Небольшая модель, которая учится, насколько верить каждой из остальных, — по ответам на строки, которых те не видели.',
        source: WOLPERT,
      },
      segments: {
        title: 'Модель на каждый сегмент',
        says: 'Лучшая модель, обученная отдельно для каждого значения или диапазона признака. Стоит того, только если группы ведут себя по-разному.',
      },
    },
    metrics: {
      'roc-auc': {
        title: 'ROC-AUC',
        says: 'Как часто случайный положительный случай получает оценку выше случайного отрицательного. 0,5 — наугад, 1 — безошибочно.',
        source: FAWCETT,
      },
      'average-precision': {
        title: 'Средняя точность',
        says: 'Насколько чиста верхушка списка, в среднем по глубине чтения. Наугад получается доля положительных.',
      },
      'log-loss': {
        title: 'Log-loss',
        says: 'Насколько правда неожиданна при таких вероятностях. Чем меньше, тем лучше.',
      },
      brier: { title: 'Оценка Брайера', says: 'Средний квадрат ошибки вероятностей. Чем меньше, тем лучше.' },
      accuracy: { title: 'Доля верных', says: 'Доля верных ответов. Высока сама по себе, если один класс редок.' },
      'balanced-accuracy': {
        title: 'Сбалансированная доля верных',
        says: 'Доля верных ответов в каждом классе, в среднем. Для двух классов 0,5 — наугад.',
      },
      f1: { title: 'F1', says: 'Среднее гармоническое точности и полноты при пороге 0,5.' },
      rmse: { title: 'RMSE', says: 'Размер типичной ошибки; крупные весят больше. Чем меньше, тем лучше.' },
      mae: { title: 'MAE', says: 'Средний размер ошибки. Чем меньше, тем лучше.' },
      r2: { title: 'R²', says: 'Какую долю различий между строками объясняет модель. 0 — как среднее, 1 — полностью.' },
    },
    parameters: {
      C: 'свобода (C)',
      l1Ratio: 'доля L1',
      alpha: 'сжатие (α)',
      learningRate: 'шаг обучения',
      maxDepth: 'глубина',
      minChildWeight: 'наименьший вес',
      minLeaf: 'наименьший лист',
      maxFeatures: 'признаков на пробу',
      l2: 'сжатие (L2)',
      subsample: 'строк на дерево',
      columns: 'признаков на дерево',
    },
  },
};
