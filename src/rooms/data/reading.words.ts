import type { Encoding } from '../../core/reading';
import { plural, type Catalogue } from '../../core/words';
import type { ColumnReading } from '../../data';

/** How a file was read, and what a person can say of it. */
export interface ReadingWords {
  readonly title: string;
  readonly encoding: string;
  readonly encodings: Readonly<Record<Encoding, string>>;
  /** How the character set was found. */
  readonly foundBy: Readonly<Record<'mark' | 'validity' | 'letters' | 'unsure' | 'chosen', string>>;
  readonly replaced: (count: string, n: number) => string;
  /** What was opened on the way, by its name in the engine. */
  readonly via: Readonly<Record<string, string>>;
  /** What stands between cells, and whether a line names the columns. */
  readonly cells: (delimiter: string, header: boolean) => string;
  /** Of a Parquet file: its row groups, how they are packed, what wrote it. */
  readonly parquet: (groups: string, n: number, codecs: readonly string[]) => string;
  readonly spans: (columns: readonly string[]) => string;
  readonly writer: (name: string) => string;
  /** Columns that are read, of those in the file. */
  readonly taken: (read: string, all: string) => string;
  readonly above: (count: string, n: number) => string;
  readonly errors: (count: string, n: number) => string;
  readonly skipped: (names: string) => string;
  /** Times that a spreadsheet shortened to multiples of a step. */
  readonly rounded: (column: string, step: string) => string;
  readonly converted: (reading: ColumnReading, rows: string) => string;
  readonly dates: string;
  readonly datesHint: (reading: ColumnReading) => string;
  readonly dateOrders: Readonly<Record<'' | 'day-first' | 'month-first', string>>;
  readonly decimal: string;
  readonly decimalHint: (reading: ColumnReading) => string;
  readonly decimals: Readonly<Record<'' | 'comma' | 'point', string>>;
  readonly reading: string;
}

const en = {
  marks: { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars', ' ': 'blanks', whitespace: 'blanks' },
  number({ number }: ColumnReading): string {
    if (number === null) return '';
    const parts: string[] = [];
    if (number.decimal === ',') parts.push('a decimal comma');
    if (number.thousands !== '') parts.push('marks between thousands');
    if (number.currency !== '') parts.push(`“${number.currency}” taken off`);
    if (number.percent) parts.push('12 % is 0.12');
    return parts.length === 0 ? 'numbers' : `numbers: ${parts.join(', ')}`;
  },
  date({ date }: ColumnReading): string {
    if (date === null) return '';
    return {
      'day-first': 'day first',
      'month-first': 'month first',
      'year-first': 'year first',
      named: 'month by name',
    }[date.order];
  },
  by: { values: '', 'other column': ', as another column shows', choice: ', as you chose' },
};

const named = (marks: Readonly<Record<string, string>>, delimiter: string): string | undefined => marks[delimiter];

/** Codecs by the names that people know them by. */
const codecNames: Readonly<Record<string, string>> = {
  snappy: 'Snappy',
  gzip: 'gzip',
  lzo: 'LZO',
  brotli: 'Brotli',
  lz4: 'LZ4',
  zstd: 'Zstandard',
};
const packedWith = (codecs: readonly string[]): string =>
  codecs.flatMap((c) => (c === 'none' ? [] : [codecNames[c] ?? c])).join(', ');

const ru = {
  marks: {
    ',': 'запятыми',
    ';': 'точками с запятой',
    '\t': 'табуляцией',
    '|': 'вертикальной чертой',
    ' ': 'пробелами',
    whitespace: 'пробелами',
  },
  number({ number }: ColumnReading): string {
    if (number === null) return '';
    const parts: string[] = [];
    if (number.decimal === ',') parts.push('дробная часть через запятую');
    if (number.thousands !== '') parts.push('с разделителем тысяч');
    if (number.currency !== '') parts.push(`знак «${number.currency}» убран`);
    if (number.percent) parts.push('12 % — это 0,12');
    return parts.length === 0 ? 'числа' : `числа: ${parts.join(', ')}`;
  },
  date({ date }: ColumnReading): string {
    if (date === null) return '';
    return {
      'day-first': 'сначала день',
      'month-first': 'сначала месяц',
      'year-first': 'сначала год',
      named: 'месяц словом',
    }[date.order];
  },
  by: { values: '', 'other column': ', как видно по другому столбцу', choice: ', как вы выбрали' },
};

export const readingWords: Catalogue<ReadingWords> = {
  en: {
    title: 'How the file was read',
    encoding: 'Read as',
    encodings: {
      'utf-8': 'UTF-8',
      'utf-16le': 'UTF-16',
      'utf-16be': 'UTF-16 (big-endian)',
      'windows-1251': 'Cyrillic (Windows-1251)',
      'koi8-r': 'Cyrillic (KOI8-R)',
      'iso-8859-5': 'Cyrillic (ISO 8859-5)',
      ibm866: 'Cyrillic (DOS 866)',
      'windows-1252': 'Western (Windows-1252, Latin-1)',
      'windows-1250': 'Central European (Windows-1250)',
      'iso-8859-2': 'Central European (ISO 8859-2, Latin-2)',
      'windows-1254': 'Turkish (Windows-1254, Latin-5)',
      gb18030: 'Chinese (GB 18030)',
      shift_jis: 'Japanese (Shift JIS)',
    },
    foundBy: {
      mark: 'The file says so itself.',
      validity: 'All of it is valid.',
      letters: 'Found by which letters come how often.',
      unsure: 'A guess by its letters: check the names below.',
      chosen: 'Chosen by you.',
    },
    replaced: (count, n) =>
      `${count} ${plural('en', n, { one: 'character means', other: 'characters mean' })} nothing so and ${plural('en', n, { one: 'was', other: 'were' })} replaced by �.`,
    via: {
      gzip: 'Unpacked (gzip).',
      zstd: 'Unpacked (Zstandard).',
      zip: 'Unpacked (ZIP).',
      xlsx: 'A sheet of a workbook.',
      json: 'Records of JSON; values within values are columns with dots.',
      arrow: 'An Arrow table.',
      fixed: 'Columns of fixed width.',
    },
    cells: (delimiter, header) =>
      `Cells are set apart by ${named(en.marks, delimiter) ?? `“${delimiter}”`}; ${header ? 'the first line names the columns' : 'no line names the columns'}.`,
    parquet: (groups, n, codecs) =>
      `Parquet: ${groups} ${plural('en', n, { one: 'row group', other: 'row groups' })}${packedWith(codecs) === '' ? ', not packed' : `, packed with ${packedWith(codecs)}`}. Types stand in the file.`,
    writer: (name) => `Written by ${name}.`,
    taken: (read, all) => `${read} of ${all} columns are read; the others are left in the file.`,
    spans: (columns) =>
      `Spans of time (INTERVAL) are not read: ${columns.map((c) => `“${c}”`).join(', ')}. Save them as a number of days.`,
    above: (count, n) =>
      `${count} ${plural('en', n, { one: 'line', other: 'lines' })} above the table ${plural('en', n, { one: 'was', other: 'were' })} left out.`,
    errors: (count, n) =>
      `${count} ${plural('en', n, { one: 'cell holds', other: 'cells hold' })} an error of the workbook, read as empty.`,
    skipped: (names) => `No tables, and left out: ${names}.`,
    rounded: (column, step) =>
      `A spreadsheet shortened the times of “${column}” to steps of ${step}: what happened within a step is in no order. Export them again if you can.`,
    converted: (r) =>
      r.kind === 'number'
        ? `“${r.column}”: ${en.number(r)}${en.by[r.by]}.`
        : `“${r.column}”: times, ${en.date(r)}${en.by[r.by]}.`,
    dates: 'Which comes first?',
    datesHint: (r) =>
      `“${r.column}” has dates such as ${r.example}, and nothing in the file tells the day from the month.`,
    dateOrders: { '': 'You choose', 'day-first': 'Day first: 31/12/2020', 'month-first': 'Month first: 12/31/2020' },
    decimal: 'What is the comma or point?',
    decimalHint: (r) =>
      `“${r.column}” has numbers such as ${r.example}, and nothing in the file tells thousands from fractions.`,
    decimals: {
      '': 'You choose',
      comma: '1.234,5: the comma begins the fraction',
      point: '1,234.5: the point begins the fraction',
    },
    reading: 'Reading the file again',
  },
  ru: {
    title: 'Как прочитан файл',
    encoding: 'Кодировка',
    encodings: {
      'utf-8': 'UTF-8',
      'utf-16le': 'UTF-16',
      'utf-16be': 'UTF-16 (обратный порядок)',
      'windows-1251': 'Кириллица (Windows-1251)',
      'koi8-r': 'Кириллица (КОИ-8)',
      'iso-8859-5': 'Кириллица (ISO 8859-5)',
      ibm866: 'Кириллица (DOS 866)',
      'windows-1252': 'Западная Европа (Windows-1252, Latin-1)',
      'windows-1250': 'Центральная Европа (Windows-1250)',
      'iso-8859-2': 'Центральная Европа (ISO 8859-2, Latin-2)',
      'windows-1254': 'Турецкая (Windows-1254, Latin-5)',
      gb18030: 'Китайская (GB 18030)',
      shift_jis: 'Японская (Shift JIS)',
    },
    foundBy: {
      mark: 'Так указано в самом файле.',
      validity: 'Весь файл ей соответствует.',
      letters: 'Определена по частоте букв.',
      unsure: 'Догадка по буквам: проверьте названия ниже.',
      chosen: 'Выбрали вы.',
    },
    replaced: (count, n) =>
      `${count} ${plural('ru', n, { one: 'символ не прочитан и заменён', few: 'символа не прочитаны и заменены', many: 'символов не прочитаны и заменены', other: 'символа не прочитаны и заменены' })} на �.`,
    via: {
      gzip: 'Распакован (gzip).',
      zstd: 'Распакован (Zstandard).',
      zip: 'Распакован (ZIP).',
      xlsx: 'Лист книги Excel.',
      json: 'Записи JSON; вложенные значения стали столбцами с точкой.',
      arrow: 'Таблица Arrow.',
      fixed: 'Столбцы фиксированной ширины.',
    },
    cells: (delimiter, header) =>
      `Ячейки разделены ${named(ru.marks, delimiter) ?? `знаком «${delimiter}»`}; ${header ? 'в первой строке — названия столбцов' : 'названий столбцов в файле нет'}.`,
    parquet: (groups, n, codecs) =>
      `Parquet: ${groups} ${plural('ru', n, { one: 'группа строк', few: 'группы строк', many: 'групп строк', other: 'группы строк' })}, ${packedWith(codecs) === '' ? 'без сжатия' : `сжатие ${packedWith(codecs)}`}. Типы столбцов указаны в файле.`,
    writer: (name) => `Файл записан программой ${name}.`,
    taken: (read, all) => `Прочитано столбцов: ${read} из ${all}, остальные остались в файле.`,
    spans: (columns) =>
      `Промежутки времени (INTERVAL) не читаются: ${columns.map((c) => `«${c}»`).join(', ')}. Сохраните их числом дней.`,
    above: (count, n) =>
      `Над таблицей ${plural('ru', n, { one: 'пропущена', few: 'пропущены', many: 'пропущено', other: 'пропущено' })} ${count} ${plural('ru', n, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}.`,
    errors: (count, n) =>
      `${count} ${plural('ru', n, { one: 'ячейка с ошибкой Excel прочитана', few: 'ячейки с ошибками Excel прочитаны', many: 'ячеек с ошибками Excel прочитаны', other: 'ячейки с ошибками Excel прочитаны' })} как пустые.`,
    skipped: (names) => `Это не таблицы, они пропущены: ${names}.`,
    rounded: (column, step) =>
      `Excel округлил время в столбце «${column}» до шага в ${step}: порядок событий внутри шага потерян. Если можно, выгрузите данные заново.`,
    converted: (r) =>
      r.kind === 'number'
        ? `«${r.column}» — ${ru.number(r)}${ru.by[r.by]}.`
        : `«${r.column}» — даты, ${ru.date(r)}${ru.by[r.by]}.`,
    dates: 'Что идёт первым?',
    datesHint: (r) => `В столбце «${r.column}» даты вида ${r.example}: по файлу не понять, где день, а где месяц.`,
    dateOrders: { '': 'Выберите', 'day-first': 'День: 31/12/2020', 'month-first': 'Месяц: 12/31/2020' },
    decimal: 'Что отделяет дробь?',
    decimalHint: (r) => `В столбце «${r.column}» числа вида ${r.example}: по файлу не понять, тысячи это или доли.`,
    decimals: { '': 'Выберите', comma: 'Запятая: 1.234,5', point: 'Точка: 1,234.5' },
    reading: 'Файл читается заново',
  },
};
