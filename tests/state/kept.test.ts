import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Fitted } from '../../src/learn/pipeline/fitted';
import { CONSTANT } from '../../src/state/predict/candidates';
import type { Trained } from '../../src/state/predict/contender';
import { ChosenCuts } from '../../src/state/predict/cuts.svelte';
import { KeptModels } from '../../src/state/predict/kept.svelte';
import type { TableTask } from '../../src/tasks/spec';
import type { Prepared } from '../../src/tasks/prepared';
import { broughtSchema, type BroughtModel, type KeptModel } from '../../src/state/predict/record';
import type { Shelf } from '../../src/state/predict/shelf';

/** A shelf in memory that keeps copies, as a device does. */
class MemoryShelf implements Pick<Shelf, 'list' | 'brought' | 'keep' | 'erase'> {
  readonly all = new Map<string, KeptModel | BroughtModel>();
  list(): Promise<readonly KeptModel[]> {
    return Promise.resolve([...this.all.values()].flatMap((k) => (k.format === 1 ? [structuredClone(k)] : [])));
  }
  brought(): Promise<readonly BroughtModel[]> {
    return Promise.resolve([...this.all.values()].flatMap((k) => (k.format === 'file' ? [structuredClone(k)] : [])));
  }
  keep(model: KeptModel | BroughtModel): Promise<void> {
    this.all.set(model.id, structuredClone(model));
    return Promise.resolve();
  }
  erase(id: string): Promise<void> {
    this.all.delete(id);
    return Promise.resolve();
  }
}

/** A model as it stands on a board; each call is another one. */
function onBoard(id: string): Trained {
  const fitted: Fitted = {
    version: 1,
    kind: 'pipeline',
    task: 'binary',
    classes: [],
    preprocessing: { version: 1, inputs: [], blocks: [], features: [], dropped: [] },
    model: { kind: 'constant', task: 'binary', features: 0, values: Float64Array.of(0.25) },
  };
  const [state, name] = ['done', 'logistic'] as const;
  const told = { cv: null, test: null, search: null, trials: [], seconds: 1, error: null };
  return { id, name, title: null, spec: CONSTANT, state, fitted, ...told };
}

const task: TableTask = {
  kind: 'table',
  question: 'custom',
  label: 'churn',
  type: 'binary',
  positive: 'Yes',
  columns: ['age'],
  id: null,
  time: null,
  testShare: 0.25,
  seed: 1,
  groups: ['column'],
  off: [],
  trusted: [],
};
const prepared: Prepared = {
  task,
  type: 'binary',
  table: 'predict',
  columns: { key: 'key', label: 'label', part: 'part', cutoff: 'cutoff_at', features: [] },
  parts: [],
  classes: [],
  radar: { findings: [], proof: [] },
  warnings: [],
  statements: [],
};
const none = new Int32Array();
const source = { file: 'customers.csv', fingerprint: 'f' };

/** What is asked of a prediction to keep a model of it. */
function board(cuts: ChosenCuts) {
  const rows = { train: none, test: none, current: none };
  return { prepared, metric: null, cuts, rows, thresholdOf: (id: string) => cuts.of(id).threshold };
}

test('a cut that is moved after a model was kept is kept with it, and comes back with the model', async () => {
  const shelf = new MemoryShelf();
  const cuts = new ChosenCuts();
  const model = onBoard('1');
  cuts.change('1', { threshold: 0.3, rule: 'best-f1' });
  const first = new KeptModels(shelf);
  await first.look();
  expect(await first.keep(board(cuts), model, 'leavers', source)).toBe(true);
  cuts.change('1', { threshold: 0.125, rule: 'profit', costs: { gain: 30, cost: 2 } });
  await first.recut(model, cuts.of('1'));

  // Another day: what was kept is put on a board, and moved again.
  const later = new KeptModels(shelf);
  await later.look();
  const [kept] = later.models ?? [];
  expect(kept?.threshold).toBe(0.125);
  expect(kept?.cut).toEqual({ threshold: 0.125, rule: 'profit', costs: { gain: 30, cost: 2 }, capacity: 0.2 });
  const again = onBoard('7');
  if (kept === undefined) throw new Error('it was kept');
  await later.use({ use: () => Promise.resolve(null), chosen: again }, kept);
  await later.recut(again, { ...cuts.of('1'), threshold: Infinity, rule: 'own' });
  expect((await shelf.list()).map((k) => [k.version, k.threshold, k.cut?.rule])).toEqual([[1, Infinity, 'own']]);
});

test('the cut of a model that is not kept is kept nowhere', async () => {
  const shelf = new MemoryShelf();
  const models = new KeptModels(shelf);
  const cuts = new ChosenCuts();
  await models.keep(board(cuts), onBoard('1'), 'leavers', source);
  await models.recut(onBoard('2'), { ...cuts.of('2'), threshold: 0.9 });
  expect((await shelf.list()).map((k) => k.threshold)).toEqual([0.5]);
});

test('the file that segments score with is kept beside the model', async () => {
  const shelf = new MemoryShelf();
  const models = new KeptModels(shelf);
  const model = onBoard('1');
  await models.look();
  const file = { sha256: 'ab', bytes: Uint8Array.of(1, 2, 3) };
  expect(await models.attach(model, file)).toBe(false);
  await models.keep(board(new ChosenCuts()), model, 'leavers', source);
  expect(await models.attach(model, file)).toBe(true);
  expect((await shelf.list()).map((k) => k.onnx)).toEqual([file]);
});

test('a model of any maker is kept as its file, once, beside the trained ones', async () => {
  const shelf = new MemoryShelf();
  const models = new KeptModels(shelf);
  const file = { sha256: 'ab'.repeat(32), bytes: Uint8Array.of(1, 2, 3) };
  expect(await models.keepFile('mine.onnx', file)).toBe(true);
  expect(await models.keepFile('mine.onnx', file)).toBe(true);
  expect(models.brought.map((b) => [b.title, b.id, [...b.bytes]])).toEqual([['mine.onnx', file.sha256, [1, 2, 3]]]);
  expect(models.models).toEqual([]);
  expect(v.safeParse(broughtSchema, models.brought[0]).success).toBe(true);
  await models.erase(file.sha256);
  expect(models.brought).toEqual([]);
});
