import type { TrendMeasure } from '../../../src/analyses/trends/spec';
import { roundNumber } from '../../../src/core/rounding';
import { DAY, HOUR } from '../../../src/core/time';
import { dayOf, firstDayOf, later, type Interval } from '../../support/buckets';
import type { LogRow } from '../../support/spine';

export interface TrendQuestion {
  readonly series: readonly {
    /** Null: all rows. */
    readonly event: string | null;
    readonly measure: TrendMeasure;
    /** Rows of this kind only. */
    readonly only: string | null;
  }[];
  /** Of both series; null: the first alone. */
  readonly formula: 'A/B' | 'A-B' | null;
  readonly interval: 'hour' | Interval;
  readonly zone: string;
  /** Everything together, the two kinds with most rows of the first series and the others, or the later half beside the earlier. */
  readonly over: 'all' | 'kinds' | 'previous';
}

export interface ReferenceGroup {
  /** A kind, `-other` or `-none`; empty for everything together. */
  readonly name: string;
  /** Start of each bucket by the local clock, in ms as if it were UTC, with its value. */
  readonly points: readonly (readonly [from: number, value: number | null])[];
  /** Of all complete buckets. */
  readonly total: number | null;
}

/** A measure of rows, as loops. */
function measured(rows: readonly LogRow[], measure: TrendMeasure): number | null {
  const customers = new Set(rows.map((r) => r.customer)).size;
  const amounts = rows.flatMap((r) => ((r.sign ?? 0) !== 0 && r.amount != null ? [r.amount] : []));
  const sum = amounts.reduce((a, b) => a + b, 0);
  if (measure === 'events') return rows.length;
  if (measure === 'customers') return customers;
  if (measure === 'perCustomer') return customers === 0 ? null : rows.length / customers;
  return measure === 'sum' ? sum : amounts.length === 0 ? null : sum / amounts.length;
}

const hours = new Map<string, Intl.DateTimeFormat>();

/** The hour of the local clock, read from `Intl`. */
function hourOf(time: number, zone: string): number {
  let format = hours.get(zone);
  if (format === undefined)
    hours.set(zone, (format = new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })));
  return Number(format.format(time));
}

/** Where the bucket of an instant begins by the local clock, in ms as if it were UTC. */
const startOf = (time: number, zone: string, interval: TrendQuestion['interval']): number =>
  interval === 'hour'
    ? dayOf(time, zone) * DAY + hourOf(time, zone) * HOUR
    : firstDayOf(dayOf(time, zone), interval) * DAY;

/**
 * Trends of a log as loops over its rows, bucket by bucket (SEMANTICS §2 and §5); the last row is "now".
 * Groups as they are listed, and where a period before was asked for, that one as a second group `previous`.
 */
export function referenceTrends(log: readonly LogRow[], question: TrendQuestion): ReferenceGroup[] {
  const { series, formula, interval, zone, over } = question;
  const times = log.map((r) => r.time);
  const [first, now] = [Math.min(...times), Math.max(...times)];
  const next = (start: number): number => (interval === 'hour' ? start + HOUR : later(start / DAY, interval, 1) * DAY);
  const starts: number[] = [];
  const end = startOf(now, zone, interval);
  for (let start = startOf(first, zone, interval); start <= end; start = next(start)) starts.push(start);
  // The bucket under way ends after "now"; all before it have ended.
  const complete = starts.slice(0, startOf(now + 1000, zone, interval) >= next(end) ? starts.length : -1);

  const kept = series.map(({ event, only }) =>
    log.filter((r) => (event === null || r.event === event) && (only === null || r.properties?.['kind'] === only)),
  );
  const kindOf = (r: LogRow): string | null => (r.properties?.['kind'] ?? null) as string | null;
  const count = (kind: string): number => (kept[0] ?? []).filter((r) => kindOf(r) === kind).length;
  const top = ['x', 'y', 'z']
    .filter((kind) => count(kind) > 0)
    .sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))
    .slice(0, 2);
  const groupOf = (r: LogRow): string => {
    const kind = kindOf(r);
    return over !== 'kinds' ? '' : kind === null ? '-none' : top.includes(kind) ? kind : '-other';
  };

  const cells = kept.map((rows) => {
    const found = new Map<string, LogRow[]>();
    for (const r of rows) {
      const key = `${groupOf(r)} ${startOf(r.time, zone, interval)}`;
      const own = found.get(key);
      if (own === undefined) found.set(key, [r]);
      else own.push(r);
    }
    return found;
  });
  const shown = series.slice(0, formula === null ? 1 : 2);
  const value = (of: (index: number) => readonly LogRow[]): number | null => {
    const [a = null, b = null] = shown.map(({ measure }, i) => measured(of(i), measure));
    if (formula === null) return a === null ? null : roundNumber(a);
    if (a === null || b === null || (formula === 'A/B' && b === 0)) return null;
    return roundNumber(formula === 'A/B' ? a / b : a - b);
  };
  const group = (name: string, from: readonly number[], ended: readonly number[]): ReferenceGroup => ({
    name,
    points: from.map((start) => [start, value((i) => cells[i]?.get(`${name} ${start}`) ?? [])]),
    total: value((i) => ended.flatMap((start) => cells[i]?.get(`${name} ${start}`) ?? [])),
  });
  if (over === 'previous') {
    const half = Math.floor(complete.length / 2);
    const [middle, begin] = [complete.length - half, complete.length - 2 * half];
    const before = starts.slice(begin, middle);
    return [
      group('', starts.slice(middle), complete.slice(middle)),
      { ...group('', before, before), name: 'previous' },
    ];
  }
  const names =
    over === 'all'
      ? ['']
      : [...top, '-other', '-none'].filter(
          (name) =>
            top.includes(name) || kept.slice(0, shown.length).some((rows) => rows.some((r) => groupOf(r) === name)),
        );
  return names.map((name) => group(name, starts, complete));
}
