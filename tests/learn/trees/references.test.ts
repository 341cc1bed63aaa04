import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rocAuc } from '../../../src/learn/judge/scores';
import type { Matrix } from '../../../src/learn/matrix';
import type { Target } from '../../../src/learn/table';
import { fitBoosting } from '../../../src/learn/trees/boosting';
import { fitForest } from '../../../src/learn/trees/forest';
import { predictTrees } from '../../../src/learn/trees/predict';
import { isTestRow, made, real, rowsWhere, type Rows } from './data';

interface Reference {
  readonly rows: number;
  readonly testRows: number;
  readonly sum: number;
  readonly testSum: number;
  readonly forest: readonly number[];
  readonly boosting: readonly number[];
}
const { sets } = JSON.parse(
  readFileSync(new URL('../../fixtures/learn/trees/references.json', import.meta.url), 'utf8'),
) as { readonly sets: Readonly<Record<string, Reference>> };

const names = ['telco', 'shoppers', 'magenta', 'binary', 'regression'] as const;
const read = async (name: (typeof names)[number]): Promise<Rows | null> =>
  name === 'binary' || name === 'regression' ? made(name) : real(name);

const targetOf = (name: string, y: Float64Array): Target =>
  name === 'regression' ? { task: 'regression', values: y } : { task: 'binary', labels: Uint8Array.from(y) };

function score(name: string, y: Float64Array, scores: Float64Array): number {
  if (name !== 'regression') return rocAuc({ labels: Uint8Array.from(y), scores });
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  const squares = (of: (v: number, i: number) => number): number => y.reduce((sum, v, i) => sum + of(v, i) ** 2, 0);
  return 1 - squares((v, i) => v - (scores[i] ?? NaN)) / squares((v) => v - mean);
}

/** A seed of ours is no further from the mean of the reference's seeds than three of their standard deviations. */
function expectWithinSpread(figure: number, seeds: readonly number[]): void {
  const mean = seeds.reduce((a, b) => a + b, 0) / seeds.length;
  const deviation = Math.sqrt(seeds.reduce((sum, s) => sum + (s - mean) ** 2, 0) / (seeds.length - 1));
  expect(Math.abs(figure - mean) / deviation).toBeLessThan(3);
}

/** scikit-learn 1.2 takes no missing values: both forests are given −1. */
const filled = (x: Matrix): Matrix => ({ ...x, values: x.values.map((v) => (Number.isNaN(v) ? -1 : v)) });

describe.each(names)('%s', async (name) => {
  const rows = await read(name);
  const reference = sets[name];
  if (reference === undefined) throw new Error(`no reference for ${name}`);
  const train = rows && rowsWhere(rows, (i) => !isTestRow(i));
  const judged = rows && rowsWhere(rows, isTestRow);

  test.skipIf(rows === null)('is the data that the references learnt from', () => {
    if (rows === null || judged === null) return;
    expect([rows.x.rows, judged.x.rows]).toEqual([reference.rows, reference.testRows]);
    expect(rows.x.values.reduce((sum, v) => sum + (Number.isNaN(v) ? 0 : v), 0)).toBeCloseTo(reference.sum, 4);
    expect(judged.y.reduce((sum, v) => sum + v, 0)).toBeCloseTo(reference.testSum, 8);
  });

  test.skipIf(rows === null)('boosting is as good as xgboost hist, within its seeds', () => {
    if (train === null || judged === null) return;
    const options = { rounds: 100, maxDepth: 4, learningRate: 0.1, subsample: 0.8, columns: 0.8, seed: 1 };
    const { model } = fitBoosting(train.x, targetOf(name, train.y), options);
    expectWithinSpread(score(name, judged.y, predictTrees(model, judged.x)), reference.boosting);
  });

  test.skipIf(rows === null)('a forest is as good as scikit-learn’s, within its seeds', () => {
    if (train === null || judged === null) return;
    const { model } = fitForest(filled(train.x), targetOf(name, train.y), { maxDepth: 10, seed: 1 });
    expectWithinSpread(score(name, judged.y, predictTrees(model, filled(judged.x))), reference.forest);
  });
});
