import type { Formatter } from '../../../core/format';
import type { TermText } from '../../../core/exhibit';
import { plural, type Catalogue } from '../../../core/words';
import type { FeatureFlag, Part } from '../../../tasks/prepared';
import type { FeatureGroup, Task } from '../../../tasks/spec';

/** The part of the room in which rows and features are looked at before anything is trained. */
export interface CheckWords {
  readonly make: string;
  readonly again: string;
  readonly empty: string;
  readonly emptyRemedy: string;
  readonly making: string;
  readonly outdated: string;
  readonly rows: string;
  /** What a row is. */
  readonly rowsSub: Readonly<Record<Task['kind'], string>>;
  readonly parts: Readonly<Record<Part, string>>;
  readonly columns: Readonly<Record<'part' | 'at' | 'rows' | 'rate' | 'mean', string>>;
  readonly clean: string;
  readonly cleanTable: string;
  readonly cleanSays: (features: string) => string;
  readonly proof: (ms: string) => string;
  readonly finding: Readonly<Record<FeatureFlag, (feature: string, auc: string) => string>>;
  readonly trust: string;
  readonly distrust: string;
  readonly findings: string;
  readonly features: string;
  readonly featuresSub: (used: string, all: string) => string;
  readonly groupCount: (used: number, all: number, f: Formatter) => string;
  readonly use: (name: string) => string;
  /** What the features of a group are read from. */
  readonly source: Readonly<Record<FeatureGroup, string>>;
  readonly flags: Readonly<Record<FeatureFlag, string>>;
  readonly table: Readonly<Record<'feature' | 'window' | 'missing' | 'alone', string>>;
  readonly aloneTerm: TermText;
  readonly allTime: string;
  readonly more: (n: number, f: Formatter) => string;
}

export const checkWords: Catalogue<CheckWords> = {
  en: {
    make: 'Make the rows',
    again: 'Make them again',
    empty: 'The rows are not made yet',
    emptyRemedy: 'They are made when you train; make them now to look at the features first.',
    making: 'Making the rows',
    outdated: 'The question or the data has changed since these rows were made.',
    rows: 'Rows',
    rowsSub: {
      log: 'A row is a customer at a moment: what was known until then, and what came after.',
      session: 'A row is a visit: how it began, and how it ended.',
      table: 'A row is a row of the table.',
    },
    parts: { train: 'Learn', test: 'Judge', current: 'Score' },
    columns: { part: 'For', at: 'Moment', rows: 'Rows', rate: 'Yes', mean: 'Mean' },
    clean: 'No feature knows the answer in advance',
    cleanTable: 'No column gives the answer away by itself',
    cleanSays: (features) => `${features} features were looked at one by one.`,
    proof: (time) => `The latest thing that any of them saw lies ${time} before its moment.`,
    finding: {
      future: (feature) => `“${feature}” has seen what comes after its moment.`,
      'encodes-label': (feature, auc) =>
        `“${feature}” tells the answer nearly by itself (AUC ${auc}): it was probably written down after the fact. It is left out.`,
      suspicious: (feature, auc) =>
        `“${feature}” is unusually strong (AUC ${auc} by itself). Could it be known beforehand?`,
      constant: (feature) => `“${feature}” is the same everywhere and says nothing. It is left out.`,
    },
    trust: 'Use it nevertheless',
    distrust: 'Leave it out',
    findings: 'Worth a look before training',
    features: 'Features',
    featuresSub: (used, all) => `${used} of ${all} in use. Switch off what will not be known when you score.`,
    groupCount: (used, all, f) => (used === all ? f.integer(all) : `${f.integer(used)} of ${f.integer(all)}`),
    use: (name) => `Use ${name}`,
    source: {
      recency: 'From the times of the customer’s rows and purchases.',
      frequency: 'From the customer’s rows, purchases and refunds, counted.',
      money: 'From the amounts of purchases and refunds.',
      tenure: 'From the times of the first row and the first purchase.',
      gaps: 'From the days on which there was a purchase.',
      trend: 'From rows, purchases and amounts of two windows, one after the other.',
      funnel: 'From the events for views, carts, checkouts and purchases, and their times.',
      sessions: 'From rows that follow one another within half an hour, or from the column of visits.',
      cart: 'From the events for carts and purchases.',
      variety: 'From the columns for items and categories.',
      promo: 'From the column for promotions.',
      calendar: 'From the hour and the weekday of rows, in the zone of the data.',
      history: 'From the customer’s rows before this visit.',
      column: 'From columns of the table, as they stand in each row.',
      periods: 'From columns of the table that hold one thing for several periods.',
    },
    flags: {
      future: 'sees the future',
      'encodes-label': 'tells the answer',
      suspicious: 'very strong',
      constant: 'constant',
    },
    table: { feature: 'Feature', window: 'Looks back', missing: 'Missing', alone: 'By itself' },
    aloneTerm: {
      title: 'By itself',
      says: 'ROC-AUC of this feature alone on the training rows: 0.5 tells nothing, 1 tells everything. Close to 1 is rarely luck and often a leak.',
    },
    allTime: 'all time',
    more: (n, f) => `${f.integer(n)} more ${plural('en', n, { one: 'feature', other: 'features' })}`,
  },
  ru: {
    make: 'Подготовить строки',
    again: 'Подготовить заново',
    empty: 'Строки ещё не подготовлены',
    emptyRemedy: 'Они появятся при обучении; подготовьте сейчас, чтобы сначала посмотреть на признаки.',
    making: 'Готовим строки',
    outdated: 'С тех пор изменился вопрос или данные.',
    rows: 'Строки',
    rowsSub: {
      log: 'Строка — клиент в некоторый момент: что было известно до него и что случилось после.',
      session: 'Строка — визит: как он начался и чем закончился.',
      table: 'Строка — строка таблицы.',
    },
    parts: { train: 'Учёба', test: 'Проверка', current: 'Прогноз' },
    columns: { part: 'Зачем', at: 'Момент', rows: 'Строки', rate: '«Да»', mean: 'Среднее' },
    clean: 'Ни один признак не знает ответа заранее',
    cleanTable: 'Ни один столбец не выдаёт ответа сам по себе',
    cleanSays: (features) => `Признаков проверено по одному: ${features}.`,
    proof: (time) => `Самое позднее, что видел любой из них, — за ${time} до своего момента.`,
    finding: {
      future: (feature) => `«${feature}» видел то, что было после своего момента.`,
      'encodes-label': (feature, auc) =>
        `«${feature}» почти в одиночку выдаёт ответ (AUC ${auc}): вероятно, записан уже после. Он не используется.`,
      suspicious: (feature, auc) => `«${feature}» необычно силён (сам по себе AUC ${auc}). Известен ли он заранее?`,
      constant: (feature) => `«${feature}» везде одинаков и ничего не говорит. Он не используется.`,
    },
    trust: 'Всё равно использовать',
    distrust: 'Не использовать',
    findings: 'Стоит взглянуть до обучения',
    features: 'Признаки',
    featuresSub: (used, all) => `Используется ${used} из ${all}. Выключите то, чего не будет известно при прогнозе.`,
    groupCount: (used, all, f) => (used === all ? f.integer(all) : `${f.integer(used)} из ${f.integer(all)}`),
    use: (name) => `Использовать: ${name}`,
    source: {
      recency: 'По времени записей и покупок клиента.',
      frequency: 'По числу записей, покупок и возвратов клиента.',
      money: 'По суммам покупок и возвратов.',
      tenure: 'По времени первой записи и первой покупки.',
      gaps: 'По дням, в которые были покупки.',
      trend: 'По записям, покупкам и суммам двух сроков подряд.',
      funnel: 'По событиям просмотра, корзины, оформления и покупки и их времени.',
      sessions: 'По записям, между которыми не больше получаса, или по столбцу визитов.',
      cart: 'По событиям корзины и покупки.',
      variety: 'По столбцам товаров и категорий.',
      promo: 'По столбцу акций.',
      calendar: 'По часам и дням недели записей, в часовом поясе данных.',
      history: 'По записям клиента до этого визита.',
      column: 'По столбцам таблицы — как они записаны в строке.',
      periods: 'По столбцам таблицы, где одно и то же записано за несколько периодов.',
    },
    flags: {
      future: 'видит будущее',
      'encodes-label': 'выдаёт ответ',
      suspicious: 'очень силён',
      constant: 'постоянный',
    },
    table: { feature: 'Признак', window: 'Смотрит назад', missing: 'Пропуски', alone: 'Сам по себе' },
    aloneTerm: {
      title: 'Сам по себе',
      says: 'ROC-AUC одного этого признака на обучающих строках: 0,5 — не говорит ничего, 1 — говорит всё. Близко к 1 — редко удача и часто утечка.',
    },
    allTime: 'за всё время',
    more: (n, f) => `ещё признаков: ${f.integer(n)}`,
  },
};
