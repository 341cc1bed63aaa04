import { describe, expect, test } from 'vitest';
import { dependence } from '../../src/learn/explain/dependence';
import { explainPipeline } from '../../src/learn/explain/explain';
import { permutationImportance } from '../../src/learn/explain/permutation';
import { linearMargins } from '../../src/learn/linear/predict';
import { fitPipeline } from '../../src/learn/pipeline/fit';
import { predictPipeline } from '../../src/learn/pipeline/predict';
import type { Spec } from '../../src/learn/pipeline/spec';
import { FOR_LINEAR, FOR_TREES } from '../../src/learn/preprocess/spec';
import { transform } from '../../src/learn/preprocess/transform';
import { everyRow } from '../../src/learn/rows';
import type { Target } from '../../src/learn/table';
import { customers } from './tables';

const linear: Spec = {
  kind: 'pipeline',
  preprocess: { ...FOR_LINEAR, numbers: { ...FOR_LINEAR.numbers, log: true, impute: { by: 'linear' } } },
  learner: { learner: 'logistic', C: 1 },
};
const boosting: Spec = { kind: 'pipeline', preprocess: FOR_TREES, learner: { learner: 'boosting', rounds: 20 } };
const forest: Spec = { kind: 'pipeline', preprocess: FOR_TREES, learner: { learner: 'forest', trees: 5, maxDepth: 5 } };
const segments: Spec = { kind: 'segments', column: 'city', least: 50, of: linear };
const twoFolds = { by: 'random', folds: 2 } as const;
const ridge: Spec = { ...linear, learner: { learner: 'ridge', alpha: 0.01 } };
const corrected: Spec = { kind: 'calibrated', by: 'isotonic', folds: twoFolds, of: boosting };
const mixed: Spec = { kind: 'stack', bases: [segments, forest, corrected], C: 1, folds: twoFolds };
const rows = everyRow(300);

/** Base plus contributions, per row and output. */
function sums(fitted: ReturnType<typeof fitPipeline>, task: Target['task']) {
  const { table } = customers(300, task);
  const e = explainPipeline(fitted, table, { table, rows });
  if ('unexplained' in e) throw new Error(e.unexplained);
  const width = e.columns.length;
  return {
    e,
    sums: e.base.map((b, i) => e.values.subarray(i * width, (i + 1) * width).reduce((n, v) => n + v, b)),
  };
}

describe('contributions by source column add up to the answer', () => {
  const logit = (p: number): number => Math.log(p / (1 - p));
  test.each<[string, Target['task'], Spec, (p: number) => number]>([
    ['linear, log-odds', 'binary', linear, logit],
    ['boosting, log-odds', 'binary', boosting, logit],
    ['forest, probability', 'multiclass', forest, (p) => p],
    ['segments, log-odds', 'binary', segments, logit],
    ['constant', 'multiclass', { ...linear, learner: { learner: 'constant' } }, (p) => p],
    ['stack of a margin, a probability and a corrected one', 'binary', mixed, logit],
    ['stack of a stack', 'binary', { kind: 'stack', bases: [mixed, linear], C: 1, folds: twoFolds }, logit],
    ['stack of numbers', 'regression', { kind: 'stack', bases: [ridge, forest], C: 1, folds: twoFolds }, (p) => p],
    ['ridge, the number', 'regression', ridge, (p) => p],
  ])('%s', (_name, task, spec, space) => {
    const { table, ...data } = customers(300, task);
    const fitted = fitPipeline(spec, { table, ...data }, rows, 1);
    const { sums: got, e } = sums(fitted, task);
    expect(e.columns).toEqual(['age', 'spend', 'visits', 'city']);
    const wanted = predictPipeline(fitted, table).map(space);
    const worst = wanted.reduce((most, w, i) => Math.max(most, Math.abs(w - (got[i] ?? NaN))), 0);
    expect(worst).toBeLessThan(1e-5);
  });
});

test('a linear model’s contributions over the background sum to 0, and follow its margins for several classes', () => {
  const data = customers(300, 'multiclass');
  const fitted = fitPipeline(linear, data, rows, 1);
  if (fitted.kind !== 'pipeline' || fitted.model.kind !== 'linear') throw new Error(fitted.kind);
  const { sums: got, e } = sums(fitted, 'multiclass');
  linearMargins(fitted.model, transform(fitted.preprocessing, data.table)).forEach((m, i) =>
    expect(got[i]).toBeCloseTo(m, 9),
  );
  const perColumn = new Float64Array(e.columns.length);
  e.values.forEach((v, i) => (perColumn[i % e.columns.length] = (perColumn[i % e.columns.length] ?? 0) + v));
  perColumn.forEach((s) => expect(s).toBeCloseTo(0, 8));
});

test('a stack of margins is the weighted sum of its bases, column by column', () => {
  const data = customers(300, 'binary');
  const fitted = fitPipeline({ kind: 'stack', bases: [linear, boosting], C: 1, folds: twoFolds }, data, rows, 1);
  if (fitted.kind !== 'stack') throw new Error(fitted.kind);
  const { e } = sums(fitted, 'binary');
  expect(e.space).toBe('margin');
  const [a, b] = fitted.bases.map((base) => {
    const found = explainPipeline(base, data.table, { table: data.table, rows });
    if ('unexplained' in found) throw new Error(found.unexplained);
    return found;
  });
  const [first = NaN, second = NaN] = fitted.meta.coefficients;
  e.values.forEach((v, i) => expect(v).toBeCloseTo(first * (a?.values[i] ?? NaN) + second * (b?.values[i] ?? NaN), 8));
});

test('a stack of several classes says honestly that it cannot be taken apart', () => {
  const data = customers(300, 'multiclass');
  const fitted = fitPipeline({ kind: 'stack', bases: [linear], C: 1, folds: twoFolds }, data, rows, 1);
  expect(explainPipeline(fitted, data.table, { table: data.table, rows })).toEqual({ unexplained: 'stack' });
});

test('shuffling a column that matters costs, one that does not costs nothing', () => {
  const data = customers(600, 'binary');
  const fitted = fitPipeline(linear, data, everyRow(400), 1);
  const noise = { name: 'noise', kind: 'number', values: Float64Array.from({ length: 600 }, (_, i) => i % 7) } as const;
  const wide = { ...data, table: { ...data.table, columns: [...data.table.columns, noise] } };
  const seen: number[] = [];
  const found = permutationImportance(
    (t) => predictPipeline(fitted, t),
    wide,
    everyRow(600).slice(400),
    ['noise', 'age', 'city'],
    { metric: 'roc-auc', seed: 1, repeats: 3 },
    (done) => seen.push(done),
  );
  expect(found.map((f) => f.column)).toEqual(['age', 'city', 'noise']);
  expect(found[0]?.mean).toBeGreaterThan(0.02);
  expect(found[2]).toEqual({ column: 'noise', mean: 0, sd: 0 });
  expect(seen.length).toBe(10);
  const losses = permutationImportance((t) => predictPipeline(fitted, t), wide, everyRow(600), ['age'], {
    metric: 'log-loss',
    seed: 1,
    repeats: 1,
  });
  expect(losses[0]?.mean).toBeGreaterThan(0);
  expect(losses[0]?.sd).toBeNull();
});

test('partial dependence is the mean of the individual curves, and rises with what raises the label', () => {
  const data = customers(600, 'binary');
  const fitted = fitPipeline(linear, data, everyRow(600), 1);
  const predict = (t: typeof data.table) => predictPipeline(fitted, t);
  const age = dependence(predict, data.table, 'age', { seed: 1, most: 50, points: 8 });
  expect(age.rows.length).toBe(50);
  expect(age.at).toEqual([...age.at].sort((a, b) => Number(a) - Number(b)));
  age.mean.forEach((m, v) => {
    if (v > 0) expect(m).toBeGreaterThan(age.mean[v - 1] ?? NaN);
    const own = Array.from(age.rows, (_, r) => age.each[r * age.at.length + v] ?? NaN);
    expect(own.reduce((a, b) => a + b) / 50).toBeCloseTo(m, 12);
  });
  const city = dependence(predict, data.table, 'city', { seed: 1, points: 3 });
  expect(city.at).toEqual(['Kazan', 'Omsk', 'Perm']);
  expect(city.mean[1]).toBeGreaterThan(city.mean[0] ?? NaN);
  expect(() => dependence(predict, data.table, 'nothing', { seed: 1 })).toThrow('“nothing”');
});
