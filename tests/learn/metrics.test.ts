import { describe, expect, test } from 'vitest';
import { bootstrap, quantile } from '../../src/learn/bootstrap';
import {
  averagePrecision,
  brier,
  calibration,
  expectedCalibrationError,
  logLoss,
  rocAuc,
} from '../../src/learn/judge/scores';
import reference from '../fixtures/learn/sklearn.json';

const labels = Uint8Array.from(reference.y);
const scores = Float64Array.from(reference.scores);
const weights = Float64Array.from(reference.weights);
const all = { rocAuc, averagePrecision, logLoss, brier };

describe.each(Object.entries(all))('%s equals scikit-learn 1.2.1', (name, metric) => {
  const key = name as keyof typeof all;
  test('with ties', () => expect(metric({ labels, scores })).toBeCloseTo(reference.metrics[key], 12));
  test('with weights', () => expect(metric({ labels, scores, weights })).toBeCloseTo(reference.weighted[key], 12));
});

test('a score for everyone has an AUC of one half and the rate as average precision', () => {
  const constant = new Float64Array(labels.length).fill(0.3);
  expect(rocAuc({ labels, scores: constant })).toBe(0.5);
  expect(averagePrecision({ labels, scores: constant })).toBeCloseTo(labels.reduce((n, y) => n + y, 0) / 240, 12);
});

test('one class only has no AUC', () => {
  expect(rocAuc({ labels: new Uint8Array(3), scores: Float64Array.of(0.1, 0.2, 0.3) })).toBeNaN();
});

test('calibration keeps rows of one score together and counts every row once', () => {
  const bins = calibration(
    { labels: Uint8Array.of(0, 1, 0, 1, 1), scores: Float64Array.of(0.1, 0.5, 0.5, 0.5, 0.9) },
    5,
  );
  expect(bins).toEqual([
    { n: 1, predicted: 0.1, actual: 0 },
    { n: 3, predicted: 0.5, actual: 2 / 3 },
    { n: 1, predicted: 0.9, actual: 1 },
  ]);
});

test('the calibration error is the mean gap, by rows', () => {
  const s = { labels: Uint8Array.of(0, 0, 1, 1), scores: Float64Array.of(0.2, 0.2, 0.6, 0.6) };
  expect(expectedCalibrationError(s, 2)).toBeCloseTo(0.3, 12);
});

test('the bootstrap draws whole groups, is seeded, and covers the mean', () => {
  const groups = Int32Array.from({ length: 200 }, (_, i) => i >> 1);
  const values = Float64Array.from({ length: 200 }, (_, i) => (i >> 1) % 2);
  const seen = new Set<boolean>();
  const mean = (w: Float64Array): number[] => {
    seen.add(w.every((x, i) => x === w[i ^ 1]));
    return [w.reduce((s, x, i) => s + x * (values[i] ?? 0), 0) / w.reduce((s, x) => s + x, 0)];
  };
  const first = bootstrap(groups, mean, { seed: 3, draws: 400 });
  expect(first).toEqual(bootstrap(groups, mean, { seed: 3, draws: 400 }));
  expect([...seen]).toEqual([true]);
  // 100 independent groups: 0.5 ± 1.96 · 0.05
  expect(first[0]?.low).toBeCloseTo(0.402, 1);
  expect(first[0]?.high).toBeCloseTo(0.598, 1);
});

test('quantiles are of type 7', () => {
  expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
  expect(quantile([5], 0.9)).toBe(5);
  expect(quantile([], 0.5)).toBeNaN();
});
