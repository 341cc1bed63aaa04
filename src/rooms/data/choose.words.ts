import type { Sample } from '../../core/reading';
import type { Catalogue } from '../../core/words';

/** Choosing what is read of a large file. */
export interface ChooseWords {
  readonly title: (file: string) => string;
  /** What reading it as chosen takes. */
  readonly forecast: (rows: string, exact: boolean, memory: string, seconds: string | null) => string;
  readonly over: (room: string) => string;
  readonly tight: (room: string) => string;
  readonly fits: (room: string) => string;
  readonly memory: string;
  readonly columns: (taken: string, all: string) => string;
  readonly all: string;
  readonly needed: string;
  readonly share: (percent: string) => string;
  readonly types: Readonly<Record<'number' | 'time' | 'boolean' | 'text', string>>;
  readonly quoted: (column: string) => string;
  readonly without: (columns: string) => string;
  readonly rows: string;
  readonly samples: Readonly<Record<'all' | Sample['of'], string>>;
  readonly about: Readonly<Record<Sample['of'], string>>;
  readonly howMany: string;
  readonly by: string;
  readonly read: string;
  readonly anyway: string;
  readonly cancel: string;
  readonly choose: string;
  readonly looking: string;
  readonly reading: string;
  /** What was read of the open file. */
  readonly panel: string;
  readonly someColumns: (taken: string) => string;
  readonly everything: string;
}

export const chooseWords: Catalogue<ChooseWords> = {
  en: {
    title: (file) => `What to read of ${file}`,
    forecast: (rows, exact, memory, seconds) =>
      `${exact ? '' : 'About '}${rows} rows, ${memory} of memory${seconds === null ? '' : `, ${seconds}`}`,
    over: (room) =>
      `More than this tab holds (${room}): the rest would go to this device’s disk while it is open, which is slow. Leave columns out or take a sample.`,
    tight: (room) =>
      `It may not fit: this tab holds ${room}. What does not is moved to this device’s disk, which is slow.`,
    fits: (room) => `It fits: this tab holds ${room}.`,
    memory: 'Memory it takes, of what the tab holds',
    columns: (taken, all) => `Columns: ${taken} of ${all}`,
    all: 'All',
    needed: 'Only what analyses need',
    share: (percent) => `${percent} of the file`,
    types: { number: 'number', time: 'time', boolean: 'yes or no', text: 'text' },
    quoted: (column) => `“${column}”`,
    without: (columns) =>
      `Without ${columns} much of the analysis is missing: funnels, retention and values need a customer and a time.`,
    rows: 'Rows',
    samples: { all: 'Every row', customers: 'Some customers', rows: 'Some rows', first: 'The first' },
    about: {
      customers:
        'All rows of some customers, always the same ones. Funnels, retention and averages stay right; counts and totals are of the sample.',
      rows: 'Rows evenly over the file. Customers lack some of theirs, so funnels, retention and values come out too low.',
      first: 'For a quick look. In a file sorted by time these are the oldest.',
    },
    howMany: 'How many',
    by: 'Customer',
    read: 'Read it',
    anyway: 'Read it anyway',
    cancel: 'Do not open',
    choose: 'Choose columns…',
    looking: 'Looking at the file',
    reading: 'Reading the file again',
    panel: 'What was read',
    someColumns: (taken) => `Columns: only ${taken}`,
    everything: 'Every row and column of the file.',
  },
  ru: {
    title: (file) => `Что прочитать из ${file}`,
    forecast: (rows, exact, memory, seconds) =>
      `${exact ? 'Строк' : 'Строк примерно'}: ${rows}, памяти: ${memory}${seconds === null ? '' : `, времени: ${seconds}`}`,
    over: (room) =>
      `Больше, чем вмещает вкладка (${room}): остальное, пока файл открыт, лежало бы на диске устройства, а это медленно. Уберите столбцы или возьмите выборку.`,
    tight: (room) => `Может не поместиться: вкладка вмещает ${room}. Лишнее уйдёт на диск устройства, а это медленно.`,
    fits: (room) => `Поместится: вкладка вмещает ${room}.`,
    memory: 'Сколько памяти займёт из доступной вкладке',
    columns: (taken, all) => `Столбцы: ${taken} из ${all}`,
    all: 'Все',
    needed: 'Только нужные анализу',
    share: (percent) => `${percent} файла`,
    types: { number: 'число', time: 'время', boolean: 'да или нет', text: 'текст' },
    quoted: (column) => `«${column}»`,
    without: (columns) => `Без ${columns} многого не посчитать: воронкам, удержанию и ценности нужны клиент и время.`,
    rows: 'Строки',
    samples: { all: 'Все', customers: 'Часть клиентов', rows: 'Часть строк', first: 'Первые' },
    about: {
      customers:
        'Все строки части клиентов, всегда одних и тех же. Воронки, удержание и средние верны; количества и суммы — внутри выборки.',
      rows: 'Строки равномерно по файлу. У клиентов пропадёт часть действий: воронки, удержание и ценность окажутся заниженными.',
      first: 'Для беглого взгляда. Если файл отсортирован по времени, это самые старые строки.',
    },
    howMany: 'Сколько',
    by: 'Клиент',
    read: 'Прочитать',
    anyway: 'Всё равно прочитать',
    cancel: 'Не открывать',
    choose: 'Выбрать столбцы…',
    looking: 'Смотрим, что в файле',
    reading: 'Файл читается заново',
    panel: 'Что прочитано',
    someColumns: (taken) => `Только столбцы: ${taken}`,
    everything: 'Все строки и столбцы файла.',
  },
};

/** Kind of an engine's type, for a person. */
export function kindOf(type: string): keyof ChooseWords['types'] {
  if (/^(?:TIMESTAMP|DATE|TIME)/.test(type)) return 'time';
  if (type === 'BOOLEAN') return 'boolean';
  return /INT|FLOAT|DOUBLE|DECIMAL/.test(type) ? 'number' : 'text';
}
