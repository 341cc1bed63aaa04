import type { Column, CsvDialect, Statement } from '../core/engine';
import type { Take } from '../core/reading';
import type { Quoting } from './broken-quotes';
import { ident, join, raw, sql } from './sql';
import { sampled } from './take';

/** Bytes read at once: small enough for a stop to be heard and progress to move, twice the longest line. */
const BUFFER = 4_000_000;

/** Names of the tables an import works in; all are dropped at its end. */
export interface ImportTables {
  /** Becomes the imported table. */
  readonly scratch: string;
  /** Lines of a whitespace-separated file. */
  readonly lines: string;
  /** Rejects found by the reader (temporary tables: seen by one connection only). */
  readonly rejects: string;
  readonly rejectsScan: string;
}

/** Scratch names of one import. `token` is unique among the imports that run. */
export function importTables(token: string): ImportTables {
  return {
    scratch: `vitrine_import_${token}`,
    lines: `vitrine_lines_${token}`,
    rejects: `vitrine_rejects_${token}`,
    rejectsScan: `vitrine_scans_${token}`,
  };
}

/** How the reader takes rows that it cannot read. */
export type Faults =
  /** The first one ends the statement with an error. */
  | 'refuse'
  /** They are left out, and nothing is known of them. */
  | 'skip'
  /** They are left out and kept in the tables of rejects, at some 20 to 80 µs each. */
  | 'keep';

/** What is read: the file as the engine knows it, and bytes read at once where that is not the usual. */
export interface CsvFile {
  readonly path: string;
  readonly buffer?: number;
  /** The file is a part without a header, whose first line is this one of the whole (from 1). */
  readonly firstLine?: number;
}

/** Statements of an import, in the order in which they may be run. */
export interface ImportPlan {
  readonly scratch: string;
  /** Of all columns of the file, by their place in it. */
  readonly names: readonly string[];
  /** How records end, where quotes may hold line ends; null where a line is a row. */
  readonly quoting: Quoting | null;
  /** Whether rows are judged after reading: then `left` counts the rejects, and `list` needs no `keep`. */
  readonly judgesLater: boolean;
  /** Makes and fills `scratch`. */
  fill(file: CsvFile, faults: Faults): readonly Statement[];
  /** Adds what follows to `scratch`, of a file without a header; null where it has to be read in one go. */
  readonly more: ((file: CsvFile, faults: Faults) => Statement) | null;
  /** Reads every cell that is wanted, makes nothing, keeps the rejects. Answers `rows`. */
  keep(file: CsvFile): Statement;
  /** Answers `rows`: those of the file that can be read, all of them in `scratch` where nothing but they is taken. */
  readable(file: CsvFile): Statement;
  /** Answers `lines`: lines of the file that are neither blank nor its header, minus those that its readable rows take up. */
  left(file: CsvFile): Statement;
  /** Answers `rejected`: rows of the file that were kept as rejects. */
  readonly count: Statement;
  /** Answers `line`, `column`, `reason`, `text` of the first 100, by line. */
  list(file: CsvFile): Statement;
  readonly cleanUp: readonly Statement[];
}

/**
 * How a text table is imported: dialect and columns are given, nothing is sniffed. Empty cells are NULL,
 * also quoted ones; blank lines are no rows; times are ISO. A row with too few or too many cells, with a
 * cell that is not of its column's type, or with an unclosed quote is rejected, the others are kept.
 * Run by `importCsv` (csv-rows.ts).
 * @param take only these columns and rows: cells of other columns are not looked at, so they reject nothing. Rejects of
 *   a sample are those of the whole file, for nobody can say whose they are
 */
export function planCsvImport(
  dialect: CsvDialect,
  columns: readonly Column[],
  tables: ImportTables,
  take: Take = {},
): ImportPlan {
  return dialect.delimiter === 'whitespace'
    ? whitespace(dialect, columns, tables, take)
    : delimited(dialect, columns, tables, take);
}

function delimited(dialect: CsvDialect, columns: readonly Column[], tables: ImportTables, take: Take): ImportPlan {
  const { scratch, rejects } = tables;
  const { sample } = take;
  const whole = take.columns === undefined && sample === undefined;
  // Inside the reader columns go by their place: names may repeat in another case, or be `__proto__`.
  const cell = (i: number): Statement => sql`${ident(`c${i}`)}`;
  const wanted = columns.flatMap(({ name }, i) => (isTaken(take, name) ? [i] : []));
  const keyAt = sample?.of === 'customers' ? columns.findIndex((c) => c.name === sample.column) : -1;
  const looked = keyAt < 0 || wanted.includes(keyAt) ? wanted : [...wanted, keyAt];
  const cells = wanted.map((i) => sql`${cell(i)} AS ${ident(columns[i]?.name ?? '')}`);
  const types = columns.map((column, i) => `'c${i}': '${column.type}'`).join(', ');
  const names = join(
    columns.map((column, i) => sql`WHEN ${ident('column_name')} = ${`c${i}`} THEN ${column.name}`),
    ' ',
  );
  const within = columns.flatMap(({ name, type }, i) => {
    if (type !== 'VARCHAR' || dialect.quote === '') return [];
    const text = whole ? sql`${ident(name)}` : cell(i);
    return [sql`coalesce(length(${text}) - length(replace(${text}, ${'\n'}, '')), 0)`];
  });
  // A cell that is not asked for is not read, and rejects nothing.
  const asked = join(
    looked.map((i) => sql`count(${cell(i)})`),
    ', ',
  );
  const readable = (file: CsvFile, more: Statement): Statement =>
    whole
      ? sql`SELECT count(*)${more} AS "rows" FROM ${ident(scratch)}`
      : sql`SELECT "rows" FROM (SELECT count(*)${more} AS "rows", ${asked} FROM ${reader(file, dialect, types, tables, 'skip')}) AS counted`;
  const rows = (file: CsvFile, faults: Faults): Statement =>
    sampled(reader(file, dialect, types, tables, faults), join(cells, ', '), sample, keyAt < 0 ? null : cell(keyAt));
  return {
    scratch,
    names: columns.map((c) => c.name),
    quoting: dialect.quote === '' ? null : { ...dialect, cells: columns.length },
    judgesLater: false,
    fill: (file, faults) => [sql`CREATE TABLE ${ident(scratch)} AS ${rows(file, faults)}`],
    // These know where a row stands only when they see all of them.
    more:
      sample?.of === 'rows' || sample?.of === 'first'
        ? null
        : (file, faults) => sql`INSERT INTO ${ident(scratch)} ${rows(file, faults)}`,
    keep: (file) => sql`SELECT count(*) AS "rows", ${asked} FROM ${reader(file, dialect, types, tables, 'keep')}`,
    readable: (file) => readable(file, sql``),
    left: (
      file,
    ) => sql`SELECT CAST((SELECT count(*) FROM ${reader(file, wholeLine(dialect), "'c0': 'VARCHAR'", tables, 'skip')} WHERE trim(c0, ${' \t\r'}) <> '')
      - (${readable(file, within.length === 0 ? sql`` : sql` + coalesce(sum(${join(within, ' + ')}), 0)`)})
      - ${raw(dialect.header ? '1' : '0')} AS BIGINT) AS "lines"`,
    count: sql`SELECT count(DISTINCT line_byte_position) AS "rejected" FROM ${ident(rejects)}`,
    list: ({ firstLine = 1 }) => sql`
      SELECT CAST(line AS BIGINT) + ${raw(String(firstLine - 1))} AS line, CASE ${names} END AS "column",
        CASE error_type
          WHEN 'CAST' THEN 'not a value of this column''s type'
          WHEN 'MISSING COLUMNS' THEN 'too few columns'
          WHEN 'TOO MANY COLUMNS' THEN 'too many columns'
          WHEN 'UNQUOTED VALUE' THEN 'a quote is not closed'
          WHEN 'LINE SIZE OVER MAXIMUM' THEN 'the line is too long'
          WHEN 'INVALID ENCODING' THEN 'not UTF-8'
          ELSE error_message END AS reason,
        left(regexp_replace(csv_line, '^[\r\n]+', ''), 1000) AS "text"
      FROM ${ident(rejects)}
      QUALIFY row_number() OVER (PARTITION BY line_byte_position
        ORDER BY CASE WHEN error_type = 'CAST' THEN 1 ELSE 0 END, column_idx NULLS FIRST, error_message) = 1
      ORDER BY line, line_byte_position LIMIT 100`,
    cleanUp: [drop(rejects), drop(tables.rejectsScan)],
  };
}

/**
 * Lines are read whole and split at runs of blanks, blanks at their ends ignored. No line number can be
 * had from a reader that splits, so lines keep their place as the row id of a table of their own.
 */
function whitespace(dialect: CsvDialect, columns: readonly Column[], tables: ImportTables, take: Take): ImportPlan {
  const { scratch, lines, rejects } = tables;
  const { sample } = take;
  const trimmed = sql`trim(line, ${' \t\r'})`;
  const at = (i: number): Statement => sql`cells[${raw(String(i + 1))}]`;
  const read = (column: Column, i: number): Statement => sql`TRY_CAST(${at(i)} AS ${raw(column.type)})`;
  const header = sql`(SELECT min(rowid) FROM ${ident(lines)} WHERE ${trimmed} <> '')`;
  const body = dialect.header ? sql`rowid > ${header}` : sql`TRUE`;
  const cells = sql`(SELECT rowid + 1 AS place, line, regexp_split_to_array(${trimmed}, ${'[ \t]+'}) AS cells
    FROM ${ident(lines)} WHERE ${trimmed} <> '' AND ${body})`;
  const width = raw(String(columns.length));
  const keyAt = sample?.of === 'customers' ? columns.findIndex((c) => c.name === sample.column) : -1;
  const key = columns[keyAt];
  const badCell = columns.map((column, i) => sql`WHEN ${read(column, i)} IS NULL THEN ${column.name}`);
  const bad = sql`len(cells) <> ${width} OR ${join(
    columns.map((column, i) => sql`${read(column, i)} IS NULL`),
    ' OR ',
  )}`;
  return {
    scratch,
    names: columns.map((c) => c.name),
    quoting: null,
    judgesLater: true,
    more: null,
    // Every line can be read as a line, so the rejects are those of this statement's own WHERE.
    fill: (file, faults) => [
      sql`CREATE OR REPLACE TABLE ${ident(lines)} AS SELECT c0 AS line FROM ${reader(file, wholeLine(dialect), "'c0': 'VARCHAR'", tables, faults)}`,
      sql`CREATE TABLE ${ident(scratch)} AS ${sampled(
        sql`(SELECT * FROM ${cells} WHERE NOT (${bad}) ORDER BY place) AS good`,
        join(
          columns.flatMap((column, i) =>
            isTaken(take, column.name) ? [sql`${read(column, i)} AS ${ident(column.name)}`] : [],
          ),
          ', ',
        ),
        sample,
        key === undefined ? null : read(key, keyAt),
      )}`,
    ],
    keep: () => sql`SELECT count(*) AS "rows" FROM ${ident(scratch)}`,
    readable: () => sql`SELECT count(*) AS "rows" FROM ${cells} WHERE NOT (${bad})`,
    left: () => sql`SELECT count(*) AS "lines" FROM ${cells} WHERE ${bad}`,
    count: sql`SELECT count(*) AS "rejected" FROM ${cells} WHERE ${bad}`,
    list: () => sql`SELECT CAST(place AS BIGINT) AS line,
        CASE WHEN len(cells) <> ${width} THEN NULL ${join(badCell, ' ')} END AS "column",
        CASE WHEN len(cells) < ${width} THEN 'too few columns' WHEN len(cells) > ${width} THEN 'too many columns'
          ELSE 'not a value of this column''s type' END AS reason,
        left(line, 1000) AS "text"
      FROM ${cells} WHERE ${bad}
      ORDER BY 1, 4 LIMIT 100`,
    cleanUp: [drop(lines), drop(rejects), drop(tables.rejectsScan)],
  };
}

function isTaken({ columns }: Take, name: string): boolean {
  return columns === undefined || columns.includes(name);
}

/** A control character that text files do not hold stands in for the delimiter: a line is one cell. */
function wholeLine({ delimiter, encoding }: CsvDialect): CsvDialect {
  return { delimiter: delimiter === '\u001f' ? '\u001e' : '\u001f', quote: '', header: false, encoding };
}

function reader(
  { path, buffer, firstLine }: CsvFile,
  dialect: CsvDialect,
  types: string,
  tables: ImportTables,
  faults: Faults,
): Statement {
  const how = {
    refuse: sql``,
    skip: sql`, ignore_errors = true`,
    keep: sql`, store_rejects = true, rejects_limit = 0, rejects_table = ${tables.rejects}, rejects_scan = ${tables.rejectsScan}`,
  }[faults];
  // Filled rows and quoted line ends together are read by one thread only.
  const short = dialect.short === 'null' ? sql`, null_padding = true, parallel = false` : sql``;
  return sql`read_csv(${path}, auto_detect = false, delim = ${dialect.delimiter}, quote = ${dialect.quote},
    escape = ${dialect.escape ?? dialect.quote}, header = ${dialect.header && firstLine === undefined}, nullstr = '', strict_mode = true,
    buffer_size = ${raw(String(buffer ?? BUFFER))}, columns = {${raw(types)}}${short}${how})`;
}

function drop(table: string): Statement {
  return sql`DROP TABLE IF EXISTS ${ident(table)}`;
}

/** Puts the filled scratch table in place of `table`, in one transaction. */
export function replaceTable(scratch: string, table: string): readonly Statement[] {
  return [
    sql`BEGIN TRANSACTION`,
    sql`DROP TABLE IF EXISTS ${ident(table)}`,
    sql`ALTER TABLE ${ident(scratch)} RENAME TO ${ident(table)}`,
    sql`COMMIT`,
  ];
}

/** Removes a scratch table that an import left behind. */
export function dropTable(table: string): Statement {
  return drop(table);
}
