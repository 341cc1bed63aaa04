import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import type { Cut, CutRule } from '../../../tasks/evaluate/cut';
import type { Subject } from '../../../tasks/evaluate/subject';
import { lowered, subjectWords } from '../../../tasks/evaluate/subject.words';

/** Headings, controls and sentences of a trained model's page that belong to no single exhibit. */
export interface ResultWords {
  readonly parts: Readonly<
    Record<'cut' | 'order' | 'trust' | 'numbers' | 'why', { readonly title: string; readonly lead: string }>
  >;
  readonly cut: {
    readonly headline: (cut: Cut, s: Subject, format: Formatter) => string;
    readonly sub: (threshold: number, s: Subject, format: Formatter) => string;
    readonly rule: string;
    readonly rules: Readonly<Record<CutRule, string>>;
    readonly looking: string;
    readonly foundOn: string;
    readonly gain: (s: Subject) => string;
    readonly cost: string;
    readonly capacity: (s: Subject) => string;
    readonly slider: (s: Subject) => string;
    readonly says: (cut: Cut, s: Subject, format: Formatter) => string;
    readonly nobody: string;
    readonly everybody: string;
    readonly matrix: string;
    readonly metrics: string;
    readonly picked: string;
    readonly ofRows: (n: number, s: Subject, format: Formatter) => string;
    readonly precision: (s: Subject) => string;
    readonly recall: (s: Subject) => string;
    readonly profit: string;
    readonly profitNote: string;
  };
  readonly titles: Readonly<
    Record<
      | 'verdict'
      | 'tenths'
      | 'bands'
      | 'parts'
      | 'agreement'
      | 'drift'
      | 'weights'
      | 'losses'
      | 'swarm'
      | 'dependence'
      | 'one',
      string
    >
  >;
  readonly none: { readonly says: string; readonly remedy: string };
  readonly training: { readonly says: string; readonly remedy: string };
  readonly by: string;
  readonly feature: string;
  readonly unexplained: { readonly says: string; readonly remedy: string };
  readonly one: {
    readonly who: string;
    readonly highest: string;
    readonly lowest: string;
    readonly another: string;
    readonly notFound: string;
    readonly row: (n: number, format: Formatter) => string;
    readonly whatIf: string;
    readonly whatIfLead: string;
    readonly reset: string;
    readonly unchanged: string;
    readonly changed: (before: string, after: string) => string;
    readonly through: string;
  };
}

export const resultWords: Catalogue<ResultWords> = {
  en: {
    parts: {
      cut: {
        title: 'Whom to pick',
        lead: 'One cut moves everything below it: what it finds, what it misses, what it earns.',
      },
      order: { title: 'How well it orders', lead: 'The list from the highest score to the lowest, whatever the cut.' },
      trust: {
        title: 'How far to trust it',
        lead: 'Whether probabilities hold, where it is weaker, and whether the world has moved.',
      },
      numbers: { title: 'How near it comes', lead: 'Forecasts against what happened, on rows the model has not seen.' },
      why: { title: 'Why it answers so', lead: 'What moves the answers in general, and for one row.' },
    },
    cut: {
      headline: (cut, s, format) => {
        const w = subjectWords.en;
        if (cut.picked === 0) return 'This cut picks nobody';
        return `Picking ${format.percent(cut.share, cut.share < 0.1 ? 1 : 0)} of ${w.all(s)} finds ${format.percent(cut.recall, 0)} of the ${w.positives(s)}; ${format.percent(cut.precision, 0)} of those picked are right`;
      },
      sub: (threshold, s, format) =>
        Number.isFinite(threshold)
          ? `Picked: ${lowered(subjectWords.en.probability(s))} of ${format.percent(threshold, 1)} or more; on the test rows`
          : 'Nobody scores high enough',
      rule: 'Choose the cut by',
      rules: { half: '50 %', 'best-f1': 'Best F1', profit: 'Money', capacity: 'Capacity' },
      looking: 'Looking for the cut on the training rows …',
      foundOn: 'Found on training rows by cross-validation: the test rows only judge it.',
      gain: (s) => `Gained per hit (${subjectWords.en.yes(s)})`,
      cost: 'Cost per one picked',
      capacity: (s) => `% of ${subjectWords.en.all(s)} that can be reached`,
      slider: (s) => `or by hand: how many ${subjectWords.en.all(s)} are picked, best scores first`,
      says: (cut, s, format) => `${format.percent(cut.share, 1)} of ${subjectWords.en.all(s)}`,
      nobody: 'nobody',
      everybody: 'everybody',
      matrix: 'Who is picked, and what happened',
      metrics: 'What the cut comes to',
      picked: 'Picked',
      ofRows: (n, s, format) => subjectWords.en.rows(s, n, format),
      precision: () => 'Precision: picked who are right',
      recall: () => 'Recall: found of all',
      profit: 'Profit',
      profitNote: 'gain per hit less cost per pick',
    },
    titles: {
      verdict: 'How good the model is',
      tenths: 'What happened by tenth',
      bands: 'What happened by band of risk',
      parts: 'How good it is in parts of the rows',
      agreement: 'Whether models agree',
      drift: 'Whether the rows have moved since training',
      weights: 'What moves the answer',
      losses: 'Which features are needed',
      swarm: 'Which way features push',
      dependence: 'How the answer changes with one feature',
      one: 'Why one row gets its answer',
    },
    training: {
      says: 'Models are still being trained.',
      remedy: 'The verdict on the best one appears here when they are done.',
    },
    none: { says: 'No model is trained yet.', remedy: 'Train one above: its verdict appears here.' },
    by: 'By',
    feature: 'Feature',
    unexplained: {
      says: 'A stack answers through other models, so its answer does not come apart by feature.',
      remedy: 'Look at one of the models it stands on; what shuffling a column costs is shown below all the same.',
    },
    one: {
      who: 'Whose answer',
      highest: 'Highest score',
      lowest: 'Lowest score',
      another: 'Another one',
      notFound: 'Nobody here is called that',
      row: (n, format) => `Row ${format.integer(n)}`,
      whatIf: 'What if',
      whatIfLead: 'Change a value: the model answers anew. It says what the model believes, not what would happen.',
      reset: 'As it was',
      unchanged: 'Nothing changed yet',
      through: 'answered by the exported ONNX model',
      changed: (before, after) => `From ${before} to ${after}`,
    },
  },
  ru: {
    parts: {
      cut: {
        title: 'Кого отобрать',
        lead: 'Один порог двигает всё ниже: что находим, что теряем, сколько зарабатываем.',
      },
      order: { title: 'Насколько верен порядок', lead: 'Список от высшего балла к низшему, при любом пороге.' },
      trust: { title: 'Насколько верить', lead: 'Верны ли вероятности, где модель слабее и не изменился ли мир.' },
      numbers: { title: 'Насколько близко', lead: 'Прогноз и факт на данных, которых модель не видела.' },
      why: { title: 'Почему такой ответ', lead: 'Что влияет на ответы вообще и на ответ для одной строки.' },
    },
    cut: {
      headline: (cut, s, format) => {
        const w = subjectWords.ru;
        if (cut.picked === 0) return 'При таком пороге не отобран никто';
        return `Отобрав ${format.percent(cut.share, cut.share < 0.1 ? 1 : 0)} ${w.all(s)}, находим ${format.percent(cut.recall, 0)} ${w.positives(s)}; среди отобранных верных ${format.percent(cut.precision, 0)}`;
      },
      sub: (threshold, s, format) =>
        Number.isFinite(threshold)
          ? `Отобраны те, у кого ${lowered(subjectWords.ru.probability(s))} — от ${format.percent(threshold, 1)}; на данных проверки`
          : 'Ни у кого нет такого высокого балла',
      rule: 'Выбрать порог по',
      rules: { half: '50 %', 'best-f1': 'Лучший F1', profit: 'Деньги', capacity: 'Охват' },
      looking: 'Ищем порог на обучающих строках …',
      foundOn: 'Найден на обучающих строках кросс-валидацией: проверка только судит.',
      gain: (s) => `Доход с попадания (${subjectWords.ru.yes(s)})`,
      cost: 'Расход на одного отобранного',
      capacity: (s) => `% ${subjectWords.ru.all(s)}, до кого дотянемся`,
      slider: (s) => `или вручную: сколько ${subjectWords.ru.all(s)} отобрать с лучшими баллами`,
      says: (cut, s, format) => `${format.percent(cut.share, 1)} ${subjectWords.ru.all(s)}`,
      nobody: 'никого',
      everybody: 'всех',
      matrix: 'Кто отобран и что случилось',
      metrics: 'К чему ведёт порог',
      picked: 'Отобрано',
      ofRows: (n, s, format) => subjectWords.ru.rows(s, n, format),
      precision: () => 'Точность: верных среди отобранных',
      recall: () => 'Полнота: найдено из всех',
      profit: 'Прибыль',
      profitNote: 'доход с попаданий минус расходы',
    },
    titles: {
      verdict: 'Насколько хороша модель',
      tenths: 'Что случилось по десятым частям',
      bands: 'Что случилось по группам риска',
      parts: 'Насколько она хороша в группах',
      agreement: 'Согласны ли модели',
      drift: 'Изменились ли данные после обучения',
      weights: 'Что меняет ответ',
      losses: 'Какие признаки нужны',
      swarm: 'Куда толкают признаки',
      dependence: 'Как ответ меняется с одним признаком',
      one: 'Почему у строки такой ответ',
    },
    training: { says: 'Модели ещё обучаются.', remedy: 'Когда закончат, здесь появится вывод о лучшей из них.' },
    none: { says: 'Модели пока нет.', remedy: 'Обучите её выше — здесь появится вывод.' },
    by: 'По',
    feature: 'Признак',
    unexplained: {
      says: 'Стек отвечает через другие модели, поэтому его ответ не раскладывается по признакам.',
      remedy: 'Посмотрите на одну из его моделей; чего стоит перемешать столбец, показано ниже.',
    },
    one: {
      who: 'Чей ответ',
      highest: 'Высший балл',
      lowest: 'Низший балл',
      another: 'Другой',
      notFound: 'Здесь такого нет',
      row: (n, format) => `Строка ${format.integer(n)}`,
      whatIf: 'А если бы',
      whatIfLead: 'Измените значение — модель ответит заново. Это мнение модели, а не то, что случилось бы.',
      reset: 'Как было',
      unchanged: 'Пока ничего не изменено',
      through: 'ответила выгруженная модель ONNX',
      changed: (before, after) => `Было ${before}, стало ${after}`,
    },
  },
};
