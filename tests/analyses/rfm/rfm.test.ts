import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rfm } from '../../../src/analyses/rfm';
import { rfmSegments, scores, segmentOf } from '../../../src/core/rfmSegments';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import { cell } from '../../../src/core/frame';
import { parseParams } from '../../../src/core/recipe';
import { DAY } from '../../../src/core/time';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { readCdnow } from '../../support/logs';
import { sharedData } from '../../support/shared';
import { loadSpine, type LogOptions, type LogRow } from '../../support/spine';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
let place: Place;
beforeAll(async () => {
  engine = await NativeDuckDB.open();
  place = {
    engine,
    scorer: { score: () => Promise.reject(new Error('RFM scores nothing')) },
    computer: new NodeComputer(),
  };
});
afterAll(() => engine.close());

const run = async (log: readonly LogRow[], options?: LogOptions, params: object = {}) =>
  runAnalysis(signal, place, rfm, 'r', parseParams(rfm.params, params, ''), await loadSpine(engine, log, options));

async function rows(result: Awaited<ReturnType<typeof run>>) {
  const table = result.tables[0];
  if (table === undefined) throw new Error('no list');
  const frame = await engine.query(signal, table.sql);
  return Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.columns.map((column) => [column.name, cell(column, row)])),
  );
}

const bought = (customer: string, day: number, amount: number, order?: string): LogRow => ({
  customer,
  time: day * DAY,
  sign: amount < 0 ? -1 : 1,
  amount,
  ...(order === undefined ? {} : { order }),
});

describe('RFM', () => {
  const cdnow = sharedData('cdnow/CDNOW_master.txt');
  test.skipIf(cdnow === null)('CDNOW master: the recency × frequency map and its cut points', async () => {
    const { figures, tables, warnings } = await run(readCdnow(cdnow ?? ''));
    expect(figures.cuts?.recency).toEqual([141, 432, 485, 512]);
    expect(figures.cuts?.frequency).toEqual([1, 1, 2, 4]);
    const map = scores.map((r) => figures.cells.filter((c) => c.recency === r).map((c) => c.customers));
    expect(map.reverse()).toEqual([
      [0, 0, 585, 1360, 2774],
      [0, 0, 1846, 1860, 1014],
      [3517, 0, 955, 331, 41],
      [4245, 0, 431, 67, 5],
      [4292, 0, 223, 23, 1],
    ]);
    expect(figures.buyers).toBe(23_570);
    expect(figures.windowShoppers).toBe(0);
    expect(figures.revenue).toBeCloseTo(2_500_315.63, 2);
    expect(figures.segments.reduce((n, s) => n + s.customers, 0)).toBe(23_570);
    expect(tables[0]?.rows).toBe(23_570);
    expect(warnings).toEqual([{ code: 'empty-score', details: { axis: 'frequency', scores: '2' } }]);
  });

  test('each of the 25 cells has one of the ten segments, and each segment has a cell', () => {
    const seen = new Set(scores.flatMap((r) => scores.map((f) => segmentOf(r, f))));
    expect([...seen].sort()).toEqual([...rfmSegments].sort());
  });

  test('segments are the patterns of SEMANTICS §6', () => {
    const patterns = {
      hibernating: /[12][12]/,
      'at-risk': /[12][34]/,
      'cant-lose': /[12]5/,
      'about-to-sleep': /3[12]/,
      'need-attention': /33/,
      loyal: /[34][45]/,
      promising: /41/,
      new: /51/,
      'potential-loyalists': /[45][23]/,
      champions: /5[45]/,
    };
    for (const r of scores) {
      for (const f of scores) {
        expect(
          Object.entries(patterns)
            .filter(([, p]) => p.test(`${r}${f}`))
            .map(([name]) => name),
        ).toEqual([segmentOf(r, f)]);
      }
    }
  });

  test('random logs: scores are 1 + the number of type-7 cut points below the value, and all sums agree', async () => {
    const purchase = fc.record({
      customer: fc.integer({ min: 0, max: 30 }).map(String),
      day: fc.integer({ min: 0, max: 40 }),
      amount: fc.integer({ min: -300, max: 1000 }).map((x) => x / 10),
    });
    const logs = fc.array(purchase, { minLength: 1, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(logs, async (given) => {
        const log = given.map((p) => bought(p.customer, p.day, p.amount));
        fc.pre(log.some((r) => r.sign === 1));
        const result = await run(log);
        const asOf = Math.max(...log.map((r) => r.time));
        const of = (c: string) => log.filter((r) => r.customer === c);
        const buyers = [...new Set(log.filter((r) => r.sign === 1).map((r) => r.customer))];
        const values = buyers.map((customer) => {
          const purchases = of(customer).filter((r) => r.sign === 1);
          return {
            customer,
            recency: (asOf - Math.max(...purchases.map((r) => r.time))) / DAY,
            frequency: new Set(purchases.map((r) => r.time)).size,
            monetary: Math.round(of(customer).reduce((n, r) => n + (r.amount ?? 0), 0) * 1e4) / 1e4,
          };
        });
        const score = (all: readonly number[], value: number) =>
          1 + [1, 2, 3, 4].filter((k) => value > type7(all, k)).length;
        const list = await rows(result);
        expect(list.length).toBe(new Set(log.map((r) => r.customer)).size);
        for (const v of values) {
          const row = list.find((x) => x['customer'] === v.customer);
          expect(row).toMatchObject({
            recency: v.recency,
            frequency: v.frequency,
            r:
              6 -
              score(
                values.map((x) => x.recency),
                v.recency,
              ),
            f: score(
              values.map((x) => x.frequency),
              v.frequency,
            ),
            m: score(
              values.map((x) => x.monetary),
              v.monetary,
            ),
          });
          expect(row?.['monetary']).toBeCloseTo(v.monetary, 6);
        }
        const { figures } = result;
        expect(figures.windowShoppers).toBe(list.filter((x) => x['segment'] === 'window-shoppers').length);
        expect(figures.cells.reduce((n, c) => n + c.customers, 0)).toBe(buyers.length);
        expect(figures.segments.reduce((n, s) => n + (s.revenue ?? 0), 0)).toBeCloseTo(figures.revenue ?? NaN, 6);
      }),
      { numRuns: 60, seed: 20261121 },
    );
  });

  test('an order counts once however many rows it has; a purchase without one counts by its day', async () => {
    const log = [
      bought('a', 0, 1, 'x'),
      bought('a', 0, 2, 'x'),
      bought('a', 1, 3, 'y'),
      bought('b', 0, 1, 'z'),
      { ...bought('b', 5, 1), order: null },
      { ...bought('b', 5, 1), order: null },
    ];
    const result = await run(log);
    expect(result.figures.frequencyOf).toBe('orders');
    expect((await rows(result)).map((r) => [r['customer'], r['frequency']])).toEqual([
      ['b', 2],
      ['a', 2],
    ]);
  });

  test('purchase days follow the zone', async () => {
    const at = (text: string): LogRow => ({ customer: 'a', time: Date.parse(text), sign: 1, amount: 1 });
    const log = [at('2024-05-01T21:30:00Z'), at('2024-05-01T22:30:00Z')];
    expect((await rows(await run(log)))[0]).toMatchObject({ frequency: 1 });
    expect((await rows(await run(log, { zone: 'Europe/Berlin' })))[0]).toMatchObject({ frequency: 2 });
  });

  test('rows later than as-of are not seen, and whoever came later is no window shopper', async () => {
    const result = await run([bought('a', 0, 5), bought('b', 9, 7)], { asOf: 2 * DAY });
    expect(result.figures).toMatchObject({ buyers: 1, windowShoppers: 0, revenue: 5 });
    expect(await rows(result)).toMatchObject([{ customer: 'a', recency: 2 }]);
  });

  test('without amounts there are recency and frequency only, and a warning', async () => {
    const { figures, warnings } = await run([
      { customer: 'a', time: 0, event: 'buy', sign: 1, amount: null },
      { customer: 'b', time: 1, event: 'view' },
    ]);
    expect(figures).toMatchObject({ revenue: null, monetaryScores: null, windowShoppers: 1 });
    expect(warnings.map((w) => w.code)).toContain('no-amount');
  });

  test('data without purchases is refused with the missing role', async () => {
    await expect(run([{ customer: 'a', time: 0, event: 'view' }])).rejects.toMatchObject({ code: 'role.missing' });
  });
});

/** The cut point at k fifths, with whole-number positions as in the plan. */
function type7(values: readonly number[], k: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const h = ((sorted.length - 1) * k) / 5;
  const [low = NaN, high = NaN] = [sorted[Math.floor(h)], sorted[Math.ceil(h)]];
  return low === high ? low : low + (high - low) * (h - Math.floor(h));
}
