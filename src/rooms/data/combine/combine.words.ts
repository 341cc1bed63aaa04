import type { Incomplete, KeyMatch, Summary } from '../../../core/combine';
import { plural, type Catalogue } from '../../../core/words';

/** Combining several files into one table, on the page Data. Counts come formatted, with their number where a form hangs on it. */
export interface CombineWords {
  readonly title: string;
  readonly intro: string;
  readonly fit: (files: number, rows: string, columns: string) => string;
  readonly none: string;
  readonly noneHint: string;
  readonly begin: string;
  readonly again: string;
  readonly fold: string;
  readonly doing: Readonly<Record<'looking' | 'counting' | 'making', string>>;

  readonly tables: string;
  readonly tablesText: string;
  readonly main: string;
  readonly mainText: (rows: string) => string;
  readonly mainLabel: string;
  readonly keyMain: string;
  readonly key: string;
  readonly match: string;
  readonly matches: Readonly<Record<KeyMatch, string>>;
  readonly parts: (files: number, rows: string) => string;
  readonly part: (file: string, rows: string) => string;
  readonly partsDiffer: (column: string, files: string) => string;
  /** A column that is text in some parts and something else in others. */
  readonly typesDiffer: (column: string, files: string) => string;
  readonly found: (share: string, found: string, of: string) => string;
  readonly unknown: (count: number, printed: string) => string;
  readonly allKnown: string;
  readonly empty: (rows: string, count: number) => string;
  readonly single: string;
  readonly many: (most: string, count: number, before: string, after: string) => string;
  readonly blocked: string;
  readonly shape: string;
  readonly shapes: Readonly<Record<'plain' | 'periods' | 'summed', string>>;
  readonly period: string;
  readonly several: string;
  readonly summaries: Readonly<Record<Summary, string>>;
  readonly instead: Readonly<Record<'periods' | 'summed', string>>;
  readonly quoted: (name: string) => string;
  readonly more: (count: string) => string;
  readonly stays: (rows: string) => string;
  readonly changeMain: string;
  readonly changeJoin: string;
  readonly columns: string;
  readonly rowsCount: string;
  readonly head: string;
  readonly leaveOut: (file: string) => string;
  readonly apart: string;
  readonly apartText: string;
  readonly takeIn: (file: string) => string;
  readonly overlap: (main: string, both: string, other: string) => string;
  readonly overlapParts: readonly [onlyMain: string, both: string, onlyHere: string];

  readonly spelling: string;
  readonly spellingText: string;
  readonly merge: (from: string, to: string) => string;
  readonly mergeRows: (rows: string, count: number, like: string, column: string, file: string) => string;
  readonly mergeAll: (count: number) => string;
  readonly merged: string;
  readonly spellingNone: string;

  readonly incomplete: string;
  readonly incompleteText: string;
  readonly incompleteOf: (file: string) => string;
  readonly keepAll: string;
  readonly leaves: Readonly<Record<Incomplete, (rows: string) => string>>;
  readonly complete: string;

  readonly label: string;
  readonly labelText: string;
  readonly labelPick: string;
  readonly labelNone: string;

  readonly result: string;
  readonly resultText: (rows: string, columns: string) => string;
  readonly dropped: (rows: string, count: number) => string;
  readonly untouched: string;
  readonly name: string;
  readonly nameHint: string;
  readonly defaultName: string;
  readonly make: string;
  readonly undecided: (count: number) => string;

  readonly made: (files: number) => string;
  readonly madeNow: (rows: string, columns: string) => string;
  readonly madeText: string;
  readonly madeNoTime: string;
  readonly change: string;
  readonly receipt: string;
  readonly steps: {
    readonly file: (file: string, rows: string) => string;
    readonly merged: (from: string, to: string, rows: string, column: string) => string;
    readonly pivot: (column: string, rows: string) => string;
    readonly group: (rows: string) => string;
    readonly joined: (matched: string, of: string, key: string) => string;
    readonly unused: (rows: string) => string;
    readonly dropped: (rows: string, columns: string) => string;
    readonly label: (column: string) => string;
    readonly fingerprint: string;
  };
}

const en = (count: number, one: string, other: string): string => plural('en', count, { one, other });
const ru = (count: number, one: string, few: string, many: string): string =>
  plural('ru', count, { one, few, many, other: few });

export const combineWords: Catalogue<CombineWords> = {
  en: {
    title: 'Combine files',
    intro: 'Nothing is changed in your files, and nothing is made until you say so.',
    fit: (files, rows, columns) => `${files} files fit together: one table of ${rows} rows and ${columns} columns`,
    none: 'These files have nothing in common to join them by.',
    noneHint: 'They need a column with the same customers in it, or the same columns throughout.',
    begin: 'See how they fit',
    again: 'Propose anew',
    fold: 'Close',
    doing: { looking: 'Looking for what fits', counting: 'Counting', making: 'Making the table' },
    tables: 'Tables',
    tablesText: 'The main table keeps all its rows. The others add columns to it.',
    main: 'main table',
    mainText: (rows) => `${rows} rows, all kept`,
    mainLabel: 'Main table',
    keyMain: 'Customer in it',
    key: 'Joined by',
    match: 'Keys are the same',
    matches: { exact: 'as written', trimmed: 'without blanks around', number: 'as numbers (007 = 7)' },
    parts: (files, rows) => `${files} files of the same columns, one after the other: ${rows} rows`,
    part: (file, rows) => `${file}: ${rows}`,
    partsDiffer: (column, files) => `“${column}” is only in ${files}; the other rows have no value there.`,
    typesDiffer: (column, files) =>
      `“${column}” is text in ${files} and not in the others, so it is text here. To count with it, give it the type of the others in that file first.`,
    found: (share, found, of) => `Found for ${found} of ${of} customers of the main table (${share}).`,
    unknown: (count, printed) =>
      `${printed} ${en(count, 'customer here is', 'customers here are')} not in the main table and will not be used.`,
    allKnown: 'Every customer here is in the main table.',
    empty: (rows, count) => `${rows} ${en(count, 'row has', 'rows have')} no key and will not be used.`,
    single: 'One row per customer.',
    many: (most, count, before, after) =>
      `Up to ${most} ${en(count, 'row', 'rows')} per customer: joined as they are, ${before} rows would become ${after}.`,
    blocked: 'Choose what becomes of the several rows: a column per period, or one row per customer.',
    shape: 'Rows of one customer',
    shapes: { plain: 'As they are', periods: 'A column per period', summed: 'Summed up' },
    period: 'Periods in',
    several: 'Several values in one cell',
    summaries: { sum: 'sum', mean: 'mean', count: 'count', min: 'smallest', max: 'largest', last: 'last' },
    instead: { periods: 'Instead, a column per period:', summed: 'Instead, one row per customer with' },
    quoted: (name) => `“${name}”`,
    more: (count) => ` and ${count} more`,
    stays: (rows) => `${rows} rows stay ${rows}.`,
    changeMain: 'Take another main table',
    changeJoin: 'Join it another way',
    columns: 'Columns that come out',
    rowsCount: 'number of rows',
    head: 'First rows of this step',
    leaveOut: (file) => `Leave out ${file}`,
    apart: 'Left out',
    apartText: 'Nothing joins these files to the main table, or you left them out.',
    takeIn: (file) => `Take in ${file}`,
    overlap: (main, both, other) => `${main} customers only in the main table, ${both} in both, ${other} only here`,
    overlapParts: ['only in the main table', 'in both', 'only here'],
    spelling: 'Spellings',
    spellingText: 'These values look like one value written in two ways. Merge what is; your files stay as they are.',
    merge: (from, to) => `Read “${from}” as “${to}”`,
    mergeRows: (rows, count, like, column, file) =>
      `${rows} ${en(count, 'row', 'rows')}; ${like} with the other spelling. “${column}” in ${file}`,
    mergeAll: (count) => `Merge ${count === 1 ? 'it' : `all ${count}`}`,
    merged: 'All merged.',
    spellingNone: 'No two values look like one.',
    incomplete: 'Incomplete customers',
    incompleteText: 'Customers without a value in every period can stay or be left out.',
    incompleteOf: (file) => `Periods of ${file}`,
    keepAll: 'Keep everyone',
    leaves: {
      empty: (rows) => `Leave out those with a gap (${rows})`,
      'empty or zero': (rows) => `Leave out those with a gap or a zero (${rows})`,
    },
    complete: 'Everyone has a value in every period.',
    label: 'What is to be predicted',
    labelText: 'Optional. The room Predict takes this column as its question.',
    labelPick: 'Column',
    labelNone: 'nothing for now',
    result: 'The table',
    resultText: (rows, columns) => `${rows} rows, ${columns} columns. Its first rows:`,
    dropped: (rows, count) => `${rows} incomplete ${en(count, 'customer is', 'customers are')} left out.`,
    untouched: 'All rows of the main table are in it, each once.',
    name: 'Name of the table',
    nameHint: 'By this name it stands among your files and in SQL.',
    defaultName: 'combined',
    make: 'Make the table',
    undecided: (count) =>
      `${count} ${en(count, 'spelling is', 'spellings are')} left as ${en(count, 'it is', 'they are')}.`,
    made: (files) => `Made of ${files} files`,
    madeNow: (rows, columns) => `The table is made: ${rows} rows, ${columns} columns.`,
    madeText: 'A table like any other from here on: its columns have roles, SQL sees it, models learn from it.',
    madeNoTime:
      'It has one row per customer and no times: SQL and the room Predict use it; rooms about behaviour need a log.',
    change: 'Change how it is made',
    receipt: 'How it was made',
    steps: {
      file: (file, rows) => `${file}: ${rows} rows read`,
      merged: (from, to, rows, column) => `“${from}” read as “${to}” in “${column}”: ${rows} rows`,
      pivot: (column, rows) => `a column per value of “${column}”: ${rows} rows, one per customer`,
      group: (rows) => `summed up: ${rows} rows, one per customer`,
      joined: (matched, of, key) => `joined by “${key}”: found for ${matched} of ${of} rows of the main table`,
      unused: (rows) => `${rows} rows not used: without a key or a known period`,
      dropped: (rows, columns) => `${rows} rows left out: incomplete in ${columns}`,
      label: (column) => `to be predicted: “${column}”`,
      fingerprint: 'Fingerprint',
    },
  },
  ru: {
    title: 'Собрать файлы в одну таблицу',
    intro: 'Сами файлы не меняются, и ничего не создаётся, пока вы не скажете.',
    fit: (files, rows, columns) =>
      `${ru(files, `${files} файл подходит`, `${files} файла подходят`, `${files} файлов подходят`)} друг к другу: выйдет таблица, строк: ${rows}, столбцов: ${columns}`,
    none: 'У этих файлов нет ничего общего, по чему их можно соединить.',
    noneHint: 'Нужен столбец с одними и теми же клиентами или одинаковый набор столбцов.',
    begin: 'Посмотреть, как они сходятся',
    again: 'Предложить заново',
    fold: 'Свернуть',
    doing: { looking: 'Ищем, что сходится', counting: 'Считаем', making: 'Собираем таблицу' },
    tables: 'Таблицы',
    tablesText: 'В главной таблице остаются все строки. Остальные добавляют к ней столбцы.',
    main: 'главная таблица',
    mainText: (rows) => `Строк: ${rows}, остаются все`,
    mainLabel: 'Главная таблица',
    keyMain: 'Клиент в ней',
    key: 'Соединить по',
    match: 'Ключи совпадают',
    matches: { exact: 'как записаны', trimmed: 'без пробелов по краям', number: 'как числа (007 = 7)' },
    parts: (files, rows) =>
      `${ru(files, `${files} файл`, `${files} файла`, `${files} файлов`)} с одинаковыми столбцами, один за другим. Строк: ${rows}`,
    part: (file, rows) => `${file}: ${rows}`,
    partsDiffer: (column, files) => `«${column}» есть только в ${files}; в остальных строках значения нет.`,
    typesDiffer: (column, files) =>
      `В ${files} столбец «${column}» — текст, поэтому и здесь это текст. Чтобы с ним считать, задайте там тот же тип, что в остальных файлах.`,
    found: (share, found, of) => `Нашлось для ${found} из ${of} клиентов главной таблицы (${share}).`,
    unknown: (count, printed) =>
      `${ru(count, `${printed} клиента`, `${printed} клиентов`, `${printed} клиентов`)} отсюда нет в главной таблице: их строки не войдут.`,
    allKnown: 'Все клиенты отсюда есть в главной таблице.',
    empty: (rows, count) => `${ru(count, `${rows} строка`, `${rows} строки`, `${rows} строк`)} без ключа: не войдут.`,
    single: 'На клиента одна строка.',
    many: (most, count, before, after) =>
      `На клиента до ${ru(count, `${most} строки`, `${most} строк`, `${most} строк`)}: если соединить как есть, вместо ${before} строк станет ${after}.`,
    blocked: 'Решите, что делать с несколькими строками: разложить по периодам или свести в одну.',
    shape: 'Строки одного клиента',
    shapes: { plain: 'Как есть', periods: 'По столбцу на период', summed: 'Свести в одну' },
    period: 'Периоды в столбце',
    several: 'Если значений несколько',
    summaries: {
      sum: 'сумма',
      mean: 'среднее',
      count: 'количество',
      min: 'наименьшее',
      max: 'наибольшее',
      last: 'последнее',
    },
    instead: { periods: 'Поэтому — по столбцу на период:', summed: 'Поэтому — одна строка на клиента:' },
    quoted: (name) => `«${name}»`,
    more: (count) => ` и ещё ${count}`,
    stays: (rows) => `Строк останется ${rows}.`,
    changeMain: 'Выбрать другую главную таблицу',
    changeJoin: 'Соединить иначе',
    columns: 'Какие столбцы получатся',
    rowsCount: 'число строк',
    head: 'Первые строки после этого шага',
    leaveOut: (file) => `Не брать ${file}`,
    apart: 'Не вошли',
    apartText: 'Эти файлы не с чем соединить, или вы их убрали.',
    takeIn: (file) => `Взять ${file}`,
    overlap: (main, both, other) =>
      `Клиенты: только в главной таблице — ${main}, в обеих — ${both}, только здесь — ${other}`,
    overlapParts: ['только в главной', 'в обеих', 'только здесь'],
    spelling: 'Написание',
    spellingText:
      'Похоже, здесь одно значение записано по-разному. Объедините то, что и правда одно; файлы не изменятся.',
    merge: (from, to) => `Читать «${from}» как «${to}»`,
    mergeRows: (rows, count, like, column, file) =>
      `${ru(count, `${rows} строка`, `${rows} строки`, `${rows} строк`)}; с другим написанием — ${like}. «${column}», ${file}`,
    mergeAll: (count) => (count === 1 ? 'Объединить' : `Объединить все (${count})`),
    merged: 'Все объединены.',
    spellingNone: 'Похожих друг на друга значений нет.',
    incomplete: 'Неполные клиенты',
    incompleteText: 'Клиентов, у которых есть данные не за каждый период, можно оставить или убрать.',
    incompleteOf: (file) => `Периоды из ${file}`,
    keepAll: 'Оставить всех',
    leaves: {
      empty: (rows) => `Убрать с пропуском (${rows})`,
      'empty or zero': (rows) => `Убрать с пропуском или нулём (${rows})`,
    },
    complete: 'У каждого клиента есть значение за каждый период.',
    label: 'Что предсказывать',
    labelText: 'Необязательно. Этот столбец станет вопросом в разделе прогнозов.',
    labelPick: 'Столбец',
    labelNone: 'пока ничего',
    result: 'Что получится',
    resultText: (rows, columns) => `Строк: ${rows}, столбцов: ${columns}. Первые из них:`,
    dropped: (rows, count) =>
      `${ru(count, `Убран ${rows} неполный клиент`, `Убраны ${rows} неполных клиента`, `Убрано ${rows} неполных клиентов`)}.`,
    untouched: 'Здесь все строки главной таблицы, каждая по одному разу.',
    name: 'Название таблицы',
    nameHint: 'Под ним она будет среди файлов и в SQL.',
    defaultName: 'сводная',
    make: 'Собрать таблицу',
    undecided: (count) =>
      ru(
        count,
        `${count} написание останется как есть.`,
        `${count} написания останутся как есть.`,
        `${count} написаний останутся как есть.`,
      ),
    madeNow: (rows, columns) => `Таблица собрана. Строк: ${rows}, столбцов: ${columns}.`,
    made: (files) => `Собрана из ${ru(files, `${files} файла`, `${files} файлов`, `${files} файлов`)}`,
    madeText:
      'Дальше это такая же таблица, как любая другая: у столбцов есть роли, её видит SQL, на ней учатся модели.',
    madeNoTime:
      'В ней по строке на клиента и нет времени: она пригодится в SQL и в прогнозах, а разделам о поведении нужен журнал событий.',
    change: 'Собрать иначе',
    receipt: 'Как она собрана',
    steps: {
      file: (file, rows) => `${file}: прочитано строк — ${rows}`,
      merged: (from, to, rows, column) => `«${from}» читается как «${to}» в «${column}»: строк — ${rows}`,
      pivot: (column, rows) => `по столбцу на каждое значение «${column}»: строк — ${rows}, по одной на клиента`,
      group: (rows) => `сведена: строк — ${rows}, по одной на клиента`,
      joined: (matched, of, key) => `соединена по «${key}»: нашлось для ${matched} из ${of} строк главной таблицы`,
      unused: (rows) => `не вошло строк — ${rows}: нет ключа или известного периода`,
      dropped: (rows, columns) => `убрано строк — ${rows}: неполные в ${columns}`,
      label: (column) => `предсказывать: «${column}»`,
      fingerprint: 'Отпечаток',
    },
  },
};
