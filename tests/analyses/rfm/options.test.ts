import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rfm } from '../../../src/analyses/rfm';
import { rfmMapChart } from '../../../src/analyses/rfm/chart';
import { rfmMapExhibit, rfmProfileExhibit, rfmTreemapExhibit } from '../../../src/analyses/rfm/exhibit';
import { rfmProfileChart } from '../../../src/analyses/rfm/profileChart';
import type { RfmFigures } from '../../../src/analyses/rfm/result';
import { rfmProfileTable } from '../../../src/analyses/rfm/table';
import { rfmTreemapChart } from '../../../src/analyses/rfm/treemap';
import { runAnalysis } from '../../../src/analyses/run';
import type { Engine } from '../../../src/core/engine';
import { Formatter } from '../../../src/core/format';
import { cell } from '../../../src/core/frame';
import { parseParams } from '../../../src/core/recipe';
import type { Result } from '../../../src/core/result';
import { DAY } from '../../../src/core/time';
import { locales } from '../../../src/core/words';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { readCuts, readWeight } from '../../../src/rooms/customers/scoring';
import { expectToFit } from '../../support/layout';
import { loadSpine, type LogRow } from '../../support/spine';
import { lentWasm } from '../../support/wasm';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
});
afterAll(() => engine.close());

async function run(log: readonly LogRow[], params: object = {}, on: Engine = engine): Promise<Result<RfmFigures>> {
  const scorer = { score: () => Promise.reject(new Error('RFM scores nothing')) };
  const place = { engine: on, scorer, computer: new NodeComputer() };
  return runAnalysis(signal, place, rfm, 'r', parseParams(rfm.params, params, ''), await loadSpine(on, log));
}
async function rows(result: Result<RfmFigures>) {
  const table = result.tables[0];
  if (table === undefined) throw new Error('no list');
  const frame = await engine.query(signal, table.sql);
  return Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.columns.map((column) => [column.name, cell(column, row)])),
  );
}

const bought = (customer: string, day: number, amount: number | null = 10): LogRow => ({
  customer,
  time: day * DAY,
  sign: amount !== null && amount < 0 ? -1 : 1,
  amount,
});
/** 120 customers with 1 to 6 purchase days, some refunds, and five who only looked. */
const shop: readonly LogRow[] = [
  ...Array.from({ length: 120 }, (_, i) =>
    Array.from({ length: 1 + ((i * 7) % 6) }, (_, k) =>
      bought(`c${i}`, ((i * 13 + k * 29) % 180) + 1, 5 + ((i * k) % 17)),
    ),
  ).flat(),
  bought('c3', 170, -4),
  ...Array.from({ length: 5 }, (_, i): LogRow => ({ customer: `looker${i}`, time: i * DAY, event: 'view' })),
];

describe('options of RFM', () => {
  test.each([3, 4, 7, 10])('%i scores: as many on each axis, no segments, the same buyers', async (bins) => {
    const { figures, tables } = await run(shop, { bins });
    expect(figures.cells.length).toBe(bins * bins);
    expect(figures.cuts?.recency.length).toBe(bins - 1);
    expect(figures.cells.reduce((n, c) => n + c.customers, 0)).toBe(120);
    expect(Math.max(...figures.cells.filter((c) => c.customers > 0).map((c) => c.recency))).toBe(bins);
    expect(figures.segments).toEqual([]);
    expect(figures.cells.every((c) => c.segment === null)).toBe(true);
    expect(tables[0]?.rows).toBe(125);
  });

  test('own cut points stand as given, the other axes keep their quantiles', async () => {
    const usual = await run(shop);
    const own = await run(shop, { cuts: { frequency: [1, 2, 3, 4] } });
    expect(own.figures.cuts).toEqual({ ...usual.figures.cuts, frequency: [1, 2, 3, 4] });
    expect(own.figures.ownCuts).toEqual(['frequency']);
    for (const row of await rows(own)) {
      if (row['f'] !== null) expect(row['f']).toBe(Math.min(5, Number(row['frequency'])));
    }
    const all = { recency: [10, 20, 30, 40], frequency: [1, 2, 3, 4], monetary: [5, 10, 20, 40] };
    expect((await run(shop, { cuts: all })).figures.cuts).toEqual(all);
  });

  test('the combined score is the weighted mean of the three, and the mean over all is that of the list', async () => {
    const weights = { recency: 2, frequency: 1, monetary: 0.5 };
    const result = await run(shop, { weights });
    const buyers = (await rows(result)).filter((r) => r['r'] !== null);
    for (const r of buyers) {
      const expected = (2 * Number(r['r']) + Number(r['f']) + 0.5 * Number(r['m'])) / 3.5;
      expect(r['score']).toBeCloseTo(expected, 4);
    }
    const mean = buyers.reduce((n, r) => n + Number(r['score']), 0) / buyers.length;
    expect(result.figures.score).toBeCloseTo(mean, 8);
  });

  test.each([
    ['week', 7],
    ['month', 365.25 / 12],
  ] as const)('recency in whole %ss', async (recencyUnit, days) => {
    const usual = new Map((await rows(await run(shop))).map((r) => [r['customer'], Number(r['recency'])]));
    for (const row of await rows(await run(shop, { recencyUnit }))) {
      if (row['r'] === null) continue;
      expect(row['recency']).toBe(Math.floor((usual.get(row['customer'] ?? '') ?? NaN) / days));
    }
  });

  test('medians, shares and intervals of a segment equal plain loops over the list', async () => {
    const result = await run(shop);
    const list = (await rows(result)).filter((r) => r['r'] !== null);
    const money = (r: (typeof list)[number]): number => Number(r['monetary']);
    const total = list.reduce((n, r) => n + money(r), 0);
    const median = (values: number[]): number => {
      const sorted = values.sort((a, b) => a - b);
      const h = (sorted.length - 1) / 2;
      return ((sorted[Math.floor(h)] ?? NaN) + (sorted[Math.ceil(h)] ?? NaN)) / 2;
    };
    for (const s of result.figures.segments) {
      const mine = list.filter((r) => r['segment'] === s.segment);
      expect(s.customers).toBe(mine.length);
      if (mine.length < 2) continue;
      expect(s.medians.recency).toBe(median(mine.map((r) => Number(r['recency']))));
      expect(s.medians.frequency).toBe(median(mine.map((r) => Number(r['frequency']))));
      expect(s.medians.monetary).toBeCloseTo(median(mine.map(money)), 8);
      const sum = mine.reduce((n, r) => n + money(r), 0);
      expect(s.revenueShare).toBeCloseTo(sum / total, 10);
      // Linearised variance of a ratio, straight from its definition.
      const share = sum / total;
      const squares = list.reduce(
        (n, r) => n + ((r['segment'] === s.segment ? money(r) : 0) - share * money(r)) ** 2,
        0,
      );
      const half = (1.98 * Math.sqrt((squares * list.length) / (list.length - 1))) / total;
      expect((s.revenueShareInterval?.high ?? NaN) - share).toBeCloseTo(half, 3);
      const orders = mine.reduce((n, r) => n + Number(r['frequency']), 0);
      expect(s.orderValue?.value).toBeCloseTo(sum / orders, 10);
      expect(s.orderValue?.interval?.low).toBeLessThanOrEqual(sum / orders);
    }
  });

  test('both engines answer the same', async () => {
    const wasm = await lentWasm();
    try {
      for (const params of [{}, { bins: 4, recencyUnit: 'week', cuts: { monetary: [10, 20, 60] } }]) {
        expect((await run(shop, params, wasm)).figures).toEqual((await run(shop, params)).figures);
      }
    } finally {
      await wasm.close();
    }
  });

  test.each([
    ['cut points that are too few', { cuts: { recency: [1, 2] } }, 'cuts.recency'],
    ['weights that are all zero', { weights: { recency: 0, frequency: 0, monetary: 0 } }, 'weights'],
  ])('%s are refused, and where', async (_what, params, path) => {
    await expect(run(shop, params)).rejects.toMatchObject({ code: 'recipe.invalid', details: { path } });
  });
  test.each([{ bins: 2 }, { bins: 11 }, { cuts: { recency: [3, 2, 4, 5] } }, { weights: { recency: -1 } }])(
    'a recipe is checked before it runs: %j',
    (params) => expect(() => parseParams(rfm.params, params, '')).toThrow(),
  );
});

describe('degenerate data', () => {
  const cases: readonly (readonly [string, readonly LogRow[]])[] = [
    ['one customer', [bought('a', 1)]],
    ['all bought once', Array.from({ length: 30 }, (_, i) => bought(`c${i}`, i))],
    ['all alike on one day', Array.from({ length: 30 }, (_, i) => bought(`c${i}`, 5))],
    ['no amounts', Array.from({ length: 30 }, (_, i) => bought(`c${i % 9}`, i, null))],
    ['all money given back', [bought('a', 1, 10), bought('a', 2, -10), bought('b', 3, 5), bought('b', 4, -9)]],
  ];
  test.each(cases)('%s: a result whose sums hold, and pictures of it', async (_what, log) => {
    for (const params of [{}, { bins: 3 }, { bins: 10 }]) {
      const result = await run(log, params);
      const { figures } = result;
      expect(figures.cells.reduce((n, c) => n + c.customers, 0)).toBe(new Set(log.map((r) => r.customer)).size);
      for (const locale of locales) {
        const format = new Formatter(locale, { currency: 'EUR' });
        for (const width of [300, 768, 1200]) {
          expectToFit(rfmMapChart(figures, width, format));
          expectToFit(rfmProfileChart(figures, width, format));
          const tiles = rfmTreemapChart(figures, width, format);
          expectToFit({ ...tiles, labels: [] });
          for (const n of tiles.cells.map((c) => c.width)) expect(Number.isFinite(n)).toBe(true);
        }
        const texts = [rfmMapExhibit, rfmTreemapExhibit, rfmProfileExhibit].map((f) => f(result, format));
        for (const { headline, sub, plate } of texts)
          for (const t of [headline, sub, ...plate.map((p) => p.text)])
            expect(t).toMatch(/^(?!.*(undefined|null|NaN)).+$/);
        const table = rfmProfileTable(figures, format);
        for (const row of table.rows) expect(row.length).toBe(table.columns.length);
      }
    }
  });
});

describe('what a person types', () => {
  test('cut points: spaces or semicolons, either decimal sign, rising, as many as asked', () => {
    expect(readCuts('30 90  180 365', 4)).toEqual([30, 90, 180, 365]);
    expect(readCuts('1,5; 2.5; 3', 3)).toEqual([1.5, 2.5, 3]);
    expect(readCuts('1, 2, 3', 3)).toEqual([1, 2, 3]);
    expect(readCuts('  ', 4)).toBeUndefined();
    for (const wrong of ['1 2 3', '1 2 2 3', '4 3 2 1', '1 2 3 x']) expect(readCuts(wrong, 4)).toBeNull();
  });
  test('weights: from 0 to 1,000', () => {
    expect(['2', '0,5', '0', '-1', 'x', '', '1001'].map(readWeight)).toEqual([2, 0.5, 0, null, null, null, null]);
  });
});
