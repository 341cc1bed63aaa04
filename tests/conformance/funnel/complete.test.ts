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
import { fewOf, loadOnce, stacked } from '../../support/few';
import type { LogRow } from '../../support/spine';
import { asParams, completeSpec, denseLog, excludingSpec, sparseLog } from './random';
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
  const result = await run(data, asParams(params), on, {});
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

const fewLogs = fewOf(stacked(denseLog, 84), 12);

const fewSparse = fewOf(stacked(sparseLog, 25), 4);

describe('complete funnels against brute force', () => {
  const check =
    (on: () => Engine) =>
    async ([log, params]: [LogRow[], CompleteParams]) => {
      await agrees(log, params, on());
    };
  test('1,000 random logs, 84 at a time, with 36 random funnels in SQL: filters, exclusions, optional steps, sessions, periods, both semantics', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fewLogs, completeSpec),
        check(() => engine),
      ),
      {
        numRuns: 36,
        seed: 20261122,
      },
    );
  }, 180_000);

  test('100 sparse logs, 25 at a time, with 12 funnels with an exclusion', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fewSparse, excludingSpec),
        check(() => engine),
      ),
      {
        numRuns: 12,
        seed: 20261123,
      },
    );
  }, 180_000);

  test('and the same on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.tuple(fewOf(denseLog, 3), completeSpec),
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
