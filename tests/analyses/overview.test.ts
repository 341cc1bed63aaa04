import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overview } from '../../src/analyses/overview';
import { overviewCalendar } from '../../src/analyses/overview/calendar';
import { runAnalysis, type Place } from '../../src/analyses/run';
import { bucketOf, bucketStart, isoDay } from '../../src/core/calendar';
import { DAY, HOUR } from '../../src/core/time';
import { NodeComputer } from '../../src/engines/native/computer';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { readCdnow, readRetailRocket } from '../support/logs';
import { sharedData } from '../support/shared';
import { loadSpine, type LogOptions, type LogRow } from '../support/spine';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
let place: Place;
beforeAll(async () => {
  engine = await NativeDuckDB.open();
  place = {
    engine,
    scorer: { score: () => Promise.reject(new Error('the overview scores nothing')) },
    computer: new NodeComputer(),
  };
});
afterAll(() => engine.close());

const run = async (log: readonly LogRow[], options?: LogOptions) =>
  runAnalysis(signal, place, overview, 'o', {}, await loadSpine(engine, log, options));

describe('overview', () => {
  const cdnow = sharedData('cdnow/CDNOW_master.txt');
  test.skipIf(cdnow === null)(
    'CDNOW master: 69,659 purchases, 23,570 customers, 2,500,315.63; 48.9 % bought again',
    async () => {
      const { figures, warnings } = await run(readCdnow(cdnow ?? ''));
      expect(figures.purchases.value).toBe(69_659);
      expect(figures.customers.value).toBe(23_570);
      expect(figures.buyers.value).toBe(23_570);
      expect(figures.revenue?.value).toBeCloseTo(2_500_315.63, 2);
      expect(figures.repeat?.value.share).toBeCloseTo(0.489, 3);
      expect(figures.repeat?.value.interval?.low).toBeCloseTo(0.482, 3);
      expect(figures.repeat?.value.interval?.high).toBeCloseTo(0.495, 3);
      expect(figures.orderValue?.value.mean).toBeCloseTo(35.89, 2);
      expect(figures.orderValue?.median).toBeCloseTo(25.98, 2);
      expect(figures.conversion).toBeNull();
      expect(figures.orders).toBeNull();
      expect(figures.period).toMatchObject({ days: 91, last: { from: '1998-04-01', to: '1998-06-30' } });
      const { bucket, points } = figures.series;
      expect(bucket).toBe('week');
      expect(points.reduce((n, p) => n + p.purchases, 0)).toBe(69_659);
      expect(points.reduce((n, p) => n + p.newcomers, 0)).toBe(23_570);
      expect(points.filter((p) => !p.complete).map((p) => p.from)).toEqual(['1996-12-30', '1998-06-29']);
      expect(warnings).toEqual([]);
    },
  );

  const rocket = sharedData('retailrocket/sample_events.csv');
  test.skipIf(rocket === null)(
    'RetailRocket sample: 5,000 visitors, 46 purchases in 40 orders, 39 buyers',
    async () => {
      const { figures, warnings } = await run(readRetailRocket(rocket ?? ''));
      expect(figures.customers.value).toBe(5000);
      expect(figures.events.value).toBe(9385);
      expect(figures.purchases.value).toBe(46);
      expect(figures.orders?.value).toBe(40);
      expect(figures.conversion?.value).toMatchObject({ count: 39, of: 5000 });
      expect(figures.revenue).toBeNull();
      expect(figures.lead).toBe('purchases');
      expect(warnings.map((w) => w.code)).toEqual(['no-amount']);
    },
  );

  test('periods, refunds, orders and means by hand', async () => {
    const day = (d: number, customer: string, amount: number, order: string): LogRow => ({
      customer,
      time: d * DAY,
      event: amount < 0 ? 'refund' : 'buy',
      sign: amount < 0 ? -1 : 1,
      amount,
      order,
    });
    const log = [
      day(0, 'a', 10, '1'),
      day(0, 'a', 20, '1'),
      day(6, 'b', 40, '2'),
      day(8, 'a', 50, '3'),
      day(9, 'a', -5, '3'),
      day(13, 'c', 80, '4'),
      { customer: 'd', time: 13 * DAY, event: 'view' },
    ];
    const { figures } = await run(log);
    expect(figures.period).toEqual({
      days: 7,
      last: { from: '1970-01-08', to: '1970-01-14' },
      previous: { from: '1970-01-01', to: '1970-01-07' },
    });
    expect(figures.revenue).toEqual({ value: 195, last: 125, previous: 70, change: Number((55 / 70).toPrecision(12)) });
    expect(figures.gross?.value).toBe(200);
    expect(figures.refunded?.value).toBe(-5);
    expect(figures.orders).toMatchObject({ value: 4, last: 2, previous: 2, change: 0 });
    expect(figures.orderValue).toMatchObject({ per: 'order', median: 45, value: { n: 4, mean: 50 } });
    expect(figures.revenuePerBuyer?.value).toMatchObject({ n: 3, mean: 65 });
    expect(figures.repeat?.value).toMatchObject({ count: 1, of: 3 });
    expect(figures.conversion?.value).toMatchObject({ count: 3, of: 4 });
    expect(figures.conversion?.last).toMatchObject({ count: 2, of: 3 });
    expect(
      figures.series.points
        .map((p) => [p.from, p.revenue, p.customers, p.newcomers, p.complete])
        .filter((p) => p[2] !== 0),
    ).toEqual([
      ['1970-01-01', 30, 1, 1, true],
      ['1970-01-07', 40, 1, 1, true],
      ['1970-01-09', 50, 1, 0, true],
      ['1970-01-10', -5, 1, 0, true],
      ['1970-01-14', 80, 2, 2, true],
    ]);
  });

  test('days follow the zone across a change of clocks, in the query as in the calendar', async () => {
    const at = (text: string): LogRow => ({ customer: 'a', time: Date.parse(text), event: 'view' });
    // Berlin is UTC+1 until 2024-03-31T01:00Z, then UTC+2.
    const log = [at('2024-03-30T22:59:00Z'), at('2024-03-30T23:00:00Z'), at('2024-03-31T22:00:00Z')];
    const { figures } = await run(log, { zone: 'Europe/Berlin' });
    expect(figures.series.points.map((p) => [p.from, p.events])).toEqual([
      ['2024-03-30', 1],
      ['2024-03-31', 1],
      ['2024-04-01', 1],
    ]);
  });

  test('months in the query are those of the Gregorian calendar', async () => {
    const log: LogRow[] = [];
    for (let day = -800; day < 20_000; day += 29) log.push({ customer: 'a', time: day * DAY, event: 'view' });
    for (const edge of ['2000-02-29', '2000-03-01', '1999-12-31', '2000-01-01', '1972-02-29'])
      log.push({ customer: 'a', time: Date.parse(edge), event: 'view' });
    const expected = new Map<string, number>();
    for (const row of log) {
      const month = `${new Date(row.time).toISOString().slice(0, 7)}-01`;
      expected.set(month, (expected.get(month) ?? 0) + 1);
    }
    const { figures } = await run(log);
    expect(figures.series.bucket).toBe('month');
    expect(figures.series.points.filter((p) => p.events > 0).map((p) => [p.from, p.events])).toEqual(
      [...expected].sort(),
    );
  });

  test('the last bucket is complete only when as-of ends it', async () => {
    const log: LogRow[] = [
      { customer: 'a', time: 1000, event: 'view' },
      { customer: 'a', time: 3 * DAY + HOUR, event: 'view' },
    ];
    const complete = async (asOf: number) => (await run(log, { asOf })).figures.series.points.map((p) => p.complete);
    expect(await complete(3 * DAY + HOUR)).toEqual([true, true, true, false]);
    expect(await complete(4 * DAY - 1)).toEqual([true, true, true, true]);
  });

  test('a bucket starts on its own first day', () => {
    for (const size of ['day', 'week', 'month'] as const) {
      for (let day = -400; day < 400; day++) {
        const bucket = bucketOf(day, size);
        expect(bucketOf(bucketStart(bucket, size), size)).toBe(bucket);
        expect(bucketStart(bucket, size) <= day && day < bucketStart(bucket + 1, size)).toBe(true);
      }
    }
    expect(new Date(bucketStart(5, 'week') * DAY).getUTCDay()).toBe(1);
    expect(isoDay(0)).toBe('1970-01-01');
  });

  test('data shorter than two weeks has no periods to compare', async () => {
    const data = await loadSpine(engine, [
      { customer: 'a', time: 0, event: 'x' },
      { customer: 'a', time: 9 * DAY, event: 'x' },
    ]);
    expect(overviewCalendar(data).period).toBeNull();
  });
});
