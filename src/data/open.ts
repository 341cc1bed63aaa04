import type { Combination } from '../core/combine';
import type { Column, CsvDialect, Engine, ImportReport, OnProgress, Reject, Source } from '../core/engine';
import { VitrineError } from '../core/errors';
import { countAt } from '../core/frame';
import type { RoleGuess, Roles } from '../core/roles';
import { ident, raw, sql } from '../sql/sql';
import { fingerprint } from './fingerprint';
import { readRecords } from './records';
import { applied, guessRoles, tableKind, type TableKind } from './roles';
import { sampleColumns, type TableColumn } from './sample';
import { HEAD_BYTES, sniff, type Sniffed } from './sniff';
import { withStages } from './log-stages';
import { sourceTables } from './tables';

/** A file that became a table. Plain data: it crosses worker boundaries. */
export interface Opened {
  /** How the recipe calls the source. */
  readonly name: string;
  /** The file's own name, and its size in bytes. */
  readonly file: string;
  readonly size: number;
  readonly fingerprint: string;
  /** `combined`: no file of its own, but made of others. */
  readonly format: 'csv' | 'parquet' | 'combined';
  /** How the text is written; null for what is no text. */
  readonly dialect: CsvDialect | null;
  /** SQL name of the table with the file's rows, in the file's order. */
  readonly table: string;
  readonly columns: readonly TableColumn[];
  readonly rows: number;
  /** Rows of the file that could not be read, and the first 100 of them. */
  readonly rejected: number;
  readonly rejects: readonly Reject[];
  /** Columns that looked like numbers or times at first and hold other values later; read as text. */
  readonly widened: readonly string[];
  readonly guesses: readonly RoleGuess[];
  /** The guesses that are applied unless a person says otherwise, with the stages of the events. */
  readonly roles: Roles;
  /** What the applied roles make of the table. */
  readonly kind: TableKind;
  /** How the table was made of others; none for a file. */
  readonly combined?: Combination;
}

/** Most bytes of the head that are read while it holds too few lines. */
const MOST_HEAD_BYTES = 4 * 1024 * 1024;
/** Parts from further on that types are guessed from as well. */
const SAMPLES = 3;
const SAMPLE_BYTES = 16 * 1024;
/** How often an import is repeated because a column's type was guessed too narrow. */
const RETRIES = 4;
/** The engines' reason for a cell that is not of its column's type (sql/csv-import.ts). */
const WRONG_TYPE = "not a value of this column's type";

/**
 * Opens a file: sniffs it, imports it into a table, guesses roles. No row is lost to a wrong guess of a
 * type: such a column is read again as text. Rows that are no rows (too few cells, broken quotes) are
 * counted and the first of them kept.
 * @param name how the recipe calls the source; its tables are named after it and replaced
 * @throws VitrineError `file.*`, `parquet.broken`, `engine.*`, `cancelled`
 */
export async function openSource<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  source: S,
  name: string,
  onProgress: OnProgress = () => undefined,
): Promise<Opened> {
  const file = source.name;
  const sniffed = await sniffSource(signal, source);
  const print = await fingerprint(source);
  signal.throwIfAborted();
  const table = sourceTables(name).rows;
  const share = (p: { readonly done: number | null; readonly rows?: number }): void =>
    onProgress({ ...p, done: p.done === null ? null : p.done * 0.9 });
  const { report, widened } =
    sniffed.format === 'csv'
      ? await importText(signal, engine, source, sniffed, table, share)
      : { report: await engine.import(signal, source, { format: 'parquet' }, table, share), widened: [] };
  if (report.rows === 0 || report.rejected > report.rows) {
    await engine.query(signal, sql`DROP TABLE IF EXISTS ${ident(table)}`);
    if (report.rejected === 0) throw new VitrineError('file.header-only', { file });
    throw new VitrineError('file.too-many-rejects', {
      file,
      rows: report.rows + report.rejected,
      rejected: report.rejected,
    });
  }
  const samples = await sampleColumns(signal, engine, table, report.columns, report.rows);
  const guesses = guessRoles(samples);
  const roles = await withStages(signal, engine, table, applied(guesses));
  onProgress({ done: 1, rows: report.rows });
  return {
    name,
    file,
    size: source.size,
    fingerprint: print,
    format: sniffed.format,
    dialect: sniffed.format === 'csv' ? sniffed.dialect : null,
    table,
    columns: report.columns,
    rows: report.rows,
    rejected: report.rejected,
    rejects: report.rejects,
    widened,
    guesses,
    roles,
    kind: tableKind(roles),
  };
}

/**
 * Reads the head of a file, and a little of the rest, and sniffs it. Nothing is imported.
 * @throws VitrineError `file.*`, `parquet.broken`
 */
export async function sniffSource(signal: AbortSignal, source: Source): Promise<Sniffed> {
  const { name: file, size } = source;
  let bytes = HEAD_BYTES;
  let head = await source.read(0, Math.min(size, bytes));
  // Long lines: a few records are needed to see what they have in common.
  while (head.length < size && bytes < MOST_HEAD_BYTES && lineEnds(head) < 20) {
    bytes *= 4;
    head = await source.read(0, Math.min(size, bytes));
  }
  signal.throwIfAborted();
  const samples: Uint8Array[] = [];
  for (let i = 1; i <= SAMPLES && head.length < size; i++) {
    const from = Math.max(head.length, Math.floor((size * i) / SAMPLES) - SAMPLE_BYTES);
    samples.push(await source.read(from, Math.min(size, from + SAMPLE_BYTES)));
  }
  const sniffed = sniff(file, head, size, samples);
  if (sniffed.format === 'parquet') await checkParquetEnd(source);
  return sniffed;
}

/** A Parquet file ends in its directory, the directory's length, and PAR1: a cut file does not. */
async function checkParquetEnd(source: Source): Promise<void> {
  const { name: file, size } = source;
  const broken = (reason: string): VitrineError => new VitrineError('parquet.broken', { file, reason });
  if (size < 12) throw broken('it is too short');
  const end = await source.read(size - 8, size);
  if (String.fromCharCode(...end.subarray(4)) !== 'PAR1') throw broken('its end is missing');
  const directory = new DataView(end.buffer, end.byteOffset, 4).getUint32(0, true);
  if (directory > size - 12) throw broken('its directory is damaged');
}

function lineEnds(bytes: Uint8Array): number {
  return bytes.reduce((n, byte) => n + (byte === 10 ? 1 : 0), 0);
}

async function importText<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  source: S,
  sniffed: Extract<Sniffed, { format: 'csv' }>,
  table: string,
  onProgress: OnProgress,
): Promise<{ report: ImportReport; widened: readonly string[] }> {
  const { dialect } = sniffed;
  const read = (columns: readonly Column[]): Promise<ImportReport> =>
    engine.import(signal, source, { format: 'csv', dialect, columns }, table, onProgress);
  let columns: readonly Column[] = sniffed.columns;
  for (let retry = 0; ; retry++) {
    const report = await read(columns);
    const wrong = new Set(report.rejects.filter((r) => isWrongType(r, dialect, columns.length)).map((r) => r.column));
    const narrow = (c: Column): boolean => c.type !== 'VARCHAR' && wrong.has(c.name);
    if (retry < RETRIES && columns.some(narrow)) {
      columns = columns.map((c) => (narrow(c) ? { name: c.name, type: 'VARCHAR' } : c));
      continue;
    }
    const hidden = report.rejected > report.rejects.length && report.rejected <= report.rows;
    if (!hidden && !columns.some(narrow)) return { report, widened: widenedNames(sniffed.columns, columns) };
    columns = await exactTypes(signal, engine, table, columns, read);
    return { report: await read(columns), widened: widenedNames(sniffed.columns, columns) };
  }
}

/** A row with too few or too many cells may hold a wrong type as well: that says nothing of the column. */
function isWrongType(reject: Reject, dialect: CsvDialect, columns: number): boolean {
  if (reject.reason !== WRONG_TYPE) return false;
  const cut = reject.text.length >= 1000;
  return cut || readRecords(reject.text, dialect.delimiter, dialect.quote).rows[0]?.length === columns;
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
