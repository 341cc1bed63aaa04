import { dayOf, firstDayOf, iso, later, type Interval } from '../../support/buckets';
import type { LogRow } from '../../support/spine';

export interface ReferencePoint {
  readonly from: string;
  readonly newcomers: number;
  readonly returning: number;
  readonly resurrecting: number;
  readonly dormant: number;
}

/** Which buckets (by their first day) each customer was active in. */
export function activeBuckets(
  log: readonly LogRow[],
  names: readonly string[] | null,
  interval: Interval,
  zone: string,
  asOf: number,
): ReadonlyMap<string, ReadonlySet<number>> {
  const active = new Map<string, Set<number>>();
  for (const row of log) {
    if (row.time > asOf || (names !== null && !names.includes(row.event ?? ''))) continue;
    const own = active.get(row.customer) ?? new Set<number>();
    own.add(firstDayOf(dayOf(row.time, zone), interval));
    active.set(row.customer, own);
  }
  return active;
}

/** The lifecycle as loops over buckets and customers, from the definition (SEMANTICS §5). */
export function referenceLifecycle(
  active: ReadonlyMap<string, ReadonlySet<number>>,
  interval: Interval,
  zone: string,
  asOf: number,
): ReferencePoint[] {
  const first = Math.min(...[...active.values()].flatMap((own) => [...own]));
  if (!Number.isFinite(first)) return [];
  const points: ReferencePoint[] = [];
  for (let start = first; start <= dayOf(asOf, zone); start = later(start, interval, 1)) {
    const before = later(start, interval, -1);
    const point = { from: iso(start), newcomers: 0, returning: 0, resurrecting: 0, dormant: 0 };
    for (const own of active.values()) {
      const earlier = [...own].some((b) => b < start);
      if (!own.has(start)) point.dormant += own.has(before) ? 1 : 0;
      else if (!earlier) point.newcomers++;
      else if (own.has(before)) point.returning++;
      else point.resurrecting++;
    }
    points.push(point);
  }
  return points;
}
