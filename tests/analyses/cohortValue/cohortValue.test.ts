import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cohortValue } from '../../../src/analyses/cohortValue';
import { curvesChart, valueTriangle } from '../../../src/analyses/cohortValue/chart';
import { curvesExhibit, triangleExhibit } from '../../../src/analyses/cohortValue/exhibit';
import type { CohortValueFigures } from '../../../src/analyses/cohortValue/result';
import { cohortValueTable } from '../../../src/analyses/cohortValue/table';
import { runAnalysis } from '../../../src/analyses/run';
import type { DataInfo } from '../../../src/core/analysis';
import type { Engine } from '../../../src/core/engine';
import { Formatter } from '../../../src/core/format';
import { parseParams } from '../../../src/core/recipe';
import type { Result } from '../../../src/core/result';
import { HOUR } from '../../../src/core/time';
import { locales } from '../../../src/core/words';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { dayOf, firstDayOf, iso, later } from '../../support/buckets';
import { expectToFit } from '../../support/layout';
import { readCdnow } from '../../support/logs';
import { sharedData } from '../../support/shared';
import { loadSpine, type LogRow } from '../../support/spine';
import { lentWasm } from '../../support/wasm';

let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
});
afterAll(() => engine.close());

const run = (data: DataInfo, given: object = {}, on: Engine = engine): Promise<Result<CohortValueFigures>> =>
  runAnalysis(
    new AbortController().signal,
    {
      engine: on,
      scorer: { score: () => Promise.reject(new Error('nothing is scored')) },
      computer: new NodeComputer(),
    },
    cohortValue,
    'v',
    parseParams(cohortValue.params, given, ''),
    data,
  );

interface Cell {
  readonly period: number;
  readonly value: number;
  readonly half: number | null;
  readonly mature: boolean;
}

/** The definition as loops: customers one by one, each with what they have paid by the end of each period. */
function reference(
  log: readonly LogRow[],
  interval: 'week' | 'month',
  money: 'net' | 'gross',
  zone: string,
  asOf: number,
) {
  const rows = log.filter((r) => r.time <= asOf && (money === 'net' ? r.sign !== 0 : r.sign === 1));
  const open = dayOf(asOf + 1000, zone);
  const bucket = (time: number): number => firstDayOf(dayOf(time, zone), interval);
  const starts = new Map<string, number>();
  for (const r of rows.filter((x) => x.sign === 1))
    starts.set(r.customer, Math.min(starts.get(r.customer) ?? Infinity, bucket(r.time)));
  return [...new Set(starts.values())]
    .sort((a, b) => a - b)
    .map((start) => {
      const members = [...starts].filter(([, s]) => s === start).map(([c]) => c);
      const cells: Cell[] = [];
      for (let k = 0; later(start, interval, k) <= dayOf(asOf, zone); k++) {
        const end = later(start, interval, k + 1);
        const paid = members.map((m) =>
          rows
            .filter((r) => r.customer === m && dayOf(r.time, zone) >= start && dayOf(r.time, zone) < end)
            .reduce((n, r) => n + (r.amount ?? 0), 0),
        );
        const value = paid.reduce((a, b) => a + b, 0) / paid.length;
        const spread = Math.sqrt(paid.reduce((n, p) => n + (p - value) ** 2, 0) / (paid.length - 1) / paid.length);
        cells.push({ period: k, value, half: paid.length < 2 ? null : spread, mature: end <= open });
      }
      return { from: iso(start), customers: members.length, cells };
    });
}

const scenario = fc.record({
  origin: fc.constantFrom('2024-03-06T00:30:00Z', '2024-03-27T13:15:00Z', '2023-12-20T22:10:00Z'),
  rows: fc.array(
    fc.record({
      customer: fc.integer({ min: 1, max: 9 }).map(String),
      at: fc.integer({ min: 0, max: 70 }),
      amount: fc.integer({ min: -5, max: 20 }),
    }),
    { minLength: 3, maxLength: 60 },
  ),
  interval: fc.constantFrom('week' as const, 'month' as const),
  money: fc.constantFrom('net' as const, 'gross' as const),
  zone: fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin'),
});

async function random(on: Engine, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ origin, rows, interval, money, zone }) => {
      const log = rows.map(({ customer, at, amount }): LogRow => ({
        customer,
        time: Date.parse(origin) + at * 31 * HOUR,
        event: 'x',
        sign: amount < 0 ? -1 : amount === 0 ? 0 : 1,
        amount,
      }));
      fc.pre(log.some((r) => r.sign === 1));
      const data = await loadSpine(on, log, { zone });
      const { figures } = await run(data, { interval, money, periods: 120 }, on);
      const expected = reference(log, interval, money, zone, data.asOf);
      expect(figures.cohorts.map((c) => [c.from, c.customers, c.cells.map((x) => x.mature)])).toEqual(
        expected.map((c) => [c.from, c.customers, c.cells.map((x) => x.mature)]),
      );
      for (const [i, cohort] of expected.entries()) {
        for (const [k, cell] of cohort.cells.entries()) {
          const found = figures.cohorts[i]?.cells[k];
          expect(found?.value).toBeCloseTo(cell.value, 6);
          if (cell.half === null) expect(found?.interval).toBeNull();
          else {
            const width = (found?.interval?.high ?? NaN) - (found?.interval?.low ?? NaN);
            // Student's t lies between the normal's 1.96 and, for two customers, 12.71.
            expect(width).toBeGreaterThanOrEqual(2 * 1.959 * cell.half - 1e-6);
            expect(width).toBeLessThanOrEqual(2 * 12.71 * cell.half + 1e-6);
          }
        }
      }
    }),
    { numRuns, seed: 20261122 },
  );
}

describe('cohorts of value against brute force', () => {
  test('60 random logs with refunds, in three zones, across changes of clocks', () => random(engine, 60), 180_000);
  test('and some on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await random(wasm, 5);
    } finally {
      await wasm.close();
    }
  }, 180_000);
});

describe('cohorts of value', () => {
  const cdnow = sharedData('cdnow/CDNOW_master.txt');
  test.skipIf(cdnow === null)('CDNOW master: what each cohort has brought after a year, summed by loops', async () => {
    const log = readCdnow(cdnow ?? '');
    const { figures } = await run(await loadSpine(engine, log));
    expect(figures).toMatchObject({ interval: 'month', customers: 23_570 });
    expect(figures.cohorts.map((c) => c.customers)).toEqual([7846, 8476, 7248]);
    const months = new Map<string, number>();
    for (const r of log) {
      const m = new Date(r.time).getUTCFullYear() * 12 + new Date(r.time).getUTCMonth();
      if (r.sign === 1) months.set(r.customer, Math.min(months.get(r.customer) ?? Infinity, m));
    }
    for (const [i, cohort] of figures.cohorts.entries()) {
      let sum = 0;
      for (const r of log) {
        const m = new Date(r.time).getUTCFullYear() * 12 + new Date(r.time).getUTCMonth();
        if (months.get(r.customer) === 1997 * 12 + i && m - (1997 * 12 + i) <= 11) sum += r.amount ?? 0;
      }
      expect(cohort.cells[11]?.value).toBeCloseTo(sum / cohort.customers, 6);
    }
    expect(figures.comparison?.period).toBe(11);
    const said = curvesExhibit(await run(await loadSpine(engine, log)), new Formatter('en', { currency: 'USD' }));
    expect(said.headline).toMatch(
      /^Customers of Jan ’97 have brought \$\d+(\.\d\d)? each after a year; those of Feb ’97 – Mar ’97/,
    );
  });

  test('a refund before any purchase is told apart, and no purchase is refused', async () => {
    const day = 24 * HOUR;
    const base = Date.parse('2024-01-10T10:00:00Z');
    const log: LogRow[] = [
      { customer: 'a', time: base, event: 'r', sign: -1, amount: -7 },
      { customer: 'a', time: base + 40 * day, event: 'b', sign: 1, amount: 10 },
      { customer: 'b', time: base, event: 'r', sign: -1, amount: -2 },
    ];
    const { figures } = await run(await loadSpine(engine, log), { interval: 'month' });
    expect(figures.apart).toEqual({ customers: 2, money: -9 });
    expect(figures.cohorts).toMatchObject([
      { from: '2024-02-01', customers: 1, cells: [{ value: 10, interval: null }] },
    ]);
    await expect(
      loadSpine(engine, [{ customer: 'a', time: base, event: 'x' }]).then((data) => run(data)),
    ).rejects.toMatchObject({ code: 'recipe.invalid' });
  });

  test('quarters begin in January, April, July and October', async () => {
    const log = ['2024-01-05', '2024-03-31', '2024-04-01', '2024-12-31'].map((d, i): LogRow => ({
      customer: String(i),
      time: Date.parse(`${d}T12:00:00Z`),
      event: 'b',
      sign: 1,
      amount: 5,
    }));
    const { figures } = await run(await loadSpine(engine, log), { interval: 'quarter' });
    expect(figures.cohorts.map((c) => [c.from, c.customers])).toEqual([
      ['2024-01-01', 2],
      ['2024-04-01', 1],
      ['2024-10-01', 1],
    ]);
  });

  test('pictures and texts fit at every width in both languages', async () => {
    const start = Date.parse('2023-01-03T10:00:00Z');
    for (const months of [1, 3, 20]) {
      const log = Array.from({ length: 40 * months }, (_, i): LogRow => ({
        customer: String(i % (35 * months)),
        time: start + ((i * 37) % (30 * months)) * 24 * HOUR,
        event: 'b',
        sign: 1,
        amount: 1 + (i % 90) * 13,
      }));
      const result = await run(await loadSpine(engine, log), { interval: 'month' });
      for (const format of locales.map((l) => new Formatter(l, { currency: 'EUR' }))) {
        expect(curvesExhibit(result, format).headline).not.toMatch(/undefined|NaN|null/);
        expect(triangleExhibit(result, format).headline).not.toMatch(/undefined|NaN|null/);
        expect(cohortValueTable(result.figures, format).rows.length).toBeGreaterThan(0);
        for (const width of [300, 360, 700, 1200]) {
          expectToFit(curvesChart(result.figures, width, format));
          expectToFit(valueTriangle(result.figures, width, format));
        }
      }
    }
  });
});
