import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { funnel } from '../../../src/analyses/funnel';
import { funnelParams } from '../../../src/analyses/funnel/spec';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import type { DataInfo } from '../../../src/core/analysis';
import type { Engine } from '../../../src/core/engine';
import { numberAt, numbers, texts } from '../../../src/core/frame';
import { parseParams } from '../../../src/core/recipe';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { fewOf, loadOnce } from '../../support/few';
import { byHalves } from '../../support/scans';
import type { LogRow } from '../../support/spine';
import { referenceFunnel, type CompleteParams } from './reference-complete';
import { lentWasm } from '../../support/wasm';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
});
afterAll(() => engine.close());

const run = (data: DataInfo, given: unknown, on: Engine, more: Pick<Place, 'scanner'>) =>
  runAnalysis(
    signal,
    {
      engine: on,
      scorer: { score: () => Promise.reject(new Error('a funnel scores nothing')) },
      computer: new NodeComputer(),
      ...more,
    },
    funnel,
    'f',
    parseParams(funnelParams, given, ''),
    data,
  );

const iso = (time: number): string => new Date(time).toISOString();

/** The same funnel as a recipe would write it. */
const asParams = (p: CompleteParams) => ({
  steps: p.steps.map((s) => ({
    events: [...s.events],
    ...(s.pages === undefined ? {} : { where: [{ property: 'page', is: [...s.pages] }] }),
    optional: s.optional,
  })),
  exclude: p.exclude.map((x) => ({ events: [...x.events], from: x.from + 1, to: x.to + 1 })),
  window: { value: p.window / 1000, unit: 'seconds' },
  ...(p.gap === null ? {} : { count: { sessions: { gap: { value: p.gap / 1000, unit: 'seconds' } } } }),
  entered: { from: iso(p.from), to: iso(p.to) },
  ...(p.distinct ? {} : { semantics: 'clickhouse-default' }),
});

async function agrees(log: readonly LogRow[], params: CompleteParams, on: Engine): Promise<void> {
  const data = await loadOnce(on, log);
  const expected = referenceFunnel(log, params);
  const result = await run(data, asParams(params), on, byHalves(log));
  const { steps, excluded, immature } = result.figures;
  const required = params.steps.filter((s) => !s.optional).length;
  const nth = (place: number) => params.steps.slice(0, place).filter((s) => !s.optional).length;
  expect(steps.map((s) => s.customers)).toEqual(
    params.steps.map(
      (s, i) => expected.attempts.filter((a) => (s.optional ? a.optional.has(i) : a.times.length > nth(i))).length,
    ),
  );
  expect(excluded).toBe(expected.excluded);
  expect(immature.customers).toBe(
    expected.attempts.filter((a) => a.times.length < required && a.lastStart + params.window > data.asOf).length,
  );
  for (const [i, step] of params.steps.entries()) {
    const gaps = expected.attempts.flatMap((a) => {
      const before = a.times[nth(i) - 1];
      const now = step.optional ? a.optional.get(i) : a.times[nth(i)];
      return now === undefined || before === undefined ? [] : [now - before];
    });
    expect(steps[i]?.time?.median ?? null).toEqual(i === 0 || gaps.length === 0 ? null : median(gaps));
  }
  const frame = await on.query(signal, result.tables[0]?.sql ?? { text: 'SELECT 1', values: [] });
  const customer = texts(frame, 'customer');
  const numbered = params.steps.flatMap((s, i) => (s.optional ? [] : [i + 1]));
  const listed = Array.from(numbers(frame, 'step'), (step, i) => [
    customer[i],
    step,
    numberAt(frame, 'dropped_at', i),
    numberAt(frame, 'started', i),
  ]);
  const rows = expected.attempts.map(({ customer, times }) => {
    const step = numbered[times.length - 1] ?? 0;
    return [customer, step, times.length < required ? step : null, times[0] ?? 0];
  });
  const order = (row: readonly unknown[]): string => JSON.stringify(row);
  expect(listed.map(order).sort()).toEqual(rows.map(order).sort());
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

const name = fc.constantFrom('a', 'b', 'c', 'x');
const page = fc.constantFrom('p', 'q', null);
/** Twelve customers in one query are twelve random logs; every event occurs, so that none is refused. */
const randomLog = fc
  .array(
    fc.record({
      customer: fc.integer({ min: 1, max: 12 }).map((n) => String(n).padStart(2, '0')),
      time: fc.integer({ min: 0, max: 14 }).map((t) => t * 1000),
      event: name,
      properties: fc.record({ page }),
    }),
    { minLength: 20, maxLength: 160 },
  )
  .map((log): LogRow[] => [
    ...log,
    ...['a', 'b', 'c', 'x'].map((event) => ({ customer: '99', time: 0, event, properties: { page: 'p' } })),
  ]);
const fewLogs = fewOf(randomLog, 12);
const eventSet = fc.uniqueArray(name, { minLength: 1, maxLength: 2 });
const randomStep = fc.record({
  events: eventSet,
  pages: fc.option(fc.uniqueArray(fc.constantFrom('p', 'q'), { minLength: 1, maxLength: 2 }), { nil: undefined }),
  optional: fc.boolean(),
});
const completeSpec: fc.Arbitrary<CompleteParams> = fc
  .record({
    steps: fc.array(randomStep, { minLength: 2, maxLength: 5 }),
    exclude: fc.array(fc.record({ events: eventSet, from: fc.nat(3), to: fc.nat(4) }), { maxLength: 2 }),
    window: fc.integer({ min: 0, max: 12 }).map((t) => t * 1000),
    gap: fc.option(
      fc.integer({ min: 0, max: 4 }).map((t) => t * 1000),
      { nil: null },
    ),
    from: fc.integer({ min: 0, max: 4 }).map((t) => t * 1000),
    to: fc.integer({ min: 5, max: 16 }).map((t) => t * 1000),
    distinct: fc.boolean(),
  })
  .map((p) => {
    // What does not go together is left out: optional ends, exclusions at optional steps, both by ClickHouse.
    const steps = p.steps.map(({ pages, ...s }, i) => ({
      ...s,
      ...(pages === undefined ? {} : { pages }),
      optional: p.distinct && s.optional && i > 0 && i < p.steps.length - 1,
    }));
    const exclude = p.distinct
      ? p.exclude.filter((x) => x.from < x.to && steps[x.from]?.optional === false && steps[x.to]?.optional === false)
      : [];
    return { ...p, steps, exclude };
  });

/** Few rows a customer, one event that only excludes: in dense logs it would keep everybody out. */
const sparseLog = fc
  .array(
    fc.record({
      customer: fc.integer({ min: 1, max: 40 }).map((n) => String(n).padStart(2, '0')),
      time: fc.integer({ min: 0, max: 6 }).map((t) => t * 1000),
      event: fc.constantFrom('a', 'b', 'c', 'a', 'b', 'c', 'x'),
    }),
    { minLength: 120, maxLength: 240 },
  )
  .map((log): LogRow[] => [...log, ...['a', 'b', 'c', 'x'].map((event) => ({ customer: '99', time: 0, event }))]);
const fewSparse = fewOf(sparseLog, 4);
const excludingSpec: fc.Arbitrary<CompleteParams> = fc
  .record({
    from: fc.integer({ min: 0, max: 1 }),
    to: fc.integer({ min: 1, max: 2 }),
    window: fc.integer({ min: 2, max: 6 }),
  })
  .map(({ from, to, window }) => ({
    steps: ['a', 'b', 'c'].map((event) => ({ events: [event], optional: false })),
    exclude: [{ events: ['x'], from, to: Math.max(to, from + 1) }],
    window: window * 1000,
    gap: null,
    from: 0,
    to: 10_000,
    distinct: true,
  }));

describe('complete funnels against brute force', () => {
  const check =
    (on: () => Engine) =>
    async ([log, params]: [LogRow[], CompleteParams]) => {
      await agrees(log, params, on());
    };
  test('70 random funnels over 150 random customers: filters, exclusions, optional steps, sessions, periods, both semantics', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fewLogs, completeSpec),
        check(() => engine),
      ),
      {
        numRuns: 70,
        seed: 20261122,
      },
    );
  }, 180_000);

  test('20 funnels with an exclusion over 160 sparse customers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fewSparse, excludingSpec),
        check(() => engine),
      ),
      {
        numRuns: 20,
        seed: 20261123,
      },
    );
  }, 180_000);

  test('and the same on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.tuple(fewLogs, completeSpec),
          check(() => wasm),
        ),
        {
          numRuns: 5,
          seed: 7,
        },
      );
    } finally {
      await wasm.close();
    }
  }, 180_000);
});
