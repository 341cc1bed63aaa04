import { expect, test } from 'vitest';
import type { Frame } from '../../../src/core/frame';
import { NodeLearner } from '../../../src/engines/native/learner';
import type { Study } from '../../../src/learn/jobs/learner';
import { contenderName } from '../../../src/rooms/predict/names';
import { Training } from '../../../src/state/predict/board.svelte';
import { candidatesFor, foldsFor, stackOf, type Candidate } from '../../../src/state/predict/candidates';
import type { Contender } from '../../../src/state/predict/contender';
import { usualSettings } from '../../../src/state/predict/settings';
import { trainOne } from '../../../src/state/predict/training';

const ROWS = 700;
const settings = { ...usualSettings('binary', ROWS, false), folds: 3, trials: 4 };
const rows = {
  train: Int32Array.from({ length: 500 }, (_, i) => i),
  test: Int32Array.from({ length: 200 }, (_, i) => 500 + i),
  current: new Int32Array(),
};

/** Two columns of numbers of which one tells something, by Lehmer's generator. */
function made(): Promise<Study> {
  let state = 11;
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const [x, y, label] = [0, 1, 2].map(() => new Float64Array(ROWS)) as [Float64Array, Float64Array, Float64Array];
  for (let i = 0; i < ROWS; i++) {
    x[i] = next();
    y[i] = next();
    label[i] = next() < 0.15 + 0.7 * (x[i] ?? 0) ? 1 : 0;
  }
  const columns = Object.entries({ x, y, label }).map(([name, values]) => ({ name, type: 'number' as const, values }));
  const frame: Frame = { length: ROWS, columns };
  const target = { task: 'binary', column: 'label', positive: '1' } as const;
  return new NodeLearner().open(new AbortController().signal, frame, {
    columns: [{ name: 'x' }, { name: 'y' }],
    target,
  });
}

/** Trains a candidate; answers what the board was told of it. */
async function train(
  study: Study,
  candidate: Candidate,
  stop = new AbortController(),
  onTrial: (trials: number) => void = () => undefined,
): Promise<Partial<Contender> & { readonly states: readonly string[]; readonly done: readonly number[] }> {
  let now: Partial<Contender> = {};
  const states: string[] = [];
  const done: number[] = [];
  const tell = (change: Partial<Contender>, share: number): void => {
    now = { ...now, ...change };
    if (change.state !== undefined) states.push(change.state);
    if (change.trials !== undefined) onTrial(change.trials.length);
    done.push(share);
  };
  const place = { study, rows, settings, folds: foldsFor(settings, 0), tell };
  const stops = { signal: new AbortController().signal, stop: stop.signal, searching: () => undefined };
  await trainOne(place, candidate, stops);
  return { ...now, states, done };
}

const [constant, logistic, boosting] = candidatesFor(settings, 0, rows.train.length);
if (constant === undefined || logistic === undefined || boosting === undefined) throw new Error('three by default');

test('one button trains a linear model and boosted trees beside no model, and finds what is there', async () => {
  const study = await made();
  const nothing = await train(study, constant);
  expect(nothing.test?.figures['rocAuc']?.figure.value).toBe(0.5);
  expect(nothing.states).toEqual(['fitting', 'judging', 'done']);
  for (const candidate of [logistic, boosting]) {
    const model = await train(study, candidate);
    expect(model.states).toEqual(['searching', 'fitting', 'judging', 'done']);
    expect(model.done.every((d, i) => d >= 0 && d <= 1 && d >= (model.done[i - 1] ?? 0))).toBe(true);
    expect(model.trials?.length).toBeGreaterThan(1);
    // A label of 0.15 + 0.7 x has an AUC of about 0.73.
    expect(model.cv?.mean).toBeGreaterThan(0.65);
    expect(model.test?.figures['rocAuc']?.interval?.low).toBeGreaterThan(0.5);
  }
});

test('stopped in its search, the best setting found so far is trained to the end', async () => {
  const study = await made();
  const stop = new AbortController();
  const model = await train(study, boosting, stop, (trials) => {
    if (trials === 2) stop.abort();
  });
  expect(model.trials).toHaveLength(2);
  expect(model.states).toEqual(['searching', 'fitting', 'judging', 'done']);
  expect(model.fitted).toBeDefined();
});

test('stopped before anything is found, there is no model and no error', async () => {
  const stop = new AbortController();
  stop.abort();
  const model = await train(await made(), boosting, stop);
  expect(model.states).toEqual(['searching', 'stopped']);
  expect(model.fitted).toBeUndefined();
});

test('what cannot be fitted is told on the board, and the others go on', async () => {
  const broken: Candidate = {
    name: 'ridge',
    spec: { ...pipeline(logistic), learner: { learner: 'ridge', alpha: 1 } },
    search: null,
  };
  const model = await train(await made(), broken);
  expect(model.state).toBe('failed');
  expect(model.error?.code).toBe('learn.failed');
});

test('a stack of the two is trained like any other', async () => {
  const spec = stackOf([logistic.spec, boosting.spec], settings);
  const model = await train(await made(), { name: 'stack', spec, search: null });
  expect(model.state).toBe('done');
  expect(model.cv?.scores).toHaveLength(3);
});

function pipeline({ spec }: Candidate) {
  if (spec.kind !== 'pipeline') throw new Error('a pipeline');
  return spec;
}

test('a race takes up what stands by the same settings: it is not trained again, and the stack learns from it', async () => {
  const study = await made();
  const training = new Training();
  const opened = { study, rows, features: ['x', 'y'] };
  const once = { ...settings, trials: 1, learners: ['logistic'] as const };
  await training.start(opened, once, 0);
  const [first] = training.alike(once).filter((t) => t.name === 'logistic');
  if (first === undefined) throw new Error('a linear model was trained');
  // Other folds are another race.
  expect(training.alike({ ...once, folds: 2 })).toEqual([]);

  const race = { ...once, learners: ['tree'] as const, stack: true };
  await training.start(opened, race, 0, [first.id]);
  expect(training.contenders.map((c) => c.name)).toEqual(['constant', 'logistic', 'tree', 'stack']);
  expect(training.trained.find((t) => t.id === first.id)?.fitted).toBe(first.fitted);
  const stack = training.trained.find((t) => t.name === 'stack')?.spec;
  expect(stack?.kind === 'stack' ? stack.bases : []).toEqual([first.spec, training.trained[2]?.spec]);

  await training.start(opened, once, 0);
  expect(training.contenders.map((c) => contenderName(c, 'en'))).toEqual([
    'No model',
    'Logistic regression (L1)',
    'Decision tree',
    'Stack of all',
    'Logistic regression (L1) 2',
  ]);
});
