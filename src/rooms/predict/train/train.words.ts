import type { Formatter } from '../../../core/format';
import type { TermText } from '../../../core/exhibit';
import { plural, type Catalogue } from '../../../core/words';
import type { ContenderState } from '../../../state/predict/contender';
import type { TrainSettings } from '../../../state/predict/settings';

/** The part of the room in which models are trained. */
export interface TrainWords {
  /** Heads the panel with the button. */
  readonly panel: string;
  readonly train: string;
  readonly again: string;
  readonly making: string;
  /** What one button does. */
  readonly simple: (models: readonly string[], f: Formatter) => string;
  readonly expert: string;
  readonly reset: string;
  readonly running: (name: string) => string;
  readonly stopping: string;
  readonly paused: string;
  readonly pause: string;
  readonly resume: string;
  readonly stop: string;
  readonly settings: {
    readonly learners: string;
    readonly metric: string;
    readonly folds: string;
    readonly by: string;
    readonly bys: Readonly<Record<TrainSettings['by'], string>>;
    readonly trials: string;
    readonly trialsHint: string;
    readonly halving: string;
    readonly halvingHint: string;
    readonly tpe: string;
    readonly tpeHint: string;
    readonly balanced: string;
    readonly balancedHint: string;
    readonly impute: string;
    readonly imputes: Readonly<Record<TrainSettings['impute'], string>>;
    readonly flags: string;
    readonly log: string;
    readonly rare: string;
    readonly correlation: string;
    readonly correlationNone: string;
    readonly segment: string;
    readonly segmentNone: string;
    readonly stack: string;
    readonly stackHint: string;
    readonly calibrate: string;
    readonly calibrates: Readonly<Record<TrainSettings['calibrate'], string>>;
    readonly seed: string;
    readonly groups: Readonly<Record<'models' | 'search' | 'features' | 'more', string>>;
  };
  readonly board: {
    readonly title: string;
    readonly empty: string;
    readonly emptyRemedy: string;
    readonly running: (tried: number, f: Formatter) => string;
    readonly best: (name: string, metric: string, value: string, baseline: string) => string;
    readonly less: (name: string, metric: string, value: string, baseline: string) => string;
    readonly unsure: (metric: string) => string;
    readonly sub: (metric: string, rows: string) => string;
    readonly states: Readonly<Record<ContenderState, string>>;
    readonly leader: string;
    readonly leaderTerm: TermText;
    readonly look: (name: string) => string;
    readonly columns: Readonly<
      Record<'model' | 'cv' | 'sd' | 'test' | 'low' | 'high' | 'baseline' | 'seconds' | 'state', string>
    >;
    readonly cvTerm: TermText;
    readonly testTerm: TermText;
    readonly seconds: (s: number, f: Formatter) => string;
    readonly tried: (n: number, of: number, f: Formatter) => string;
    readonly rows: (n: string) => string;
    readonly later: string;
    readonly heldOut: string;
    readonly baseline: string;
    readonly seed: (n: number) => string;
  };
  readonly trials: {
    readonly title: (name: string) => string;
    readonly found: (name: string, metric: string, value: string, tried: string) => string;
    readonly sub: string;
    readonly trial: (n: string) => string;
    readonly failed: (n: number) => string;
    readonly share: (percent: string) => string;
    readonly best: string;
    readonly which: string;
    readonly score: string;
    readonly folds: string;
  };
  readonly curve: {
    readonly title: string;
    readonly ask: string;
    readonly askRemedy: string;
    readonly action: string;
    readonly more: () => string;
    readonly enough: () => string;
    readonly sub: (name: string, metric: string) => string;
    readonly rows: string;
    readonly test: string;
    readonly training: string;
    readonly mean: string;
    readonly sd: string;
    readonly at: (rows: string) => string;
  };
}

export const trainWords: Catalogue<TrainWords> = {
  en: {
    panel: 'One button is enough',
    train: 'Train',
    again: 'Train again',
    making: 'Making the rows to learn from',
    simple: (models, f) => `${f.list(models)}: each with a short search, judged beside no model at all.`,
    expert: 'Settings for experts',
    reset: 'Back to the usual settings',
    running: (name) => `Training: ${name}`,
    stopping: 'Finishing the best found so far',
    paused: 'Paused',
    pause: 'Pause',
    resume: 'Go on',
    stop: 'Stop, keep the best',
    settings: {
      learners: 'Models',
      metric: 'Make best',
      folds: 'Folds',
      by: 'Folds are split',
      bys: { random: 'at random, by customer', time: 'by time' },
      trials: 'Settings tried of each',
      trialsHint: '1 takes the defaults.',
      halving: 'Successive halving',
      halvingHint: 'Begin on a ninth of the rows; the best third goes on.',
      tpe: 'Learn from earlier trials (TPE)',
      tpeHint: 'Off: all settings are random.',
      balanced: 'Count rare classes as much as common ones',
      balancedHint: 'Probabilities then come out too high.',
      impute: 'Missing numbers become',
      imputes: {
        median: 'the median',
        mean: 'the mean',
        'most-frequent': 'the commonest value',
        linear: 'what other columns suggest (linear)',
        lasso: 'what other columns suggest (lasso)',
      },
      flags: 'Tell linear models what was missing',
      log: 'Logarithm of numbers, for linear models',
      rare: 'Pool values rarer than',
      correlation: 'Of features that say the same, keep one',
      correlationNone: 'keep all',
      segment: 'A model for each part of',
      segmentNone: 'no feature',
      stack: 'Stack the models',
      stackHint: 'One more, which learns from the others’ answers; takes several times as long.',
      calibrate: 'Correct probabilities',
      calibrates: { none: 'no', platt: 'by a curve (Platt)', isotonic: 'by steps (isotonic)' },
      seed: 'Seed',
      groups: { models: 'Models', search: 'Search', features: 'Preparation', more: 'Beyond single models' },
    },
    board: {
      title: 'Leaderboard',
      empty: 'No model yet',
      emptyRemedy: 'One button trains a linear model and boosted trees and compares them with no model at all.',
      running: (tried, f) =>
        `Training: ${f.integer(tried)} ${plural('en', tried, { one: 'setting', other: 'settings' })} tried so far`,
      best: (name, metric, value, baseline) =>
        `Best: ${name}, with ${metric} ${value} on rows never seen, where no model has ${baseline}`,
      less: (name, metric, value, baseline) =>
        `Best: ${name}, with an error (${metric}) of ${value} on rows never seen, where no model has ${baseline}`,
      unsure: (metric) =>
        `No model is surely better than none: the interval of its ${metric} includes what one has without`,
      sub: (metric, rows) =>
        `${metric}: mean ± deviation over the folds of cross-validation; then on ${rows}, with 95\u00a0%\u00a0intervals`,
      states: {
        waiting: 'waits',
        searching: 'searches',
        fitting: 'learns from all rows',
        judging: 'is being judged',
        done: 'trained',
        failed: 'failed',
        stopped: 'stopped',
      },
      leader: 'best',
      leaderTerm: {
        title: 'Chosen by cross-validation',
        says: 'The best on the training rows alone. Test rows choose nothing, so that what they say stays honest.',
      },
      look: (name) => `Look at ${name}`,
      columns: {
        model: 'Model',
        cv: 'Cross-validation',
        sd: '± deviation',
        test: 'On rows never seen',
        low: '95\u00a0% from',
        high: 'to',
        baseline: 'No model',
        seconds: 'Seconds',
        state: 'State',
      },
      cvTerm: {
        title: 'Cross-validation',
        says: 'The training rows are cut into folds; each fold is predicted by a model that learnt from the others. Mean and standard deviation over the folds.',
      },
      testTerm: {
        title: 'On rows never seen',
        says: 'Measured on the test rows, which took no part in training or choosing. The interval is a bootstrap over whole customers.',
      },
      seconds: (s, f) => `${s < 9.95 ? f.number(s, 1) : f.integer(s)} s`,
      tried: (n, of, f) => `${f.integer(n)} of ${f.integer(of)} settings`,
      rows: (n) => `${n} rows to learn from`,
      later: 'later rows',
      heldOut: 'rows kept out',
      baseline: 'no model',
      seed: (n) => `seed ${n}`,
    },
    trials: {
      title: (name) => `What was tried: ${name}`,
      found: (name, metric, value, tried) => `${name}: the best of ${tried} settings comes to ${metric} ${value}`,
      sub: 'Each line is a setting, from its parameters down to its score in cross-validation; the strong one is the best',
      trial: (n) => `Setting ${n}`,
      failed: (n) => `${n} could not be fitted`,
      share: (percent) => `on ${percent} of the rows`,
      best: 'best',
      which: 'Model',
      score: 'Score',
      folds: 'Share of the rows',
    },
    curve: {
      title: 'Would more rows help?',
      ask: 'Not measured yet',
      askRemedy: 'The chosen model is trained on growing shares of the rows, to see whether it still improves.',
      action: 'Measure',
      more: () => 'Still learning: more rows would help',
      enough: () => 'More rows of this kind would help little',
      sub: (name, metric) =>
        `${metric} of ${name} by the number of rows it learnt from; the band is ± one deviation over the folds`,
      rows: 'Rows learnt from',
      test: 'on rows not seen',
      training: 'on its own rows',
      mean: 'Mean',
      sd: 'Deviation',
      at: (rows) => `${rows} rows`,
    },
  },
  ru: {
    panel: 'Достаточно одной кнопки',
    train: 'Обучить',
    again: 'Обучить ещё раз',
    making: 'Готовим строки для обучения',
    simple: (models, f) =>
      `${f.list(models)} — каждая с коротким подбором настроек и рядом с ответом без всякой модели.`,
    expert: 'Настройки для знатоков',
    reset: 'Вернуть обычные настройки',
    running: (name) => `Обучаем: ${name}`,
    stopping: 'Доводим лучшее из найденного',
    paused: 'На паузе',
    pause: 'Пауза',
    resume: 'Продолжить',
    stop: 'Хватит, оставить лучшее',
    settings: {
      learners: 'Модели',
      metric: 'Что улучшать',
      folds: 'Частей (folds)',
      by: 'Делить на части',
      bys: { random: 'случайно, по клиентам', time: 'по времени' },
      trials: 'Настроек на модель',
      trialsHint: '1 — взять обычные.',
      halving: 'Последовательный отсев',
      halvingHint: 'Сначала на девятой части строк; лучшая треть идёт дальше.',
      tpe: 'Учиться на прошлых попытках (TPE)',
      tpeHint: 'Выключено — все настройки случайны.',
      balanced: 'Редкие классы весят столько же, сколько частые',
      balancedHint: 'Вероятности тогда завышены.',
      impute: 'Пропуски в числах заменить',
      imputes: {
        median: 'медианой',
        mean: 'средним',
        'most-frequent': 'самым частым',
        linear: 'по другим столбцам (линейно)',
        lasso: 'по другим столбцам (лассо)',
      },
      flags: 'Сообщать линейным моделям, что был пропуск',
      log: 'Логарифм чисел для линейных моделей',
      rare: 'Объединять значения реже',
      correlation: 'Из признаков об одном и том же оставить один',
      correlationNone: 'оставить все',
      segment: 'Своя модель на каждую часть признака',
      segmentNone: 'без признака',
      stack: 'Стек моделей',
      stackHint: 'Ещё одна модель, которая учится на ответах остальных; в несколько раз дольше.',
      calibrate: 'Поправить вероятности',
      calibrates: { none: 'нет', platt: 'кривой (Платт)', isotonic: 'ступенями (изотонно)' },
      seed: 'Зерно случайности',
      groups: { models: 'Модели', search: 'Подбор', features: 'Подготовка', more: 'Больше одной модели' },
    },
    board: {
      title: 'Таблица лидеров',
      empty: 'Моделей пока нет',
      emptyRemedy: 'Одна кнопка обучит линейную модель и бустинг деревьев и сравнит их с ответом без модели.',
      running: (tried, f) => `Идёт обучение, проверено настроек: ${f.integer(tried)}`,
      best: (name, metric, value, baseline) =>
        `Лучшая — ${name}: ${metric} ${value} на новых строках, а без модели ${baseline}`,
      less: (name, metric, value, baseline) =>
        `Лучшая — ${name}: ошибка (${metric}) ${value} на новых строках, а без модели ${baseline}`,
      unsure: (metric) =>
        `Ни одна модель не лучше «без модели» наверняка: интервал ${metric} включает то, что есть и так`,
      sub: (metric, rows) =>
        `${metric}: среднее ± отклонение по частям кросс-валидации; затем — ${rows}, с 95\u00a0% интервалами`,
      states: {
        waiting: 'ждёт',
        searching: 'ищет настройки',
        fitting: 'учится на всех строках',
        judging: 'проверяется',
        done: 'обучена',
        failed: 'не вышло',
        stopped: 'остановлена',
      },
      leader: 'лучшая',
      leaderTerm: {
        title: 'Выбрана кросс-валидацией',
        says: 'Лучшая на одних только обучающих строках. Проверочные строки ничего не выбирают — поэтому им можно верить.',
      },
      look: (name) => `Посмотреть: ${name}`,
      columns: {
        model: 'Модель',
        cv: 'Кросс-валидация',
        sd: '± отклонение',
        test: 'На новых строках',
        low: '95\u00a0% от',
        high: 'до',
        baseline: 'Без модели',
        seconds: 'Секунды',
        state: 'Состояние',
      },
      cvTerm: {
        title: 'Кросс-валидация',
        says: 'Обучающие строки делят на части; каждую предсказывает модель, учившаяся на остальных. Среднее и стандартное отклонение по частям.',
      },
      testTerm: {
        title: 'На новых строках',
        says: 'Измерено на проверочных строках, которые не участвовали ни в обучении, ни в выборе. Интервал — бутстреп по клиентам целиком.',
      },
      seconds: (s, f) => `${s < 9.95 ? f.number(s, 1) : f.integer(s)} с`,
      tried: (n, of, f) => `настройки: ${f.integer(n)} из ${f.integer(of)}`,
      rows: (n) => `строк для обучения: ${n}`,
      later: 'более поздние строки',
      heldOut: 'отложенные строки',
      baseline: 'без модели',
      seed: (n) => `зерно ${n}`,
    },
    trials: {
      title: (name) => `Что пробовали: ${name}`,
      found: (name, metric, value, tried) => `${name}: лучшая настройка из ${tried} даёт ${metric} ${value}`,
      sub: 'Каждая линия — настройка: от параметров вниз к оценке кросс-валидации; жирная — лучшая',
      trial: (n) => `Настройка ${n}`,
      failed: (n) => `не удалось обучить: ${n}`,
      share: (percent) => `на ${percent} строк`,
      best: 'лучшая',
      which: 'Модель',
      score: 'Оценка',
      folds: 'Доля строк',
    },
    curve: {
      title: 'Помогут ли ещё строки?',
      ask: 'Ещё не измерено',
      askRemedy: 'Выбранная модель обучается на растущей доле строк: видно, улучшается ли она ещё.',
      action: 'Измерить',
      more: () => 'Модель ещё учится: новые строки помогут',
      enough: () => 'Ещё такие же строки помогут мало',
      sub: (name, metric) =>
        `${metric}, ${name}: по числу строк, на которых модель училась; полоса — ± отклонение по частям`,
      rows: 'Строк для обучения',
      test: 'на новых строках',
      training: 'на своих строках',
      mean: 'Среднее',
      sd: 'Отклонение',
      at: (rows) => `строк: ${rows}`,
    },
  },
};
