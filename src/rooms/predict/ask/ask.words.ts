import type { Formatter } from '../../../core/format';
import { plural, type Catalogue } from '../../../core/words';
import type { Question, Task } from '../../../tasks/spec';
import { sentences, type Sentence, type Slot } from './sentence.words';

export type { Slot } from './sentence.words';

/** The part of the room in which a question is chosen and worded. */
export interface AskWords {
  readonly title: string;
  readonly cards: Readonly<
    Record<Question, { readonly title: string; readonly says: (task: Task, f: Formatter) => string }>
  >;
  /** Heads a question about a column of one's own. */
  readonly predict: (column: string) => string;
  readonly counts: (rows: number, rate: number | null, f: Formatter) => string;
  readonly meanOf: (rows: number, mean: string, f: Formatter) => string;
  readonly train: string;
  readonly notNow: string;
  readonly notNowMany: (count: number) => string;
  readonly looking: string;
  /** A table of which no column is an outcome by its name. */
  readonly choose: { readonly title: string; readonly sub: string; readonly label: string; readonly none: string };
  readonly none: string;
  readonly noneRemedy: string;
  readonly sentence: (task: Task) => Sentence;
  readonly slots: Readonly<Record<Slot, string>>;
  readonly days: (days: number, f: Formatter) => string;
  readonly lately: (days: number, f: Formatter) => string;
  readonly ever: string;
  readonly purchase: string;
  readonly noActivity: string;
  readonly noneOf: (event: string) => string;
  readonly quoted: (value: string) => string;
  readonly events: (n: number) => string;
  readonly minutes: (n: number) => string;
  readonly types: Readonly<Record<'binary' | 'multiclass' | 'regression', string>>;
  readonly cutoffs: (n: number) => string;
  /** The list of a column's values. */
  readonly values: {
    readonly search: string;
    readonly found: (shown: number, all: number, more: boolean, f: Formatter) => string;
    readonly rows: (n: number, f: Formatter) => string;
    readonly use: (value: string) => string;
  };
  /** The classes of an answer of several, the most frequent ones by name. */
  readonly classes: (n: number, named: readonly string[], f: Formatter) => string;
  readonly rareClasses: (n: number, least: number, f: Formatter) => string;
  readonly timeline: {
    readonly label: string;
    readonly learn: string;
    readonly judge: string;
    readonly score: string;
    readonly sees: string;
    readonly predicts: string;
    readonly note: (from: string, to: string) => string;
    readonly answer: (from: string, to: string) => string;
    readonly unknown: string;
    /** Names of the handles, spoken. */
    readonly moveCutoff: (nth: string) => string;
    readonly moveTest: string;
    readonly hint: string;
    readonly usual: string;
  };
  readonly holdOut: (test: string) => string;
  readonly latest: (test: string, column: string) => string;
  readonly parts: {
    readonly learn: (rows: string) => string;
    readonly judge: (rows: string) => string;
    readonly others: (rows: string) => string;
    readonly rate: (rate: string) => string;
    readonly mean: (mean: string) => string;
    readonly counting: string;
  };
}

const label = (task: Task): string => (task.kind === 'table' ? task.label : '');
const positive = (task: Task): string => (task.kind === 'table' ? (task.positive ?? '') : '');
const within = (task: Task): number => (task.kind === 'log' ? task.window : 0);

export const askWords: Catalogue<AskWords> = {
  en: {
    title: 'Ask',
    cards: {
      churn: {
        title: 'Who is about to leave?',
        says: (t, f) => `Customers who were active lately and show no activity in the next ${f.days(within(t))}.`,
      },
      repurchase: {
        title: 'Who will buy again?',
        says: (t, f) => `Customers with an earlier purchase who buy within the next ${f.days(within(t))}.`,
      },
      value: {
        title: 'How much will they spend?',
        says: (t, f) => `What each customer spends in the next ${f.days(within(t))}.`,
      },
      propensity: {
        title: 'Who will buy next?',
        says: (t, f) => `Visitors who buy within the next ${f.days(within(t))}.`,
      },
      conversion: {
        title: 'Which visits end in a purchase?',
        says: () => 'Told from how a visit begins, while there is still time to act.',
      },
      decline: {
        title: 'Whose activity will fall?',
        says: (t) => `Customers with “${positive(t)}” in the column “${label(t)}”.`,
      },
      upsell: {
        title: 'Who will take the offer?',
        says: (t) => `Customers with “${positive(t)}” in the column “${label(t)}”.`,
      },
      custom: {
        title: 'Any column',
        says: (t) =>
          t.kind === 'table' && t.type !== 'binary'
            ? `Predicts “${label(t)}” from the other columns.`
            : `Rows with “${positive(t)}” in the column “${label(t)}”.`,
      },
    },
    predict: (column) => `Predict “${column}”`,
    counts: (rows, rate, f) =>
      `${f.integer(rows)} ${plural('en', rows, { one: 'row', other: 'rows' })} to learn from${rate === null ? '' : ` · ${f.percent(rate)} yes`}`,
    meanOf: (rows, mean, f) =>
      `${f.integer(rows)} ${plural('en', rows, { one: 'row', other: 'rows' })} to learn from · ${mean} on average`,
    train: 'Train a model',
    notNow: 'Not from this data',
    notNowMany: (n) =>
      `${n} ${plural('en', n, { one: 'question', other: 'questions' })} that this data cannot answer, and why`,
    looking: 'Finding out what this data can answer',
    choose: {
      title: 'Which column is to be predicted?',
      sub: 'None of them is an outcome by its name. Choose one: what happened, or what you would like to know of the next customers.',
      label: 'Column that is predicted',
      none: 'Choose a column',
    },
    none: 'This data answers none of the questions',
    noneRemedy:
      'A log of events or purchases, or a table with a column to predict, would do. Check in the Data room what the columns mean.',
    sentence: sentences.en,
    slots: {
      window: 'Days that are predicted',
      goal: 'What counts',
      activeWithin: 'How recently they were active',
      first: 'What is seen of a visit',
      gap: 'Silence that ends a visit',
      label: 'Column that is predicted',
      positive: 'Value that is looked for',
      type: 'Kind of answer',
      cutoffs: 'Moments to learn from',
    },
    days: (n, f) => f.days(n),
    lately: (n, f) => `in the last ${f.days(n)}`,
    ever: 'at any time before',
    purchase: 'a purchase',
    noActivity: 'no activity',
    noneOf: (event) => `no “${event}”`,
    quoted: (value) => `“${value}”`,
    events: (n) => (n === 1 ? 'the first event' : `the first ${n} events`),
    minutes: (n) => `${n} min`,
    types: { binary: 'yes or no', multiclass: 'one of several', regression: 'a number' },
    cutoffs: (n) => `${n} ${plural('en', n, { one: 'moment', other: 'moments' })} in the past`,
    values: {
      search: 'Search by a part of the value',
      found: (shown, all, more, f) =>
        all === 0
          ? 'No value holds this'
          : `${shown < all ? `The ${f.integer(shown)} most frequent of ${f.integer(all)} values; type to find others` : `${f.integer(all)} ${plural('en', all, { one: 'value', other: 'values' })}`}${more ? '; the rarest are not listed' : ''}`,
      rows: (n, f) => `${f.integer(n)} ${plural('en', n, { one: 'row', other: 'rows' })}`,
      use: (value) => `Use “${value}”`,
    },
    classes: (n, named, f) =>
      `${f.integer(n)} classes: ${named.join(', ')}${n > named.length ? ` and ${f.integer(n - named.length)} more` : ''}`,
    rareClasses: (n, least, f) =>
      `${f.integer(n)} of them ${n === 1 ? 'has' : 'have'} fewer than ${f.integer(least)} rows: too few to be told apart reliably.`,
    timeline: {
      label: 'What the model sees of each customer, and what it is to predict',
      learn: 'Learn',
      judge: 'Judge',
      score: 'Score',
      sees: 'what the model sees',
      predicts: 'what it predicts',
      note: (from, to) => `sees ${from} to ${to}`,
      answer: (from, to) => `answer: ${from} to ${to}`,
      unknown: 'answer not known yet',
      moveCutoff: (nth) => `Moment ${nth} to learn from`,
      moveTest: 'Moment to judge on',
      hint: 'Drag a moment, or move it with the arrow keys by a day, with Page Up and Page Down by a week.',
      usual: 'Back to the proposed moments',
    },
    holdOut: (test) => `${test} of the rows are kept out of training, to judge on.`,
    latest: (test, column) => `The latest ${test} of the rows by “${column}” are kept out of training, to judge on.`,
    parts: {
      learn: (rows) => `${rows} rows to learn from`,
      judge: (rows) => `${rows} later ones to judge on`,
      others: (rows) => `${rows} others to judge on`,
      rate: (rate) => `${rate} yes`,
      mean: (mean) => `${mean} on average`,
      counting: 'Counting rows',
    },
  },
  ru: {
    title: 'Вопрос',
    cards: {
      churn: {
        title: 'Кто вот-вот уйдёт?',
        says: (t, f) => `Клиенты, которые недавно были активны и следующие ${f.days(within(t))} не появятся.`,
      },
      repurchase: {
        title: 'Кто купит снова?',
        says: (t, f) => `Клиенты с прежними покупками, которые купят в следующие ${f.days(within(t))}.`,
      },
      value: {
        title: 'Сколько они потратят?',
        says: (t, f) => `Сколько потратит каждый клиент за следующие ${f.days(within(t))}.`,
      },
      propensity: {
        title: 'Кто купит в ближайшее время?',
        says: (t, f) => `Посетители, которые купят в следующие ${f.days(within(t))}.`,
      },
      conversion: {
        title: 'Какие визиты закончатся покупкой?',
        says: () => 'Видно по началу визита, пока ещё можно что-то сделать.',
      },
      decline: {
        title: 'Чья активность снизится?',
        says: (t) => `Клиенты со значением «${positive(t)}» в столбце «${label(t)}».`,
      },
      upsell: {
        title: 'Кто примет предложение?',
        says: (t) => `Клиенты со значением «${positive(t)}» в столбце «${label(t)}».`,
      },
      custom: {
        title: 'Любой столбец',
        says: (t) =>
          t.kind === 'table' && t.type !== 'binary'
            ? `Предсказывает «${label(t)}» по остальным столбцам.`
            : `Строки со значением «${positive(t)}» в столбце «${label(t)}».`,
      },
    },
    predict: (column) => `Предсказать «${column}»`,
    counts: (rows, rate, f) =>
      `Строк для обучения: ${f.integer(rows)}${rate === null ? '' : ` · «да» — ${f.percent(rate)}`}`,
    meanOf: (rows, mean, f) => `Строк для обучения: ${f.integer(rows)} · в среднем ${mean}`,
    train: 'Обучить модель',
    notNow: 'Не по этим данным',
    notNowMany: (n) =>
      `${n} ${plural('ru', n, { one: 'вопрос', few: 'вопроса', many: 'вопросов', other: 'вопроса' })}, на которые эти данные не ответят, — и почему`,
    looking: 'Выясняем, на что ответят эти данные',
    choose: {
      title: 'Какой столбец предсказывать?',
      sub: 'По названию ни один не похож на исход. Выберите сами: что случилось или что хотелось бы знать о следующих клиентах.',
      label: 'Столбец, который предсказываем',
      none: 'Выберите столбец',
    },
    none: 'На эти вопросы данные не отвечают',
    noneRemedy:
      'Нужен журнал событий или покупок либо таблица со столбцом, который надо предсказать. Проверьте в разделе «Данные», что означают столбцы.',
    sentence: sentences.ru,
    slots: {
      window: 'На сколько дней вперёд',
      goal: 'Что считается',
      activeWithin: 'Как давно были активны',
      first: 'Что видно от визита',
      gap: 'Тишина, после которой визит окончен',
      label: 'Столбец, который предсказываем',
      positive: 'Значение, которое ищем',
      type: 'Вид ответа',
      cutoffs: 'Моменты для обучения',
    },
    days: (n, f) => f.days(n),
    lately: (n, f) => `за последние ${f.days(n)}`,
    ever: 'когда-либо раньше',
    purchase: 'покупка',
    noActivity: 'полная тишина',
    noneOf: (event) => `ни одного «${event}»`,
    quoted: (value) => `«${value}»`,
    events: (n) =>
      n === 1
        ? 'первое событие'
        : `${plural('ru', n, { one: 'первое', other: 'первые' })} ${n} ${plural('ru', n, { one: 'событие', few: 'события', many: 'событий', other: 'события' })}`,
    minutes: (n) => `${n} мин`,
    types: { binary: 'да или нет', multiclass: 'одно из нескольких', regression: 'число' },
    cutoffs: (n) => `${n} ${plural('ru', n, { one: 'моменте', other: 'моментах' })} в прошлом`,
    values: {
      search: 'Поиск по части значения',
      found: (shown, all, more, f) =>
        all === 0
          ? 'Таких значений нет'
          : `${shown < all ? `Самые частые ${f.integer(shown)} из ${f.integer(all)}; остальные найдутся по первым буквам` : `Значений: ${f.integer(all)}`}${more ? '; самых редких в списке нет' : ''}`,
      rows: (n, f) =>
        `${f.integer(n)} ${plural('ru', n, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}`,
      use: (value) => `Взять «${value}»`,
    },
    classes: (n, named, f) =>
      `Классов: ${f.integer(n)} — ${named.join(', ')}${n > named.length ? ` и ещё ${f.integer(n - named.length)}` : ''}`,
    rareClasses: (n, least, f) =>
      `Меньше ${f.integer(least)} строк — у ${f.integer(n)} из них: надёжно отличить их не выйдет.`,
    timeline: {
      label: 'Что модель видит о каждом клиенте и что она предсказывает',
      learn: 'Учёба',
      judge: 'Проверка',
      score: 'Прогноз',
      sees: 'что модель видит',
      predicts: 'что предсказывает',
      note: (from, to) => `видит с ${from} по ${to}`,
      answer: (from, to) => `ответ: с ${from} по ${to}`,
      unknown: 'ответ ещё не известен',
      moveCutoff: (nth) => `Момент ${nth} для обучения`,
      moveTest: 'Момент для проверки',
      hint: 'Моменты можно двигать мышью или стрелками — на день, клавишами Page Up и Page Down — на неделю.',
      usual: 'Вернуть предложенные моменты',
    },
    holdOut: (test) => `${test} строк в обучении не участвуют: на них модель проверяется.`,
    latest: (test, column) =>
      `Самые поздние ${test} строк по «${column}» в обучении не участвуют: на них модель проверяется.`,
    parts: {
      learn: (rows) => `строк для обучения: ${rows}`,
      judge: (rows) => `более поздних для проверки: ${rows}`,
      others: (rows) => `других для проверки: ${rows}`,
      rate: (rate) => `«да» — ${rate}`,
      mean: (mean) => `в среднем ${mean}`,
      counting: 'Считаем строки',
    },
  },
};

/** What a question is called: by what it asks, or by the column it is about. */
export function questionTitle(task: Task, words: AskWords): string {
  return task.kind === 'table' && task.question === 'custom'
    ? words.predict(task.label)
    : words.cards[task.question].title;
}
