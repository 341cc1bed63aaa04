import type { DataInfo } from '../core/analysis';
import type { Statement } from '../core/engine';
import { VitrineError } from '../core/errors';
import { numbers, type Frame } from '../core/frame';
import { ident, raw, sql } from './sql';

/**
 * Rows of a log in typed arrays, by customer, time and place in the file: what a scan reads. Those of the customer
 * with key `customers[c]` lie in `[starts[c], starts[c + 1])`.
 */
export interface Log {
  readonly length: number;
  /** Keys, rising, each once; only customers with rows. */
  readonly customers: Float64Array;
  readonly starts: Int32Array;
  /** Epoch milliseconds. */
  readonly times: Float64Array;
  /** What each row is: its {@link eventCode}, or a mask of the tests that it passes. */
  readonly codes: Int32Array;
  /** The greatest code. */
  readonly most: number;
  /** Per customer: 1 where two of their rows have one time. */
  readonly tied: Uint8Array;
  /** Per customer: bit c where they have a row of code c; null where codes are too many for that. */
  readonly kinds: Int32Array | null;
}

/** The code of a row of the spine: twice the id of its event, one more where it is a purchase. */
export const eventCode = (event: number, purchase: boolean): number => 2 * event + (purchase ? 1 : 0);

/** The same of a row in SQL. */
export const CODE: Statement = sql`2 * event + CASE WHEN sign = 1 THEN 1 ELSE 0 END`;

/** The event of a code. */
export const eventOf = (code: number): number => code >> 1;

/** The statement of a data set's own log, which is the same for all that scans it. */
export const ownLog = (data: DataInfo): Statement => logRows(data, eventCodes(data));

/** Codes of events are below it; a spine lists a thousand of them, and who knows how many there are beyond. */
export const eventCodes = ({ spine }: Pick<DataInfo, 'spine'>): number =>
  spine.events.length < 1000 ? 2 + 2 * Math.max(0, ...spine.events.map((e) => e.id)) : 2 ** 31;

/** Logs of up to as many rows are scanned, longer ones left to SQL: a scan holds 12 bytes a row, 28 while it takes them in. */
export const MOST_SCANNED = 20_000_000;

/** Whether plans for this data scan its rows. */
export const isScanned = ({ scans, spine }: DataInfo): boolean => scans === true && spine.rows <= MOST_SCANNED;

/** A code below this shares one number with its time: a column less is a third less to hand over. */
const CODES = 1024;

/**
 * The statement whose answer `readLog` takes: rows up to as-of.
 * @param codes codes are whole numbers from 0 up to, not including, this
 * @param from a relation with `customer, time, place` and an expression for the code; the spine, in the order it is
 * stored in, when not said
 */
export function logRows(
  { spine, asOf }: DataInfo,
  codes: number,
  from: { readonly relation: Statement; readonly code: Statement } | null = null,
): Statement {
  const code = from?.code ?? CODE;
  // 2^42 ms is the year 2109; a power of two loses nothing.
  const fits = codes <= CODES && Math.max(Math.abs(spine.from), Math.abs(spine.to)) < 2 ** 42;
  const what = fits
    ? sql`CAST(time * ${raw(String(CODES))} + (${code}) AS DOUBLE) AS what`
    : sql`CAST(time AS DOUBLE) AS time, CAST((${code}) AS DOUBLE) AS code`;
  return sql`SELECT customer, ${what}${from === null ? sql`` : sql`, CAST(place AS DOUBLE) AS place`}
    FROM ${from?.relation ?? ident(spine.table)} AS log WHERE time <= ${asOf}`;
}

/**
 * The answer of {@link logRows} as a log; its number columns are used up. Rows that carry their place are put in order
 * where they are not.
 * @throws VitrineError `internal` where rows without a place are not in order: a scan of them would be wrong
 */
export function readLog(frame: Frame): Log {
  const { length } = frame;
  const who = numbers(frame, 'customer');
  const given = unpacked(frame);
  const place = frame.columns.some((c) => c.name === 'place') ? numbers(frame, 'place') : null;
  const rows = isInOrder(who, given.times, place) ? { who, ...given } : inOrder(who, given, place);
  let n = 0;
  for (let i = 0; i < length; i++) if (i === 0 || rows.who[i] !== rows.who[i - 1]) n++;
  const customers = new Float64Array(n);
  const starts = new Int32Array(n + 1).fill(length);
  const tied = new Uint8Array(n);
  const kinds = new Int32Array(n);
  let most = 0;
  n = -1;
  for (let i = 0; i < length; i++) {
    const code = rows.codes[i] ?? 0;
    if (code > most) most = code;
    if (i === 0 || rows.who[i] !== rows.who[i - 1]) {
      customers[++n] = rows.who[i] ?? 0;
      starts[n] = i;
    } else if (rows.times[i] === rows.times[i - 1]) tied[n] = 1;
    kinds[n] = (kinds[n] ?? 0) | (1 << (code & 31));
  }
  const { times, codes } = rows;
  return { length, customers, starts, times, codes, most, tied, kinds: most < 32 ? kinds : null };
}

type Given = Pick<Log, 'times' | 'codes'>;

function unpacked(frame: Frame): Given {
  const { length } = frame;
  const codes = new Int32Array(length);
  if (frame.columns.some((c) => c.name === 'code')) {
    codes.set(numbers(frame, 'code'));
    return { times: numbers(frame, 'time'), codes };
  }
  // In place: the packed numbers are not needed any more.
  const times = numbers(frame, 'what');
  for (let i = 0; i < length; i++) {
    const what = times[i] ?? 0;
    const time = Math.floor(what / CODES);
    codes[i] = what - time * CODES;
    times[i] = time;
  }
  return { times, codes };
}

function isInOrder(who: Float64Array, times: Float64Array, place: Float64Array | null): boolean {
  for (let i = 1; i < who.length; i++) {
    const a = who[i - 1] ?? 0;
    const b = who[i] ?? 0;
    if (b > a) continue;
    if (b < a) return false;
    const s = times[i - 1] ?? 0;
    const t = times[i] ?? 0;
    if (t < s || (t === s && place !== null && (place[i] ?? 0) < (place[i - 1] ?? 0))) return false;
  }
  return true;
}

/** Sorted by customer with one count of each, and within a customer by time and place. */
function inOrder(
  who: Float64Array,
  { times, codes }: Given,
  place: Float64Array | null,
): Given & { who: Float64Array } {
  if (place === null) throw new VitrineError('internal', { reason: 'the rows of the log are not in order' });
  const keys = Float64Array.from(new Set(who)).sort();
  const ranks = new Map(Array.from(keys, (key, rank) => [key, rank]));
  const starts = new Int32Array(keys.length + 1);
  const rank = Int32Array.from(who, (key) => ranks.get(key) ?? 0);
  for (const r of rank) starts[r + 1] = (starts[r + 1] ?? 0) + 1;
  for (let r = 0; r < keys.length; r++) starts[r + 1] = (starts[r + 1] ?? 0) + (starts[r] ?? 0);
  const next = starts.slice();
  const order = new Int32Array(who.length);
  rank.forEach((r, row) => {
    const at = next[r] ?? 0;
    order[at] = row;
    next[r] = at + 1;
  });
  for (let r = 0; r < keys.length; r++)
    order
      .subarray(starts[r] ?? 0, starts[r + 1] ?? 0)
      .sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || (place[a] ?? 0) - (place[b] ?? 0));
  return {
    who: Float64Array.from(order, (row) => who[row] ?? 0),
    times: Float64Array.from(order, (row) => times[row] ?? 0),
    codes: Int32Array.from(order, (row) => codes[row] ?? 0),
  };
}
