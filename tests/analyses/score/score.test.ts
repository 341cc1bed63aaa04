import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAnalysis } from '../../../src/analyses/run';
import { score } from '../../../src/analyses/score';
import { cards } from '../../../src/analyses/score/cards';
import { textWidth } from '../../../src/charts/text';
import { scoreChart } from '../../../src/analyses/score/chart';
import { scoreExhibit } from '../../../src/analyses/score/exhibit';
import { featureStatement, features } from '../../../src/analyses/score/features';
import { scoreListColumns } from '../../../src/analyses/score/list';
import type { ScoreFigures } from '../../../src/analyses/score/result';
import { scoreTable } from '../../../src/analyses/score/table';
import { taskNames, tasks } from '../../../src/analyses/score/tasks';
import type { DataInfo } from '../../../src/core/analysis';
import { parseParams } from '../../../src/core/recipe';
import { describeError } from '../../../src/core/errors';
import { Formatter } from '../../../src/core/format';
import { countAt, numbers, type Frame } from '../../../src/core/frame';
import type { Result } from '../../../src/core/result';
import { DAY } from '../../../src/core/time';
import { locales } from '../../../src/core/words';
import type { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NodeScorer } from '../../../src/engines/native/scorer';
import { ident, sql } from '../../../src/sql/sql';
import { sharedData } from '../../support/shared';
import { demo, opened, signal } from './shop';

const params = (given: object) => parseParams(score.params, given, 'score');

async function scored(place: { engine: NativeDuckDB; data: DataInfo }, given: object = {}) {
  return runAnalysis(
    signal,
    { engine: place.engine, scorer: new NodeScorer(), computer: new NodeComputer() },
    score,
    'score',
    params(given),
    place.data,
  );
}

describe('the demo shop', () => {
  let place: { engine: NativeDuckDB; data: DataInfo };
  let result: Result<ScoreFigures>;
  beforeAll(async () => {
    place = await demo('shop-events.parquet');
    result = await scored(place);
  });
  afterAll(() => place.engine.close());

  test('is scored by propensity: everyone seen within 91 days', async () => {
    const { figures } = result;
    expect(figures.task).toBe('propensity');
    const since = place.data.asOf + 1 - 91 * DAY;
    const seen = await place.engine.query(
      signal,
      sql`SELECT count(DISTINCT customer) AS n FROM ${ident(place.data.spine.table)} WHERE time >= ${since}`,
    );
    expect(figures.customers).toBe(countAt(seen, 'n'));
    expect(figures.customers + figures.notScored).toBe(place.data.spine.customers);
  });

  test('its parts sum to the whole', () => {
    const { customers, expectedBuyers, histogram, bands, top, first, highest } = result.figures;
    for (const parts of [histogram, bands]) {
      expect(parts.reduce((n, p) => n + p.customers, 0)).toBe(customers);
      expect(parts.reduce((n, p) => n + p.expected, 0)).toBeCloseTo(expectedBuyers, 6);
    }
    expect(top.customers).toBe(Math.ceil(customers / 10));
    expect(top.expectedShare).toBeGreaterThan(0.5);
    expect(first[0]?.score).toBe(highest);
    // The shop's own weekly rate of buyers, give or take: trained, not typed in.
    expect(expectedBuyers / customers).toBeGreaterThan(0.02);
    expect(expectedBuyers / customers).toBeLessThan(0.045);
  });

  test('says that its model was trained on demo data, and warns of nothing else', () => {
    expect(result.warnings).toEqual([{ code: 'demo-model', details: { model: 'propensity' } }]);
  });

  test('lists every customer with the columns it promises, in falling order', async () => {
    const list = result.tables[0];
    expect(list?.rows).toBe(result.figures.customers);
    const frame = await place.engine.query(signal, { text: list?.sql.text ?? '', values: list?.sql.values ?? [] });
    expect(frame.columns.map((c) => c.name)).toEqual(list?.columns);
    expect(scoreListColumns(result.figures, 'en')).toHaveLength(frame.columns.length);
    const scores = numbers(frame, 'score');
    expect(scores.every((s, i) => i === 0 || s <= (scores[i - 1] ?? 0))).toBe(true);
  });

  test('an earlier as-of date sees nothing of what came later', async () => {
    const asOf = Date.UTC(2026, 2, 31, 23, 59, 59, 999);
    const early = await scored({ ...place, data: { ...place.data, asOf } });
    const { engine, data } = place;
    const short = ident('short_spine');
    await engine.query(
      signal,
      sql`CREATE TABLE ${short} AS SELECT * FROM ${ident(data.spine.table)} WHERE time <= ${asOf}`,
    );
    const cut = await scored({ engine, data: { ...data, asOf, spine: { ...data.spine, table: 'short_spine' } } });
    expect(cut.figures).toEqual(early.figures);
  });

  test('deleting or changing all rows at or after the cutoff changes no feature of any task', async () => {
    const { engine, data } = place;
    const table = ident(data.spine.table);
    const all = Object.keys(features);
    const at = (spineTable: string, cutoff: number, population: 'seen within 91 days' | 'bought before') =>
      engine.query(
        signal,
        sql`SELECT * FROM (${featureStatement({ ...data.spine, table: spineTable }, all, population, cutoff)}) AS f ORDER BY key`,
      );
    // Sums of money may differ in their last digits with the order of the rows.
    const columns = (frame: Frame) =>
      frame.columns.map((c) => [c.name, Array.from(numbers(frame, c.name), (x) => Number(x.toPrecision(9)))]);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: data.spine.from + 100 * DAY, max: data.spine.to }),
        fc.constantFrom('seen within 91 days' as const, 'bought before' as const),
        async (cutoff, population) => {
          await engine.query(
            signal,
            sql`CREATE OR REPLACE TABLE past AS SELECT * FROM ${table} WHERE time < ${cutoff}`,
          );
          await engine.query(
            signal,
            sql`CREATE OR REPLACE TABLE changed AS SELECT customer, time, event, sign,
              CASE WHEN time < ${cutoff} THEN amount ELSE 1e9 END AS amount FROM ${table}`,
          );
          const whole = columns(await at(data.spine.table, cutoff, population));
          expect(columns(await at('past', cutoff, population))).toEqual(whole);
          expect(columns(await at('changed', cutoff, population))).toEqual(whole);
        },
      ),
      { numRuns: 4, seed: 5 },
    );
  });

  test('the features of one customer are what one counts by hand', async () => {
    const { engine, data } = place;
    const id = (name: string): number => data.spine.events.find((e) => e.name === name)?.id ?? -1;
    const cutoff = 1_000 * DAY;
    const rows = [
      [1, cutoff - 100 * DAY, 'view', 0, 0],
      [1, cutoff - 20 * DAY, 'add_to_cart', 0, 0],
      [1, cutoff - 20 * DAY + 1, 'purchase', 1, 30],
      [1, cutoff - 7 * DAY, 'view', 0, 0],
      [1, cutoff - 2.5 * DAY, 'add_to_cart', 0, 0],
      [1, cutoff - 1, 'refund', -1, -10],
      [1, cutoff, 'purchase', 1, 1_000_000],
      [2, cutoff - 92 * DAY, 'purchase', 1, 10],
    ] as const;
    await engine.query(
      signal,
      sql`CREATE OR REPLACE TABLE tiny (customer INTEGER, time BIGINT, event INTEGER, sign TINYINT, amount DOUBLE)`,
    );
    for (const [customer, time, event, sign, amount] of rows) {
      await engine.query(signal, sql`INSERT INTO tiny VALUES (${customer}, ${time}, ${id(event)}, ${sign}, ${amount})`);
    }
    const names = ['days_cart_open', 'days_since_last_purchase', 'views_7d', 'carts_28d', 'active_days_7d', 'depth_7d'];
    const money = ['purchase_days_28d', 'net_all', 'refunds_all', 'tenure_days', 'days_between_purchases'];
    const frame = await engine.query(
      signal,
      featureStatement({ ...data.spine, table: 'tiny' }, [...names, ...money], 'seen within 91 days', cutoff),
    );
    expect(Array.from(numbers(frame, 'key'))).toEqual([1]);
    const values = Object.fromEntries(frame.columns.map((c) => [c.name, c.values[0]]));
    expect(values).toMatchObject({ days_cart_open: 2.5, views_7d: 1, carts_28d: 2, active_days_7d: 3, depth_7d: 4 });
    expect(values['days_since_last_purchase']).toBeCloseTo(20, 6);
    // The usual day of buying is (30 + 10) / 2 = 20.
    expect(values).toMatchObject({ purchase_days_28d: 1, net_all: 1, refunds_all: 1, tenure_days: 100 });
    expect(values['days_between_purchases']).toBe(365);
  });

  test.each(locales)('has its texts, table and picture in %s', (locale) => {
    const format = new Formatter(locale);
    const text = scoreExhibit(result, format);
    expect(text.headline).toMatch(/\d/);
    expect(text.plate.filter((p) => p.doubt)).toHaveLength(1);
    const table = scoreTable(result.figures, format);
    expect(table.rows.every((r) => r.length === table.columns.length)).toBe(true);
    for (const width of [300, 720, 1600]) {
      const g = scoreChart(result.figures, width, format);
      expect(g.bars.every((b) => b.x >= 0 && b.x + b.width <= width)).toBe(true);
      for (const { x, text, anchor, size } of g.labels) {
        const wide = textWidth(text ?? '', size === 'small' ? 12 : 13);
        expect(anchor === 'end' ? x : anchor === 'middle' ? x + wide / 2 : x + wide).toBeLessThanOrEqual(width + 0.5);
      }
      // Two keys and two bars a band; below them the histogram, as high as the counts are large.
      const { bands, histogram } = result.figures;
      const spread = g.bars.slice(2 + 2 * bands.length);
      expect(g.marks).toHaveLength(bands.length + spread.length);
      expect(spread.every((b) => b.width >= 6)).toBe(true);
      expect(Math.max(...spread.map((b) => b.height))).toBe(76);
      if (spread.length === histogram.findLastIndex((r) => r.customers > 0) + 1) {
        const most = Math.max(...histogram.map((r) => r.customers));
        expect(spread[0]?.height).toBeCloseTo((76 * (histogram[0]?.customers ?? 0)) / most, 6);
      }
    }
  });

  test('repurchase can be asked for, since purchases have amounts', async () => {
    const { figures } = await scored(place, { task: 'repurchase', bands: [0.5] });
    expect(figures).toMatchObject({ task: 'repurchase', days: 90 });
    expect(figures.bands).toHaveLength(2);
  });
});

test('a transaction log is scored by repurchase; propensity says what it lacks, in both languages', async () => {
  const place = await demo('shop-orders.parquet');
  try {
    const { figures, warnings } = await scored(place);
    expect(figures).toMatchObject({ task: 'repurchase', customers: place.data.spine.customers, notScored: 0 });
    expect(warnings.map((w) => w.code)).toEqual(['demo-model']);
    const error = (() => {
      try {
        return score.settle(params({ task: 'propensity' }), place.data);
      } catch (thrown) {
        return thrown;
      }
    })();
    for (const locale of locales) {
      expect(describeError(error, locale)).toMatchObject({ code: 'model.not-applicable' });
      expect(describeError(error, locale).sentence).toContain({ en: 'event', ru: 'событие' }[locale]);
    }
  } finally {
    await place.engine.close();
  }
});

const cdnow = sharedData('cdnow/CDNOW_master.txt');
test.skipIf(cdnow === null)('CDNOW, 90 days before its end: every buyer is scored, better than by chance', async () => {
  const place = await opened(cdnow ?? '');
  try {
    const cutoff = place.data.spine.to - 90 * DAY;
    const { figures, tables } = await scored({ ...place, data: { ...place.data, asOf: cutoff } });
    expect(figures.customers).toBe(23_570);
    const spine = ident(place.data.spine.table);
    const mean = await place.engine.query(
      signal,
      sql`SELECT avg(s.score) FILTER (WHERE b.customer IS NOT NULL) AS buyers, avg(s.score) FILTER (WHERE b.customer IS NULL) AS others, count(b.customer) AS n
        FROM score_scores AS s LEFT JOIN (SELECT DISTINCT customer FROM ${spine} WHERE time > ${cutoff}) AS b ON b.customer = s.key`,
    );
    // SEMANTICS §14: 3,301 customers buy in the window.
    expect(countAt(mean, 'n')).toBe(3_301);
    expect(countAt(mean, 'buyers')).toBeGreaterThan(2 * countAt(mean, 'others'));
    expect(tables[0]?.rows).toBe(23_570);
    // As unproven elsewhere as the page says: 4,946 buyers expected where 3,301 came.
    expect(figures.expectedBuyers).toBeCloseTo(4_945.58, 1);
  } finally {
    await place.engine.close();
  }
});

test('the cards list features that exist, in the order of the training', () => {
  for (const name of taskNames) expect(cards[name].features.map((f) => f.name)).toEqual(tasks[name].features);
  for (const locale of locales) for (const f of Object.values(features)) expect(f.about[locale]).not.toBe('');
});

test('bands have to rise within 0 and 1', () => {
  expect(() => params({ bands: [0.5, 0.2] })).toThrow('rising order');
  expect(() => params({ bands: [0] })).toThrow();
  expect(() => params({ task: 'churn' })).toThrow();
});
