import { DAY, HOUR } from '../../core/time';
import { PURCHASES as P, ROWS as R, rounded } from './featureDays';

/** What one customer's days come to of a feature's window. */
export interface Totals {
  /** Of its rows and its purchases; see `OF_ROWS` and `OF_PURCHASES`. */
  readonly rows: Float64Array;
  readonly purchases: Float64Array;
  /** Of twice as many days, for trends; the same as above where there are none. */
  readonly twice: { readonly rows: Float64Array; readonly purchases: Float64Array };
  /** Everything summed lies before `seenUpTo`, epoch ms. */
  readonly moment: { readonly seenUpTo: number };
}

const NONE = NaN;

/** What is unbounded was never replaced: there is nothing. */
const known = (x: number): number => (x === Infinity || x === -Infinity ? NONE : x);
const since = ({ moment }: Totals, time: number): number => (moment.seenUpTo - known(time)) / DAY;
const ratio = (a: number, b: number): number => (b === 0 ? NONE : a / b);
const trend = (now: number, before: number): number => rounded(ratio(now - before, now + before), 1e6);
const share = (a: number, b: number): number => rounded(ratio(a, b), 1e6);
const between = (first: number, next: number): number =>
  next !== Infinity && first !== Infinity && next >= first ? (next - first) / HOUR : NONE;

const at = (x: Float64Array, column: number): number => x[column] as number;
/** What stands in the totals as it is, or as money. */
export interface Plain {
  readonly of: 'rows' | 'purchases';
  readonly place: number;
  /** Rounded as money; else a count, 0 where there is nothing. */
  readonly money: boolean;
}

const ofRows = (place: number): Plain => ({ of: 'rows', place, money: false });
const ofPurchases = (place: number): Plain => ({ of: 'purchases', place, money: false });
const money = (place: number): Plain => ({ of: 'purchases', place, money: true });
const shareOfRows =
  (column: number) =>
  (t: Totals): number =>
    share(at(t.rows, column), at(t.rows, R.n));

const gapMean = ({ purchases: p }: Totals): number => ratio(at(p, P.gap), at(p, P.gaps));

function gapDeviation({ purchases: p }: Totals): number {
  const [n, sum] = [at(p, P.gaps), at(p, P.gap)];
  return n > 1 ? rounded(Math.sqrt((at(p, P.gapSquared) * n - sum * sum) / (n * (n - 1))), 1e6) : NONE;
}

/** How a family of the catalogue is made of its window's days: what its `expression` says in SQL. NaN is NULL. */
export const families: ReadonlyMap<string, Plain | ((totals: Totals) => number)> = new Map<
  string,
  Plain | ((totals: Totals) => number)
>([
  ['days_since_event', (t) => since(t, at(t.rows, R.last))],
  ['days_since_cart', (t) => since(t, at(t.rows, R.lastCart))],
  ['days_since_purchase', (t) => since(t, at(t.purchases, P.last))],
  ['events', ofRows(R.n)],
  ['active_days', ofRows(R.days)],
  ['purchases', ofPurchases(P.orders)],
  ['purchase_days', ofPurchases(P.days)],
  ['refunds', ofPurchases(P.refunds)],
  ['spend', money(P.spend)],
  ['spend_mean', ({ purchases: p }) => rounded(ratio(rounded(at(p, P.spend), 1e4), at(p, P.orders)), 1e4)],
  ['spend_max', ({ purchases: p }) => rounded(known(at(p, P.most)), 1e4)],
  ['refunded', money(P.refunded)],
  ['days_since_first_event', (t) => since(t, at(t.rows, R.first))],
  ['days_since_first_purchase', (t) => since(t, at(t.purchases, P.first))],
  ['gap_mean', (t) => rounded(gapMean(t), 1e6)],
  ['gap_sd', gapDeviation],
  ['gap_now', (t) => rounded(since(t, at(t.purchases, P.last)) / gapMean(t), 1e6)],
  ['events_trend', (t) => trend(at(t.rows, R.n), at(t.twice.rows, R.n) - at(t.rows, R.n))],
  [
    'purchases_trend',
    (t) => trend(at(t.purchases, P.orders), at(t.twice.purchases, P.orders) - at(t.purchases, P.orders)),
  ],
  [
    'spend_trend',
    (t) =>
      trend(
        rounded(at(t.purchases, P.spend), 1e4),
        rounded(at(t.twice.purchases, P.spend) - at(t.purchases, P.spend), 1e4),
      ),
  ],
  ['views', ofRows(R.views)],
  ['carts', ofRows(R.carts)],
  ['checkouts', ofRows(R.checkouts)],
  ['depth', ofRows(R.depth)],
  ['hours_view_to_cart', ({ rows: r }) => between(at(r, R.firstView), at(r, R.firstCart))],
  ['hours_cart_to_purchase', ({ rows: r }) => between(at(r, R.firstCart), at(r, R.firstPurchase))],
  ['sessions', ofRows(R.sessions)],
  ['session_events', ({ rows: r }) => share(at(r, R.n), at(r, R.sessions))],
  ['session_minutes', ({ rows: r }) => share(at(r, R.dwell) / 60_000, at(r, R.sessions))],
  ['carts_left', ofRows(R.left)],
  ['cart_open', ({ rows: r }) => (at(r, R.lastCart) > Math.max(0, at(r, R.lastPurchase)) ? 1 : 0)],
  ['share_night', shareOfRows(R.night)],
  ['share_morning', shareOfRows(R.morning)],
  ['share_afternoon', shareOfRows(R.afternoon)],
  ['share_evening', shareOfRows(R.evening)],
  ['share_weekend', shareOfRows(R.weekend)],
  ['purchases_weekend', ({ purchases: p }) => share(at(p, P.weekend), at(p, P.n))],
]);
