import type { Combination } from '../core/combine';
import type { CsvDialect, Engine, OnProgress, PreparedPart, ImportReport, Reject, Source } from '../core/engine';
import { VitrineError } from '../core/errors';
import type { ReadAs, Take } from '../core/reading';
import type { RoleGuess, Roles } from '../core/roles';
import { ident, sql } from '../sql/sql';
import { chosenDialect } from './dialect';
import { laterEncoding } from './encodings/later';
import { fingerprint } from './fingerprint';
import type { ParquetFooter } from './formats/parquet-footer';
import { importQuoted, type Imported } from './import-text';
import { applied, guessRoles, tableKind, type TableKind } from './roles';
import { moneyOf, type Money } from './money';
import { joinedRows, type JoinedRows } from './joined-rows';
import { listRejects, type RejectList } from './rejects';
import { roundedTimes, type RoundedTimes } from './rounded-times';
import { sampleColumns, type TableColumn } from './sample';
import type { Sniffed } from './sniff';
import { sniffSource } from './sniff-source';
import { withStages } from './log-stages';
import { sourceTables } from './tables';
import { checkTake, isChosen, isLarge, withoutSpans } from './taking';
import type { Seen } from './forecast';
import { probe, type Make } from './probe';
import { currentColumns, readValues, type ColumnReading } from './values/convert';
import { forceTypes, type TypedColumn } from './values/forced';
import { forgetLeftOut } from './values/left-out';
import { asText, droppedOf } from './values/set-apart';

export { sniffSource } from './sniff-source';

/** A file, or a part of one, that became a table. Plain data: it crosses worker boundaries. */
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
  /** The currency that the table itself names; absent where it names none. */
  readonly money?: Money;
  /** How the file came to be text in UTF-8, and text to be numbers and times; absent where it was made of others. */
  readonly read?: HowRead;
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

/** What was done to a file so that it could be read. Plain data. */
export interface HowRead extends Pick<PreparedPart, 'part' | 'via' | 'encoding' | 'replaced' | 'notes'> {
  /** What a person said of it. */
  readonly as: ReadAs;
  /** Names of what else is in the file and is no table. */
  readonly skipped: readonly string[];
  /** Text columns that look like numbers or times, and what became of them. */
  readonly values: readonly ColumnReading[];
  /** Columns that a person gave a type; absent where there are none. */
  readonly typed?: readonly TypedColumn[];
  /** Cells that may be rows joined by stray quotes; absent where there are none. */
  readonly joined?: JoinedRows;
  /** Times that a spreadsheet has shortened; absent where there are none. */
  readonly rounded?: RoundedTimes;
  /** What a Parquet file says of itself; absent for texts. */
  readonly parquet?: Pick<ParquetFooter, 'codecs' | 'writer' | 'spans'> & {
    /** Row groups, and columns, of the file. */
    readonly groups: number;
    readonly columns: number;
  };
}

/** Where a file is opened, and what is said while it is. */
export interface Opening<S extends Source> {
  readonly signal: AbortSignal;
  readonly engine: Engine<S>;
  readonly onProgress?: OnProgress;
  /** How a person wants the file to be read. */
  readonly as?: ReadAs;
  /** Large files are looked at first, where nothing is said of columns and rows. */
  readonly foresee?: {
    readonly make: Make<S>;
    /** What is to be read of it. It may wait for a person, and throws where nothing is. */
    readonly ask: (seen: Seen) => Promise<Take>;
  };
}

/**
 * Opens a file that holds one table, or the part of it that `as` names: unpacks and decodes it, sniffs it, imports it
 * into a table, reads numbers and times, guesses roles. No row is lost to a wrong guess of a type: such a column is
 * read again as text. Rows that are no rows (too few cells, broken quotes) are counted and the first of them kept.
 * @param name how the recipe calls the source; its tables are named after it and replaced
 * @throws VitrineError `file.*` (`file.which-part`: it holds several), `parquet.broken`, `combine.column` and
 *   `sample.empty` for what is to be taken, `engine.*`, `cancelled`
 */
export async function openSource<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  source: S,
  name: string,
  onProgress: OnProgress = () => undefined,
  as: ReadAs = {},
): Promise<Opened> {
  for await (const opened of opening({ signal, engine, onProgress, as }, source, () => name, true)) return opened;
  throw new VitrineError('file.parts', { file: source.name, parts: '' });
}

/**
 * Opens every table that a file holds, one after the other. Stopping early leaves the rest unread.
 * @param nameOf how the recipe calls a part (a file of an archive, a sheet; null for a file that is one table)
 * @throws VitrineError as {@link openSource}
 */
export function openParts<S extends Source>(
  place: Opening<S>,
  source: S,
  nameOf: (part: string | null) => string,
): AsyncGenerator<Opened, void, undefined> {
  return opening(place, source, nameOf, false);
}

/** Opens the same file, or the same part of it, once more. */
export interface Reopening {
  /** As {@link openSource} does. */
  (signal: AbortSignal, as: ReadAs, onProgress: OnProgress): Promise<Opened>;
  /** Opens it beside the table it is: under another name, for a look; the caller drops that table. */
  beside(signal: AbortSignal, as: ReadAs, onProgress: OnProgress): Promise<Opened>;
  /** Makes a table of all of its rejects. */
  rejects(signal: AbortSignal, opened: Opened, onProgress: OnProgress): Promise<RejectList>;
}

/** Opens the same file, or the same part of it, once more: see {@link openSource}. */
export function reopening<S extends Source>(engine: Engine<S>, source: S, { name, read }: Opened): Reopening {
  const part = read?.part ?? null;
  const of = part === null ? {} : { part };
  const open = (signal: AbortSignal, as: ReadAs, onProgress: OnProgress, called: string): Promise<Opened> =>
    openSource(signal, engine, source, called, onProgress, { ...as, ...of });
  return Object.assign(
    (signal: AbortSignal, as: ReadAs, onProgress: OnProgress) => open(signal, as, onProgress, name),
    {
      beside: (signal: AbortSignal, as: ReadAs, onProgress: OnProgress) =>
        open(signal, as, onProgress, `${name} (beside)`),
      rejects: (signal: AbortSignal, opened: Opened, onProgress: OnProgress) =>
        listRejects(signal, engine, source, opened, onProgress),
    },
  );
}

async function* opening<S extends Source>(
  { signal, engine, onProgress = () => undefined, as = {}, foresee }: Opening<S>,
  source: S,
  nameOf: (part: string | null) => string,
  single: boolean,
): AsyncGenerator<Opened, void, undefined> {
  const file = source.name;
  const print = await fingerprint(source);
  const step =
    (from: number, to: number): OnProgress =>
    (p) =>
      onProgress({ ...p, done: p.done === null ? null : from + (to - from) * p.done });
  const prepared = await engine.prepare(signal, source, as, step(0, 0.3));
  try {
    if (single && prepared.parts.length > 1) {
      const parts = prepared.parts.map((p) => p.part ?? '').join(', ');
      throw new VitrineError('file.which-part', { file, parts });
    }
    const { length } = prepared.parts;
    let fault: VitrineError | null = null;
    for (const [i, part] of prepared.parts.entries()) {
      const share = step(0.3 + (0.7 * i) / length, 0.3 + (0.7 * (i + 1)) / length);
      try {
        const { ask, make } = foresee ?? {};
        const asked = ask !== undefined && make !== undefined && isLarge(part) && !isChosen(as);
        if (asked) onProgress({ done: null });
        const take = asked ? await ask(await probe(signal, engine, part, make, as)) : {};
        const how = { ...as, ...take };
        yield await openPart(
          { signal, engine, as: how },
          source,
          part,
          prepared.skipped,
          nameOf(part.part),
          print,
          share,
        );
      } catch (error) {
        // One file of an archive that is no table does not stand in the way of the others; it is told of at the end.
        if (length === 1 || !(error instanceof VitrineError) || !/^(?:file|parquet)\./.test(error.code)) throw error;
        fault ??= error;
      }
    }
    if (fault !== null) throw fault;
  } finally {
    await prepared.remove();
  }
}

/** Imports one part and reads what its columns are. */
async function openPart<S extends Source>(
  { signal, engine, as }: Required<Pick<Opening<S>, 'signal' | 'engine' | 'as'>>,
  source: S,
  part: PreparedPart<S>,
  skipped: readonly string[],
  name: string,
  print: string,
  share: OnProgress,
): Promise<Opened> {
  const file = source.name;
  const table = sourceTables(name).rows;
  let used = part;
  let imported = await importPart(signal, engine, part, file, table, as, share);
  const later = await laterEncoding(signal, part, imported.report, as);
  if (later !== null) {
    // What was taken for UTF-8 at its head is not.
    const { encoding, by, sure } = later;
    const again = await engine.prepare(signal, source, {
      ...as,
      encoding,
      ...(part.part === null ? {} : { part: part.part }),
    });
    try {
      const [better] = again.parts;
      if (better !== undefined) {
        used = { ...better, encoding: { name: encoding, by, sure } };
        imported = await importPart(signal, engine, better, file, table, as, share);
      }
    } finally {
      await again.remove();
    }
  }
  const { sniffed, report, widened, joined } = imported;
  const inFile = (line: number | null): number | null =>
    line === null ? null : line + (used.via.includes('xlsx') ? 0 : (used.notes.above ?? 0));
  const { via, encoding, replaced, notes } = used;
  const valued = await readTable(signal, engine, table, report, as);
  const dropped = droppedOf(valued.read.values, valued.read.typed ?? []);
  if (report.rows === dropped.rows) throw new VitrineError('file.header-only', { file });
  const parquet = sniffed.format === 'parquet' ? await saidOfItself(used.source) : {};
  share({ done: 1, rows: report.rows });
  return {
    name,
    file,
    size: source.size,
    fingerprint: print,
    format: sniffed.format,
    dialect: sniffed.format === 'csv' ? sniffed.dialect : null,
    read: {
      part: used.part,
      via,
      encoding,
      replaced,
      notes,
      as,
      skipped,
      ...valued.read,
      ...parquet,
      ...(joined === null
        ? {}
        : { joined: { ...joined, first: joined.first.map((f) => ({ ...f, line: inFile(f.line) })) } }),
    },
    table,
    rows: report.rows - dropped.rows,
    rejected: report.rejected + dropped.rows,
    rejects: [
      ...report.rejects.map((r) => ({
        ...r,
        line: inFile(r.line),
      })),
      ...dropped.rejects,
    ].slice(0, LISTED),
    widened,
    ...valued.guessed,
  };
}

/** What a Parquet file says of itself. It was read already, so a directory that only this reader fails on is let go. */
async function saidOfItself(source: Source): Promise<Pick<HowRead, 'parquet'>> {
  const { readFooter } = await import('./formats/parquet-footer');
  try {
    const { groups, codecs, writer, columns, spans } = await readFooter(source);
    return { parquet: { groups: groups.length, codecs, writer, columns: columns.length, spans } };
  } catch (error) {
    if (error instanceof VitrineError && error.code === 'parquet.broken') return {};
    throw error;
  }
}

async function importPart<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  { source, given }: PreparedPart<S>,
  file: string,
  table: string,
  { columns, sample, types, ...how }: ReadAs,
  onProgress: OnProgress,
): Promise<Imported & { readonly joined: JoinedRows | null }> {
  const found = asText(await sniffSource(signal, source, given), types);
  const take: Take = {
    ...(columns === undefined ? {} : { columns }),
    ...(sample === undefined ? {} : { sample }),
  };
  await checkTake(source, file, found, take);
  const chosen = found.format === 'parquet' ? { ...take, ...(await withoutSpans(source, take)) } : take;
  const sniffed: Sniffed = found.format === 'csv' ? { ...found, dialect: chosenDialect(found.dialect, how) } : found;
  const imported: Imported =
    sniffed.format === 'csv'
      ? await importQuoted(signal, engine, source, sniffed, take, table, onProgress)
      : {
          sniffed,
          report: await engine.import(signal, source, { format: 'parquet', take: chosen }, table, onProgress),
          widened: [],
        };
  const { report } = imported;
  const readable = report.readable ?? report.rows;
  if (report.rows === 0 || report.rejected > readable) {
    await engine.query(signal, sql`DROP TABLE IF EXISTS ${ident(table)}`);
    if (report.rejected > readable) {
      throw new VitrineError('file.too-many-rejects', {
        file,
        rows: readable + report.rejected,
        rejected: report.rejected,
      });
    }
    throw new VitrineError(sample === undefined ? 'file.header-only' : 'sample.empty', { file });
  }
  const { sniffed: read } = imported;
  // A text that was made here has no stray quotes.
  if (read.format !== 'csv' || given !== null) return { ...imported, joined: null };
  const joined = await joinedRows(signal, engine, source, read.dialect, read.columns, table, report);
  return { ...imported, joined };
}

/** Rejects that are listed. */
const LISTED = 100;

type Guessed = Pick<Opened, 'columns' | 'guesses' | 'roles' | 'kind' | 'money'>;

interface Valued {
  readonly read: Pick<HowRead, 'values' | 'typed' | 'rounded'>;
  readonly guessed: Guessed;
}

/** Reads numbers and times of an imported table, and guesses what its columns mean. */
async function readTable(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  { columns, rows }: Pick<ImportReport, 'columns' | 'rows'>,
  as: ReadAs,
): Promise<Valued> {
  let samples = await sampleColumns(signal, engine, table, columns, rows);
  await forgetLeftOut(signal, engine, table);
  const typed = await forceTypes(signal, engine, table, samples, as);
  const free = samples.filter((s) => typed.every((t) => t.column !== s.name));
  const values = await readValues(signal, engine, table, free, as);
  let now = columns;
  if (typed.length > 0 || values.some((v) => v.outcome === 'converted')) {
    now = await currentColumns(signal, engine, table);
    const changed = now.filter((c, i) => c.type !== columns[i]?.type);
    const renewed = new Map((await sampleColumns(signal, engine, table, changed, rows)).map((s) => [s.name, s]));
    samples = samples.map((s) => renewed.get(s.name) ?? s);
  }
  const guesses = guessRoles(samples);
  const roles = await withStages(signal, engine, table, applied(guesses));
  const money = moneyOf(samples, values, roles);
  const rounded = roundedTimes(samples, roles);
  return {
    read: { values, ...(typed.length === 0 ? {} : { typed }), ...(rounded === null ? {} : { rounded }) },
    guessed: { columns: now, guesses, roles, kind: tableKind(roles), ...(money === null ? {} : { money }) },
  };
}
