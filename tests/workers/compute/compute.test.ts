import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Computations } from '../../../src/analyses/computations';
import { runAnalysis } from '../../../src/analyses/run';
import type { Analysis } from '../../../src/core/analysis';
import { VitrineError } from '../../../src/core/errors';
import { numbers, type Frame } from '../../../src/core/frame';
import { RemoteComputer, type ComputeWorker } from '../../../src/engines/computer';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { ident, sql } from '../../../src/sql/sql';
import type { ComputeAnswer } from '../../../workers/compute/contract';
import { handle } from '../../../workers/compute/handle';
import * as v from 'valibot';
import { loadSpine } from '../../support/spine';

const signal = new AbortController().signal;
const column = (name: string, values: readonly number[]): Frame => ({
  length: values.length,
  columns: [{ name, type: 'number', values: Float64Array.from(values) }],
});

const known: Computations = new Map([
  [
    'double',
    (frame, params, report) => {
      report(0.5);
      const values = numbers(frame, 'n').map((n) => n * 2);
      if (params === 'fail') throw new VitrineError('rows.none', { source: 's', reason: 'nothing to double' });
      return { twice: { length: values.length, columns: [{ name: 'n', type: 'number', values }] } };
    },
  ],
]);

/** The worker's own message handler behind the bridge's protocol, in this thread. */
function local(): ComputeWorker & { readonly ended: () => number } {
  let ended = 0;
  const worker: ComputeWorker & { readonly ended: () => number } = {
    onmessage: null,
    onerror: null,
    ended: () => ended,
    terminate: () => void ended++,
    postMessage(request, transfer) {
      // As between real threads: what is transferred is gone on the sender's side.
      const arrived = structuredClone(request, { transfer });
      setTimeout(() => {
        handle(known, arrived, (data: ComputeAnswer, moved) => {
          const handler = worker.onmessage as ((event: { readonly data: ComputeAnswer }) => unknown) | null;
          handler?.({ data: structuredClone(data, { transfer: moved }) });
        });
      });
    },
  };
  return worker;
}

describe('computations off the main thread', () => {
  test('rows go over by transfer, progress and frames come back', async () => {
    const computer = new RemoteComputer(local);
    const rows = column('n', [1, 2, 3]);
    const shares: number[] = [];
    const { twice } = await computer.compute(signal, 'double', rows, null, (done) => shares.push(done));
    expect(twice === undefined ? [] : [...numbers(twice, 'n')]).toEqual([2, 4, 6]);
    expect(shares).toEqual([0.5]);
    expect(numbers(rows, 'n').length).toBe(0);
  });

  test.each([
    ['remote', () => new RemoteComputer(local)],
    ['in process', () => new NodeComputer(known)],
  ])('%s: errors keep their code, an unknown name is one, and the next call works', async (_, make) => {
    const computer = make();
    await expect(computer.compute(signal, 'double', column('n', [1]), 'fail')).rejects.toMatchObject({
      code: 'rows.none',
      details: { reason: 'nothing to double' },
    });
    await expect(computer.compute(signal, 'nothing', column('n', [1]), null)).rejects.toMatchObject({
      code: 'internal',
    });
    expect(Object.keys(await computer.compute(signal, 'double', column('n', [1]), null))).toEqual(['twice']);
    await expect(computer.compute(AbortSignal.abort(), 'double', column('n', [1]), null)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  test('an abort ends a thread that is busy without end, and the next call starts another', async () => {
    const busy = `require('node:worker_threads').parentPort.on('message', () => { for (;;); })`;
    let started = 0;
    const computer = new RemoteComputer(() => {
      if (++started > 1) return local();
      const thread = new Worker(busy, { eval: true });
      return {
        onmessage: null,
        onerror: null,
        postMessage: (request, transfer) => thread.postMessage(request, transfer),
        terminate: () => void thread.terminate(),
      };
    });
    const controller = new AbortController();
    const endless = computer.compute(controller.signal, 'double', column('n', [1]), null);
    setTimeout(() => controller.abort(), 50);
    await expect(endless).rejects.toMatchObject({ code: 'cancelled' });
    expect(Object.keys(await computer.compute(signal, 'double', column('n', [1]), null))).toEqual(['twice']);
    expect(started).toBe(2);
  });
});

describe('a compute step of a plan', () => {
  let engine: NativeDuckDB;
  beforeAll(async () => void (engine = await NativeDuckDB.open()));
  afterAll(() => engine.close());

  test('its frames are tables for later steps and answers for the result', async () => {
    const analysis: Analysis<unknown, { readonly direct: number | undefined; readonly read: number | undefined }> = {
      kind: 'doubling',
      about: 'Doubles.',
      params: v.strictObject({}),
      settle: (params) => params,
      plan: (_params, { spine }, prefix) => [
        {
          step: 'compute',
          name: 'made',
          work: 'double',
          sql: sql`SELECT count(*) AS n FROM ${ident(spine.table)}`,
          params: null,
        },
        { step: 'rows', name: 'read', sql: sql`SELECT n + 1 AS n FROM ${ident(`${prefix}_made_twice`)}` },
      ],
      result: (_params, _data, answers) => ({
        figures: { direct: first(answers.get('made.twice')), read: first(answers.get('read')) },
        warnings: [],
      }),
    };
    const first = (frame: Frame | undefined): number | undefined =>
      frame === undefined ? undefined : numbers(frame, 'n')[0];
    const data = await loadSpine(engine, [
      { customer: 'a', time: 0 },
      { customer: 'b', time: 1 },
    ]);
    const place = {
      engine,
      scorer: { score: () => Promise.reject(new Error('nothing is scored')) },
      computer: new NodeComputer(known),
    };
    const { figures } = await runAnalysis(signal, place, analysis, 'd1', {}, data);
    expect(figures).toEqual({ direct: 4, read: 5 });
  });
});
