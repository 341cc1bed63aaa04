import type { Column, CsvDialect, Engine, ImportReport, OnProgress, Reject, Source, Statement } from '../core/engine';
import { countAt } from '../core/frame';
import type { Take } from '../core/reading';
import { ident, join, raw, sql } from '../sql/sql';
import { readRecords } from './records';
import type { Sniffed } from './sniff';

/** How often an import is repeated because a column's type was guessed too narrow. */
const RETRIES = 4;
/** The engines' reason for a row whose quote is not closed (sql/csv-import.ts). */
const OPEN_QUOTE = 'a quote is not closed';
/** The engines' reason for a cell that is not of its column's type (sql/csv-import.ts). */
const WRONG_TYPE = "not a value of this column's type";

/** A file as it was sniffed and came in. */
export interface Imported {
  readonly sniffed: Sniffed;
  readonly report: ImportReport;
  /** Columns that looked like numbers or times at first and hold other values later; read as text. */
  readonly widened: readonly string[];
}

type Csv = Extract<Sniffed, { format: 'csv' }>;

/**
 * Imports a text; where quotes do not close, it is tried whether they are plain characters in it, as in tables that
 * know no quoting. The reading that loses fewer rows is kept.
 */
export async function importQuoted<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  source: S,
  sniffed: Csv,
  take: Take,
  table: string,
  onProgress: OnProgress,
): Promise<Imported> {
  const read = (as: Csv) => importText(signal, engine, source, as, take, table, onProgress);
  const first = { sniffed, ...(await read(sniffed)) };
  const stray = first.report.rejects.some((r) => r.reason === OPEN_QUOTE);
  if (!stray || sniffed.dialect.quote === '' || sniffed.dialect.delimiter === 'whitespace') return first;
  const plain: Csv = { ...sniffed, dialect: { ...sniffed.dialect, quote: '' } };
  const second = { sniffed: plain, ...(await read(plain)) };
  const better = second.report.rejected < first.report.rejected && second.report.rows > first.report.rows;
  if (better && !(await areQuoted(signal, engine, table, second.report.columns, sniffed.dialect.quote))) return second;
  return { sniffed, ...(await read(sniffed)) };
}

/** Whether cells with quotes mostly begin and end with one: then they are quotes, and have no place in the values. */
async function areQuoted(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  columns: ImportReport['columns'],
  quote: string,
): Promise<boolean> {
  const cells = columns.filter((c) => c.type === 'VARCHAR').map((c) => sql`${ident(c.name)}`);
  if (cells.length === 0) return false;
  const counted = (of: (cell: Statement) => Statement): Statement =>
    join(
      cells.map((cell) => sql`count(*) FILTER (WHERE ${of(cell)})`),
      ' + ',
    );
  const around = counted(
    (cell) => sql`length(${cell}) > 1 AND starts_with(${cell}, ${quote}) AND ends_with(${cell}, ${quote})`,
  );
  const within = counted((cell) => sql`contains(${cell}, ${quote})`);
  const frame = await engine.query(signal, sql`SELECT ${around} AS around, ${within} AS within FROM ${ident(table)}`);
  return 2 * countAt(frame, 'around') > countAt(frame, 'within');
}

async function importText<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  source: S,
  sniffed: Csv,
  take: Take,
  table: string,
  onProgress: OnProgress,
): Promise<{ report: ImportReport; widened: readonly string[] }> {
  const { dialect } = sniffed;
  const read = (columns: readonly Column[]): Promise<ImportReport> =>
    engine.import(signal, source, { format: 'csv', dialect, columns, take }, table, onProgress);
  let columns: readonly Column[] = sniffed.columns;
  for (let retry = 0; ; retry++) {
    const report = await read(columns);
    const wrong = new Set(report.rejects.filter((r) => isWrongType(r, dialect, columns.length)).map((r) => r.column));
    const narrow = (c: Column): boolean => c.type !== 'VARCHAR' && wrong.has(c.name);
    if (retry < RETRIES && columns.some(narrow)) {
      columns = columns.map((c) => (narrow(c) ? { name: c.name, type: 'VARCHAR' } : c));
      continue;
    }
    const hidden = report.rejected > report.rejects.length && report.rejected <= (report.readable ?? report.rows);
    if (!hidden && !columns.some(narrow)) return { report, widened: widenedNames(sniffed.columns, columns) };
    columns = await exactTypes(signal, engine, table, columns, read);
    return { report: await read(columns), widened: widenedNames(sniffed.columns, columns) };
  }
}

/** A row with too few or too many cells may hold a wrong type as well: that says nothing of the column. */
function isWrongType(reject: Reject, dialect: CsvDialect, columns: number): boolean {
  if (reject.reason !== WRONG_TYPE) return false;
  const cut = reject.text.length >= 1000;
  return (
    cut || readRecords(reject.text, dialect.delimiter, dialect.quote, 2, dialect.escape).rows[0]?.length === columns
  );
}

/**
 * Only the first rejects are named, and they hide the others: everything is read as text, and a column
 * keeps its type when all its values have it. Three readings of the file, for messy ones only.
 */
async function exactTypes(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  columns: readonly Column[],
  read: (columns: readonly Column[]) => Promise<ImportReport>,
): Promise<readonly Column[]> {
  await read(columns.map(({ name }) => ({ name, type: 'VARCHAR' })));
  const typed = columns.filter((c) => c.type !== 'VARCHAR');
  if (typed.length === 0) return columns;
  const failures = typed.map(
    (c, i) =>
      sql`count(*) FILTER (WHERE ${ident(c.name)} IS NOT NULL AND TRY_CAST(${ident(c.name)} AS ${raw(c.type)}) IS NULL) AS ${ident(`f${i}`)}`,
  );
  const frame = await engine.query(signal, sql`SELECT ${failures} FROM ${ident(table)}`);
  const failed = new Set(typed.filter((_, i) => countAt(frame, `f${i}`) > 0).map((c) => c.name));
  return columns.map((c) => (failed.has(c.name) ? { name: c.name, type: 'VARCHAR' } : c));
}

function widenedNames(before: readonly Column[], after: readonly Column[]): readonly string[] {
  return after.filter((c, i) => c.type !== before[i]?.type).map((c) => c.name);
}
