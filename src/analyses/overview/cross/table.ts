import { numbers, type Frame } from '../../../core/frame';
import { VitrineError } from '../../../core/errors';
import { cellsOf, spansOf, type CrossCells, type CrossMoney, type CrossRows, type CrossSpans } from './cells';
import type { CrossShape } from './shape';

/** A log in typed arrays, about 6 bytes a row and 20 a customer: what the cross-filter counts. */
export interface CrossTable {
  readonly shape: CrossShape;
  readonly customers: number;
  readonly plain: CrossRows;
  /** Of the plain rows. */
  readonly spans: CrossSpans;
  readonly money: CrossMoney;
  readonly orders: number;
  /** The same rows added up by hour and kind: sums need no more than these. */
  readonly cells: CrossCells;
}

/** Most that the packed arrays can tell apart. */
export const MOST_EVENTS = 65_536;
export const MOST_VALUES = 256;

/**
 * Unpacks the answers of `plan.ts`, puts them in order where they are not, and adds them up. The order of the rows
 * does not matter, but the spine's own costs nothing.
 * @throws VitrineError `internal` where the shape does not fit the arrays: a fault in our own plan
 */
export function crossTable(plain: Frame, money: Frame, shape: CrossShape): CrossTable {
  if (shape.events > MOST_EVENTS || shape.values > MOST_VALUES)
    throw new VitrineError('internal', { reason: `${shape.events} events, ${shape.values} values` });
  const who = [numbers(plain, 'customer'), numbers(money, 'customer')] as const;
  const customers = 1 + Math.max(most(who[0]), most(who[1]));
  const { rows } = ordered(who[0], numbers(plain, 'what'), customers, shape);
  const { rows: sold, places } = ordered(who[1], numbers(money, 'what'), customers, shape);
  const what = numbers(money, 'what');
  const paid = numbers(money, 'amount');
  const keys = numbers(money, 'key');
  const sign = new Int8Array(sold.length);
  const amount = new Float64Array(sold.length);
  const key = new Float64Array(sold.length);
  for (let to = 0; to < sold.length; to++) {
    const from = places === null ? to : (places[to] ?? 0);
    sign[to] = ((what[from] ?? 0) % 3) - 1;
    const value = paid[from] ?? NaN;
    amount[to] = Number.isNaN(value) ? 0 : value;
    key[to] = keys[from] ?? 0;
  }
  const numbered = orderNumbers(key, sign, sold.starts, customers);
  return {
    shape,
    customers,
    plain: rows,
    spans: spansOf(rows, shape),
    money: { ...sold, sign, order: numbered.order },
    orders: numbered.n,
    cells: cellsOf(rows, { ...sold, sign }, amount, shape),
  };
}

function most(values: Float64Array): number {
  let found = -1;
  for (const value of values) if (value > found) found = value;
  return found;
}

/** The rows by customer and slot, and from where each comes; null where each is where it was. */
function ordered(
  who: Float64Array,
  what: Float64Array,
  customers: number,
  shape: CrossShape,
): { readonly rows: CrossRows; readonly places: Int32Array | null } {
  const { length } = what;
  const given = unpacked(what, shape);
  const starts = startsOf(who, customers);
  if (isInOrder(who, given.slot)) return { rows: { length, starts, ...given }, places: null };
  // Two stable sorts: by hour, then by customer.
  const bySlot = counted(given.slot, null, startsOf(given.slot, shape.slots));
  const places = counted(who, bySlot, starts);
  const slot = new Int32Array(length);
  const kind = kindsOf(length, shape);
  for (let to = 0; to < length; to++) {
    const from = places[to] ?? 0;
    slot[to] = given.slot[from] ?? 0;
    kind[to] = given.kind[from] ?? 0;
  }
  return { rows: { length, starts, slot, kind }, places };
}

function isInOrder(who: Float64Array, slot: Int32Array): boolean {
  for (let i = 1; i < who.length; i++) {
    const [a, b] = [who[i - 1] ?? 0, who[i] ?? 0];
    if (a > b || (a === b && (slot[i - 1] ?? 0) > (slot[i] ?? 0))) return false;
  }
  return true;
}

/** Where the rows of each key begin when they are sorted by it, and last how many there are. */
function startsOf(keys: Float64Array | Int32Array, n: number): Int32Array {
  const starts = new Int32Array(n + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  for (let key = 0; key < n; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  return starts;
}

/** Stable counting sort of the rows in an order, the given one when null. */
function counted(keys: Float64Array | Int32Array, order: Int32Array | null, starts: Int32Array): Int32Array {
  const next = starts.slice();
  const places = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const row = order === null ? i : (order[i] ?? 0);
    const key = keys[row] ?? 0;
    const at = next[key] ?? 0;
    places[at] = row;
    next[key] = at + 1;
  }
  return places;
}

const kindsOf = (length: number, { events, values }: CrossShape): Uint16Array | Uint32Array =>
  events * values <= 65_536 ? new Uint16Array(length) : new Uint32Array(length);

/** `what` is `((slot × events + event) × values + value) × 3 + sign + 1`. */
function unpacked(what: Float64Array, shape: CrossShape): Pick<CrossRows, 'slot' | 'kind'> {
  const kinds = shape.events * shape.values;
  const slot = new Int32Array(what.length);
  const kind = kindsOf(what.length, shape);
  for (let i = 0; i < what.length; i++) {
    const row = Math.floor((what[i] ?? 0) / 3);
    const at = Math.floor(row / kinds);
    slot[i] = at;
    kind[i] = row - at * kinds;
  }
  return { slot, kind };
}

/** Numbers each pair of customer and key, in order of first row. */
function orderNumbers(
  keys: Float64Array,
  sign: Int8Array,
  starts: Int32Array,
  customers: number,
): { readonly order: Int32Array; readonly n: number } {
  const order = new Int32Array(sign.length).fill(-1);
  const mine = new Map<number, number>();
  let n = 0;
  for (let c = 0; c < customers; c++) {
    mine.clear();
    for (let i = starts[c] ?? 0; i < (starts[c + 1] ?? 0); i++) {
      if (sign[i] !== 1) continue;
      const key = keys[i] ?? 0;
      const known = mine.get(key) ?? n++;
      mine.set(key, known);
      order[i] = known;
    }
  }
  return { order, n };
}
