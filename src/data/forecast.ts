import type { Take } from '../core/reading';
import type { Roles } from '../core/roles';
import { PIECED_BYTES, SORTED_ROWS, TAB_BYTES } from './limits';

/** A number that is not known exactly. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

export interface SeenColumn {
  readonly name: string;
  /** The engine's own name of its type. */
  readonly type: string;
  /** Mean bytes of a value: of its text in UTF-8 where it is one, else the width of its type. */
  readonly width: number;
  /** Bytes a value takes packed, about. */
  readonly packed: number;
  /** Share of the file's bytes, between 0 and 1; all columns together 1. */
  readonly share: number;
}

/** What was seen of a file before it is read. Plain data. */
export interface Seen {
  readonly file: string;
  /** Bytes of the text or of the Parquet file, unpacked. */
  readonly size: number;
  readonly format: 'csv' | 'parquet';
  readonly rows: Range;
  /** Rows looked at. */
  readonly looked: number;
  readonly columns: readonly SeenColumn[];
  /** What the columns seem to mean. */
  readonly roles: Roles;
  /**
   * Seconds per row, measured on this device with the rows looked at: walking over the file, reading all columns, and
   * sorting by customer and time (0 where it is no log). Null where too little could be read to measure.
   */
  readonly pace: { readonly walk: number; readonly read: number; readonly sort: number } | null;
}

/** What reading a file will take. */
export interface Forecast {
  /** Rows of the table. */
  readonly rows: Range;
  /** Most bytes that the database holds while it reads and sorts. */
  readonly memory: Range;
  readonly seconds: Range | null;
  /** Whether the memory is likely to do. */
  readonly fits: boolean;
}

/** DuckDB 1.4 keeps a row group in blocks of 256 KiB; one more says which values are there. */
const GROUP = 122_880;
const BLOCK = 262_144;

/** Bytes per row of a column that is not packed. Texts have 4 bytes of an offset each. */
export function storedBytes(type: string, width: number): number {
  const value = type === 'VARCHAR' ? 4 + width : width;
  return ((Math.ceil((value * GROUP) / (BLOCK - 8)) + 1) * BLOCK) / GROUP;
}

/**
 * Bytes per row of the spine (core/spine.ts), and of sorting it: measured at five million rows in the tab's engine, 288 MB
 * and 257 MB more at the peak (docs/performance.md).
 */
const SPINE = 57;
const SORTING = 51;
/** The same packed, as it is where the log is sorted in parts: 66 MB of six million rows. */
const SPINE_PACKED = 11;
/** A Parquet table of so many rows is packed by the database on the way. */
const PACKED_ROWS = 1_000_000;
/** Of a text that is read in pieces, the piece and its rows. */
const PIECE_BYTES = 200_000_000;

/**
 * What reading a file will take, of all of it or of a part. Pure.
 * @param room bytes that the tab can hold
 */
export function forecast(seen: Seen, take: Take = {}, room: number = TAB_BYTES): Forecast {
  const { rows, columns, roles, pace } = seen;
  const share = shareOf(seen, take);
  const taken = { low: rows.low * share, likely: rows.likely * share, high: rows.high * share };
  const wanted = columns.filter(({ name }) => take.columns === undefined || take.columns.includes(name));
  const log = [roles.customer, roles.time].every((c) => c !== undefined && wanted.some((w) => w.name === c));
  const pieced = seen.format === 'csv' && seen.size >= PIECED_BYTES;
  const packed = pieced || (seen.format === 'parquet' && taken.likely >= PACKED_ROWS);
  const perRow = wanted.reduce((sum, c) => sum + (packed ? c.packed : storedBytes(c.type, c.width)), 0);
  const sorted = (n: number): number => (log ? sorting(n) : 0);
  const bytes = (n: number): number => n * perRow + sorted(n) + (pieced ? PIECE_BYTES : 0);
  // How well a column packs is a guess; what is not packed is known.
  const doubt = packed ? 0.25 : 0.12;
  const memory = {
    low: bytes(taken.low) * (1 - doubt),
    likely: bytes(taken.likely),
    high: bytes(taken.high) * (1 + doubt),
  };
  const cells = wanted.reduce((sum, c) => sum + c.share, 0);
  const seconds = (n: number): number => {
    if (pace === null) return 0;
    const walked = take.sample?.of === 'first' || seen.format === 'parquet' ? n * share : n;
    const read = n * share * Math.max(0, pace.read - pace.walk) * cells;
    return walked * pace.walk + read + (log ? n * share * pace.sort : 0);
  };
  return {
    rows: rounded(taken),
    memory,
    // A device is not equally fast from one minute to the next; a large sort takes longer by the row.
    seconds:
      pace === null
        ? null
        : { low: 0.7 * seconds(rows.low), likely: seconds(rows.likely), high: 1.6 * seconds(rows.high) },
    fits: memory.likely <= room,
  };
}

/** Bytes of the spine of so many rows while it is sorted: of all but the part at hand, packed. */
function sorting(rows: number): number {
  if (rows <= SORTED_ROWS) return rows * (SPINE + SORTING);
  const part = rows / Math.ceil(rows / SORTED_ROWS);
  return rows * SPINE_PACKED + part * (SPINE - SPINE_PACKED + SORTING);
}

/** Share of the rows that are taken. */
function shareOf({ rows }: Seen, { sample }: Take): number {
  if (sample === undefined) return 1;
  return sample.of === 'first' ? Math.min(1, sample.rows / Math.max(1, rows.likely)) : sample.share;
}

function rounded({ low, likely, high }: Range): Range {
  return { low: Math.floor(low), likely: Math.round(likely), high: Math.ceil(high) };
}

/** Bytes and lines of a piece of a text, taken anywhere between two line ends. */
export interface Block {
  readonly bytes: number;
  readonly lines: number;
}

/**
 * Rows of a text from pieces of it.
 * @param size bytes of the whole
 * @param blocks of it, the first at its start; at least one line among them
 * @param perLine rows in a line: less than 1 where values have line ends
 * @returns within 2 standard errors of what the pieces differ by, and 1 % at least; exact where they are the whole
 */
export function rowsFrom(size: number, blocks: readonly Block[], perLine: number): Range {
  const bytes = blocks.reduce((n, b) => n + b.bytes, 0);
  const lines = blocks.reduce((n, b) => n + b.lines, 0);
  const likely = ((size * lines) / Math.max(1, bytes)) * perLine;
  if (bytes >= size) return { low: likely, likely, high: likely };
  const densities = blocks.filter((b) => b.lines > 0).map((b) => b.lines / b.bytes);
  const mean = densities.reduce((n, d) => n + d, 0) / densities.length;
  const variance = densities.reduce((n, d) => n + (d - mean) ** 2, 0) / Math.max(1, densities.length - 1);
  const off = Math.max(0.01, (2 * Math.sqrt(variance / densities.length)) / mean);
  return { low: likely * (1 - off), likely, high: likely * (1 + off) };
}
