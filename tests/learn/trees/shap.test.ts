import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Matrix } from '../../../src/learn/matrix';
import type { Tree, TreeModel } from '../../../src/learn/model';
import { fitBoosting } from '../../../src/learn/trees/boosting';
import { fitForest } from '../../../src/learn/trees/forest';
import { gainImportance } from '../../../src/learn/trees/importance';
import { marginTrees } from '../../../src/learn/trees/predict';
import { treeShap } from '../../../src/learn/trees/shap';
import { made, matrix } from './data';

interface Saved {
  readonly base: number;
  readonly x: readonly (readonly (number | null)[])[];
  readonly trees: readonly {
    readonly left_children: readonly number[];
    readonly right_children: readonly number[];
    readonly split_indices: readonly number[];
    readonly split_conditions: readonly number[];
    readonly default_left: readonly number[];
    readonly sum_hessian: readonly number[];
    readonly loss_changes: readonly number[];
  }[];
  readonly outputs: readonly number[];
  readonly margins: number[] | number[][];
  readonly contributions: number[][] | number[][][];
}
const saved = JSON.parse(
  readFileSync(new URL('../../fixtures/learn/trees/xgboost.json', import.meta.url), 'utf8'),
) as Readonly<Record<'binary' | 'multiclass' | 'regression', Saved>>;

/** A model as xgboost saves it. */
function imported(s: Saved, task: TreeModel['task'], link: TreeModel['link'], base: number): TreeModel {
  const outputs = Math.max(...s.outputs) + 1;
  const trees = s.trees.map((t): Tree => {
    const isLeaf = t.left_children.map((child) => child < 0);
    return {
      feature: Int32Array.from(t.split_indices, (f, i) => (isLeaf[i] ? -1 : f)),
      threshold: Float64Array.from(t.split_conditions, Math.fround),
      missingLeft: Uint8Array.from(t.default_left),
      left: Int32Array.from(t.left_children),
      right: Int32Array.from(t.right_children),
      value: Float64Array.from(t.split_conditions, (v, i) => (isLeaf[i] ? Math.fround(v) : 0)),
      cover: Float64Array.from(t.sum_hessian),
      gain: Float64Array.from(t.loss_changes),
    };
  });
  const model = { kind: 'trees', task, link, features: 5, base: new Float64Array(outputs).fill(base), trees } as const;
  return { ...model, outputs: Int32Array.from(s.outputs) };
}

const rowsOf = (s: Saved): Matrix => matrix(s.x.length, 5, (i, j) => s.x[i]?.[j] ?? NaN);

describe('a model imported from xgboost', () => {
  const cases = [
    ['binary', imported(saved.binary, 'binary', 'logistic', 0)],
    ['multiclass', imported(saved.multiclass, 'multiclass', 'softmax', saved.multiclass.base)],
    ['regression', imported(saved.regression, 'regression', 'identity', saved.regression.base)],
  ] as const;
  test.each(cases)('%s: margins equal xgboost’s to 1e-5', (name, model) => {
    const expected = saved[name].margins.flat();
    const margins = marginTrees(model, rowsOf(saved[name]));
    expect(margins).toHaveLength(expected.length);
    margins.forEach((m, i) => expect(Math.abs(m - (expected[i] ?? NaN))).toBeLessThan(1e-5));
  });
  test.each(cases)('%s: SHAP equals pred_contribs to 1e-5, the base among it', (name, model) => {
    const shap = treeShap(model, rowsOf(saved[name]));
    const rows: number[][] = (saved[name].contributions as (number[] | number[][])[]).flatMap((row) =>
      Array.isArray(row[0]) ? (row as number[][]) : [row as number[]],
    );
    expect(rows).toHaveLength(shap.rows * shap.outputs);
    rows.forEach((expected, at) => {
      const ours = [...shap.values.subarray(at * 5, at * 5 + 5), shap.base[at % shap.outputs] ?? NaN];
      ours.forEach((v, j) => expect(Math.abs(v - (expected[j] ?? NaN))).toBeLessThan(1e-5));
    });
  });
});

describe('contributions add up to the margin', () => {
  const { x, y } = made('binary', 400);
  const classes = Int32Array.from(y, (v, i) => v + ((x.values[i * 10 + 4] ?? 0) > 0.5 ? 1 : 0));
  const multiclass = { task: 'multiclass', labels: classes, classes: ['a', 'b', 'c'] } as const;
  const binary = { task: 'binary', labels: Uint8Array.from(y) } as const;
  test.each([
    ['of binary boosting', fitBoosting(x, binary, { seed: 1, rounds: 20 }).model],
    ['of each class', fitBoosting(x, multiclass, { seed: 1, rounds: 8 }).model],
    ['of a quantile', fitBoosting(x, { task: 'regression', values: y }, { seed: 1, rounds: 10, quantile: 0.8 }).model],
    ['of a forest, which is a probability', fitForest(x, binary, { seed: 1, trees: 20 }).model],
    ['of a forest of classes', fitForest(x, multiclass, { seed: 1, trees: 10, maxDepth: 6 }).model],
  ])('%s, to 1e-9', (_name, model) => {
    const some = { ...x, rows: 100, values: x.values.slice(0, 1000) };
    const { values, base, outputs } = treeShap(model, some);
    marginTrees(model, some).forEach((margin, at) => {
      const own = values.subarray(at * 10, at * 10 + 10);
      expect(Math.abs(own.reduce((sum, v) => sum + v, base[at % outputs] ?? NaN) - margin)).toBeLessThan(1e-9);
    });
  });
  test.each([3, 9, 14])('many rows by tables are what few rows are by walking, to depth %d', (maxDepth) => {
    const { model } = fitBoosting(x, binary, { seed: 1, rounds: 4, maxDepth, minChildWeight: 0 });
    const part = (rows: number): Matrix => ({ ...x, rows, values: x.values.slice(0, 10 * rows) });
    const many = treeShap(model, part(60)).values;
    for (const [at, v] of treeShap(model, part(7)).values.entries()) expect(many[at]).toBeCloseTo(v, 12);
  });
  test('gain importance sums to 1 and finds the features that matter', () => {
    const gains = gainImportance(fitBoosting(x, binary, { seed: 1, rounds: 5, maxDepth: 2 }).model);
    expect(gains.reduce((sum, g) => sum + g, 0)).toBeCloseTo(1, 12);
    expect(gains.indexOf(Math.max(...gains))).toBeLessThan(6);
  });
  test('a model of other features is refused', () => {
    const { model } = fitBoosting(x, binary, { seed: 1, rounds: 1 });
    expect(() => treeShap(model, { rows: 1, columns: 9, values: new Float64Array(9) })).toThrow('9 columns');
  });
  test('a caller who has given up stops it', () => {
    const { model } = fitBoosting(x, binary, { seed: 1, rounds: 1 });
    const stop = (): never => {
      throw new Error('enough');
    };
    expect(() => treeShap(model, x, stop)).toThrow('enough');
    expect(() => fitBoosting(x, binary, { seed: 1 }, stop)).toThrow('enough');
    expect(() => fitForest(x, binary, { seed: 1 }, stop)).toThrow('enough');
  });
});
