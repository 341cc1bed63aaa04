import type { Column, CsvDialect, Statement } from '../core/engine';
import { ident, join, raw, sql } from './sql';

/** Bytes read at once: small enough for a stop to be heard and progress to move, twice the longest line. */
const BUFFER = '4000000';

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

/** Statements that fill `scratch` and then tell of the rejects, in the order in which to run them. */
export interface ImportPlan {
  readonly fill: readonly Statement[];
  /** Answers `rejected`: rows of the file that are not in the table. */
  readonly count: Statement;
  /** Answers `line`, `column`, `reason`, `text` of the first 100, by line. */
  readonly list: Statement;
  readonly cleanUp: readonly Statement[];
}

/**
 * How a text table is imported: dialect and columns are given, nothing is sniffed. Empty cells are NULL,
 * also quoted ones; blank lines are no rows; times are ISO. A row with too few or too many cells, with a
 * cell that is not of its column's type, or with an unclosed quote is rejected, the others are kept.
 * @param file as the engine knows it
 * @param strict false reads files whose line ends are mixed, see {@link hasMixedLineEnds}; cells beyond the
 * last column and text behind a closing quote are then dropped instead of rejecting the row, and line
 * numbers of whitespace-separated files count `\r\n` twice
 */
export function planCsvImport(
  file: string,
  dialect: CsvDialect,
  columns: readonly Column[],
  tables: ImportTables,
  strict = true,
): ImportPlan {
  return dialect.delimiter === 'whitespace'
    ? whitespace(file, dialect, columns, tables, strict)
    : delimited(file, dialect, columns, tables, strict);
}

function delimited(
  file: string,
  dialect: CsvDialect,
  columns: readonly Column[],
  tables: ImportTables,
  strict: boolean,
): ImportPlan {
  const { scratch, rejects } = tables;
  // Inside the reader columns go by their place: names may repeat in another case, or be `__proto__`.
  const cells = columns.map((column, i) => sql`${ident(`c${i}`)} AS ${ident(column.name)}`);
  const types = columns.map((column, i) => `'c${i}': '${column.type}'`).join(', ');
  const names = join(
    columns.map((column, i) => sql`WHEN ${ident('column_name')} = ${`c${i}`} THEN ${column.name}`),
    ' ',
  );
  return {
    fill: [
      sql`CREATE TABLE ${ident(scratch)} AS SELECT ${join(cells, ', ')} FROM ${reader(file, dialect, types, tables, strict)}`,
    ],
    count: sql`SELECT count(DISTINCT line_byte_position) AS "rejected" FROM ${ident(rejects)}`,
    list: sql`
      SELECT CAST(line AS BIGINT) AS line, CASE ${names} END AS "column",
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
      QUALIFY row_number() OVER (PARTITION BY line_byte_position ORDER BY column_idx NULLS FIRST, error_message) = 1
      ORDER BY line, line_byte_position LIMIT 100`,
    cleanUp: [drop(rejects), drop(tables.rejectsScan)],
  };
}

/** Whether the strict reader gave up because line ends change within the file (`\r\n` here, `\n` there). */
export function hasMixedLineEnds(error: unknown): boolean {
  return error instanceof Error && error.message.includes('state machine reached an invalid state');
}

/**
 * Lines are read whole and split at runs of blanks, blanks at their ends ignored. No line number can be
 * had from a reader that splits, so lines keep their place as the row id of a table of their own.
 */
function whitespace(
  file: string,
  dialect: CsvDialect,
  columns: readonly Column[],
  tables: ImportTables,
  strict: boolean,
): ImportPlan {
  const { scratch, lines, rejects } = tables;
  // A control character that text files do not hold stands in for the delimiter; a line that does hold it is rejected.
  const whole: CsvDialect = { delimiter: '\u001f', quote: '', header: false, encoding: dialect.encoding };
  const trimmed = sql`trim(line, ${' \t\r'})`;
  const at = (i: number): Statement => sql`cells[${raw(String(i + 1))}]`;
  const read = (column: Column, i: number): Statement => sql`TRY_CAST(${at(i)} AS ${raw(column.type)})`;
  const header = sql`(SELECT min(rowid) FROM ${ident(lines)} WHERE ${trimmed} <> '')`;
  const body = dialect.header ? sql`rowid > ${header}` : sql`TRUE`;
  const cells = sql`(SELECT rowid + 1 AS place, line, regexp_split_to_array(${trimmed}, ${'[ \t]+'}) AS cells
    FROM ${ident(lines)} WHERE ${trimmed} <> '' AND ${body})`;
  const width = raw(String(columns.length));
  const badCell = columns.map((column, i) => sql`WHEN ${read(column, i)} IS NULL THEN ${column.name}`);
  const bad = sql`len(cells) <> ${width} OR ${join(
    columns.map((column, i) => sql`${read(column, i)} IS NULL`),
    ' OR ',
  )}`;
  return {
    fill: [
      sql`CREATE TABLE ${ident(lines)} AS SELECT c0 AS line FROM ${reader(file, whole, "'c0': 'VARCHAR'", tables, strict)}`,
      sql`CREATE TABLE ${ident(scratch)} AS SELECT ${join(
        columns.map((column, i) => sql`${read(column, i)} AS ${ident(column.name)}`),
        ', ',
      )} FROM ${cells} WHERE NOT (${bad}) ORDER BY place`,
    ],
    count: sql`SELECT (SELECT count(*) FROM ${cells} WHERE ${bad})
      + (SELECT count(DISTINCT line_byte_position) FROM ${ident(rejects)}) AS "rejected"`,
    list: sql`SELECT CAST(place AS BIGINT) AS line,
        CASE WHEN len(cells) <> ${width} THEN NULL ${join(badCell, ' ')} END AS "column",
        CASE WHEN len(cells) < ${width} THEN 'too few columns' WHEN len(cells) > ${width} THEN 'too many columns'
          ELSE 'not a value of this column''s type' END AS reason,
        left(line, 1000) AS "text"
      FROM ${cells} WHERE ${bad}
      UNION ALL SELECT CAST(line AS BIGINT), NULL, 'not a line of text', left(csv_line, 1000) FROM ${ident(rejects)}
      ORDER BY 1, 4 LIMIT 100`,
    cleanUp: [drop(lines), drop(rejects), drop(tables.rejectsScan)],
  };
}

function reader(file: string, dialect: CsvDialect, types: string, tables: ImportTables, strict: boolean): Statement {
  return sql`read_csv(${file}, auto_detect = false, delim = ${dialect.delimiter}, quote = ${dialect.quote},
    escape = ${dialect.quote}, header = ${dialect.header}, nullstr = '', strict_mode = ${strict}, buffer_size = ${raw(BUFFER)}, columns = {${raw(types)}},
    store_rejects = true, rejects_limit = 0,
    rejects_table = ${tables.rejects}, rejects_scan = ${tables.rejectsScan})`;
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
