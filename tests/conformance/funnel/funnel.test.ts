import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { funnel } from '../../../src/analyses/funnel';
import { funnelParams, type FunnelParams } from '../../../src/analyses/funnel/spec';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import type { DataInfo, SegmentTable } from '../../../src/core/analysis';
import { numberAt, numbers, texts, type Frame } from '../../../src/core/frame';
import { parseParams } from '../../../src/core/recipe';
import type { Result } from '../../../src/core/result';
import { DAY } from '../../../src/core/time';
import type { Engine } from '../../../src/core/engine';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { ident, sql } from '../../../src/sql/sql';
import { fewOf, loadOnce, stacked } from '../../support/few';
import { readRees46, readRetailRocket } from '../../support/logs';
import { scanning } from '../../support/scans';
import { sharedData } from '../../support/shared';
import { loadSpine, type LogRow } from '../../support/spine';
import { denseLog } from './random';
import { referenceAttempts, type ReferenceParams } from './reference';
import { lentWasm } from '../../support/wasm';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
let place: Place;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
  place = {
    engine,
    scorer: { score: () => Promise.reject(new Error('a funnel scores nothing')) },
    computer: new NodeComputer(),
  };
});
afterAll(() => engine.close());

const params = (given: unknown): FunnelParams => parseParams(funnelParams, given, '');
const run = (data: DataInfo, given: unknown, on: Engine = engine, more: Pick<Place, 'scanner'> = {}) =>
  runAnalysis(signal, { ...place, engine: on, ...more }, funnel, 'f', params(given), data);

interface Fixture {
  readonly says: string;
  /** customer, milliseconds, event, other columns; in the order of the file. */
  readonly events: readonly (readonly [string, number, string, Record<string, string | number | null>?])[];
  /** As in a recipe, but the window in milliseconds. */
  readonly params: { readonly window: number; readonly [param: string]: unknown };
  readonly asOf?: number;
  /** Customers by segment. */
  readonly segments?: Readonly<Record<string, readonly string[]>>;
  readonly expected: {
    readonly customers: readonly number[];
    readonly independent?: readonly number[];
    readonly followed?: readonly number[];
    readonly immature?: number;
    readonly excluded?: number;
    /** Names joined by " × ", and customers per step. */
    readonly groups?: readonly (readonly [string, readonly number[]])[];
    /** Customers per step of this side and of the other. */
    readonly compared?: readonly (readonly number[])[];
    /** Step with events of their own, step with shared ones, customers. */
    readonly differing?: readonly (readonly number[])[];
    readonly shared?: readonly string[];
    /** Customer, furthest step, start. */
    readonly list?: readonly (readonly [string, number, number])[];
    /** Per step from the second. */
    readonly median?: readonly (number | null)[];
  };
}

describe('funnel fixtures', () => {
  const folder = new URL('./', import.meta.url);
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.json'))) {
    const fixtures = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Fixture[];
    for (const fixture of fixtures) {
      test(`${file.replace('.json', '')}: ${fixture.says}`, async () => {
        const log = fixture.events.map(([customer, time, event, properties = {}]) => ({
          customer,
          time,
          event,
          properties,
        }));
        const data = await withSegments(
          await loadSpine(engine, log, fixture.asOf === undefined ? {} : { asOf: fixture.asOf }),
          fixture.segments ?? {},
        );
        const { window, ...params } = fixture.params;
        const given = { ...params, window: { value: window / 1000, unit: 'seconds' } };
        const result = await run(data, given);
        const lists = await listsOf(result);
        // The same of a scan, down to the receipt.
        const scanned = await run(data, given, engine, scanning);
        expect(scanned).toEqual(result);
        expect(await listsOf(scanned)).toEqual(lists);
        const { figures } = result;
        const { expected } = fixture;
        expect(figures.steps.map((s) => s.customers)).toEqual(expected.customers);
        if (expected.independent) expect(figures.steps.map((s) => s.independent)).toEqual(expected.independent);
        if (expected.followed) expect(figures.steps.map((s) => s.followed)).toEqual(expected.followed);
        if (expected.excluded !== undefined) expect(figures.excluded).toBe(expected.excluded);
        if (expected.immature !== undefined) expect(figures.immature.customers).toBe(expected.immature);
        if (expected.median) expect(figures.steps.slice(1).map((s) => s.time?.median ?? null)).toEqual(expected.median);
        if (expected.list) expect(await list(result.tables[0])).toEqual(expected.list);
        if (expected.groups)
          expect(
            figures.groups?.groups.map((g) => [
              g.names.map((n) => ('value' in n ? n.value : n.kind)).join(' × '),
              g.customers,
            ]),
          ).toEqual(expected.groups);
        if (expected.compared) expect(figures.comparison?.sides.map((s) => s.customers)).toEqual(expected.compared);
        if (expected.differing)
          expect(figures.difference?.differing.map((d) => [d.own, d.shared, d.customers])).toEqual(expected.differing);
        if (expected.shared) expect(figures.difference?.events.map((e) => e.event)).toEqual(expected.shared);
      });
    }
  }
});

/** All rows of a result's lists. */
const listsOf = (result: Result<unknown>): Promise<readonly Frame[]> =>
  Promise.all(result.tables.map((table) => engine.query(signal, table.sql)));

/** The data with tables of segments, as `DataInfo.segments` says. */
async function withSegments(data: DataInfo, segments: NonNullable<Fixture['segments']>): Promise<DataInfo> {
  const made: SegmentTable[] = [];
  for (const [name, customers] of Object.entries(segments)) {
    const table = `${data.spine.table}_segment_${made.length}`;
    await engine.query(
      signal,
      sql`CREATE TABLE ${ident(table)} AS SELECT id AS customer FROM ${ident(data.spine.customersTable)} WHERE name IN (${customers.map((c) => sql`${c}`)})`,
    );
    made.push({ name, table, customers: customers.length });
  }
  return { ...data, segments: made };
}

async function list(
  table: { sql: { text: string; values: readonly (string | number | boolean | null)[] } } | undefined,
  on: Engine = engine,
) {
  if (table === undefined) throw new Error('no list');
  const frame = await on.query(signal, table.sql);
  const customer = texts(frame, 'customer');
  return Array.from(numbers(frame, 'step'), (step, i) => [customer[i], step, numberAt(frame, 'started', i)]);
}

/** Everything the funnel says, against the loops. */
async function agrees(
  log: readonly LogRow[],
  data: DataInfo,
  reference: ReferenceParams,
  on: Engine = engine,
  more: Pick<Place, 'scanner'> = {},
): Promise<number[]> {
  const result = await run(
    data,
    {
      steps: reference.steps.map((s) => [...s]),
      order: reference.order,
      window: { value: reference.window / 1000, unit: 'seconds' },
    },
    on,
    more,
  );
  const attempts = referenceAttempts(log, reference);
  const depths = [...attempts.values()].map((a) => a.times.length);
  const reached = reference.steps.map((_, i) => depths.filter((d) => d > i).length);
  const { steps } = result.figures;
  expect(steps.map((s) => s.customers)).toEqual(reached);
  const ordered = [...referenceAttempts(log, { ...reference, order: 'ordered' }).values()];
  expect(steps.map((s) => s.followed)).toEqual(
    reference.steps.map((_, i) => ordered.filter((a) => a.times.length > i).length),
  );
  for (const [i, step] of steps.entries()) {
    const names = reference.steps[i] ?? [];
    const unique = new Set(log.filter((r) => names.includes(r.event ?? '')).map((r) => r.customer));
    expect(step.independent).toBe(unique.size);
    if (i === 0) continue;
    const gaps = [...attempts.values()].flatMap(({ times }) => {
      const [now, before] = [times[i], times[i - 1]];
      return now === undefined || before === undefined ? [] : [now - before];
    });
    expect(step.time === null).toBe(gaps.length === 0);
    if (step.time === null) continue;
    expect(step.time.median).toBeCloseTo(type7(gaps, 0.5), 3);
    expect(step.time.p25).toBeCloseTo(type7(gaps, 0.25), 3);
    expect(step.time.p75).toBeCloseTo(type7(gaps, 0.75), 3);
  }
  const expected = [...attempts]
    .map(([customer, { times }]) => [customer, times.length, times[0]] as const)
    .sort((a, b) => b[1] - a[1] || (a[2] ?? 0) - (b[2] ?? 0) || (a[0] < b[0] ? -1 : 1));
  expect(await list(result.tables[0], on)).toEqual(expected);
  return reached;
}

function type7(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const h = (sorted.length - 1) * p;
  const low = sorted[Math.floor(h)] ?? NaN;
  return low + (h - Math.floor(h)) * ((sorted[Math.ceil(h)] ?? NaN) - low);
}

const name = fc.constantFrom('a', 'b', 'c', 'x');
const anyStep = fc.uniqueArray(name, { minLength: 1, maxLength: 2 });
const randomSpec = fc.record({
  steps: fc.array(anyStep, { minLength: 2, maxLength: 5 }),
  order: fc.constantFrom('ordered' as const, 'strict' as const),
  window: fc.integer({ min: 0, max: 12 }).map((t) => t * 1000),
});
/** Steps in any order are alike or have nothing in common. */
const anyOrderSpec = fc.record({
  steps: fc.array(fc.constantFrom(['a'], ['b'], ['c', 'x']), { minLength: 2, maxLength: 5 }),
  order: fc.constant('any' as const),
  window: fc.integer({ min: 0, max: 12 }).map((t) => t * 1000),
});

/** Steps name only events that occur: others are refused. */
function occurring(log: readonly LogRow[], reference: ReferenceParams): boolean {
  const known = new Set(log.map((r) => r.event));
  return reference.steps.every((step) => step.every((n) => known.has(n)));
}

/** Random logs and steps on an engine; fixed seeds. */
async function random(on: Engine, logs: fc.Arbitrary<LogRow[]>, inOrder: number, anyOrder: number): Promise<void> {
  const check = async ([log, reference]: [LogRow[], ReferenceParams]) => {
    fc.pre(occurring(log, reference));
    await agrees(log, await loadOnce(on, log), reference, on);
  };
  const seed = 20261121;
  await fc.assert(fc.asyncProperty(fc.tuple(logs, randomSpec), check), { numRuns: inOrder, seed });
  await fc.assert(fc.asyncProperty(fc.tuple(logs, anyOrderSpec), check), { numRuns: anyOrder, seed });
}

describe('funnel against brute force', () => {
  test('1,000 random logs, 84 at a time, with 40 random funnels in SQL: ordered, strict and in any order', async () => {
    await random(engine, fewOf(stacked(denseLog, 84), 12), 26, 14);
  }, 180_000);

  test('and the same on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await random(wasm, fewOf(denseLog, 3), 6, 4);
    } finally {
      await wasm.close();
    }
  }, 180_000);

  const rocket = sharedData('retailrocket/sample_events.csv');
  test.skipIf(rocket === null)(
    'RetailRocket sample: independent funnel is 4,991 / 145 / 39, and every order equals brute force',
    async () => {
      const log = readRetailRocket(rocket ?? '');
      const data = await loadSpine(engine, log);
      const steps = [['view'], ['addtocart'], ['transaction']];
      const reached = [];
      for (const more of [{}, scanning])
        for (const order of ['ordered', 'strict', 'any'] as const)
          reached.push(await agrees(log, data, { steps, order, window: 14 * DAY }, engine, more));
      const expected = [
        [4991, 128, 32],
        [4991, 128, 26],
        [5000, 141, 34],
      ];
      expect(reached).toEqual([...expected, ...expected]);
      const independent = await run(data, { steps: ['view', 'addtocart', 'transaction'], order: 'independent' });
      expect(independent.figures.steps.map((s) => s.customers)).toEqual([4991, 145, 39]);
      expect(independent.figures.steps.map((s) => s.followed)).toEqual([4991, 128, 32]);
      const { figures } = await run(data, { steps: ['view', 'addtocart', 'transaction'] });
      expect(figures.immature).toMatchObject({ customers: 479, without: { count: 32, of: 4991 - 479 } });
      // 3 min 10 s to the cart, 5 min 1 s to the purchase.
      expect(figures.steps.map((s) => s.time?.median)).toEqual([undefined, 189_818.5, 301_301.5]);
    },
  );

  const rees = sharedData('rees46/2019-Oct.csv');
  test.skipIf(rees === null)('rees46 sample: every order equals brute force', async () => {
    const log = readRees46(rees ?? '');
    expect(log.length).toBe(17_434);
    const data = await loadSpine(engine, log);
    for (const order of ['ordered', 'strict', 'any'] as const) {
      await agrees(log, data, { steps: [['view'], ['cart'], ['purchase']], order, window: 14 * DAY });
    }
  });
});
