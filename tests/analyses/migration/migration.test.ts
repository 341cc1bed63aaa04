import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migration } from '../../../src/analyses/migration';
import { afterKeys, beforeKeys, moveOf } from '../../../src/analyses/migration/move';
import type { MigrationFigures } from '../../../src/analyses/migration/result';
import { rfm } from '../../../src/analyses/rfm';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import type { Engine } from '../../../src/core/engine';
import { cell } from '../../../src/core/frame';
import { parseParams } from '../../../src/core/recipe';
import type { Result } from '../../../src/core/result';
import { DAY, HOUR } from '../../../src/core/time';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { readCdnow } from '../../support/logs';
import { sharedData } from '../../support/shared';
import { loadSpine, type LogOptions, type LogRow } from '../../support/spine';
import { cutsOf, referenceMigration, segmentBy, valuesAt } from './reference';
import { lentWasm } from '../../support/wasm';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
});
afterAll(() => engine.close());

async function run(
  log: readonly LogRow[],
  params: object = {},
  options: LogOptions = {},
  on: Engine = engine,
): Promise<Result<MigrationFigures>> {
  const scorer = { score: () => Promise.reject(new Error('nothing is scored')) };
  const place: Place = { engine: on, scorer, computer: new NodeComputer() };
  const data = await loadSpine(on, log, options);
  return runAnalysis(signal, place, migration, 'm', parseParams(migration.params, params, ''), data);
}

/** The list's rows, as records. */
async function rows(result: Result<MigrationFigures>, on: Engine = engine) {
  const table = result.tables[0];
  if (table === undefined) throw new Error('no list');
  const frame = await on.query(signal, table.sql);
  return Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.columns.map((column) => [column.name, cell(column, row)])),
  );
}

const bought = (customer: string, day: number, amount = 10): LogRow => ({
  customer,
  time: day * DAY,
  sign: 1,
  amount,
});

/** Customers per cell, "before after". */
function counted(pairs: Iterable<{ readonly before: string; readonly after: string }>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { before, after } of pairs) counts[`${before} ${after}`] = (counts[`${before} ${after}`] ?? 0) + 1;
  return counts;
}
const cellsOf = (figures: MigrationFigures): Record<string, number> =>
  Object.fromEntries(figures.flows.map((f) => [`${f.before} ${f.after}`, f.customers]));

const scenario = fc.record({
  rows: fc.array(
    fc.record({
      customer: fc.integer({ min: 0, max: 30 }).map(String),
      time: fc.integer({ min: 0, max: 40 * 24 }).map((h) => h * HOUR),
      kind: fc.constantFrom('purchase', 'purchase', 'purchase', 'refund', 'view'),
      amount: fc.integer({ min: 1, max: 900 }).map((x) => x / 10),
      order: fc.option(fc.constantFrom('p', 'q', 's'), { freq: 4 }),
    }),
    { minLength: 2, maxLength: 120 },
  ),
  earlier: fc.integer({ min: 0, max: 39 }),
  asOf: fc.option(fc.integer({ min: 20, max: 40 }), { freq: 4 }),
  cuts: fc.constantFrom('each' as const, 'earlier' as const),
});

async function random(on: Engine, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ rows: given, earlier, asOf, cuts }) => {
      const log = given.map(({ customer, time, kind, amount, order }): LogRow => {
        if (kind === 'view') return { customer, time, event: 'view' };
        // An order belongs to one customer.
        const key = order === null ? null : `${customer}${order}`;
        return kind === 'refund'
          ? { customer, time, event: 'refund', sign: -1, amount: -amount, order: key }
          : { customer, time, event: 'buy', sign: 1, amount, order: key };
      });
      const times = log.map((r) => r.time);
      const [first, last] = [Math.min(...times), asOf === null ? Math.max(...times) : asOf * DAY];
      fc.pre(log.some((r) => r.sign === 1));
      fc.pre(Math.floor(first / DAY) <= earlier && earlier < Math.floor(last / DAY));
      const date = new Date(earlier * DAY).toISOString().slice(0, 10);
      const result = await run(log, { earlier: date, cuts }, { asOf: last }, on);
      const expected = referenceMigration(log, (earlier + 1) * DAY - 1, last, cuts);
      expect(cellsOf(result.figures)).toEqual(counted(expected.values()));
      expect(result.figures.customers).toBe(expected.size);
      const list = await rows(result, on);
      expect(new Map(list.map((r) => [String(r['customer']), { before: r['before'], after: r['after'] }]))).toEqual(
        expected,
      );
      const then = valuesAt(log, (earlier + 1) * DAY - 1);
      for (const row of list) {
        const mine = then.get(String(row['customer']));
        expect(row['recency_before']).toBe(mine?.recency ?? null);
        expect(row['frequency_before']).toBe(mine?.frequency ?? null);
        if (mine !== undefined) expect(row['monetary_before']).toBeCloseTo(mine.monetary, 4);
      }
    }),
    { numRuns, seed: 20261121 },
  );
}

describe('migration against brute force', () => {
  test('30 random logs with refunds, orders, window shoppers and earlier as-ofs', async () => {
    await random(engine, 30);
  }, 120_000);

  test('and some on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await random(wasm, 3);
    } finally {
      await wasm.close();
    }
  }, 120_000);
});

describe('migration', () => {
  const cdnow = sharedData('cdnow/CDNOW_master.txt');
  test.skipIf(cdnow === null)(
    'CDNOW master: the 90 days to 30 June 1998 equal an independent computation',
    async () => {
      const log = readCdnow(cdnow ?? '');
      const { figures } = await run(log);
      expect(figures).toMatchObject({ earlier: '1998-04-01', later: '1998-06-30', days: 90, customers: 23_570 });
      const [earlier, later] = [Date.UTC(1998, 3, 2) - 1, Date.UTC(1998, 5, 30)];
      const [then, now] = [valuesAt(log, earlier), valuesAt(log, later)];
      const [thenCuts, nowCuts] = [cutsOf(then.values()), cutsOf(now.values())];
      const pairs = [...now].map(([customer, value]) => {
        const old = then.get(customer);
        return {
          before: old === undefined ? 'not-yet' : segmentBy(thenCuts, old),
          after: segmentBy(nowCuts, value),
        };
      });
      expect(cellsOf(figures)).toEqual(counted(pairs));
      // Literals, so that a mistake made twice is seen: the same champions as in the map of RFM.
      const champions = figures.flows.filter((f) => f.after === 'champions').reduce((n, f) => n + f.customers, 0);
      expect(champions).toBe(1360 + 2774);
    },
    60_000,
  );

  test('a champion who falls silent slides, a newcomer joins, one who only looked and then buys has bought', async () => {
    const crowd = Array.from({ length: 20 }, (_, i) => [bought(`c${i}`, i % 10), bought(`c${i}`, 40 + i)]).flat();
    const log: LogRow[] = [
      ...[1, 3, 5, 7, 9].map((day) => bought('silent', day, 100)),
      ...crowd,
      { customer: 'looker', time: 2 * DAY, event: 'view' },
      bought('looker', 59),
      bought('late', 58),
      { customer: 'passer-by', time: 1 * DAY, event: 'view' },
    ];
    const result = await run(log, { earlier: '1970-01-11' });
    const of = (customer: string, list: Awaited<ReturnType<typeof rows>>) =>
      list.find((r) => r['customer'] === customer);
    const list = await rows(result);
    expect(of('silent', list)).toMatchObject({
      before: 'champions',
      after: 'cant-lose',
      move: 'slid',
      monetary_before: 500,
      monetary: 500,
      recency_before: 1,
    });
    expect(of('looker', list)).toMatchObject({ before: 'window-shoppers', move: 'bought', recency_before: null });
    expect(of('late', list)).toMatchObject({ before: 'not-yet', move: 'joined' });
    expect(of('passer-by', list)).toMatchObject({
      before: 'window-shoppers',
      after: 'window-shoppers',
      move: 'stayed',
    });
    expect(result.figures.champions).toMatchObject({ left: 1, spent: 500, to: 'cant-lose' });
    expect(list[0]?.['customer']).toBe('silent');
    expect(Object.values(result.figures.moves).reduce((a, b) => a + b, 0)).toBe(24);
  });

  test('the earlier day ends at midnight of the zone', async () => {
    const log: LogRow[] = [
      bought('a', 0),
      { customer: 'b', time: Date.parse('1970-01-05T22:30:00Z'), sign: 1, amount: 1 },
      bought('c', 9),
    ];
    const before = async (zone: string) =>
      (await rows(await run(log, { earlier: '1970-01-05' }, { zone }))).find((r) => r['customer'] === 'b')?.['before'];
    expect(await before('UTC')).not.toBe('not-yet');
    expect(await before('Europe/Berlin')).not.toBe('not-yet');
    expect(await before('Europe/Moscow')).toBe('not-yet');
  });

  test('own cut points and the unit of recency hold at both dates, as on the map of RFM', async () => {
    const log = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((customer, i) =>
      Array.from({ length: i + 1 }, (_, k) => bought(customer, 3 * i + 14 * k)),
    );
    const own = { recencyUnit: 'week', cuts: { recency: [1, 2, 4, 8], frequency: [1, 2, 3, 4] } } as const;
    const moved = await run(log, { earlier: '1970-02-10', own });
    expect(moved.figures).toMatchObject({ recencyUnit: 'week', ownCuts: ['recency', 'frequency'] });
    const place: Place = {
      engine,
      scorer: { score: () => Promise.reject(new Error('nothing is scored')) },
      computer: new NodeComputer(),
    };
    const map = await runAnalysis(
      signal,
      place,
      rfm,
      'r',
      parseParams(rfm.params, { recencyUnit: own.recencyUnit, cuts: own.cuts }, ''),
      await loadSpine(engine, log),
    );
    const now = Object.fromEntries((await rows(moved)).map((r) => [r['customer'], r['after']]));
    const table = map.tables[0];
    if (table === undefined) throw new Error('no list');
    const frame = await engine.query(signal, table.sql);
    const at = (name: string) => frame.columns.findIndex((c) => c.name === name);
    const [customer, segment] = [frame.columns[at('customer')], frame.columns[at('segment')]];
    if (customer === undefined || segment === undefined) throw new Error('no segment in the list');
    const mapped = Object.fromEntries(
      Array.from({ length: frame.length }, (_, row) => [cell(customer, row), cell(segment, row)]),
    );
    expect(now).toEqual(mapped);
    // By quintiles of six customers they would stand elsewhere.
    const usual = Object.fromEntries(
      (await rows(await run(log, { earlier: '1970-02-10' }))).map((r) => [r['customer'], r['after']]),
    );
    expect(usual).not.toEqual(mapped);
  });

  test('moves go by tiers: a worse tier is a slide, another segment of the same tier a shift', () => {
    expect(beforeKeys.length * afterKeys.length).toBe(12 * 11);
    expect(moveOf('champions', 'at-risk')).toBe('slid');
    expect(moveOf('loyal', 'potential-loyalists')).toBe('slid');
    expect(moveOf('hibernating', 'promising')).toBe('rose');
    expect(moveOf('champions', 'loyal')).toBe('shifted');
    expect(moveOf('new', 'new')).toBe('stayed');
    expect(moveOf('window-shoppers', 'new')).toBe('bought');
    expect(moveOf('not-yet', 'window-shoppers')).toBe('joined');
  });

  describe('degenerate data', () => {
    test('one customer', async () => {
      const { figures, warnings } = await run([bought('a', 0), bought('a', 9)]);
      expect(figures.customers).toBe(1);
      expect(warnings).toEqual([{ code: 'too-few', details: { n: 1, enough: 50 } }]);
    });
    test('all bought once: nobody is a champion, the sums hold', async () => {
      const { figures } = await run(Array.from({ length: 60 }, (_, i) => bought(`c${i}`, i)));
      expect(figures.customers).toBe(60);
      expect(figures.champions).toEqual({ before: 0, left: 0, spent: 0, to: null });
    });
    test('nobody had bought by the earlier date, also with its cut points for both', async () => {
      const log: LogRow[] = [{ customer: 'a', time: 0, event: 'view' }, bought('a', 8), bought('b', 9)];
      for (const cuts of ['each', 'earlier']) {
        const { figures } = await run(log, { earlier: '1970-01-04', cuts });
        expect(figures.moves).toMatchObject({ bought: 1, joined: 1 });
        expect(figures.flows.every((f) => f.after !== 'window-shoppers')).toBe(true);
      }
    });
    test('no amounts', async () => {
      const log: LogRow[] = [0, 3, 9].map((d) => ({
        customer: `c${d}`,
        time: d * DAY,
        event: 'buy',
        sign: 1,
        amount: null,
      }));
      const { figures } = await run(log);
      expect(figures.flows.every((f) => f.spent === null)).toBe(true);
      expect(figures.champions.spent).toBeNull();
    });
    test('all on one day is refused with the days that are needed', async () => {
      await expect(run([bought('a', 3), bought('b', 3)])).rejects.toMatchObject({ code: 'span.short' });
    });
    test('without purchases it is refused with the missing role', async () => {
      await expect(run([{ customer: 'a', time: 0, event: 'view' }])).rejects.toMatchObject({ code: 'role.missing' });
    });
    test.each(['1969-12-31', '1970-01-10'])('a date outside the data is refused: %s', async (earlier) => {
      await expect(run([bought('a', 0), bought('b', 9)], { earlier })).rejects.toMatchObject({
        code: 'recipe.invalid',
        details: { expected: '1970-01-01 … 1970-01-09' },
      });
    });
  });
});
