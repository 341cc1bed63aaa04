import type { Engine, ImportReport, PreparedPart, Source } from '../core/engine';
import { VitrineError } from '../core/errors';
import { numberAt } from '../core/frame';
import type { ReadAs } from '../core/reading';
import { ident, sql } from '../sql/sql';
import { rowsFrom, type Block, type Range, type Seen, type SeenColumn } from './forecast';
import { chosenDialect } from './dialect';
import { readFooter } from './formats/parquet-footer';
import { importQuoted } from './import-text';
import { applied, guessRoles } from './roles';
import { sampleColumns, type TableColumn } from './sample';
import type { Sniffed } from './sniff';
import { sniffSource } from './sniff-source';
import { buildSpine } from './spine';
import { sourceTables } from './tables';

/** Makes a file of bytes, until it is removed. */
export type Make<S extends Source> = (
  name: string,
  parts: readonly Uint8Array[],
) => Promise<{ readonly source: S; remove(): Promise<void> }>;

/** Bytes of the head that are looked at, and of each of the places further on. */
const HEAD = 1024 * 1024;
const PART = 512 * 1024;
const PARTS = 7;
/** Bytes whose reading is taken for what every reading costs, however little there is. */
const LITTLE = 64 * 1024;
/** Rows of a Parquet file that are read, at least, in whole row groups; groups of more than the second are not. */
const ENOUGH = 150_000;
const TOO_MANY = 3_000_000;

const NAME = 'vitrine probe';

/**
 * Looks at a file before it is read: how many rows it has, what its columns hold, and how fast this device reads and
 * sorts some of it. Nothing stays in the database.
 * @throws VitrineError as opening the file would, `cancelled`
 */
export async function probe<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  part: PreparedPart<S>,
  make: Make<S>,
  as: ReadAs = {},
): Promise<Seen> {
  const { rows: table, spine, customers, events } = sourceTables(NAME);
  try {
    const found = await sniffSource(signal, part.source, part.given);
    return found.format === 'csv'
      ? await probeText(signal, engine, part.source, found, make, as, table)
      : await probeParquet(signal, engine, part.source, table);
  } finally {
    // Also after an abort, so not with its signal.
    const free = new AbortController().signal;
    for (const name of [table, spine, customers, events])
      await engine.query(free, sql`DROP TABLE IF EXISTS ${ident(name)}`);
  }
}

/**
 * Looks at a file, or at the part of it that `as` names, as {@link probe} does.
 * @throws VitrineError as opening the file would, `cancelled`
 */
export async function foresee<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  source: S,
  as: ReadAs,
  make: Make<S>,
): Promise<Seen> {
  const prepared = await engine.prepare(signal, source, as);
  try {
    const [part] = prepared.parts;
    if (part === undefined) throw new VitrineError('file.parts', { file: source.name, parts: '' });
    return await probe(signal, engine, part, make, as);
  } finally {
    await prepared.remove();
  }
}

async function probeText<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  source: S,
  found: Extract<Sniffed, { format: 'csv' }>,
  make: Make<S>,
  how: ReadAs,
  table: string,
): Promise<Seen> {
  const sniffed = { ...found, dialect: chosenDialect(found.dialect, how) };
  const parts = await blocksOf(signal, source);
  const blocks = parts.map((bytes): Block => ({ bytes: bytes.length, lines: lineEnds(bytes) }));
  const little = await make(source.name, [upToLineEnd((parts[0] ?? new Uint8Array()).subarray(0, LITTLE))]);
  const all = await make(source.name, parts);
  try {
    const look = ({ columns, rows: n }: ImportReport) => lookAtTable(signal, engine, table, columns, n, source.name);
    const read = (of: S, columns?: readonly string[]) =>
      timed(() =>
        importQuoted(signal, engine, of, sniffed, columns === undefined ? {} : { columns }, table, () => undefined),
      );
    // What runs for the first time is slow: twice, and the second counts.
    await look((await read(little.source)).value.report);
    const least = await read(little.source);
    const lone = await look(least.value.report);
    const [first] = sniffed.columns;
    const walk = await read(all.source, first === undefined ? undefined : [first.name]);
    const whole = await read(all.source);
    const { report } = whole.value;
    const more = Math.max(1, report.rows - least.value.report.rows);
    const lines = blocks.reduce((n, b) => n + b.lines, 0) - (sniffed.dialect.header ? 1 : 0);
    const perLine = Math.min(1, (report.rows + report.rejected) / Math.max(1, lines));
    const rows = rowsFrom(source.size, blocks, perLine);
    const seen = await look(report);
    const enough = report.rows >= 1000;
    const perRow = (seconds: number, base = least.seconds): number => Math.max(0, seconds - base) / more;
    return {
      file: source.name,
      size: source.size,
      format: 'csv',
      rows: atLeast(rows, sniffed.dialect.header ? 1 : 0),
      looked: report.rows,
      columns: seen.columns,
      roles: seen.roles,
      pace: enough
        ? {
            walk: Math.min(perRow(walk.seconds), perRow(whole.seconds)),
            read: perRow(whole.seconds),
            sort: perRow(seen.sort, lone.sort),
          }
        : null,
    };
  } finally {
    await little.remove();
    await all.remove();
  }
}

async function probeParquet<S extends Source>(
  signal: AbortSignal,
  engine: Engine<S>,
  source: S,
  table: string,
): Promise<Seen> {
  const footer = await readFooter(source);
  let rows = 0;
  for (const group of footer.groups) {
    if (rows >= ENOUGH) break;
    rows += group;
  }
  const some = rows > TOO_MANY ? ENOUGH : Math.max(1, rows);
  const read = (n: number) =>
    timed(() =>
      engine.import(signal, source, { format: 'parquet', take: { sample: { of: 'first', rows: n } } }, table),
    );
  const look = ({ columns, rows: n }: ImportReport) => lookAtTable(signal, engine, table, columns, n, source.name);
  let lone: Looked | null = null;
  if (rows <= TOO_MANY) {
    // The reader itself is loaded with the first file, and what runs for the first time is slow.
    await look((await read(1000)).value);
    lone = await look((await read(1000)).value);
  }
  const whole = await read(some);
  const report = whole.value;
  const seen = await look(report);
  const bytes = new Map(footer.columns.map((c) => [c.name, c.bytes]));
  const sum = Math.max(
    1,
    footer.columns.reduce((n, c) => n + c.bytes, 0),
  );
  const { rows: n } = footer;
  return {
    file: source.name,
    size: source.size,
    format: 'parquet',
    rows: { low: n, likely: n, high: n },
    looked: report.rows,
    columns: seen.columns.map((c) => ({ ...c, share: (bytes.get(c.name) ?? 0) / sum })),
    roles: seen.roles,
    // Columns that are not wanted are not read at all.
    pace:
      report.rows > 1000 && lone !== null
        ? { walk: 0, read: whole.seconds / report.rows, sort: Math.max(0, seen.sort - lone.sort) / report.rows }
        : null,
  };
}

interface Looked {
  readonly columns: readonly SeenColumn[];
  readonly roles: Seen['roles'];
  /** Seconds that sorting took. */
  readonly sort: number;
}

/** Widths and meanings of an imported sample's columns, and how long sorting it takes. */
async function lookAtTable(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  columns: readonly TableColumn[],
  rows: number,
  file: string,
): Promise<Looked> {
  const samples = await sampleColumns(signal, engine, table, columns, rows);
  const guesses = guessRoles(samples);
  const roles = applied(guesses);
  const lengths = await engine.query(
    signal,
    sql`SELECT ${columns.map(
      (c, i) => sql`coalesce(sum(strlen(CAST(${ident(c.name)} AS VARCHAR))), 0) AS ${ident(`l${i}`)}`,
    )} FROM ${ident(table)}`,
  );
  const lengthOf = (i: number): number => (numberAt(lengths, `l${i}`) ?? 0) / Math.max(1, rows);
  // A mark stands between two cells.
  const all = columns.reduce((sum, _, i) => sum + lengthOf(i) + 1, 0);
  const seen = columns.map(({ name, type }, i): SeenColumn => {
    const width = fixedWidth(type) ?? lengthOf(i);
    const distinct = (samples[i]?.distinct ?? 0) / Math.max(1, samples[i]?.filled ?? 0);
    const share = (lengthOf(i) + 1) / Math.max(1, all);
    return { name, type, width, packed: packedBytes(type, width, distinct, samples[i]?.distinct ?? 0), share };
  });
  if (roles.customer === undefined || roles.time === undefined) return { columns: seen, roles, sort: 0 };
  const opened = {
    name: NAME,
    file,
    size: 0,
    fingerprint: '',
    format: 'csv' as const,
    dialect: null,
    table,
    columns,
    rows,
    rejected: 0,
    rejects: [],
    widened: [],
    guesses,
    roles,
    kind: 'unknown' as const,
  };
  const sorted = await timed(() => buildSpine(signal, engine, opened, roles));
  return { columns: seen, roles, sort: sorted.seconds };
}

/** Bytes of a value of a type of one width; null for texts and what is nested. */
function fixedWidth(type: string): number | null {
  if (/^(?:BOOLEAN|U?TINYINT)$/.test(type)) return 1;
  if (/^U?SMALLINT$/.test(type)) return 2;
  if (/^(?:U?INTEGER|FLOAT|DATE)$/.test(type)) return 4;
  if (/^(?:U?BIGINT|DOUBLE|TIME|TIMESTAMP)/.test(type)) return 8;
  return /^(?:U?HUGEINT|UUID|INTERVAL|DECIMAL)/.test(type) ? 16 : null;
}

/** What is left of a value when it is packed: a number in a list of the different ones, or half of a text. A guess. */
function packedBytes(type: string, width: number, distinctShare: number, distinct: number): number {
  const inList = Math.ceil(Math.log2(Math.max(2, distinct))) / 8;
  if (fixedWidth(type) !== null) return Math.min(width, distinctShare < 0.1 ? inList + 0.5 : width * 0.6);
  return distinctShare < 0.5 ? inList + distinctShare * width * 0.6 + 0.5 : 2 + width * 0.6;
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const start = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - start) / 1000 };
}

/** The head and parts spread evenly over the rest, each from the start of a line to the end of one. */
async function blocksOf(signal: AbortSignal, source: Source): Promise<readonly Uint8Array[]> {
  const { size } = source;
  const whole = size <= HEAD + PARTS * PART;
  const head = await source.read(0, whole ? size : HEAD);
  if (whole) return [head];
  const parts = [upToLineEnd(head)];
  for (let i = 1; i <= PARTS; i++) {
    if (signal.aborted) throw new VitrineError('cancelled', {});
    const from = Math.floor(HEAD + ((size - HEAD - PART) * i) / PARTS);
    const part = await source.read(from, Math.min(size, from + PART));
    const begin = part.indexOf(LINE_FEED) + 1;
    if (begin > 0) parts.push(upToLineEnd(part.subarray(begin)));
  }
  return parts.filter((p) => p.length > 0);
}

const LINE_FEED = 10;

function upToLineEnd(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(LINE_FEED);
  return end === -1 ? bytes : bytes.subarray(0, end + 1);
}

function lineEnds(bytes: Uint8Array): number {
  let n = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) n++;
  return bytes.length > 0 && bytes.at(-1) !== LINE_FEED ? n + 1 : n;
}

function atLeast({ low, likely, high }: Range, header: number): Range {
  const less = (n: number): number => Math.max(0, n - header);
  return { low: less(low), likely: less(likely), high: less(high) };
}
