import { DAY, HOUR } from '../../core/time';
import type { Purchases } from '../beside';
import type { Log } from '../log';

/*
 * One customer's days as features are summed from: what the tables of `features/days.ts` hold, in typed arrays that
 * are used again for the next customer.
 */

/** Columns of a day of rows, each with how days are put together. */
export const OF_ROWS = {
  n: 'sum',
  days: 'sum',
  views: 'sum',
  carts: 'sum',
  checkouts: 'sum',
  bought: 'sum',
  left: 'sum',
  sessions: 'sum',
  dwell: 'sum',
  weekend: 'sum',
  night: 'sum',
  morning: 'sum',
  afternoon: 'sum',
  evening: 'sum',
  depth: 'max',
  last: 'max',
  lastCart: 'max',
  lastPurchase: 'max',
  first: 'min',
  firstView: 'min',
  firstCart: 'min',
  firstPurchase: 'min',
} as const;

/** The same of a day of purchases and refunds; `first` and `last` of purchases, `latest` of both. */
export const OF_PURCHASES = {
  orders: 'sum',
  days: 'sum',
  n: 'sum',
  weekend: 'sum',
  spend: 'sum',
  refunds: 'sum',
  refunded: 'sum',
  gaps: 'sum',
  gap: 'sum',
  gapSquared: 'sum',
  most: 'max',
  last: 'max',
  latest: 'max',
  first: 'min',
} as const;

/** Names of columns and how days of them are put together: sums first, then greatest, then least. */
export type Columns = Readonly<Record<string, 'sum' | 'max' | 'min'>>;
/** Place of each column in a day. */
export type Places<K extends string> = { readonly [C in K]: number };

const placesOf = <K extends string>(columns: { readonly [C in K]: Columns[string] }): Places<K> =>
  Object.fromEntries(Object.keys(columns).map((name, i) => [name, i])) as Places<K>;

export const ROWS = placesOf(OF_ROWS);
export const PURCHASES = placesOf(OF_PURCHASES);

/** What no day comes to: 0, and for the least and the greatest what any number replaces. */
export function nothing(columns: Columns): Float64Array {
  return Float64Array.from(Object.values(columns), (how) => (how === 'sum' ? 0 : how === 'max' ? -Infinity : Infinity));
}

/** Days of one customer, rising. */
export class Days {
  /** Columns, in the order of their places: sums first, then greatest, then least. */
  readonly width: number;
  readonly sums: number;
  readonly greatest: number;
  readonly empty: Float64Array;
  length = 0;
  numbers = new Int32Array(64);
  values: Float64Array;

  constructor(columns: Columns) {
    const hows = Object.values(columns);
    this.width = hows.length;
    this.sums = hows.filter((how) => how === 'sum').length;
    this.greatest = this.sums + hows.filter((how) => how === 'max').length;
    this.empty = nothing(columns);
    this.values = new Float64Array(64 * this.width);
  }

  /** Begins a day. @returns where its columns stand in `values` */
  begin(day: number): number {
    if (this.length === this.numbers.length) {
      const [numbers, values] = [this.numbers, this.values];
      this.numbers = new Int32Array(2 * numbers.length);
      this.numbers.set(numbers);
      this.values = new Float64Array(2 * values.length);
      this.values.set(values);
    }
    const at = this.length * this.width;
    this.values.set(this.empty, at);
    this.numbers[this.length++] = day;
    return at;
  }

  /** Adds a day to what others came to. */
  addTo(totals: Float64Array, day: number): void {
    const { width, sums, greatest, values } = this;
    const at = day * width;
    for (let c = 0; c < sums; c++) totals[c] = (totals[c] as number) + (values[at + c] as number);
    for (let c = sums; c < greatest; c++)
      if ((values[at + c] as number) > (totals[c] as number)) totals[c] = values[at + c] as number;
    for (let c = greatest; c < width; c++)
      if ((values[at + c] as number) < (totals[c] as number)) totals[c] = values[at + c] as number;
  }
}

/** What rows of a log mean, by their code. */
export interface RowsMeaning {
  /** 4 a purchase, 3 a checkout, 2 a cart, 1 a view, else 0. */
  readonly stages: Uint8Array;
  readonly local: (time: number) => number;
  /** Ms: a longer pause begins another session. */
  readonly gap: number;
}

const dayOf = (time: number, anchor: number): number => Math.floor((time - anchor) / DAY);

/** Whether a local time lies on a Saturday or Sunday; 1970-01-01 was a Thursday. */
const isWeekend = (local: number): 0 | 1 => ((Math.floor(local / DAY) + 3) % 7 >= 5 ? 1 : 0);

function add(values: Float64Array, at: number, by: number): void {
  values[at] = (values[at] as number) + by;
}

const partOf = (hour: number): number =>
  hour < 6 ? ROWS.night : hour < 12 ? ROWS.morning : hour < 18 ? ROWS.afternoon : ROWS.evening;

/** The days of the rows `[from, to)` of a log, which are one customer's, before a moment. */
export function rowDays(
  into: Days,
  { times, codes }: Log,
  from: number,
  to: number,
  { stages, local, gap }: RowsMeaning,
  { anchor, before }: { readonly anchor: number; readonly before: number },
): void {
  into.length = 0;
  let [at, ends] = [0, -Infinity];
  let last = -Infinity;
  for (let i = from; i < to; i++) {
    const time = times[i] as number;
    if (time >= before) break;
    if (time >= ends) {
      const day = dayOf(time, anchor);
      ends = anchor + (day + 1) * DAY;
      at = into.begin(day);
      into.values[at + ROWS.days] = 1;
      into.values[at + ROWS.first] = time;
    }
    const { values } = into;
    add(values, at + ROWS.n, 1);
    values[at + ROWS.last] = time;
    const pause = time - last;
    if (pause > gap) add(values, at + ROWS.sessions, 1);
    else add(values, at + ROWS.dwell, pause);
    last = time;
    const clock = local(time);
    add(values, at + ROWS.weekend, isWeekend(clock));
    const hour = (clock % DAY) / HOUR;
    if (hour >= 0) add(values, at + partOf(hour), 1);
    const stage = stages[codes[i] as number] as number;
    if (stage > (values[at + ROWS.depth] as number)) values[at + ROWS.depth] = stage;
    if (stage === 1) {
      add(values, at + ROWS.views, 1);
      if (values[at + ROWS.firstView] === Infinity) values[at + ROWS.firstView] = time;
    } else if (stage === 2) {
      add(values, at + ROWS.carts, 1);
      if (values[at + ROWS.firstCart] === Infinity) values[at + ROWS.firstCart] = time;
      values[at + ROWS.lastCart] = time;
    } else if (stage === 3) add(values, at + ROWS.checkouts, 1);
    else if (stage === 4) {
      add(values, at + ROWS.bought, 1);
      if (values[at + ROWS.firstPurchase] === Infinity) values[at + ROWS.firstPurchase] = time;
      values[at + ROWS.lastPurchase] = time;
    }
  }
  const { values, width, length } = into;
  for (let at = 0; at < length * width; at += width)
    if ((values[at + ROWS.carts] as number) > 0 && values[at + ROWS.bought] === 0) values[at + ROWS.left] = 1;
}

/** As DuckDB rounds: halves away from 0. @param power of 10: 1e4 for four digits */
export function rounded(x: number, power: number): number {
  if (x === 0) return 0;
  const size = Math.round(Math.abs(x) * power) / power;
  return x < 0 ? -size : size;
}

/**
 * The days of purchases `[from, to)`, which are one customer's, before a moment.
 * @param hasOrder whether distinct orders are counted; else what was bought on one day is one
 */
export function purchaseDays(
  into: Days,
  { times, signs, amounts, orders }: Purchases,
  from: number,
  to: number,
  local: (time: number) => number,
  { anchor, before }: { readonly anchor: number; readonly before: number },
  hasOrder: boolean,
): void {
  into.length = 0;
  const seen: number[] = [];
  let previous = NaN;
  for (let i = from; i < to && (times[i] as number) < before;) {
    const day = dayOf(times[i] as number, anchor);
    const ends = anchor + (day + 1) * DAY;
    const at = into.begin(day);
    const { values } = into;
    let [bought, weekend, spend, refunds, refunded, nameless] = [0, 0, 0, 0, 0, 0];
    seen.length = 0;
    for (; i < to && (times[i] as number) < ends && (times[i] as number) < before; i++) {
      const time = times[i] as number;
      const amount = amounts[i] as number;
      values[at + PURCHASES.latest] = time;
      if ((signs[i] as number) < 0) {
        refunds++;
        // NULL is NaN.
        if (amount === amount) refunded += amount;
        continue;
      }
      bought++;
      weekend += isWeekend(local(time));
      if (amount === amount) spend += amount;
      const order = orders[i] as number;
      if (order !== order) nameless = 1;
      else if (seen.length === 0 || seen[seen.length - 1] !== order) seen.push(order);
      if (values[at + PURCHASES.first] === Infinity) values[at + PURCHASES.first] = time;
      values[at + PURCHASES.last] = time;
    }
    const distinct = hasOrder ? (seen.length < 2 ? seen.length : new Set(seen).size) + nameless : Math.min(1, bought);
    values[at + PURCHASES.orders] = distinct;
    values[at + PURCHASES.n] = bought;
    values[at + PURCHASES.weekend] = weekend;
    values[at + PURCHASES.spend] = values[at + PURCHASES.most] = rounded(spend, 1e4);
    values[at + PURCHASES.refunds] = refunds;
    values[at + PURCHASES.refunded] = rounded(-refunded, 1e4);
    if (distinct === 0) continue;
    values[at + PURCHASES.days] = 1;
    if (previous === previous) {
      const gap = day - previous;
      values[at + PURCHASES.gaps] = 1;
      values[at + PURCHASES.gap] = gap;
      values[at + PURCHASES.gapSquared] = gap * gap;
    }
    previous = day;
  }
}
