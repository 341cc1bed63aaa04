import { expect, test } from 'vitest';
import { sigmoid } from '../../../src/learn/linear/sigmoid';
import { sfc32 } from '../../../src/learn/random';
import { fitBoosting } from '../../../src/learn/trees/boosting';
import { marginTrees } from '../../../src/learn/trees/predict';

const random = sfc32(20_261_122);
/** Few different values in some columns, many in others; every seventh is missing. */
const x = {
  rows: 3000,
  columns: 4,
  values: Float64Array.from({ length: 12_000 }, (_, i) =>
    i % 7 === 3 ? NaN : i % 4 < 2 ? random.below(6) : random.normal(),
  ),
};
const labels = Uint8Array.from({ length: x.rows }, (_, i) =>
  random.uniform() < ((x.values[4 * i] ?? 0) > 2 || Number.isNaN(x.values[4 * i + 2]) ? 0.7 : 0.2) ? 1 : 0,
);

test.each([
  ['depth first', { maxDepth: 5 }],
  ['leaf by leaf', { maxDepth: 20, maxLeaves: 12, growth: 'leaf' }],
] as const)('rows that a tree did not learn from get the leaf that they come to, %s', (_, shape) => {
  const options = { seed: 3, rounds: 25, subsample: 0.5, columns: 0.75, learningRate: 0.3, ...shape };
  const { model, trainLoss } = fitBoosting(x, { task: 'binary', labels }, options);
  // The loss that the fit kept in its own sums is that of the model, which is asked from outside.
  const losses = marginTrees(model, x).map((z, i) => -Math.log(sigmoid(labels[i] === 1 ? z : -z)));
  expect(trainLoss.at(-1)).toBeCloseTo(losses.reduce((a, b) => a + b, 0) / x.rows, 10);
});
