import { plural, type Catalogue } from '../../core/words';

/** What to do with what could not be read, and the report of it. */
export interface QualityWords {
  /** Reasons of rejects, by the engine's own text; others are shown as they are. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly short: string;
  readonly shortChoices: Readonly<Record<'drop' | 'null', string>>;
  /** A column of numbers or times with values that are none. */
  readonly wrong: (column: string, kind: 'number' | 'time', rows: string, n: number, example: string) => string;
  readonly wrongChoices: Readonly<Record<'text' | 'null' | 'drop', string>>;
  readonly reading: string;
  readonly download: (listed: string, rejected: string, all: boolean) => string;
  readonly columns: readonly [string, string, string, string];
  readonly report: string;
  readonly reportJson: string;
  /** The report as a page of text: names of its lines. */
  readonly lines: Readonly<
    Record<
      | 'title'
      | 'file'
      | 'fingerprint'
      | 'rows'
      | 'rejected'
      | 'read'
      | 'emptied'
      | 'used'
      | 'duplicates'
      | 'columns'
      | 'replaced',
      string
    >
  >;
  readonly done: Readonly<Record<'kept as text' | 'made empty' | 'rows left out', string>>;
}

export const qualityWords: Catalogue<QualityWords> = {
  en: {
    reasons: {},
    short: 'Rows with too few cells',
    shortChoices: { drop: 'Leave them out', null: 'Keep them, the rest empty' },
    wrong: (column, kind, rows, n, example) =>
      `“${column}”: ${rows} ${plural('en', n, { one: 'value is', other: 'values are' })} no ${kind === 'time' ? 'time' : 'number'}, such as “${example}”`,
    wrongChoices: {
      text: 'Read the column as text',
      null: 'Make these values empty',
      drop: 'Leave these rows out',
    },
    reading: 'Reading the file again',
    download: (listed, rejected, all) =>
      all ? `Download the ${rejected} as CSV` : `Download the first ${listed} of ${rejected} as CSV`,
    columns: ['line', 'column', 'reason', 'text'],
    report: 'Quality report',
    reportJson: 'The report as JSON',
    lines: {
      title: 'Data quality',
      file: 'File',
      fingerprint: 'Fingerprint',
      rows: 'Rows in the file',
      rejected: 'Set apart, could not be read',
      read: 'Rows read',
      emptied: 'Values made empty',
      used: 'Rows counted',
      duplicates: 'Repeated rows, kept',
      columns: 'Columns with values of another kind',
      replaced: 'Characters that could not be decoded',
    },
    done: { 'kept as text': 'column kept as text', 'made empty': 'made empty', 'rows left out': 'rows left out' },
  },
  ru: {
    reasons: {
      'too few columns': 'ячеек меньше, чем столбцов',
      'too many columns': 'ячеек больше, чем столбцов',
      'a quote is not closed': 'кавычка не закрыта',
      'the line is too long': 'строка слишком длинная',
      'not UTF-8': 'не UTF-8',
      "not a value of this column's type": 'значение другого типа',
      'not a number': 'не число',
      'not a time': 'не время',
    },
    short: 'Строки, где не хватает ячеек',
    shortChoices: { drop: 'Не учитывать', null: 'Оставить, недостающее — пусто' },
    wrong: (column, kind, rows, n, example) =>
      `«${column}»: ${rows} ${plural('ru', n, { one: 'значение', few: 'значения', many: 'значений', other: 'значения' })} — не ${kind === 'time' ? 'время' : 'число'}, например «${example}»`,
    wrongChoices: {
      text: 'Читать столбец как текст',
      null: 'Считать эти значения пустыми',
      drop: 'Не учитывать эти строки',
    },
    reading: 'Файл читается заново',
    download: (listed, rejected, all) =>
      all ? `Скачать как CSV: ${rejected}` : `Скачать как CSV первые ${listed} из ${rejected}`,
    columns: ['строка', 'столбец', 'причина', 'текст'],
    report: 'Отчёт о качестве',
    reportJson: 'Отчёт в JSON',
    lines: {
      title: 'Качество данных',
      file: 'Файл',
      fingerprint: 'Отпечаток',
      rows: 'Строк в файле',
      rejected: 'Отложено, не прочитано',
      read: 'Прочитано строк',
      emptied: 'Значений сделано пустыми',
      used: 'Учтено строк',
      duplicates: 'Повторов оставлено',
      columns: 'Столбцы со значениями другого типа',
      replaced: 'Символов не удалось прочитать',
    },
    done: { 'kept as text': 'столбец — текст', 'made empty': 'сделаны пустыми', 'rows left out': 'строки не учтены' },
  },
};
