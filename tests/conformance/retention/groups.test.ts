import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { retention } from '../../../src/analyses/retention';
import { contrast, groupsExhibit, groupsTable } from '../../../src/analyses/retention/groups';
import { groupsChart } from '../../../src/analyses/retention/groupsChart';
import type { RetentionFigures } from '../../../src/analyses/retention/result';
import { runAnalysis } from '../../../src/analyses/run';
import type { DataInfo } from '../../../src/core/analysis';
import type { Engine } from '../../../src/core/engine';
import { texts, numberAt } from '../../../src/core/frame';
import { Formatter } from '../../../src/core/format';
import { parseParams } from '../../../src/core/recipe';
import type { Result } from '../../../src/core/result';
import { HOUR } from '../../../src/core/time';
import { locales } from '../../../src/core/words';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { ident, sql } from '../../../src/sql/sql';
import { fewOf, loadOnce } from '../../support/few';
import { expectToFit } from '../../support/layout';
import { loadSpine, type LogRow } from '../../support/spine';
import { referenceRetention } from './reference';
import { lentWasm } from '../../support/wasm';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
});
afterAll(() => engine.close());

const run = (data: DataInfo, given: object, on: Engine = engine): Promise<Result<RetentionFigures>> =>
  runAnalysis(
    signal,
    {
      engine: on,
      scorer: { score: () => Promise.reject(new Error('nothing is scored')) },
      computer: new NodeComputer(),
    },
    retention,
    'g',
    parseParams(retention.params, given, ''),
    data,
  );

const logs = fc
  .record({
    origin: fc.constantFrom('2024-03-06T00:30:00Z', '2024-03-27T13:15:00Z'),
    rows: fc.array(
      fc.record({
        customer: fc.integer({ min: 1, max: 12 }).map((n) => String(n).padStart(2, '0')),
        at: fc.integer({ min: 0, max: 40 }),
        event: fc.constantFrom('a', 'b'),
        source: fc.constantFrom('ad', 'mail', 'search', null),
      }),
      { minLength: 6, maxLength: 90 },
    ),
  })
  .map(({ origin, rows }) =>
    rows.map((r): LogRow => ({
      customer: r.customer,
      event: r.event,
      time: Date.parse(origin) + r.at * 31 * HOUR,
      properties: { source: r.source },
    })),
  );
const scenario = fc.record({
  log: fewOf(logs, 12),
  entry: fc.constantFrom('first' as const, 'recurring' as const),
  interval: fc.constantFrom('day' as const, 'week' as const),
  counting: fc.constantFrom('on' as const, 'on-or-after' as const),
  clock: fc.constantFrom('calendar' as const, 'rolling' as const),
  zone: fc.constantFrom('America/New_York', 'Europe/Berlin'),
  top: fc.integer({ min: 1, max: 3 }),
  filtered: fc.boolean(),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

/** The group of each customer who starts: the first start row with a value, ties by place in the log. */
function groupsBy(log: readonly LogRow[], isStart: (r: LogRow) => boolean, top: number): Map<string, string> {
  const values = new Map<string, string>();
  for (const customer of new Set(log.filter(isStart).map((r) => r.customer))) {
    const first = log
      .map((row, place) => ({ row, place }))
      .filter(({ row }) => row.customer === customer && isStart(row) && row.properties?.['source'] != null)
      .sort((x, y) => x.row.time - y.row.time || x.place - y.place)[0];
    values.set(customer, String(first?.row.properties?.['source'] ?? ''));
  }
  const counts = new Map<string, number>();
  for (const v of values.values()) if (v !== '') counts.set(v, (counts.get(v) ?? 0) + 1);
  const best = [...counts]
    .sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1))
    .slice(0, top)
    .map(([v]) => v);
  return new Map([...values].map(([c, v]) => [c, v === '' ? '(none)' : best.includes(v) ? v : '(other)']));
}

async function agrees({ log, top, filtered, ...p }: Scenario, on: Engine): Promise<void> {
  // A start has to be told by its column where `filtered`: the loops then see the other starts under another name.
  const isStart = (r: LogRow): boolean => r.event === 'a' && (!filtered || r.properties?.['source'] === 'ad');
  fc.pre(log.some(isStart) && log.some((r) => r.event === 'b'));
  const data = await loadOnce(on, log, { zone: p.zone });
  const { figures, tables } = await run(
    data,
    {
      entry: p.entry,
      interval: p.interval,
      counting: p.counting,
      clock: p.clock,
      periods: 6,
      cohort: 'a',
      ...(filtered ? { cohortWhere: [{ property: 'source', is: ['ad'] }] } : {}),
      returning: 'b',
      breakdown: { property: 'source', top },
      list: { period: 1, who: 'away' },
    },
    on,
  );
  const renamed = log.map((r): LogRow => ({ ...r, event: r.event === 'a' && !isStart(r) ? 'x' : (r.event ?? '') }));
  const reference = (of: readonly LogRow[]) =>
    referenceRetention(of, { ...p, cohort: ['a'], returning: ['b'], periods: 6, asOf: data.asOf });
  const groups = groupsBy(log, isStart, top);
  for (const name of new Set(groups.values())) {
    const expected = reference(renamed.filter((r) => groups.get(r.customer) === name));
    const found = figures.groups?.groups.find((g) => ('value' in g.name ? g.name.value : `(${g.name.kind})`) === name);
    expect(found?.customers, name).toBe(expected.reduce((n, c) => n + c.customers, 0));
    for (const mean of found?.means ?? []) {
      const over = expected.filter((c) => c.cells[mean.period]?.mature === true);
      expect(mean.cohorts).toBe(over.length);
      expect(mean.share).toBeCloseTo(
        over.reduce((n, c) => n + (c.cells[mean.period]?.back ?? 0), 0) / over.reduce((n, c) => n + c.customers, 0),
        9,
      );
    }
  }
  expect(figures.groups?.groups.length).toBe(new Set(groups.values()).size);
  // Whoever of a cohort whose period 1 is over was not back in it is in the list, once per start.
  const all = reference(renamed).filter((c) => c.cells[1]?.mature === true);
  const away = all.reduce((n, c) => n + c.customers - (c.cells[1]?.back ?? 0), 0);
  expect(tables[0]?.rows).toBe(away);
}

async function random(on: Engine, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(scenario, (s) => agrees(s, on)),
    { numRuns, seed: 20261122 },
  );
}

describe('retention by group against brute force', () => {
  test(
    '60 random choices over 12 random logs: first touch, filters of starts, who is not back',
    () => random(engine, 60),
    180_000,
  );
  test('and some on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await random(wasm, 4);
    } finally {
      await wasm.close();
    }
  }, 180_000);
});

/** Two in the first week (one back in week 1 and 3), one in the second. */
const small: readonly LogRow[] = [
  ['ann', '2024-05-06T09:00:00Z'],
  ['ann', '2024-05-14T09:00:00Z'],
  ['ann', '2024-05-28T09:00:00Z'],
  ['bob', '2024-05-07T09:00:00Z'],
  ['cid', '2024-05-14T09:00:00Z'],
].map(([customer = '', time = '']) => ({ customer, time: Date.parse(time), event: 'x', properties: { city: 'Rome' } }));

describe('lists and segments', () => {
  test('the list tells the cohort, the last period back and in how many', async () => {
    const data = await loadSpine(engine, small);
    const { tables } = await run(data, { interval: 'week', list: {} });
    const frame = await engine.query(signal, tables[0]?.sql ?? sql`SELECT 1`);
    expect(texts(frame, 'customer')).toEqual(['ann', 'bob', 'cid']);
    expect(texts(frame, 'cohort')).toEqual(['2024-05-06', '2024-05-06', '2024-05-13']);
    expect([0, 1, 2].map((row) => numberAt(frame, 'last_period', row))).toEqual([3, null, null]);
    expect([0, 1, 2].map((row) => numberAt(frame, 'periods', row))).toEqual([2, 0, 0]);
  });

  test('nobody is listed unless asked for; a cell holds its customers; month names are first days', async () => {
    const data = await loadSpine(engine, small);
    expect((await run(data, { interval: 'week' })).tables).toEqual([]);
    const cell = async (list: object, interval = 'week') => {
      const { tables } = await run(data, { interval, list });
      const frame = await engine.query(signal, tables[0]?.sql ?? sql`SELECT 1`);
      return [texts(frame, 'customer'), [...new Set(texts(frame, 'cohort'))]];
    };
    expect(await cell({ cohort: '2024-05-08', period: 3 })).toEqual([['ann'], ['2024-05-06']]);
    expect(await cell({ cohort: '2024-05-06', period: 3, who: 'away' })).toEqual([['bob'], ['2024-05-06']]);
    // Of the second week nobody knows yet who is back three weeks later: it is in the mean no more than in the list.
    expect(await cell({ period: 2, who: 'away' })).toEqual([['ann', 'bob'], ['2024-05-06']]);
    expect(await cell({ period: 3, who: 'away' })).toEqual([[], []]);
    expect(await cell({}, 'month')).toEqual([['ann', 'bob', 'cid'], ['2024-05-01']]);
    expect(await cell({ period: 0, who: 'away' })).toEqual([[], []]);
    await expect(run(data, { list: { cohort: '2031-01-01' } })).rejects.toMatchObject({ code: 'recipe.invalid' });
  });

  test('segments may overlap, and an unknown one or column is named', async () => {
    const plain = await loadSpine(engine, small);
    const table = `${plain.spine.table}_seg`;
    await engine.query(
      signal,
      sql`CREATE TABLE ${ident(table)} AS SELECT id AS customer FROM ${ident(plain.spine.customersTable)} WHERE name <> ${'bob'}`,
    );
    const data = { ...plain, segments: [{ name: 'S', table, customers: 2 }] };
    const { figures } = await run(data, { interval: 'week', breakdown: { segments: ['S', 'S'] } });
    expect(figures.groups?.groups.map((g) => [g.name, g.customers])).toEqual([
      [{ value: 'S' }, 2],
      [{ value: 'S' }, 2],
    ]);
    await expect(run(data, { breakdown: { segments: ['T'] } })).rejects.toMatchObject({ code: 'segment.unknown' });
    await expect(run(data, { breakdown: { property: 'cty' } })).rejects.toMatchObject({
      code: 'property.unknown',
      details: { nearest: '“city”' },
    });
    await expect(run(data, { cohortWhere: [{ property: 'cty', given: true }] })).rejects.toMatchObject({
      code: 'property.unknown',
    });
  });

  test('small multiples fit at every width in both languages, and say what differs', async () => {
    const log = Array.from({ length: 1500 }, (_, i): LogRow => ({
      customer: String(i % 400),
      time: Date.parse('2024-01-01T09:00:00Z') + ((i * 31) % 70) * 24 * HOUR,
      event: 'x',
      properties: { city: ['Rome', 'a very long name of a city that has to be cut', 'Oslo', 'Bern'][i % 4] ?? null },
    }));
    const result = await run(await loadSpine(engine, log), {
      interval: 'week',
      breakdown: { property: 'city', top: 3 },
    });
    expect(contrast(result.figures)).not.toBeNull();
    for (const format of locales.map((l) => new Formatter(l))) {
      expect(groupsExhibit(result, 'customers', format).headline).not.toMatch(/undefined|NaN|null/);
      expect(groupsTable(result.figures, format).rows.length).toBeGreaterThan(10);
      for (const width of [300, 390, 700, 1200]) expectToFit(groupsChart(result.figures, 'customers', width, format));
    }
  });
});
