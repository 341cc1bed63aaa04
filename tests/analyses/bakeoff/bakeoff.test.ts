import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bakeoff } from '../../../src/analyses/bakeoff';
import { boardChart, tenthsChart, verdictsChart } from '../../../src/analyses/bakeoff/chart';
import { boardExhibit } from '../../../src/analyses/bakeoff/exhibit';
import type { BakeoffFigures } from '../../../src/analyses/bakeoff/result';
import { deciles, spearman } from '../../../src/analyses/bakeoff/scores';
import { boardTable, tenthsTable, verdictsTable } from '../../../src/analyses/bakeoff/table';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import { Formatter } from '../../../src/core/format';
import { parseParams } from '../../../src/core/recipe';
import type { Result } from '../../../src/core/result';
import { DAY } from '../../../src/core/time';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { NodeComputer } from '../../../src/engines/native/computer';
import { readCdnow } from '../../support/logs';
import { sharedData } from '../../support/shared';
import { loadSpine, type LogRow } from '../../support/spine';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
let place: Place;
beforeAll(async () => {
  engine = await NativeDuckDB.open();
  place = {
    engine,
    scorer: { score: () => Promise.reject(new Error('the bake-off scores nothing')) },
    computer: new NodeComputer(),
  };
});
afterAll(() => engine.close());

const run = async (log: readonly LogRow[], params: object = {}): Promise<Result<BakeoffFigures>> =>
  runAnalysis(signal, place, bakeoff, 'b', parseParams(bakeoff.params, params, ''), await loadSpine(engine, log));

const bought = (customer: string, day: number, amount: number | null): LogRow => ({
  customer,
  time: day * DAY,
  sign: 1,
  amount,
});

describe('scores', () => {
  test('tenths share a tie out: the order of rows decides nothing', () => {
    const predicted = Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 9);
    const one = deciles(predicted, Float64Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0, 5));
    const other = deciles(predicted, Float64Array.of(0, 0, 0, 0, 9, 0, 0, 0, 0, 5));
    expect(one).toEqual(other);
    expect(one.map((d) => d.actual)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 5]);
    // 7 rows in 10 parts: all of them, none twice.
    const odd = deciles(Float64Array.of(1, 2, 3, 4, 5, 6, 7), Float64Array.of(1, 1, 1, 1, 1, 1, 1));
    expect(odd.reduce((n, d) => n + d.actual, 0)).toBeCloseTo(7, 12);
    expect(odd.reduce((n, d) => n + d.customers, 0)).toBeCloseTo(7, 12);
  });

  test('rank correlation: 1 for the same order, shared ranks for ties, none without differences', () => {
    expect(spearman(Float64Array.of(1, 2, 9), Float64Array.of(0, 5, 6))).toBeCloseTo(1, 12);
    // Ranks 1.5, 1.5, 3 against 1, 2, 3: √3/2.
    expect(spearman(Float64Array.of(1, 1, 2), Float64Array.of(1, 2, 3))).toBeCloseTo(Math.sqrt(3) / 2, 12);
    expect(spearman(Float64Array.of(4, 4, 4), Float64Array.of(1, 2, 3))).toBeNull();
  });
});

describe('the bake-off', () => {
  test('naive forecasts equal plain loops over the log, and nothing after an origin is seen', async () => {
    const log = Array.from({ length: 120 }, (_, i) =>
      Array.from({ length: 1 + ((i * 7) % 6) }, (_, k) =>
        bought(`c${i}`, (i % 50) + k * (4 + (i % 11)), 5 + ((i * k) % 17)),
      ),
    ).flat();
    const { figures, params } = await run(log, { metric: 'mae', origins: 2, window: { value: 3, unit: 'weeks' } });
    expect(params['window']).toEqual({ value: 21, unit: 'days' });
    expect(figures.origins).toHaveLength(2);
    const byCustomer = new Map<string, LogRow[]>();
    for (const row of log) byCustomer.set(row.customer, [...(byCustomer.get(row.customer) ?? []), row]);
    const losses = { same: 0, mean: 0 };
    let rows = 0;
    for (const { day, customers, actual } of figures.origins) {
      const o = day / DAY;
      const spent = (mine: readonly LogRow[], from: number, to: number): number =>
        mine.reduce((n, r) => n + (r.time / DAY > from && r.time / DAY <= to ? (r.amount ?? 0) : 0), 0);
      const known = [...byCustomer.values()].filter((mine) => mine.some((r) => r.time / DAY <= o));
      const before = known.map((mine) => spent(mine, o - 21, o));
      const after = known.map((mine) => spent(mine, o, o + 21));
      const old = before.filter((_, i) => known[i]?.some((r) => r.time / DAY <= o - 21));
      const mean = old.reduce((n, x) => n + x, 0) / old.length;
      expect(customers).toBe(known.length);
      expect(actual).toBeCloseTo(
        after.reduce((n, x) => n + x, 0),
        6,
      );
      after.forEach((x, i) => {
        losses.same += Math.abs((before[i] ?? 0) - x);
        losses.mean += Math.abs(mean - x);
        rows++;
      });
    }
    for (const key of ['same', 'mean'] as const) {
      expect(figures.board.find((r) => r.contender === key)?.mae).toBeCloseTo(losses[key] / rows, 9);
    }
    expect(figures.board.map((r) => r.mae)).toEqual(figures.board.map((r) => r.mae).sort((a, b) => a - b));
  });

  test('one-time buyers: the models drop out and say why; nobody buys again, and there is no winner among equals', async () => {
    const result = await run(Array.from({ length: 90 }, (_, i) => bought(`c${i}`, i, 10)));
    expect(result.figures.out.map((o) => [o.contender, o.reason])).toEqual([
      ['bgnbd', 'no-repeats'],
      ['mbgnbd', 'no-repeats'],
      ['paretonbd', 'no-repeats'],
    ]);
    expect(result.figures.board.map((r) => r.contender).sort()).toEqual(['mean', 'same']);
    expect(JSON.stringify(result)).not.toContain('NaN');
    expect(boardExhibit(result, new Formatter('en')).headline).toMatch(/^Nobody bought in the tested windows/);
  });

  test('without amounts purchases are judged; too short a log is refused', async () => {
    const log = Array.from({ length: 150 }, (_, i) =>
      Array.from({ length: 1 + (i % 4) }, (_, k) => bought(`c${i}`, (i % 40) + k * 9, null)),
    ).flat();
    expect((await run(log)).figures).toMatchObject({ money: false });
    await expect(run([bought('a', 0, 5), bought('a', 5, 5)])).rejects.toMatchObject({ code: 'span.short' });
    await expect(
      run(log, { window: { value: 1, unit: 'months' }, origins: 1 }).then((r) => r.figures.window),
    ).resolves.toBe(30);
    await expect(run([{ customer: 'a', time: 0, event: 'view' }])).rejects.toMatchObject({ code: 'role.missing' });
  });

  const cdnow = sharedData('cdnow/CDNOW_master.txt');
  test.skipIf(cdnow === null)(
    'CDNOW master: models beat both naive forecasts, and every picture fits its width',
    async () => {
      const result = await run(readCdnow(cdnow ?? ''));
      const { figures } = result;
      expect(figures.board).toHaveLength(5);
      expect(figures.origins).toHaveLength(3);
      const rmse = (key: string): number => figures.board.find((r) => r.contender === key)?.rmse ?? NaN;
      for (const model of ['bgnbd', 'mbgnbd', 'paretonbd']) {
        expect(rmse(model)).toBeLessThan(rmse('same'));
        expect(rmse(model)).toBeLessThan(rmse('mean'));
      }
      for (const { tenths } of figures.deciles) expect(tenths).toHaveLength(10);
      for (const r of figures.board) {
        expect(r.interval.low).toBeLessThan(r.rmse);
        expect(r.interval.high).toBeGreaterThan(r.rmse);
      }
      for (const format of [new Formatter('en', { currency: 'USD' }), new Formatter('ru', { currency: 'USD' })]) {
        for (const width of [300, 390, 560, 768, 1180]) {
          for (const g of [
            boardChart(figures, width, format),
            tenthsChart(figures, width, format),
            verdictsChart(figures, width, format),
          ]) {
            for (const m of g.marks) {
              expect(m.x).toBeGreaterThanOrEqual(0);
              expect(m.x + m.width).toBeLessThanOrEqual(width + 0.01);
              expect(m.y + m.height).toBeLessThanOrEqual(g.height);
            }
          }
        }
        expect(boardTable(figures, format).rows).toHaveLength(5);
        expect(tenthsTable(figures, format).rows).toHaveLength(50);
        expect(verdictsTable(figures, format).rows).toHaveLength(figures.segments.length);
      }
    },
  );
});
