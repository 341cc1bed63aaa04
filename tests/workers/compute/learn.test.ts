import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import type { Frame } from '../../../src/core/frame';
import { RemoteLearner, usualWidth, type LearnWorker } from '../../../src/engines/learner';
import { NodeLearner } from '../../../src/engines/native/learner';
import type { DatasetPlan } from '../../../src/learn/dataset';
import { fittedToJson } from '../../../src/learn/pipeline/json';
import type { Spec } from '../../../src/learn/pipeline/spec';
import { FOR_LINEAR, FOR_TREES } from '../../../src/learn/preprocess/spec';
import type { Dataset } from '../../../src/learn/table';
import type { Search, Trial } from '../../../src/learn/validate/search';
import { SPACES } from '../../../src/learn/validate/spaces';
import type { Learner } from '../../../src/learn/jobs/learner';
import { arraysOf } from '../../../src/learn/jobs/transfer';
import type { DatasetPort, LearnAnswer } from '../../../workers/compute/contract';
import { LearnHandler } from '../../../workers/compute/learn';
import { customers } from '../../learn/tables';

const signal = new AbortController().signal;
const boosting: Spec = {
  kind: 'pipeline',
  preprocess: FOR_TREES,
  learner: { learner: 'boosting', rounds: 10, maxDepth: 3 },
};
const search: Search = {
  spec: { kind: 'pipeline', preprocess: FOR_LINEAR, learner: { learner: 'logistic', C: 1 } },
  space: SPACES.logistic,
  folds: { by: 'random', folds: 3 },
  metric: 'roc-auc',
  seed: 5,
  settings: 6,
  random: 4,
  rungs: [1 / 3, 1],
  keep: 3,
};

let started = 0;
let ended = 0;
const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  started = 0;
  ended = 0;
});

/** The worker's own inside behind the protocol, in this thread: everything crosses as between threads. */
function local(): LearnWorker {
  started++;
  let over = false;
  const worker: LearnWorker = {
    onmessage: null,
    onerror: null,
    terminate: () => {
      over = true;
      ended++;
    },
    postMessage(request, transfer) {
      const arrived = structuredClone(request, { transfer: transfer as never });
      setTimeout(() => over || handler.handle(arrived));
    },
  };
  const handler = new LearnHandler((data: LearnAnswer, moved) => {
    const copy = structuredClone(data, { transfer: moved });
    setTimeout(() => {
      const listener = worker.onmessage as ((event: { readonly data: LearnAnswer }) => unknown) | null;
      if (!over) listener?.({ data: copy });
    });
  });
  return worker;
}

const remote = (width: number): Learner =>
  new RemoteLearner({
    start: local,
    channel: () => {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1, port2);
      // Node's ports answer to the same names; their types say it otherwise.
      return [port1 as unknown as DatasetPort, port2 as unknown as DatasetPort];
    },
    width,
  });

/** Each with the trials that it makes at a time. */
const learners: readonly (readonly [string, () => Learner, number])[] = [
  ['workers', () => remote(2), 2],
  ['in process', () => new NodeLearner(), 1],
];

function frameOf({ table, target }: Dataset): Frame {
  return {
    length: table.rows,
    columns: [
      ...table.columns.map((c) =>
        c.kind === 'number'
          ? { name: c.name, type: 'number' as const, values: c.values.slice() }
          : { name: c.name, type: 'text' as const, values: Array.from(c.codes, (code) => c.levels[code] ?? null) },
      ),
      {
        name: 'left',
        type: 'text' as const,
        values: target.task === 'binary' ? Array.from(target.labels, (y) => (y === 1 ? 'yes' : 'no')) : [],
      },
    ],
  };
}
const plan: DatasetPlan = {
  columns: ['age', 'spend', 'visits', 'city'].map((name) => ({ name })),
  target: { task: 'binary', column: 'left', positive: 'yes' },
};

describe.each(learners)('learning %s', (_name, make, width) => {
  test('rows become a dataset, its counts come back, and number columns are taken', async () => {
    const made = customers(400, 'binary');
    const frame = frameOf(made);
    const study = await make().open(signal, frame, plan);
    const [city] = study.summary.columns.filter((c) => c.name === 'city');
    expect(study.summary.rows).toBe(400);
    expect(study.summary.classes.reduce((n, c) => n + c.rows, 0)).toBe(400);
    expect(city?.missing).toBe(
      made.table.columns.reduce((n, c) => n + (c.kind === 'category' ? c.codes.filter((k) => k < 0).length : 0), 0),
    );
    study.close();
  });

  test('a fit, predictions, judgement, importance and explanation follow one another', async () => {
    const study = await make().hold(signal, customers(600, 'binary'));
    const shares: number[] = [];
    const train = Int32Array.from({ length: 400 }, (_, i) => i);
    const later = Int32Array.from({ length: 200 }, (_, i) => 400 + i);
    const ask = { spec: boosting, rows: train, seed: 1 };
    const fitted = await study.run(signal, 'fit', ask, (done) => shares.push(done));
    expect(shares.length).toBeGreaterThan(5);
    const own = await study.run(signal, 'predict', { fitted, rows: later, frame: null });
    const options = { threshold: 0.5, seed: 1, draws: 50 };
    const { figures, confusion, rows } = await study.run(signal, 'judge', {
      fitted,
      trained: train,
      rows: later,
      options,
    });
    const auc = figures['rocAuc'];
    expect(rows).toBe(200);
    expect(auc?.figure.value).toBeGreaterThan(0.75);
    expect(auc?.baseline.value).toBe(0.5);
    expect(auc?.interval?.low).toBeLessThan(auc?.figure.value ?? 0);
    expect(confusion === null ? 0 : Object.values(confusion).reduce((a, b) => a + b, 0)).toBe(200);
    const columns = ['age', 'spend', 'visits', 'city'];
    const importance = await study.run(signal, 'importance', {
      fitted,
      rows: later,
      columns,
      metric: 'roc-auc',
      seed: 1,
      repeats: 2,
    });
    expect(importance.map((i) => i.column).toSorted()).toEqual(columns.toSorted());
    const explained = await study.run(signal, 'explain', { fitted, background: train, rows: later });
    if ('unexplained' in explained) throw new Error('boosting is explained');
    const margin = explained.values.subarray(0, 4).reduce((sum, v) => sum + v, explained.base[0] ?? NaN);
    expect(1 / (1 + Math.exp(-margin))).toBeCloseTo(own[0] ?? NaN, 6);
    study.close();
  });

  test('other rows are scored by their columns’ names', async () => {
    const made = customers(400, 'binary');
    const study = await make().open(signal, frameOf(made), plan);
    const fitted = await study.run(signal, 'fit', { spec: boosting, rows: null, seed: 1 });
    const own = await study.run(signal, 'predict', { fitted, rows: null, frame: null });
    const again = frameOf(customers(400, 'binary'));
    const other = await study.run(signal, 'predict', {
      fitted,
      rows: null,
      frame: { length: again.length, columns: again.columns.toReversed() },
    });
    expect(other).toEqual(own);
    study.close();
  });

  test('a search tells every trial, can be paused, goes on from its history, and keeps the best', async () => {
    const study = await make().hold(signal, customers(300, 'binary'));
    const told: Trial[] = [];
    const run = study.search(signal, search, { onTrial: (trial) => told.push(trial) });
    const trials = await run.ended;
    expect(told).toEqual(trials);
    expect(new Set(trials.map((t) => t.setting)).size).toBe(6);
    expect(run.best?.rung).toBe(1);

    const second = study.search(signal, search);
    second.pause();
    // Those under way are finished, and no other begins.
    await expect.poll(() => second.trials.length, { timeout: 30_000 }).toBe(width);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(second.trials.length).toBe(width);
    const controller = new AbortController();
    const third = study.search(controller.signal, search, { history: second.trials });
    second.resume();
    expect((await second.ended).length).toBe(trials.length);
    expect((await third.ended).length).toBe(trials.length);
    study.close();
  });

  test('an abort ends a search within a second, its trials are kept, and the next job works', async () => {
    const study = await make().hold(signal, customers(300, 'binary'));
    const controller = new AbortController();
    let stopped = 0;
    const run = study.search(controller.signal, search, {
      onTrial: (_trial, best) => {
        if (best === null) throw new Error('the best trial is not told');
        stopped = performance.now();
        controller.abort();
      },
    });
    await expect(run.ended).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - stopped).toBeLessThan(1000);
    expect(run.trials.length).toBeGreaterThan(0);
    await study.run(signal, 'fit', { spec: boosting, rows: null, seed: 1 });
    await expect(study.run(AbortSignal.abort(), 'fit', { spec: boosting, rows: null, seed: 1 })).rejects.toMatchObject({
      code: 'cancelled',
    });
    study.close();
  });

  test('errors have a code and a remedy', async () => {
    const learner = make();
    const frame = frameOf(customers(400, 'binary'));
    const target = { task: 'binary', column: 'left', positive: 'maybe' } as const;
    await expect(learner.open(signal, frame, { ...plan, target })).rejects.toMatchObject({ code: 'learn.one-class' });
    const study = await learner.hold(signal, customers(100, 'regression'));
    await expect(study.run(signal, 'fit', { spec: search.spec, rows: null, seed: 1 })).rejects.toMatchObject({
      code: 'learn.failed',
      details: { reason: 'logistic regression is for classes' },
    });
    study.close();
    await expect(study.run(signal, 'fit', { spec: boosting, rows: null, seed: 1 })).rejects.toMatchObject({
      code: 'engine.lost',
    });
  });
});

test('workers and process fit the same model, byte for byte, and one worker searches as the process does', async () => {
  const models: string[] = [];
  const searches: unknown[] = [];
  for (const learner of [remote(1), new NodeLearner()]) {
    const study = await learner.hold(signal, customers(300, 'binary'));
    models.push(fittedToJson(await study.run(signal, 'fit', { spec: boosting, rows: null, seed: 3 })));
    searches.push((await study.search(signal, search).ended).map((t) => ({ ...t, seconds: 0 })));
    study.close();
  }
  expect(models[1]).toBe(models[0]);
  expect(searches[1]).toEqual(searches[0]);
});

test('the folds of one setting are measured by two workers, and come to what one comes to', async () => {
  const one = { ...search, settings: 1, rungs: [1] };
  const [trials, alone] = await Promise.all(
    [remote(2), new NodeLearner()].map(async (learner) => {
      const study = await learner.hold(signal, customers(300, 'binary'));
      const found = await study.search(signal, one).ended;
      study.close();
      return found.map((t) => ({ ...t, seconds: 0 }));
    }),
  );
  expect(trials).toEqual(alone);
  // One keeps the dataset.
  expect(started).toBe(3);
});

test('a stopped job costs its worker only: the dataset stays with the keeper', async () => {
  const study = await remote(2).hold(signal, customers(300, 'binary'));
  await study.run(signal, 'fit', { spec: boosting, rows: null, seed: 1 });
  expect([started, ended]).toEqual([2, 0]);
  const controller = new AbortController();
  const job = study.run(controller.signal, 'fit', { spec: boosting, rows: null, seed: 1 });
  setTimeout(() => controller.abort());
  await expect(job).rejects.toMatchObject({ code: 'cancelled' });
  await study.run(signal, 'fit', { spec: boosting, rows: null, seed: 1 });
  expect([started, ended]).toEqual([3, 1]);
  study.close();
  expect(ended).toBe(3);
});

test('a worker that breaks while it is idle is replaced', async () => {
  const made: LearnWorker[] = [];
  const study = await new RemoteLearner({
    start: () => {
      const worker = local();
      made.push(worker);
      return worker;
    },
    channel: () => {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1, port2);
      return [port1 as unknown as DatasetPort, port2 as unknown as DatasetPort];
    },
    width: 1,
  }).hold(signal, customers(300, 'binary'));
  const ask = { spec: boosting, rows: null, seed: 1 };
  const before = fittedToJson(await study.run(signal, 'fit', ask));
  const onerror = made[1]?.onerror as ((event: { readonly message: string }) => unknown) | null | undefined;
  onerror?.({ message: 'out of memory' });
  expect(fittedToJson(await study.run(signal, 'fit', ask))).toBe(before);
  expect(made).toHaveLength(3);
  study.close();
});

test('every whole array of a value is transferred once, a part of a buffer is not', () => {
  const whole = new Float64Array(4);
  const part = new Float64Array(8).subarray(2, 4);
  expect(arraysOf({ a: [{ whole }, { again: whole }], part, text: ['x'], none: null })).toEqual([whole.buffer]);
});

test('of more than two cores one is left to the page, and eight datasets are the most', () => {
  expect([1, 2, 4, 64].map(usualWidth)).toEqual([1, 2, 3, 8]);
});
