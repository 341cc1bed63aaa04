import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lifecycle } from '../../../src/analyses/lifecycle';
import { retention } from '../../../src/analyses/retention';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import { stickiness } from '../../../src/analyses/stickiness';
import type { Analysis, DataInfo } from '../../../src/core/analysis';
import { parseParams } from '../../../src/core/recipe';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { dayOf, firstDayOf, iso, later, type Interval } from '../../support/buckets';
import { readCdnow, readRees46, readRetailRocket } from '../../support/logs';
import { sharedData } from '../../support/shared';
import { loadSpine, type LogRow } from '../../support/spine';

let engine: NativeDuckDB;
let place: Place;
beforeAll(async () => {
  engine = await NativeDuckDB.open();
  const scorer = { score: () => Promise.reject(new Error('nothing is scored')) };
  place = { engine, scorer, computer: new NodeComputer() };
});
afterAll(() => engine.close());

const run = async <P, F>(analysis: Analysis<P, F>, data: DataInfo, given: object = {}) =>
  runAnalysis(new AbortController().signal, place, analysis, 'r', parseParams(analysis.params, given, ''), data);

/** First-time cohorts in plain maps: cohort → [size, back after 1, 2, … buckets]. */
function cohortsOf(log: readonly LogRow[], interval: Interval, zone = 'UTC'): Record<string, number[]> {
  const active = new Map<string, Set<number>>();
  for (const row of log) {
    const own = active.get(row.customer) ?? new Set<number>();
    active.set(row.customer, own.add(firstDayOf(dayOf(row.time, zone), interval)));
  }
  const end = log.reduce((n, r) => Math.max(n, r.time), -Infinity);
  const last = firstDayOf(dayOf(end, zone), interval);
  const found: Record<string, number[]> = {};
  for (const own of active.values()) {
    const start = Math.min(...own);
    const cells = (found[iso(start)] ??= []);
    for (let k = 0, at = start; at <= last; k++, at = later(at, interval, 1))
      cells[k] = (cells[k] ?? 0) + (own.has(at) ? 1 : 0);
  }
  return found;
}

describe('retention on real logs', () => {
  const cdnow = sharedData('cdnow/CDNOW_master.txt');
  test.skipIf(cdnow === null)('CDNOW master: three cohorts of 7,846, 8,476 and 7,248 first buyers', async () => {
    const log = readCdnow(cdnow ?? '');
    const data = await loadSpine(engine, log);
    const { figures, warnings } = await run(retention, data);
    expect(figures.interval).toBe('month');
    expect(figures.cohorts.map((c) => c.customers)).toEqual([7846, 8476, 7248]);
    expect(Object.fromEntries(figures.cohorts.map((c) => [c.from, c.cells.map((x) => x.rate.count)]))).toEqual(
      cohortsOf(log, 'month'),
    );
    // Dates only, and June 1998 ends on the last of them: every cell is over.
    expect(figures.cohorts.every((c) => c.cells.every((x) => x.mature))).toBe(true);
    expect(figures.means.find((m) => m.period === 3)).toMatchObject({ cohorts: 3, customers: 23_570 });
    // All the money there is, and each dollar in one cell.
    const money = figures.cohorts.reduce((n, c) => n + c.cells.reduce((m, x) => m + (x.revenue ?? 0), 0), 0);
    expect(money).toBeCloseTo(2_500_315.63, 2);
    const [first] = figures.cohorts;
    expect((first?.cells.at(-1)?.cumulative ?? 0) * 7846).toBeCloseTo(
      first?.cells.reduce((m, x) => m + (x.revenue ?? 0), 0) ?? NaN,
      2,
    );
    expect(warnings).toEqual([]);

    const cycle = (await run(lifecycle, data)).figures;
    expect(cycle.points.reduce((n, p) => n + p.newcomers, 0)).toBe(23_570);
    // Whoever is active in a month is returning or dormant in the next.
    for (const [i, p] of cycle.points.slice(1).entries()) {
      const before = cycle.points[i];
      const active = (before?.newcomers ?? 0) + (before?.returning ?? 0) + (before?.resurrecting ?? 0);
      expect(p.returning + p.dormant).toBe(active);
    }
    const sticky = (await run(stickiness, data)).figures;
    expect(sticky).toMatchObject({ unit: 'month', per: 'all', customers: 23_570, windows: 1 });
  });

  const rocket = sharedData('retailrocket/sample_events.csv');
  test.skipIf(rocket === null)(
    'RetailRocket sample: weeks of 5,000 visitors, each cell as loops count it',
    async () => {
      const log = readRetailRocket(rocket ?? '');
      const data = await loadSpine(engine, log, { zone: 'Europe/Berlin' });
      const { figures } = await run(retention, data, { periods: 30 });
      expect(figures.interval).toBe('week');
      expect(figures.customers).toBe(5000);
      expect(Object.fromEntries(figures.cohorts.map((c) => [c.from, c.cells.map((x) => x.rate.count)]))).toEqual(
        cohortsOf(log, 'week', 'Europe/Berlin'),
      );
      expect(figures.hasRevenue).toBe(false);
      expect(figures.cohorts.every((c) => c.cells.at(-1)?.mature === false)).toBe(true);
    },
  );

  const rees = sharedData('rees46/2019-Oct.csv');
  test.skipIf(rees === null)('rees46 sample: from cart to purchase, as few as there are', async () => {
    const log = readRees46(rees ?? '');
    const data = await loadSpine(engine, log);
    const { figures } = await run(retention, data, { interval: 'day' });
    expect(Object.fromEntries(figures.cohorts.map((c) => [c.from, c.cells.map((x) => x.rate.count)]))).toEqual(
      cohortsOf(log, 'day'),
    );
    const carts = (await run(retention, data, { cohort: 'cart', returning: 'purchase' })).figures;
    expect(carts.customers).toBe(new Set(log.filter((r) => r.event === 'cart').map((r) => r.customer)).size);
  });
});
