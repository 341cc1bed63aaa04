import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { retention } from '../../../src/analyses/retention';
import { retentionParams, type RetentionParams } from '../../../src/analyses/retention/spec';
import type { RetentionFigures } from '../../../src/analyses/retention/result';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import type { DataInfo } from '../../../src/core/analysis';
import type { Engine } from '../../../src/core/engine';
import { parseParams } from '../../../src/core/recipe';
import { DAY, HOUR } from '../../../src/core/time';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { wilson } from '../../../src/stats/rate';
import { fewOf, loadOnce } from '../../support/few';
import { scanning } from '../../support/scans';
import { loadSpine, type LogRow } from '../../support/spine';
import { referenceRetention, type ReferenceParams } from './reference';
import { lentWasm } from '../../support/wasm';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
let place: Omit<Place, 'engine'>;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
  place = {
    scorer: { score: () => Promise.reject(new Error('retention scores nothing')) },
    computer: new NodeComputer(),
  };
});
afterAll(() => engine.close());

const params = (given: unknown): RetentionParams => parseParams(retentionParams, given, '');
const run = async (
  data: DataInfo,
  given: unknown,
  on: Engine = engine,
  more: Pick<Place, 'scanner'> = {},
): Promise<RetentionFigures> =>
  (await runAnalysis(signal, { ...place, engine: on, ...more }, retention, 'r', params(given), data)).figures;

interface Fixture {
  readonly says: string;
  /** customer, ISO time, event, amount of a purchase; in the order of the file. */
  readonly events: readonly (readonly [string, string, string] | readonly [string, string, string, number])[];
  readonly zone?: string;
  readonly asOf?: string;
  readonly params: object;
  readonly expected: {
    /** First day and customers back per period; those of immature cells are negative. */
    readonly cohorts: Readonly<Record<string, readonly number[]>>;
    /** Per period over mature cells. */
    readonly means?: readonly (number | null)[];
    readonly revenue?: Readonly<Record<string, readonly number[]>>;
    readonly cumulative?: readonly (number | null)[];
  };
}

describe('retention fixtures', () => {
  const folder = new URL('./', import.meta.url);
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.json'))) {
    const fixtures = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Fixture[];
    for (const { says, events, zone, asOf, params: given, expected } of fixtures) {
      test(`${file.replace('.json', '')}: ${says}`, async () => {
        const log = events.map(([customer, time, event, amount]): LogRow => ({
          customer,
          time: Date.parse(time),
          event,
          ...(amount === undefined ? {} : { sign: amount < 0 ? -1 : 1, amount }),
        }));
        const data = await loadSpine(engine, log, {
          ...(zone === undefined ? {} : { zone }),
          ...(asOf === undefined ? {} : { asOf: Date.parse(asOf) }),
        });
        const figures = await run(data, given);
        expect(await run(data, given, engine, scanning)).toEqual(figures);
        const cohorts = Object.fromEntries(
          figures.cohorts.map((c) => [c.from, c.cells.map((x) => (x.mature ? x.rate.count : -x.rate.count))]),
        );
        expect(cohorts).toEqual(
          Object.fromEntries(
            Object.entries(expected.cohorts).map(([k, v]) => [k, v.map((n) => (n === 0 ? expect.closeTo(0) : n))]),
          ),
        );
        if (expected.means) expect(figures.means.map((m) => m.share)).toEqual(expected.means.map(near));
        if (expected.cumulative) expect(figures.means.map((m) => m.cumulative)).toEqual(expected.cumulative.map(near));
        if (expected.revenue) {
          expect(Object.fromEntries(figures.cohorts.map((c) => [c.from, c.cells.map((x) => x.revenue)]))).toEqual(
            expected.revenue,
          );
        }
      });
    }
  }
});

function near(value: number | null): unknown {
  return value === null ? null : (expect.closeTo(value, 9) as unknown);
}

/** Everything that is counted, against the loops; means and intervals from the loops' own counts. */
async function agrees(log: readonly LogRow[], p: ReferenceParams, on: Engine = engine): Promise<void> {
  const data = await loadOnce(on, log, { zone: p.zone, asOf: p.asOf });
  const { zone: _zone, asOf: _asOf, cohort, returning, ...rest } = p;
  const choice = (names: readonly string[] | null): unknown => (names === null ? { rows: 'all' } : [...names]);
  const given = { ...rest, cohort: choice(cohort), returning: choice(returning) };
  const expected = referenceRetention(log, p);
  const figures = await run(data, given, on);
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
/** Logs that many choices of parameters share. */
const logs = fc
  .record({
    origin,
    step: fc.constantFrom(HOUR, 7 * HOUR, 31 * HOUR),
    rows: fc.array(
      fc.record({
        customer: fc.integer({ min: 1, max: 12 }).map((n) => String(n).padStart(2, '0')),
        at: fc.integer({ min: 0, max: 40 }),
        event: fc.constantFrom('a', 'b', 'c', 'x'),
        amount: fc.integer({ min: -3, max: 9 }),
      }),
      { minLength: 5, maxLength: 120 },
    ),
  })
  .map(({ origin: first, step, rows }) =>
    rows.map(({ customer, at, event, amount }): LogRow => ({
      customer,
      time: Date.parse(first) + at * step,
      event,
      ...(event === 'c' ? { sign: amount < 0 ? -1 : 1, amount } : {}),
    })),
  );
const scenario = fc
  .record({
    log: fewOf(logs, 40),
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
  });

async function random(on: Engine, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ log, p }) => {
      const known = new Set(log.map((r) => r.event));
      fc.pre([p.cohort, p.returning].every((list) => list === null || list.every((n) => known.has(n))));
      // An as-of before all rows is refused by whoever sets it, not here.
      fc.pre(log.some((r) => r.time <= p.asOf));
      await agrees(log, p, on);
    }),
    { numRuns, seed: 20261121 },
  );
}

describe('retention against brute force', () => {
  test('250 random parameters, zones and as-of dates over 40 random logs', async () => {
    await random(engine, 250);
  }, 180_000);

  test('and some on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await random(wasm, 12);
    } finally {
      await wasm.close();
    }
  }, 180_000);

  test('dates only: the last day is over', async () => {
    const log = [
      { customer: 'a', time: 0, event: 'x' },
      { customer: 'a', time: 2 * DAY, event: 'x' },
    ];
    const figures = await run(await loadSpine(engine, log), { interval: 'day' });
    expect(figures.cohorts[0]?.cells.map((c) => c.mature)).toEqual([true, true, true]);
  });
});
