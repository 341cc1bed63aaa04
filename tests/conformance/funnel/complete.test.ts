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
import { asParams, completeSpec, denseLog } from './random';
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

const fewLogs = fewOf(denseLog, 12);

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
