import type { CsvDialect, Engine, OnProgress, Source, Statement } from '../core/engine';
import { countAt, texts, type Frame } from '../core/frame';
import { ident, join, raw, sql } from '../sql/sql';
import type { Opened } from './open';
import { rejectsTable } from './tables';
import { leftOutTable } from './values/left-out';
import { literal } from './values/numbers';

/** All rejects of a file, as a table of the engine: `line`, `column`, `reason`, `text` (cut at 1,000 characters). */
export interface RejectList {
  readonly table: string;
  readonly rows: number;
  /** How many of each reason, most frequent first. */
  readonly kinds: readonly { readonly reason: string; readonly rows: number }[];
  /** False where only the first ones could be found again: those that the opened file lists. */
  readonly whole: boolean;
}

/** A page of the list, in the order of the file. */
export function rejectsPage({ table }: RejectList, offset: number, limit: number): Statement {
  // Rows are numbered as they were made: a page far down is found as quickly as the first.
  return sql`SELECT line, "column", reason, "text" FROM ${ident(table)} WHERE rowid >= ${raw(String(offset))}
    ORDER BY rowid LIMIT ${raw(String(limit))}`;
}

/** The whole list, in the order of the file. */
export function rejectRows(table: string): Statement {
  return sql`SELECT CAST(line AS BIGINT) AS line, "column", reason, "text" FROM ${ident(table)} ORDER BY rowid`;
}

/** A control character that text files do not hold stands in for the delimiter: a line is one cell. */
const lineDialect = ({ delimiter, encoding }: CsvDialect): CsvDialect => ({
  delimiter: delimiter === '\u001f' ? '\u001e' : '\u001f',
  quote: '',
  header: false,
  encoding,
});

/**
 * Makes a table of every reject of a file: the lines that have too few or too many cells, found by looking at the file
 * once more where there are more than the opened file lists, and the values whose rows a person left out. It is believed
 * only when as many are found as were counted when the file was opened; else the first ones are listed.
 * @throws VitrineError `file.*`, `engine.*`, `cancelled`
 */
export async function listRejects<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  source: S,
  opened: Opened,
  onProgress: OnProgress = () => undefined,
): Promise<RejectList> {
  const table = rejectsTable(opened.table);
  const lines = `making_${table}`;
  const leftOut = await leftOutRows(signal, engine, opened.table);
  const lost = opened.rejected - leftOut;
  try {
    // Where there are few, the opened file lists them all.
    const few = opened.rejects.filter((r) => r.line !== null).length === lost;
    let whole = few;
    if (!few && opened.dialect !== null) {
      await readLines(signal, engine, source, opened, opened.dialect, lines, onProgress);
      await engine.query(signal, await badLines(signal, engine, opened, opened.dialect, lines, table));
      whole = countAt(await engine.query(signal, sql`SELECT count(*) AS n FROM ${ident(table)}`), 'n') === lost;
    }
    if (few || !whole) await engine.load(signal, table, listed(opened, lost > 0));
    if (leftOut > 0) {
      await engine.query(
        signal,
        sql`INSERT INTO ${ident(table)} SELECT NULL, "column", reason, "text" FROM ${ident(leftOutTable(opened.table))} ORDER BY rowid`,
      );
    }
    return { table, whole, ...(await counts(signal, engine, table)) };
  } finally {
    // Also after an abort, so not with its signal.
    await engine.query(new AbortController().signal, sql`DROP TABLE IF EXISTS ${ident(lines)}`);
  }
}

async function leftOutRows(signal: AbortSignal, engine: Pick<Engine, 'query'>, rows: string): Promise<number> {
  const name = leftOutTable(rows);
  const there = await engine.query(
    signal,
    sql`SELECT count(*) AS n FROM information_schema.tables WHERE table_name = ${name}`,
  );
  if (countAt(there, 'n') === 0) return 0;
  return countAt(await engine.query(signal, sql`SELECT count(*) AS n FROM ${ident(name)}`), 'n');
}

/** The file's lines as a table: `line`, in their order, also the blank ones. */
async function readLines<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  source: S,
  { read }: Opened,
  dialect: CsvDialect,
  lines: string,
  onProgress: OnProgress,
): Promise<void> {
  const encoding = read?.encoding?.name;
  const part = read?.part ?? null;
  const prepared = await engine.prepare(signal, source, {
    ...read?.as,
    ...(encoding === undefined ? {} : { encoding }),
    ...(part === null ? {} : { part }),
  });
  try {
    const [first] = prepared.parts;
    if (first === undefined) return;
    const columns = [{ name: 'line', type: 'VARCHAR' as const }];
    await engine.import(
      signal,
      first.source,
      { format: 'csv', dialect: lineDialect(dialect), columns },
      lines,
      onProgress,
    );
  } finally {
    await prepared.remove();
  }
}

/** The statement that makes the table of lines whose cells are too few or too many. */
async function badLines(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  { columns, read }: Opened,
  dialect: CsvDialect,
  lines: string,
  table: string,
): Promise<Statement> {
  const records = await recordsOf(signal, engine, dialect, lines);
  const cells = sql`(SELECT place, line, ${cellsOf(dialect)} AS cells FROM ${records} AS r WHERE trim(line, ${literal(' \t\r')}) <> '')`;
  let width = columns.length;
  if (dialect.header && read?.as.columns !== undefined) {
    // Only some of the columns were chosen: the header has them all.
    const header = await engine.query(signal, sql`SELECT cells FROM ${cells} AS c ORDER BY place LIMIT 1`);
    width = header.length === 0 ? width : countAt(header, 'cells');
  }
  const names = join(
    columns.map((c) => sql`${literal(c.name)}`),
    ', ',
  );
  const wide = raw(String(width));
  const above = raw(String(1 + (read?.via.includes('xlsx') === true ? 0 : (read?.notes.above ?? 0))));
  const few = dialect.short === 'null' ? sql`FALSE` : sql`cells < ${wide}`;
  const missing =
    width === columns.length ? sql`CASE WHEN cells < ${wide} THEN ([${names}])[cells + 1] END` : sql`NULL`;
  return sql`CREATE OR REPLACE TABLE ${ident(table)} AS
    SELECT CAST(place + ${above} AS DOUBLE) AS line, CAST(${missing} AS VARCHAR) AS "column",
      CASE WHEN cells < ${wide} THEN 'too few columns' ELSE 'too many columns' END AS reason, left(line, 1000) AS "text"
    FROM ${cells} AS c WHERE ${few} OR cells > ${wide} ORDER BY place`;
}

/** How many cells a line has: delimiters outside quotes, and one. */
function cellsOf({ delimiter, quote, escape }: CsvDialect): Statement {
  if (delimiter === 'whitespace')
    return sql`len(regexp_split_to_array(trim(line, ${literal(' \t\r')}), ${literal('[ \t]+')}))`;
  const within = escape === undefined ? `${quote}[^${quote}]*${quote}` : `${quote}(?:[^${quote}\\\\]|\\\\.)*${quote}`;
  const bare = quote === '' ? sql`line` : sql`regexp_replace(line, ${literal(`(?s)${within}`)}, '', 'g')`;
  return sql`(length(${bare}) - length(replace(${bare}, ${literal(delimiter)}, '')) + 1)`;
}

/**
 * Rows of `place` (from 0) and `line`: the lines themselves, or, where quotes hold line ends, those that belong together
 * as one.
 */
async function recordsOf(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  { quote, delimiter }: CsvDialect,
  lines: string,
): Promise<Statement> {
  const plain = sql`(SELECT rowid AS place, line FROM ${ident(lines)})`;
  if (quote === '' || delimiter === 'whitespace') return plain;
  const odd = sql`coalesce((length(line) - length(replace(line, ${literal(quote)}, ''))) % 2, 0)`;
  const open = await engine.query(signal, sql`SELECT count(*) FILTER (WHERE ${odd} = 1) AS n FROM ${ident(lines)}`);
  if (countAt(open, 'n') === 0) return plain;
  return sql`(SELECT min(place) AS place, string_agg(coalesce(line, ''), chr(10) ORDER BY place) AS line FROM (
      SELECT place, line, sum(CASE WHEN before % 2 = 0 THEN 1 ELSE 0 END) OVER (ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS record
      FROM (SELECT rowid AS place, line, sum(${odd}) OVER (ORDER BY rowid ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - ${odd} AS before
        FROM ${ident(lines)}) AS counted) AS grouped GROUP BY record)`;
}

/** The rejects that the opened file lists, without the values that are kept in a table of their own. */
function listed({ rejects }: Opened, some: boolean): Frame {
  const kept = some ? rejects.filter((r) => r.line !== null) : [];
  const text = (name: string, of: (r: Opened['rejects'][number]) => string | null): Frame['columns'][number] => ({
    name,
    type: 'text',
    values: kept.map(of),
  });
  return {
    length: kept.length,
    columns: [
      { name: 'line', type: 'number', values: Float64Array.from(kept, (r) => r.line ?? NaN) },
      text('column', (r) => r.column),
      text('reason', (r) => r.reason),
      text('text', (r) => r.text),
    ],
  };
}

async function counts(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
): Promise<Pick<RejectList, 'rows' | 'kinds'>> {
  const frame = await engine.query(
    signal,
    sql`SELECT reason, count(*) AS n FROM ${ident(table)} GROUP BY reason ORDER BY n DESC, reason`,
  );
  const kinds = texts(frame, 'reason').map((reason, i) => ({ reason: reason ?? '', rows: countAt(frame, 'n', i) }));
  return { rows: kinds.reduce((n, k) => n + k.rows, 0), kinds };
}
