import { numbers, type Frame } from '../../../core/frame';
import { VitrineError } from '../../../core/errors';
import type { CrossShape } from './shape';

/** Rows of one kind, sorted by customer: those of customer `c` lie in `[starts[c], starts[c + 1])`. */
export interface CrossRows {
  readonly length: number;
  readonly starts: Int32Array;
  /** From 0. */
  readonly slot: Int32Array;
  readonly event: Uint16Array;
  readonly value: Uint8Array;
}

/** Purchases and refunds carry money and, purchases, the number of their order. */
export interface CrossMoney extends CrossRows {
  /** 1 a purchase, −1 a refund. */
  readonly sign: Int8Array;
  /** 0 where it is not known. */
  readonly amount: Float64Array;
  /** From 0; −1 for refunds. */
  readonly order: Int32Array;
}

/** A log in typed arrays, about 9 bytes a row: what the cross-filter counts in one pass. */
export interface CrossTable {
  readonly shape: CrossShape;
  readonly customers: number;
  readonly plain: CrossRows;
  readonly money: CrossMoney;
  readonly orders: number;
}

/** Most that the packed arrays can tell apart. */
export const MOST_EVENTS = 65_536;
export const MOST_VALUES = 256;

/**
 * Sorts the answers of `plan.ts` by customer and unpacks them. The order of the rows does not matter.
 * @throws VitrineError `internal` where the shape does not fit the arrays: a fault in our own plan
 */
export function crossTable(plain: Frame, money: Frame, shape: CrossShape): CrossTable {
  if (shape.events > MOST_EVENTS || shape.values > MOST_VALUES)
    throw new VitrineError('internal', { reason: `${shape.events} events, ${shape.values} values` });
  const who = [numbers(plain, 'customer'), numbers(money, 'customer')] as const;
  const customers = 1 + Math.max(most(who[0]), most(who[1]));
  const rows = unpacked(numbers(plain, 'what'), sorted(who[0], customers), shape);
  const order = sorted(who[1], customers);
  const sold = unpacked(numbers(money, 'what'), order, shape);
  const what = numbers(money, 'what');
  const paid = numbers(money, 'amount');
  const sign = new Int8Array(sold.length);
  const amount = new Float64Array(sold.length);
  for (let to = 0; to < sold.length; to++) {
    const from = order.places[to] ?? 0;
    sign[to] = ((what[from] ?? 0) % 3) - 1;
    const value = paid[from] ?? NaN;
    amount[to] = Number.isNaN(value) ? 0 : value;
  }
  const numbered = orderNumbers(numbers(money, 'key'), sign, order, customers);
  return { shape, customers, plain: rows, money: { ...sold, sign, amount, order: numbered.order }, orders: numbered.n };
}

interface Sorting {
  readonly starts: Int32Array;
  /** From where each row comes. */
  readonly places: Int32Array;
}

function most(values: Float64Array): number {
  let found = -1;
  for (const value of values) if (value > found) found = value;
  return found;
}

/** Stable counting sort by customer. */
function sorted(who: Float64Array, customers: number): Sorting {
  const starts = new Int32Array(customers + 1);
  for (const c of who) starts[c + 1] = (starts[c + 1] ?? 0) + 1;
  for (let c = 0; c < customers; c++) starts[c + 1] = (starts[c + 1] ?? 0) + (starts[c] ?? 0);
  const next = starts.slice();
  const places = new Int32Array(who.length);
  for (let i = 0; i < who.length; i++) {
    const c = who[i] ?? 0;
    const at = next[c] ?? 0;
    places[at] = i;
    next[c] = at + 1;
  }
  return { starts, places };
}

/** `what` is `((slot × events + event) × values + value) × 3 + sign + 1`. */
function unpacked(what: Float64Array, { starts, places }: Sorting, { events, values }: CrossShape): CrossRows {
  const length = what.length;
  const slot = new Int32Array(length);
  const event = new Uint16Array(length);
  const value = new Uint8Array(length);
  for (let to = 0; to < length; to++) {
    const row = Math.floor((what[places[to] ?? 0] ?? 0) / 3);
    const above = Math.floor(row / values);
    const at = Math.floor(above / events);
    value[to] = row - above * values;
    event[to] = above - at * events;
    slot[to] = at;
  }
  return { length, starts, slot, event, value };
}

/** Numbers each pair of customer and key, in order of first row. */
function orderNumbers(
  keys: Float64Array,
  sign: Int8Array,
  { starts, places }: Sorting,
  customers: number,
): { readonly order: Int32Array; readonly n: number } {
  const order = new Int32Array(sign.length).fill(-1);
  const mine = new Map<number, number>();
  let n = 0;
  for (let c = 0; c < customers; c++) {
    mine.clear();
    for (let i = starts[c] ?? 0; i < (starts[c + 1] ?? 0); i++) {
      if (sign[i] !== 1) continue;
      const key = keys[places[i] ?? 0] ?? 0;
      const known = mine.get(key) ?? n++;
      mine.set(key, known);
      order[i] = known;
    }
  }
  return { order, n };
}
