import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import { segments } from '../../../src/analyses/segments';
import { adviceWords } from '../../../src/analyses/segments/advice.words';
import { archetypes, proposeNames } from '../../../src/analyses/segments/archetypes';
import { certaintyChart, countChart, sharesChart } from '../../../src/analyses/segments/chart';
import { chooseGroups } from '../../../src/analyses/segments/choose';
import { planeChart, planes } from '../../../src/analyses/segments/plane';
import { segmentsWords } from '../../../src/analyses/segments/words';
import { Formatter } from '../../../src/core/format';
import { cell } from '../../../src/core/frame';
import { parseParams } from '../../../src/core/recipe';
import { DAY } from '../../../src/core/time';
import { locales } from '../../../src/core/words';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { sfc32 } from '../../../src/learn/random';
import { readCdnow } from '../../support/logs';
import { sharedData } from '../../support/shared';
import { loadSpine, type LogRow } from '../../support/spine';

const { signal } = new AbortController();
let engine: NativeDuckDB;
let place: Place;
beforeAll(async () => {
  engine = await NativeDuckDB.open();
  place = {
    engine,
    scorer: { score: () => Promise.reject(new Error('segments score nothing')) },
    computer: new NodeComputer(),
  };
});
afterAll(() => engine.close());

const run = async (log: readonly LogRow[], given: object = {}) =>
  runAnalysis(
    signal,
    place,
    segments,
    's',
    parseParams(segments.params, given, 'segments'),
    await loadSpine(engine, log),
  );

async function rows(result: Awaited<ReturnType<typeof run>>) {
  const table = result.tables[0];
  if (table === undefined) throw new Error('no list');
  const frame = await engine.query(signal, table.sql);
  return Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.columns.map((column) => [column.name, cell(column, row)])),
  );
}

const bought = (customer: string, day: number, amount: number | null): LogRow => ({
  customer,
  time: day * DAY,
  sign: amount !== null && amount < 0 ? -1 : 1,
  amount,
});

/** Two crowds that nobody could mistake: 60 who buy often and lately, 80 who bought once, long ago; one who never bought; one refunded. */
function twoCrowds(money = true): LogRow[] {
  const random = sfc32(9);
  const log: LogRow[] = [{ customer: 'looker', time: 300 * DAY, sign: 0 }];
  const amount = (x: number): number | null => (money ? Math.round(x * 100) / 100 : null);
  for (let c = 0; c < 60; c++) {
    for (let i = 0; i < 12 + random.below(8); i++)
      log.push(bought(`often ${c}`, 330 - i * 11 + random.below(10), amount(80 + 40 * random.uniform())));
  }
  for (let c = 0; c < 80; c++) log.push(bought(`once ${c}`, 5 + random.below(40), amount(8 + 8 * random.uniform())));
  if (money) log.push(bought('refunded', 100, 50), bought('refunded', 101, -50));
  return log;
}

describe('segments', () => {
  test('two crowds that stand apart are told apart, named, and sum to everybody', async () => {
    const result = await run(twoCrowds(), { range: { from: 2, to: 3 } });
    const { figures } = result;
    expect(figures.segments.map((s) => s.customers).reduce((a, b) => a + b)).toBe(140);
    expect([figures.buyers, figures.windowShoppers, figures.unpaid]).toEqual([140, 1, 1]);
    const two = (await run(twoCrowds(), { k: 2, range: { from: 2, to: 3 } })).figures;
    expect(two.segments.map((s) => [s.key, s.customers])).toEqual([
      ['loyal', 60],
      ['lost', 80],
    ]);
    expect(two.silhouette).toBeGreaterThan(0.7);
    expect(two.unclear).toBe(0);
    expect(two.certainty).toEqual([0, 0, 0, 0, 0, 140]);
    expect(two.segments.reduce((n, s) => n + s.share, 0)).toBeCloseTo(1, 12);
    expect(two.segments.reduce((n, s) => n + (s.revenueShare ?? 0), 0)).toBeCloseTo(1, 12);
    expect(two.segments.reduce((n, s) => n + (s.valueShare ?? 0), 0)).toBeCloseTo(1, 9);
    expect(two.segments[0]?.plan).toMatchObject({ priority: 'high', strategy: 'keep' });
    expect(two.segments[1]?.plan).toMatchObject({ priority: 'low', strategy: 'let-go' });
    expect(two.points).toHaveLength(140);
  });

  test('the list holds every customer with the group, its probability and the runner-up; own names stand in it', async () => {
    const list = await rows(
      await run(twoCrowds(), { k: 2, range: { from: 2, to: 2 }, names: { loyal: `O'Hara "best"` } }),
    );
    expect(list).toHaveLength(142);
    const of = (customer: string) => list.find((r) => r['customer'] === customer);
    expect(of('often 3')).toMatchObject({ segment: `O'Hara "best"`, runner_up: 'lost' });
    expect(of('often 3')?.['probability']).toBeGreaterThan(0.99);
    expect(of('once 3')).toMatchObject({ segment: 'lost', frequency: 1 });
    expect(of('refunded')).toMatchObject({ segment: 'no-net', probability: null });
    expect(of('looker')).toMatchObject({ segment: 'window-shoppers', recency: null });
    expect(list.at(-1)?.['customer']).toBe('looker');
  });

  test('k-means finds the same crowds, without probabilities', async () => {
    const { figures } = await run(twoCrowds(), { method: 'kmeans', range: { from: 2, to: 3 } });
    expect(figures.chosenBy).toBe('silhouette');
    expect(figures.segments.map((s) => s.customers)).toEqual([60, 80]);
    expect(figures.segments.every((s) => s.unclear === null)).toBe(true);
    expect(figures.certainty).toEqual([]);
  });

  test('without amounts groups are by recency and frequency, and more groups than names are refused', async () => {
    const { figures, warnings } = await run(twoCrowds(false), { k: 2, range: { from: 2, to: 2 } });
    expect(figures.segments.map((s) => [s.customers, s.monetary, s.revenueShare])).toEqual([
      [60, null, null],
      [80, null, null],
    ]);
    expect(warnings).toContainEqual({ code: 'no-amount', details: {} });
    await expect(run(twoCrowds(false), { k: 9 })).rejects.toMatchObject({ code: 'recipe.invalid' });
  });

  test('the same seed gives the same result, byte for byte', async () => {
    const given = { range: { from: 2, to: 3 } };
    const [one, two] = [await run(twoCrowds(), given), await run(twoCrowds(), given)];
    expect(JSON.stringify(one.figures)).toBe(JSON.stringify(two.figures));
  });

  test.each([
    ['one customer', [bought('a', 1, 5)], 'all-alike'],
    ['identical customers', ['a', 'b', 'c', 'd'].map((c) => bought(c, 1, 5)), 'all-alike'],
    ['a single refunded buyer', [bought('a', 1, 5), bought('a', 2, -5)], 'no-customers'],
  ])('%s: says why there are no groups', async (_, log, because) => {
    const { figures, tables } = await run(log);
    expect(figures).toMatchObject({ because, segments: [], k: null });
    expect(tables[0]?.rows).toBe(new Set(log.map((r) => r.customer)).size);
    for (const locale of locales) expect(segmentsWords[locale].cannot(because as 'all-alike')).not.toBe('');
  });

  test('nobody has bought: the purchase role is missing', async () => {
    await expect(run([{ customer: 'a', time: 0, sign: 0 }])).rejects.toMatchObject({ code: 'role.missing' });
  });

  const cdnow = sharedData('cdnow/CDNOW_master.txt');
  test.skipIf(cdnow === null)(
    'CDNOW master: groups hold all payers and all revenue, and no number of groups is the right one',
    async () => {
      const { figures, warnings } = await run(readCdnow(cdnow ?? ''), { range: { from: 2, to: 6 } });
      expect(figures.buyers + figures.unpaid).toBe(23_570);
      expect(figures.segments.reduce((n, s) => n + s.customers, 0)).toBe(figures.buyers);
      expect(figures.revenue).toBeCloseTo(2_500_315.63, 2);
      expect(figures.chosenBy).toBe('knee');
      expect(figures.k).toBe(4);
      expect(warnings).toContainEqual({ code: 'no-clear-count', details: { k: 4, to: 6 } });
      // BG/NBD lets no one-time buyer leave: nothing is said of whether they are still there.
      expect(figures.segments.at(-1)).toMatchObject({ alive: null });
      expect(figures.segments.at(-1)?.oneTime).toBeGreaterThan(0.99);
      expect(figures.undecided).toBe(true);
      // Half of all bought once and never again.
      expect(figures.segments.at(-1)).toMatchObject({ key: 'lost' });
      expect(figures.segments.at(-1)?.frequency).toBeCloseTo(1, 2);
      for (const locale of locales) {
        const format = new Formatter(locale);
        for (const width of [300, 700, 1100]) {
          for (const plane of planes) {
            const g = planeChart(figures, plane, width, format);
            expect(JSON.stringify(g)).not.toMatch(/NaN|null|Infinity/);
            for (const m of g.marks) expect(m.x + m.width).toBeLessThanOrEqual(width + 14);
          }
          for (const chart of [sharesChart, countChart, certaintyChart])
            expect(JSON.stringify(chart(figures, width, format))).not.toMatch(/NaN|Infinity|undefined/);
        }
        for (const s of figures.segments) {
          const { plan } = s;
          const said = [
            ...plan.actions.map((a) => adviceWords[locale].actions[a](s, format)),
            adviceWords[locale].strategies[plan.strategy].because(s, format),
            adviceWords[locale].kpis[plan.kpi](s, format),
            adviceWords[locale].stake(plan, s, format),
          ];
          // Each rests on a figure and says it.
          for (const sentence of said) expect(sentence).toMatch(/\d/);
        }
      }
    },
  );
});

describe('names of groups', () => {
  test('up to ten groups get names that all differ, whatever their centres', () => {
    const random = sfc32(2);
    for (let round = 0; round < 20; round++) {
      const centres = Array.from({ length: 1 + (round % 10) }, () => ({
        recency: random.normal(),
        frequency: random.normal(),
        monetary: random.normal(),
      }));
      expect(new Set(proposeNames(centres)).size).toBe(centres.length);
    }
    const alike = { recency: 0, frequency: 0, monetary: null };
    const names = proposeNames(Array.from({ length: 8 }, () => alike));
    expect(new Set(names).size).toBe(8);
    expect(names).not.toContain('big-spenders');
  });

  test('a centre gets the name of what stands out in it', () => {
    const name = (recency: number, frequency: number, monetary: number) =>
      proposeNames([{ recency, frequency, monetary }])[0];
    expect(name(-1.5, 1.5, 1.4)).toBe('champions');
    expect(name(0.6, -0.8, -0.7)).toBe('lost');
    expect(name(-1.5, -0.8, -0.4)).toBe('newcomers');
    expect(name(0.6, 0.8, 0.7)).toBe('at-risk');
  });

  test('every name is said differently in both languages', () => {
    for (const locale of locales) {
      const said = archetypes.map((a) => segmentsWords[locale].names[a]);
      expect(new Set(said).size).toBe(archetypes.length);
    }
  });
});

describe('the number of groups', () => {
  const curve = (bics: readonly number[]) => bics.map((bic, i) => ({ k: i + 2, bic, silhouette: 0.3 }));
  test('is the lowest BIC where it rises again', () =>
    expect(chooseGroups(curve([900, 500, 300, 360, 400]), null)).toEqual({ k: 4, by: 'bic' }));
  test('is the knee where BIC falls to the end, or stays flat', () => {
    expect(chooseGroups(curve([900, 500, 300, 290, 285]), null)).toEqual({ k: 4, by: 'knee' });
    expect(chooseGroups(curve([900, 500, 300, 280, 281]), null)).toEqual({ k: 4, by: 'knee' });
  });
  test('is the given one where it was tried', () =>
    expect(chooseGroups(curve([900, 500, 300]), 3)).toEqual({ k: 3, by: 'given' }));
  test('is the highest silhouette without BIC, and none of none', () => {
    const tried = [0.2, 0.5, 0.4].map((silhouette, i) => ({ k: i + 2, bic: null, silhouette }));
    expect(chooseGroups(tried, null)).toEqual({ k: 3, by: 'silhouette' });
    expect(chooseGroups([], null)).toBeNull();
  });
});
