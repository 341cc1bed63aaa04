import { DAY } from '../../../src/core/time';
import { dayOf, firstDayOf, iso, later, type Interval } from '../../support/buckets';
import type { LogRow } from '../../support/spine';

/** Retention as loops over customers, cohorts and periods, written from the definition (SEMANTICS §5). */
export interface ReferenceParams {
  /** Names of events; null for any row. */
  readonly cohort: readonly string[] | null;
  readonly returning: readonly string[] | null;
  readonly entry: 'first' | 'recurring';
  readonly interval: Interval;
  readonly counting: 'on' | 'on-or-after';
  readonly clock: 'calendar' | 'rolling';
  readonly periods: number;
  readonly zone: string;
  readonly asOf: number;
}

export interface ReferenceCohort {
  readonly from: string;
  readonly customers: number;
  /** Per period: customers back, whether it is over, money. */
  readonly cells: readonly { readonly back: number; readonly mature: boolean; readonly revenue: number }[];
}

const spans: Readonly<Record<Interval, number>> = { day: DAY, week: 7 * DAY, month: 30 * DAY };

/** Cohorts, oldest first; times are no whole midnights, so the last day is over in its last second only. */
export function referenceRetention(log: readonly LogRow[], p: ReferenceParams): ReferenceCohort[] {
  const rows = log.filter((r) => r.time <= p.asOf);
  const is = (row: LogRow, names: readonly string[] | null): boolean =>
    names === null || names.includes(row.event ?? '');
  const startOf = (time: number): number => firstDayOf(dayOf(time, p.zone), p.interval);
  // The day of the next second is the first that is not over.
  const open = dayOf(p.asOf + 1000, p.zone);

  const entries: { customer: string; start: number; time: number }[] = [];
  const byCustomer = new Map<string, LogRow[]>();
  for (const row of rows) {
    const own = byCustomer.get(row.customer);
    if (own === undefined) byCustomer.set(row.customer, [row]);
    else own.push(row);
  }
  for (const [customer, own] of byCustomer) {
    const times = own
      .filter((r) => is(r, p.cohort))
      .map((r) => r.time)
      .sort((a, b) => a - b);
    const seen = new Set<number>();
    for (const time of p.entry === 'first' ? times.slice(0, 1) : times) {
      const start = startOf(time);
      if (seen.has(start)) continue;
      seen.add(start);
      entries.push({ customer, start, time });
    }
  }

  const cohorts: ReferenceCohort[] = [];
  for (const start of [...new Set(entries.map((e) => e.start))].sort((a, b) => a - b)) {
    const members = entries.filter((e) => e.start === start);
    const period = (row: LogRow, entry: (typeof members)[number]): number => {
      if (p.clock === 'rolling') return Math.floor((row.time - entry.time) / spans[p.interval]);
      const bucket = startOf(row.time);
      let k = 0;
      while (later(start, p.interval, k) < bucket) k++;
      return later(start, p.interval, k) === bucket ? k : -1;
    };
    const own = (entry: (typeof members)[number]): readonly LogRow[] => byCustomer.get(entry.customer) ?? [];
    const cells = [];
    for (let k = 0; k <= p.periods; k++) {
      const begun =
        p.clock === 'rolling'
          ? members.some((e) => e.time + k * spans[p.interval] <= p.asOf)
          : later(start, p.interval, k) <= dayOf(p.asOf, p.zone);
      if (!begun) break;
      const mature =
        p.clock === 'rolling'
          ? later(start, p.interval, 1) <= open &&
            members.every((e) => e.time + (k + 1) * spans[p.interval] - 1 <= p.asOf)
          : later(start, p.interval, k + 1) <= open;
      const back = members.filter((e) =>
        own(e).some((r) => {
          if (!is(r, p.returning)) return false;
          const at = period(r, e);
          return p.counting === 'on' ? at === k : at >= k;
        }),
      ).length;
      const revenue = members.reduce(
        (sum, e) => sum + own(e).reduce((n, r) => n + (period(r, e) === k ? (r.amount ?? 0) : 0), 0),
        0,
      );
      cells.push({ back: k === 0 ? members.length : back, mature, revenue });
    }
    cohorts.push({ from: iso(start), customers: members.length, cells });
  }
  return cohorts;
}
