import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { cards } from '../../../src/analyses/score/cards';
import { packError } from '../../../src/core/errors';
import { NodeScorer } from '../../../src/engines/native/scorer';
import { RemoteScorer, type ScoreWorker } from '../../../src/engines/scorer';
import { handle } from '../../../workers/score/handle';
import { ModelScorer } from '../../../workers/score/scorer';
import type { ScoreAnswer, ScoreRequest } from '../../../workers/score/contract';
import { endlessLoop, graph, identity, model } from '../../learn/models';

const signal = new AbortController().signal;
const shipped = (name: string): Promise<Uint8Array> =>
  Promise.resolve(new Uint8Array(readFileSync(new URL(`../../../models/${name}/model.onnx`, import.meta.url))));
const columns = (count: number, rows = 3): Float64Array[] =>
  Array.from({ length: count }, (_, j) => Float64Array.from({ length: rows }, (_, i) => i + j));

beforeAll(() => {
  const path = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  const wasm = readFileSync(path);
  ort.env.wasm.wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  ort.env.wasm.numThreads = 1;
});

describe('models in onnxruntime', () => {
  test('a model of the interface scores every row; the last column counts', async () => {
    const scorer = new ModelScorer(ort);
    expect(await scorer.open('m', model(graph([identity])))).toEqual({ task: 'propensity', features: ['a', 'b'] });
    expect([...(await scorer.score('m', columns(2)))]).toEqual([1, 2, 3]);
    expect([...(await scorer.score('m', columns(2, 0)))]).toEqual([]);
  });

  test('more rows than a chunk are scored in parts, with progress', async () => {
    const scorer = new ModelScorer(ort);
    await scorer.open('m', model(graph([identity])));
    const shares: number[] = [];
    const scores = await scorer.score('m', columns(2, 40_000), (share) => shares.push(share));
    expect(scores[39_999]).toBe(40_000);
    expect(shares).toHaveLength(3);
    expect(shares.at(-1)).toBe(1);
  });

  test.each([
    ['garbage', Uint8Array.of(1, 2, 3), 'model.not-onnx', /./],
    ['an endless loop', endlessLoop(), 'model.refused', /never end/],
    ['no list of features', model(graph([identity]), []), 'model.refused', /list its features/],
    ['another number of columns', model(graph([identity]), ['a', 'b', 'c']), 'model.refused', /\[rows, 3\]/],
    ['a graph that does not fit together', model(graph([{ ...identity, inputs: ['nothing'] }])), 'model.refused', /./],
  ] as const)('%s is a clear error, and the others stay usable', async (_what, bytes, code, reason) => {
    const scorer = new ModelScorer(ort);
    await scorer.open('good', model(graph([identity])));
    const error: unknown = await scorer.open('bad', bytes).catch((e: unknown) => e);
    expect(packError(error)).toMatchObject({ code, details: { reason: expect.stringMatching(reason) as string } });
    expect([...(await scorer.score('good', columns(2)))]).toEqual([1, 2, 3]);
  });

  test('a wrong number of features and an unknown model are errors', async () => {
    const scorer = new ModelScorer(ort);
    await scorer.open('m', model(graph([identity])));
    await expect(scorer.score('m', columns(3))).rejects.toMatchObject({ code: 'model.refused' });
    await expect(scorer.score('n', columns(3))).rejects.toMatchObject({ code: 'data.missing' });
  });
});

/** Hands an answer to the page's side, whose handler takes any kind of worker's events. */
function deliver(worker: ScoreWorker, data: ScoreAnswer): void {
  const handler = worker.onmessage as ((event: { readonly data: ScoreAnswer }) => unknown) | null;
  handler?.({ data });
}

/** The worker's class behind the worker's protocol, in this thread: what score.worker.ts wires in the tab. */
function local(): ScoreWorker {
  const models = new ModelScorer(ort);
  const worker: ScoreWorker = {
    onmessage: null,
    onerror: null,
    terminate: () => void (worker.onmessage = null),
    postMessage(request: ScoreRequest) {
      const answer = (data: ScoreAnswer): void => deliver(worker, data);
      void handle(request, () => Promise.resolve(models), answer);
    },
  };
  return worker;
}

/** A real thread that starts, and then never answers again. */
function stuck(ended: () => void): ScoreWorker {
  const thread = new Worker(
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', (m) => { if (m.do === 'start') parentPort.postMessage({ id: m.id, is: 'started' }); else for (;;); });`,
    { eval: true },
  );
  const worker: ScoreWorker = {
    onmessage: null,
    onerror: null,
    terminate: () => void thread.terminate().then(ended),
    postMessage: (message) => thread.postMessage(message),
  };
  thread.on('message', (data: ScoreAnswer) => deliver(worker, data));
  return worker;
}

describe('the page’s side', () => {
  const width = cards.propensity.features.length;

  test('scores with a shipped model, without taking the caller’s columns', async () => {
    const scorer = new RemoteScorer(local, { shipped });
    const features = columns(width);
    const scores = await scorer.score(signal, 'propensity', features);
    expect(scores).toHaveLength(3);
    expect(scores.every((s) => s > 0 && s < 1)).toBe(true);
    expect(features[0]).toHaveLength(3);
  });

  test('opens a model of the interface, and says what is wrong with another', async () => {
    const scorer = new RemoteScorer(local, { shipped });
    const added = await scorer.open(signal, 'mine.onnx', await shipped('propensity'));
    expect(added).toMatchObject({
      model: expect.stringMatching(/^mine\.onnx sha256:[0-9a-f]{64}$/),
      task: 'propensity',
    });
    expect(await scorer.score(signal, added.model, columns(width))).toHaveLength(3);
    const other = scorer.open(signal, 'other.onnx', model(graph([identity])));
    await expect(other).rejects.toMatchObject({ code: 'model.refused', details: { model: 'other.onnx' } });
    const text = scorer.open(signal, 'list.csv', new TextEncoder().encode('a,b\n1,2\n'));
    await expect(text).rejects.toMatchObject({ code: 'model.not-onnx' });
    expect(await scorer.score(signal, 'propensity', columns(width))).toHaveLength(3);
    scorer.close();
    expect(await scorer.score(signal, added.model, columns(width))).toHaveLength(3);
  });

  test('a model that was opened before is found by its file’s checksum, or is said to be missing', async () => {
    const bytes = await shipped('propensity');
    const { model } = await new RemoteScorer(local, { shipped }).open(signal, 'mine.onnx', bytes);
    const later = new RemoteScorer(local, { shipped });
    await expect(later.score(signal, model, columns(width))).rejects.toMatchObject({
      code: 'model.absent',
      details: { model: 'mine.onnx' },
    });
    later.files = (sha256) => Promise.resolve(model.endsWith(sha256) ? bytes : null);
    const scores = await later.score(signal, model, columns(width));
    expect(scores).toHaveLength(3);
    // And so on the command line.
    const line = new NodeScorer();
    await expect(line.score(signal, model, columns(width))).rejects.toMatchObject({ code: 'model.absent' });
    line.files = () => Promise.resolve(bytes);
    expect(await line.score(signal, model, columns(width))).toEqual(scores);
  });

  test('a model without a sign of life is killed, and the next call starts anew', async () => {
    let started = 0;
    let ended = 0;
    const scorer = new RemoteScorer(() => (++started === 1 ? stuck(() => ended++) : local()), {
      shipped,
      seconds: 0.3,
    });
    const hung = scorer.score(signal, 'propensity', columns(width));
    await expect(hung).rejects.toMatchObject({ code: 'model.timeout', details: { seconds: 0.3 } });
    expect(await scorer.score(signal, 'propensity', columns(width))).toHaveLength(3);
    expect(started).toBe(2);
    // The thread in its endless loop is really gone, not only forgotten.
    await expect.poll(() => ended, { timeout: 10_000 }).toBe(1);
  });

  test('a stop ends the worker at once, and a call that was stopped before it began does nothing', async () => {
    const stop = new AbortController();
    const scorer = new RemoteScorer(() => stuck(() => undefined), { shipped });
    const running = scorer.score(stop.signal, 'propensity', columns(width));
    const waiting = scorer.score(stop.signal, 'propensity', columns(width));
    setTimeout(() => stop.abort(), 100);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });
});
