import { plural, type Catalogue } from '../../core/words';

/** What to do with what could not be read, and the report of it. */
export interface QualityWords {
  /** Reasons of rejects, by the engine's own text; others are shown as they are. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly short: string;
  readonly shortChoices: Readonly<Record<'drop' | 'null', string>>;
  readonly quotes: string;
  readonly quoteChoices: Readonly<Record<'around' | 'plain', string>>;
  /** Cells that hold rows of the table: column and line of the first of them. */
  readonly joined: (rows: string, n: number, column: string, line: string | null) => string;
  /** A column of numbers or times with values that are none. */
  readonly wrong: (column: string, kind: 'number' | 'time', rows: string, n: number, example: string) => string;
  readonly wrongChoices: Readonly<Record<'text' | 'null' | 'drop' | 'type', string>>;
  /** Rows in = rows read + rows set apart. */
  readonly balance: (all: string, read: string, apart: string) => string;
  /** What cannot be read is counted of the whole file. */
  readonly ofSample: (read: string, apart: string) => string;
  readonly finding: string;
  readonly findAgain: string;
  readonly onlyFirst: (rows: string) => string;
  /** What refunds come to. */
  readonly refunds: (rows: string, money: string, share: string) => string;
  readonly reading: string;
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
      | 'replaced'
      | 'incomplete'
      | 'unmatched'
      | 'unused'
      | 'merged'
      | 'joined'
      | 'spans',
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
    quotes: 'Quotes',
    quoteChoices: { around: 'Stand around cells', plain: 'Are characters like others' },
    joined: (rows, n, column, line) =>
      `${rows} ${plural('en', n, { one: 'row', other: 'rows' })} may have gone into a cell of “${column}”${line === null ? '' : `, line ${line}`}: what stands between two quotes looks like rows of the table.`,
    wrong: (column, kind, rows, n, example) =>
      `“${column}”: ${rows} ${plural('en', n, { one: 'value is', other: 'values are' })} no ${kind === 'time' ? 'time' : 'number'}, such as “${example}”`,
    wrongChoices: {
      text: 'Read the column as text',
      null: 'Make these values empty',
      drop: 'Leave these rows out',
      type: 'Another type…',
    },
    balance: (all, read, apart) => `${all} rows in the file = ${read} read + ${apart} set apart`,
    ofSample: (read, apart) => `${read} rows in the sample; set apart in the whole file: ${apart}`,
    finding: 'Finding them in the file',
    findAgain: 'Try again',
    onlyFirst: (rows) => `Not all of them could be found again: here are the first ${rows}.`,
    refunds: (rows, money, share) => `Refunds: ${rows} rows, ${money}, ${share} of what was sold.`,
    reading: 'Reading the file again',
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
      incomplete: 'Left out of the combined table: empty or zero in',
      unmatched: 'Rows of the main table without a row in',
      unused: 'Rows that nobody asked for, of',
      merged: 'Spellings unified',
      joined: 'Line ends within cells that look like rows (stray quotes?)',
      spans: 'Columns not read, of spans of time (INTERVAL)',
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
      'not a whole number': 'не целое число',
      'not true or false': 'не «да» и не «нет»',
    },
    short: 'Строки, где не хватает ячеек',
    shortChoices: { drop: 'Не учитывать', null: 'Оставить, недостающее — пусто' },
    quotes: 'Кавычки',
    quoteChoices: { around: 'Обрамляют ячейки', plain: 'Обычные символы' },
    joined: (rows, n, column, line) =>
      `Возможно, ${rows} ${plural('ru', n, { one: 'строка попала', few: 'строки попали', many: 'строк попали', other: 'строки попали' })} в ячейку столбца «${column}»${line === null ? '' : ` (строка ${line})`}: текст между двумя кавычками похож на строки таблицы.`,
    wrong: (column, kind, rows, n, example) =>
      `«${column}»: ${rows} ${plural('ru', n, { one: 'значение', few: 'значения', many: 'значений', other: 'значения' })} — не ${kind === 'time' ? 'время' : 'число'}, например «${example}»`,
    wrongChoices: {
      text: 'Читать столбец как текст',
      null: 'Считать эти значения пустыми',
      drop: 'Не учитывать эти строки',
      type: 'Другой тип…',
    },
    balance: (all, read, apart) => `Строк в файле ${all} = прочитано ${read} + отложено ${apart}`,
    ofSample: (read, apart) => `Строк в выборке: ${read}; отложено во всём файле: ${apart}`,
    finding: 'Ищем их в файле',
    findAgain: 'Ещё раз',
    onlyFirst: (rows) => `Найти удалось не все: вот первые ${rows}.`,
    refunds: (rows, money, share) => `Возвраты: строк ${rows}, ${money}, ${share} от продаж.`,
    reading: 'Файл читается заново',
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
      incomplete: 'Не вошло в общую таблицу: пусто или ноль в',
      unmatched: 'Строк главной таблицы без пары в',
      unused: 'Никому не понадобилось строк из',
      merged: 'Написаний сведено к одному',
      joined: 'Переносов внутри ячеек, похожих на строки таблицы (лишние кавычки?)',
      spans: 'Не прочитаны столбцы с промежутками времени (INTERVAL)',
    },
    done: { 'kept as text': 'столбец — текст', 'made empty': 'сделаны пустыми', 'rows left out': 'строки не учтены' },
  },
};
