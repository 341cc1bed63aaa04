import fc from 'fast-check';
import { expect } from 'vitest';
import type { RetentionFigures } from '../../../src/analyses/retention/result';
import { HOUR } from '../../../src/core/time';
import { wilson } from '../../../src/stats/rate';
import { stacked } from '../../support/few';
import type { LogRow } from '../../support/spine';
import { referenceRetention, type ReferenceParams } from './reference';

/** Parameters as a recipe has them. */
export function asParams({ zone: _zone, asOf: _asOf, cohort, returning, ...rest }: ReferenceParams) {
  const choice = (of: readonly string[] | null) => (of === null ? { rows: 'all' } : [...of]);
  return { ...rest, cohort: choice(cohort), returning: choice(returning) };
}

/** Everything that is counted, against the loops; means and intervals from the loops' own counts. */
export function expectRetention(figures: RetentionFigures, log: readonly LogRow[], p: ReferenceParams): void {
  const expected = referenceRetention(log, p);
  expect(
    figures.cohorts.map((c) => ({
      from: c.from,
      customers: c.customers,
      cells: c.cells.map((x) => ({ back: x.rate.count, mature: x.mature, revenue: x.revenue ?? 0 })),
    })),
  ).toEqual(
    expected.map((c) => ({
      ...c,
      cells: c.cells.map((x) => ({ ...x, revenue: expect.closeTo(x.revenue, 6) as unknown })),
    })),
  );
  for (let k = 0; k <= p.periods; k++) {
    const mature = expected.filter((c) => c.cells[k]?.mature === true);
    const mean = figures.means.find((m) => m.period === k);
    expect(mean?.cohorts ?? 0).toBe(mature.length);
    if (mean === undefined) continue;
    const back = mature.reduce((n, c) => n + (c.cells[k]?.back ?? 0), 0);
    const size = mature.reduce((n, c) => n + c.customers, 0);
    expect(mean.share).toBeCloseTo(back / size, 9);
    const interval = wilson(back, size);
    expect(mean.interval?.low).toBeCloseTo(interval?.low ?? NaN, 9);
    expect(mean.interval?.high).toBeCloseTo(interval?.high ?? NaN, 9);
    if (!figures.hasRevenue) continue;
    const money = mature.reduce((n, c) => n + c.cells.slice(0, k + 1).reduce((m, x) => m + x.revenue, 0), 0);
    expect(mean.cumulative).toBeCloseTo(money / size, 6);
  }
}

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 });
/** Around a change of clocks in New York (2024-03-10) and Berlin (2024-03-31), and the end of a year. */
const origin = fc.constantFrom(
  '2024-03-06T00:30:00Z',
  '2024-03-27T13:15:00Z',
  '2023-12-20T22:10:00Z',
  '2024-10-24T03:00:00Z',
);
/** A log from an origin on; purchases and refunds are the rows of `c`. */
const logFrom = (first: string): fc.Arbitrary<LogRow[]> =>
  fc
    .record({
      step: fc.constantFrom(HOUR, 7 * HOUR, 31 * HOUR),
      rows: fc.array(
        fc.record({
          customer: fc.integer({ min: 1, max: 12 }).map((n) => String(n).padStart(2, '0')),
          at: fc.integer({ min: 0, max: 40 }),
          event: fc.constantFrom('a', 'b', 'c', 'x'),
          amount: fc.integer({ min: -3, max: 9 }),
        }),
        { minLength: 5, maxLength: 40, size: 'medium' },
      ),
    })
    .map(({ step, rows }) =>
      rows.map(({ customer, at, event, amount }): LogRow => ({
        customer,
        time: Date.parse(first) + at * step,
        event,
        ...(event === 'c' ? { sign: amount < 0 ? -1 : 1, amount } : {}),
      })),
    );
export const randomLog = origin.chain(logFrom);
/** Logs of one origin as one: a figure holds 120 cohorts at most. */
export const stackedLogs = (many: number): fc.Arbitrary<LogRow[]> =>
  origin.chain((first) => stacked(logFrom(first), many));

/** A log with what is asked of it: events that occur, and an as-of with rows before it. */
export const scenarioOf = (logs: fc.Arbitrary<LogRow[]>) =>
  fc
    .record({
      log: logs,
      cohort: fc.option(names),
      returning: fc.option(names),
      entry: fc.constantFrom('first' as const, 'recurring' as const),
      interval: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      counting: fc.constantFrom('on' as const, 'on-or-after' as const),
      clock: fc.constantFrom('calendar' as const, 'rolling' as const),
      periods: fc.integer({ min: 1, max: 9 }),
      zone: fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin'),
      early: fc.integer({ min: 0, max: 12 }),
    })
    .map(({ log, early, ...p }) => {
      const last = log.reduce((n, r) => Math.max(n, r.time), -Infinity);
      return { log, p: { ...p, asOf: last - early * HOUR } satisfies ReferenceParams };
    })
    .filter(({ log, p }) => {
      const known = new Set(log.map((r) => r.event));
      const asked = [p.cohort, p.returning].every((list) => list === null || list.every((n) => known.has(n)));
      return asked && log.some((r) => r.time <= p.asOf);
    });
