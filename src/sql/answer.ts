import type { Statement } from '../core/engine';
import { ident, join, raw, sql } from './sql';

/** A column of a statement's answer: its name and DuckDB's name of its type. */
export interface AnswerColumn {
  readonly name: string;
  readonly type: string;
}

/** How a type reaches a frame: read as it is, as DOUBLE, or as printed by the database. */
type Reach = 'number' | 'time' | 'text' | 'cast to double' | 'cast to text';

const plainNumbers = new Set([
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'FLOAT',
  'DOUBLE',
]);
const times = new Set(['DATE', 'TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE']);

function reach(type: string): Reach {
  if (plainNumbers.has(type)) return 'number';
  if (times.has(type)) return 'time';
  if (type === 'VARCHAR') return 'text';
  // Arrow forgets the scale of these in DuckDB-WASM (1.234 arrives as 1234), so the database converts.
  if (type === 'HUGEINT' || type === 'UHUGEINT' || /^DECIMAL\(\d+,\d+\)$/.test(type)) return 'cast to double';
  return 'cast to text';
}

/** True where a type is text (also printed lists, intervals, …): a number column of a frame otherwise. */
export function isText(type: string): boolean {
  return reach(type) === 'text' || reach(type) === 'cast to text';
}

/** Whether a statement answers rows that can be wrapped in another SELECT: it starts like a query. */
export function isQuery(text: string): boolean {
  return /^(?:\s|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/|\()*(?:select|with|from|values)\b/i.test(text);
}

/** Asks for the columns of a query without running it: `column_name`, `column_type`, in order. */
export function describeStatement(statement: Statement): Statement {
  return sql`DESCRIBE ${bare(statement)}`;
}

/**
 * The query with the columns that no engine hands over faithfully cast: wide and decimal numbers to
 * DOUBLE, lists, structs, intervals and the like to text. Unchanged where there is none. The order of
 * rows is kept (DuckDB's `preserve_insertion_order`).
 */
export function faithful(statement: Statement, columns: readonly AnswerColumn[]): Statement {
  if (!columns.some((c) => reach(c.type).startsWith('cast'))) return statement;
  return wrapped(statement, columns, (name, type) => {
    const how = reach(type);
    if (how === 'cast to double') return sql`CAST(${name} AS DOUBLE)`;
    return how === 'cast to text' ? sql`CAST(${name} AS VARCHAR)` : sql`${name}`;
  });
}

/**
 * The query's rows as lines of CSV, each with its line end, in the one column `line`: the same bytes as
 * `csvRows` of core/csv.ts makes of the cells as the database prints them. Text is made formula-safe.
 */
export function csvLines(statement: Statement, columns: readonly AnswerColumn[]): Statement {
  const cells = columns.map((column, i) => {
    const value = sql`${ident(`p${i}`)}`;
    // Numbers and times hold nothing that needs a quote, and are never empty.
    if (!isText(column.type)) return sql`coalesce(${value}, '')`;
    const safe = sql`CASE WHEN substr(${value}, 1, 1) IN ('=', '+', '-', '@', chr(9), chr(13)) THEN chr(39) || ${value} ELSE ${value} END`;
    const special = sql`contains(${value}, ',') OR contains(${value}, '"') OR contains(${value}, chr(10)) OR contains(${value}, chr(13))`;
    return sql`CASE WHEN ${value} IS NULL THEN '' WHEN ${value} = '' THEN '""'
      WHEN ${special} THEN '"' || replace(${safe}, '"', '""') || '"' ELSE ${safe} END`;
  });
  // One function of many arguments: a chain of || would nest as deep as there are columns.
  return sql`SELECT concat(${join(
    cells.map((cell, i) => (i === 0 ? cell : sql`',', ${cell}`)),
    ', ',
  )}, chr(13), chr(10)) AS line FROM (${printed(statement, columns)}) AS printed`;
}

/** The query with every cell as the database prints it, NULL as NULL; columns go by their place (`p0`, `p1`, …). */
export function printed(statement: Statement, columns: readonly AnswerColumn[]): Statement {
  return wrapped(statement, columns, (name) => sql`CAST(${name} AS VARCHAR)`, true);
}

/** The query with the columns that Parquet writers disagree on as text; numbers and decimals stay as they are. */
export function storable(statement: Statement, columns: readonly AnswerColumn[]): Statement {
  return wrapped(statement, columns, (name, type) =>
    reach(type) === 'cast to text' ? sql`CAST(${name} AS VARCHAR)` : sql`${name}`,
  );
}

function wrapped(
  statement: Statement,
  columns: readonly AnswerColumn[],
  cast: (name: ReturnType<typeof ident>, type: string) => Statement,
  byPlace = false,
): Statement {
  // Two columns may share a name: inside they go by their place.
  const places = columns.map((_, i) => ident(`c${i}`));
  const cells = columns.map(
    (column, i) => sql`${cast(ident(`c${i}`), column.type)} AS ${ident(byPlace ? `p${i}` : column.name)}`,
  );
  // The line end closes a trailing comment.
  return sql`SELECT ${join(cells, ', ')} FROM (${bare(statement)}${raw('\n')}) AS answer(${places})`;
}

/** Without the semicolon a person may have put at the end. */
function bare(statement: Statement): Statement {
  return { text: statement.text.replace(/[\s;]+$/, ''), values: statement.values };
}
