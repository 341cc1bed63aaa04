import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lifecycle } from '../../../src/analyses/lifecycle';
import { lifecycleParams } from '../../../src/analyses/lifecycle/spec';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import { stickiness } from '../../../src/analyses/stickiness';
import { stickinessParams } from '../../../src/analyses/stickiness/spec';
import type { Analysis, DataInfo } from '../../../src/core/analysis';
import type { Engine } from '../../../src/core/engine';
import { parseParams } from '../../../src/core/recipe';
import { HOUR } from '../../../src/core/time';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { dayOf, firstDayOf, later, type Interval } from '../../support/buckets';
import { loadOnce, stacked } from '../../support/few';
import { loadSpine, type LogRow } from '../../support/spine';
import { activeBuckets, referenceLifecycle } from './reference';
import { lentWasm } from '../../support/wasm';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
});
afterAll(() => engine.close());

const run = async <P, F>(analysis: Analysis<P, F>, data: DataInfo, given: object, on: Engine = engine): Promise<F> => {
  const scorer = { score: () => Promise.reject(new Error('nothing is scored')) };
  const place: Place = { engine: on, scorer, computer: new NodeComputer() };
  return (await runAnalysis(signal, place, analysis, 'l', parseParams(analysis.params, given, ''), data)).figures;
};

interface Fixture {
  readonly says: string;
  readonly events: readonly (readonly [string, string, string])[];
  readonly zone?: string;
  readonly asOf?: string;
  readonly params: object;
  /** First day, new, returning, resurrecting, dormant, and "incomplete" where it is. */
  readonly expected: readonly (readonly (string | number)[])[];
}

describe('lifecycle fixtures', () => {
  const fixtures = JSON.parse(readFileSync(new URL('./lifecycle.json', import.meta.url), 'utf8')) as readonly Fixture[];
  for (const { says, events, zone, asOf, params, expected } of fixtures) {
    test(says, async () => {
      const log = events.map(([customer, time, event]): LogRow => ({ customer, time: Date.parse(time), event }));
      const data = await loadSpine(engine, log, {
        ...(zone === undefined ? {} : { zone }),
        ...(asOf === undefined ? {} : { asOf: Date.parse(asOf) }),
      });
      const { points } = await run(lifecycle, data, params);
      expect(
        points.map((p) => [
          p.from,
          p.newcomers,
          p.returning,
          p.resurrecting,
          p.dormant,
          ...(p.complete ? [] : ['incomplete']),
        ]),
      ).toEqual(expected);
    });
  }
});

const logs = fc
  .record({
    origin: fc.constantFrom('2024-03-06T00:30:00Z', '2024-03-27T13:15:00Z', '2023-12-20T22:10:00Z'),
    step: fc.constantFrom(HOUR, 7 * HOUR, 31 * HOUR),
    rows: fc.array(
      fc.record({
        customer: fc.integer({ min: 1, max: 12 }).map(String),
        at: fc.integer({ min: 0, max: 60 }),
        event: fc.constantFrom('a', 'b'),
      }),
      { minLength: 2, maxLength: 40, size: 'medium' },
    ),
  })
  .map(({ origin, step, rows }) => rows.map((r): LogRow => ({ ...r, time: Date.parse(origin) + r.at * step })));
/** A thousand random logs, forty to a table. */
const tables = fc.sample(stacked(logs, 40), { numRuns: 25, seed: 20261121 });
const scenario = fc.record({
  names: fc.option(fc.constant(['a'])),
  interval: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
  zone: fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin'),
  per: fc.constantFrom('all' as const, 'week' as const, 'month' as const),
});

/** Customers by number of active units, once per complete window, as loops. */
function referenceStickiness(
  log: readonly LogRow[],
  names: readonly string[] | null,
  unit: Interval,
  per: Interval | 'all',
  zone: string,
): number[] {
  const times = log.map((r) => r.time);
  const [asOf, from] = [Math.max(...times), dayOf(Math.min(...times), zone)];
  const open = dayOf(asOf + 1000, zone);
  const active = new Map<string, Set<number>>();
  for (const row of log) {
    if (names !== null && !names.includes(row.event ?? '')) continue;
    const day = dayOf(row.time, zone);
    const window = per === 'all' ? 0 : firstDayOf(day, per);
    if (per !== 'all' && (window < from || later(window, per, 1) > open)) continue;
    const key = `${row.customer} ${window}`;
    active.set(key, (active.get(key) ?? new Set<number>()).add(firstDayOf(day, unit)));
  }
  const sizes = [...active.values()].map((units) => units.size);
  return Array.from({ length: Math.max(0, ...sizes) }, (_, i) => sizes.filter((n) => n === i + 1).length);
}

/** Each table with some scenarios. */
async function random(on: Engine, some: readonly (readonly LogRow[])[], numRuns: number): Promise<void> {
  let turn = 0;
  await fc.assert(
    fc.asyncProperty(scenario, async ({ names, interval, zone, per }) => {
      const log = some[turn++ % some.length] ?? [];
      const data = await loadOnce(on, log, { zone });
      const activity = names === null ? { rows: 'all' } : names;
      const figures = await run(lifecycle, data, { activity, interval }, on);
      const active = activeBuckets(log, names, interval, zone, data.asOf);
      expect(figures.points.map(({ complete: _, ...p }) => p)).toEqual(
        referenceLifecycle(active, interval, zone, data.asOf),
      );
      expect(figures.customers).toBe(active.size);
      const unit = per === 'all' ? interval : 'day';
      const sticky = await run(stickiness, data, { activity, unit, per }, on);
      expect(sticky.bars.map((b) => b.rate.count)).toEqual(
        tailed(referenceStickiness(log, names, unit, per, zone), 31),
      );
    }),
    { numRuns, seed: 20261121, endOnFailure: true },
  );
}

/** The last of `most` bars holds what comes after it too. */
function tailed(counts: readonly number[], most: number): number[] {
  if (counts.length <= most) return [...counts];
  return [...counts.slice(0, most - 1), counts.slice(most - 1).reduce((a, b) => a + b, 0)];
}

describe('lifecycle and stickiness against brute force', () => {
  test('1,000 random logs, forty at a time, with 50 random intervals, zones and windows', async () => {
    await random(engine, tables, 50);
  }, 180_000);

  test('and some on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await random(wasm, tables.slice(0, 2), 4);
    } finally {
      await wasm.close();
    }
  }, 180_000);

  test('a long tail of active days is one last bar', async () => {
    const log = Array.from({ length: 40 }, (_, day): LogRow => ({ customer: 'a', time: day * 24 * HOUR, event: 'x' }));
    const { bars, mean } = await run(stickiness, await loadSpine(engine, log), { unit: 'day', per: 'all' });
    expect(bars.length).toBe(31);
    expect(bars.at(-1)).toMatchObject({ units: 31, orMore: true, rate: { count: 1, of: 1 } });
    expect(mean).toBe(40);
  });

  test('units as long as their window are refused, by name', async () => {
    const data = await loadSpine(engine, [{ customer: 'a', time: 0, event: 'x' }]);
    await expect(run(stickiness, data, { unit: 'week', per: 'week' })).rejects.toMatchObject({
      code: 'recipe.invalid',
      details: { path: 'unit' },
    });
    await expect(run(lifecycle, data, { activity: 'y' })).rejects.toMatchObject({ code: 'event.unknown' });
    await expect(run(lifecycle, data, { activity: { rows: 'purchases' } })).rejects.toMatchObject({
      code: 'recipe.invalid',
    });
    expect(parseParams(lifecycleParams, {}, '')).toEqual({});
    expect(parseParams(stickinessParams, {}, '')).toEqual({});
  });
});
