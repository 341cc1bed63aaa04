import type { Answers, DataInfo } from '../../core/analysis';
import { bucketOf, bucketStart, isoDay, type BucketSize } from '../../core/calendar';
import { numberAt, numbers, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { meanOf, type Mean } from '../../stats/mean';
import { rate, type Rate } from '../../stats/rate';
import { overviewCalendar } from './calendar';
import { ALL, LAST, PREVIOUS } from './plan';
import type { OverviewParams } from './spec';

/** A count or a sum. `change` is (last − previous) ÷ previous, null where there is nothing to compare. */
export interface CountMetric {
  readonly value: number;
  readonly last: number | null;
  readonly previous: number | null;
  readonly change: number | null;
}

/** A share. `change` is last − previous, in shares (0.01 is one percentage point). */
export interface RateMetric {
  readonly value: Rate;
  readonly last: Rate | null;
  readonly previous: Rate | null;
  readonly change: number | null;
}

/** A mean. `change` is relative, as for a count. */
export interface MeanMetric {
  readonly value: Mean;
  readonly last: Mean | null;
  readonly previous: Mean | null;
  readonly change: number | null;
}

/** Days as `YYYY-MM-DD` in the zone, both inclusive. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

export interface OverviewPoint {
  /** First day of the bucket, `YYYY-MM-DD` in the zone. */
  readonly from: string;
  /** False where the bucket began before the data or has not ended at as-of. */
  readonly complete: boolean;
  /** Net; null without amounts. */
  readonly revenue: number | null;
  /** Money of purchases alone; null without amounts. */
  readonly gross: number | null;
  readonly purchases: number;
  /** Distinct orders, in the bucket of their first purchase; null where no column says them. */
  readonly orders: number | null;
  /** Customers with a purchase in the bucket. */
  readonly buyers: number;
  /** Customers whose first purchase lies in the bucket. */
  readonly firstBuyers: number;
  /** Customers with any row in the bucket. */
  readonly customers: number;
  /** Customers whose first row lies in the bucket. */
  readonly newcomers: number;
  readonly events: number;
}

export interface OverviewFigures {
  /** Local days of the first row and of as-of. */
  readonly span: DayRange;
  /** The compared periods of equal length, whole days only; null when the data is too short. */
  readonly period: { readonly days: number; readonly last: DayRange; readonly previous: DayRange } | null;
  /** What leads: money, else purchases, else events. */
  readonly lead: 'revenue' | 'purchases' | 'events';
  readonly customers: CountMetric;
  readonly events: CountMetric;
  readonly buyers: CountMetric;
  /** Rows that are purchases. */
  readonly purchases: CountMetric;
  /** Distinct orders; null where no column says them. */
  readonly orders: CountMetric | null;
  /** Rows that are refunds. */
  readonly refunds: CountMetric;
  /** Money of purchases, of refunds (negative), and both together; null without amounts. */
  readonly gross: CountMetric | null;
  readonly refunded: CountMetric | null;
  readonly revenue: CountMetric | null;
  /** Gross money per order, or per purchase row where orders are not known, with its median. */
  readonly orderValue: (MeanMetric & { readonly per: 'order' | 'purchase'; readonly median: number | null }) | null;
  /** Net money per buyer. */
  readonly revenuePerBuyer: MeanMetric | null;
  /** Buyers with two orders or more, or two purchase days where orders are not known; null without purchases. */
  readonly repeat: (RateMetric & { readonly of: 'orders' | 'days' }) | null;
  /** Buyers ÷ customers; event logs with purchases only. */
  readonly conversion: RateMetric | null;
  readonly series: { readonly bucket: BucketSize; readonly points: readonly OverviewPoint[] };
}

/** Fewer customers than this, and the figures are anecdotes. */
export const ENOUGH_CUSTOMERS = 30;

/** Figures of the overview from its plan's answers. */
export function overviewResult(
  _params: OverviewParams,
  data: DataInfo,
  answers: Answers,
): { figures: OverviewFigures; warnings: readonly Warning[] } {
  const { spine } = data;
  const calendar = overviewCalendar(data);
  const { period, completeUpTo: end } = calendar;
  const totals = byScope(answers.get('totals'));
  const orders = byScope(answers.get('orders'));
  const counted = (name: string): CountMetric => count(totals, name);
  const bought = spine.purchases > 0;
  const valued = spine.hasOrder ? orders : totals;
  const repeats = spine.hasOrder ? orders : totals;
  const net = (scope: Scoped): number => scope('gross') + scope('refunded');
  const figures: OverviewFigures = {
    span: { from: isoDay(calendar.firstDay), to: isoDay(calendar.lastDay) },
    period:
      period === null
        ? null
        : {
            days: period,
            last: { from: isoDay(end - period), to: isoDay(end - 1) },
            previous: { from: isoDay(end - 2 * period), to: isoDay(end - period - 1) },
          },
    lead: spine.hasAmount ? 'revenue' : bought ? 'purchases' : 'events',
    customers: counted('customers'),
    events: counted('events'),
    buyers: counted('buyers'),
    purchases: counted('purchases'),
    orders: spine.hasOrder ? count(orders, 'orders') : null,
    refunds: counted('refunds'),
    gross: spine.hasAmount ? counted('gross') : null,
    refunded: spine.hasAmount ? counted('refunded') : null,
    revenue: spine.hasAmount ? countOf(totals, net) : null,
    orderValue: spine.hasAmount
      ? {
          per: spine.hasOrder ? 'order' : 'purchase',
          median: numberAt(answer(answers, 'median'), 'median'),
          ...mean(valued, (s) => meanOf(s('valued'), s('gross'), s('squares'))),
        }
      : null,
    revenuePerBuyer: spine.hasAmount
      ? mean(totals, (s) => meanOf(s('buyers'), s('buyer_net'), s('buyer_squares')))
      : null,
    repeat: bought
      ? {
          of: spine.hasOrder ? 'orders' : 'days',
          ...share((scope) => rate(repeats[scope]?.('repeaters') ?? 0, totals[scope]?.('buyers') ?? 0), totals),
        }
      : null,
    conversion:
      bought && spine.kind === 'events'
        ? share((scope) => rate(totals[scope]?.('buyers') ?? 0, totals[scope]?.('customers') ?? 0), totals)
        : null,
    series: { bucket: calendar.bucket, points: points(data, answers) },
  };
  const warnings: Warning[] = [];
  if (figures.customers.value < ENOUGH_CUSTOMERS) {
    warnings.push({ code: 'too-few', details: { n: figures.customers.value, enough: ENOUGH_CUSTOMERS } });
  }
  if (bought && !spine.hasAmount) warnings.push({ code: 'no-amount', details: {} });
  if (spine.duplicates > 0) warnings.push({ code: 'duplicates', details: { rows: spine.duplicates } });
  return { figures, warnings };
}

/** Reads a number of one scope's row; NULL, the sum of nothing, is 0. */
type Scoped = (name: string) => number;
type Scopes = { readonly [scope: number]: Scoped | undefined };

function byScope(frame: Frame | undefined): Scopes {
  if (frame === undefined) return {};
  return Object.fromEntries(
    Array.from(numbers(frame, 'scope'), (scope, row) => [scope, (name: string) => numberAt(frame, name, row) ?? 0]),
  );
}

const count = (scopes: Scopes, name: string): CountMetric => countOf(scopes, (scope) => scope(name));

function countOf(scopes: Scopes, value: (scope: Scoped) => number): CountMetric {
  const of = (scope: number): number | null => {
    const read = scopes[scope];
    return read === undefined ? null : value(read);
  };
  const [last, previous] = [of(LAST), of(PREVIOUS)];
  return { value: of(ALL) ?? 0, last, previous, change: relative(last, previous) };
}

function mean(scopes: Scopes, value: (scope: Scoped) => Mean): MeanMetric {
  const of = (scope: number): Mean | null => {
    const read = scopes[scope];
    return read === undefined ? null : value(read);
  };
  const [last, previous] = [of(LAST), of(PREVIOUS)];
  return {
    value: of(ALL) ?? { n: 0, mean: null, interval: null },
    last,
    previous,
    change: relative(last?.mean ?? null, previous?.mean ?? null),
  };
}

function share(value: (scope: number) => Rate, scopes: Scopes): RateMetric {
  const last = scopes[LAST] === undefined ? null : value(LAST);
  const previous = scopes[PREVIOUS] === undefined ? null : value(PREVIOUS);
  const [now, before] = [last?.share ?? null, previous?.share ?? null];
  return { value: value(ALL), last, previous, change: now === null || before === null ? null : now - before };
}

/** Relative change; null where one is missing or there was nothing before. */
function relative(last: number | null, previous: number | null): number | null {
  return last === null || previous === null || previous === 0 ? null : (last - previous) / Math.abs(previous);
}

function points(data: DataInfo, answers: Answers): OverviewPoint[] {
  const { bucket: size, firstDay, lastDay, completeUpTo } = overviewCalendar(data);
  const [series, newcomers] = [answer(answers, 'series'), answer(answers, 'newcomers')];
  const rowOf = (frame: Frame): Map<number, number> =>
    new Map(Array.from(numbers(frame, 'bucket'), (bucket, row) => [bucket, row]));
  const [seriesRow, newcomersRow] = [rowOf(series), rowOf(newcomers)];
  const firstBuyers = answer(answers, 'first buyers');
  const firstBuyersRow = rowOf(firstBuyers);
  const ordered = data.spine.hasOrder ? answer(answers, 'ordered') : null;
  const orderedRow = ordered === null ? null : rowOf(ordered);
  const read = (frame: Frame, rows: Map<number, number>, bucket: number, name: string): number => {
    const row = rows.get(bucket);
    return row === undefined ? 0 : (numberAt(frame, name, row) ?? 0);
  };
  const [first, last] = [bucketOf(firstDay, size), bucketOf(lastDay, size)];
  return Array.from({ length: last - first + 1 }, (_, i): OverviewPoint => {
    const bucket = first + i;
    const of = (name: string): number => read(series, seriesRow, bucket, name);
    return {
      from: isoDay(bucketStart(bucket, size)),
      complete: bucketStart(bucket, size) >= firstDay && bucketStart(bucket + 1, size) <= completeUpTo,
      revenue: data.spine.hasAmount ? of('gross') + of('refunded') : null,
      gross: data.spine.hasAmount ? of('gross') : null,
      purchases: of('purchases'),
      orders: ordered === null || orderedRow === null ? null : read(ordered, orderedRow, bucket, 'orders'),
      buyers: of('buyers'),
      firstBuyers: read(firstBuyers, firstBuyersRow, bucket, 'customers'),
      customers: of('customers'),
      newcomers: read(newcomers, newcomersRow, bucket, 'customers'),
      events: of('events'),
    };
  });
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(name);
  if (frame === undefined) throw new Error(`the plan answered no ${name}`);
  return frame;
}
