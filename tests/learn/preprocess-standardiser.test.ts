import { expect, test } from 'vitest';
import { fromColumns, type Matrix } from '../../src/learn/matrix';
import { fitStandardiser } from '../../src/learn/preprocess/standardiser';
import reference from '../fixtures/learn/sklearn.json';

const x: Matrix = { rows: reference.x.length, columns: 4, values: Float64Array.from(reference.x.flat()) };

test('the standardiser equals scikit-learn 1.2.1 StandardScaler', () => {
  const { mean, scale } = fitStandardiser(x);
  reference.mean.forEach((m, j) => expect(mean[j]).toBeCloseTo(m, 10));
  reference.scale.forEach((s, j) => expect(scale[j]).toBeCloseTo(s, 10));
});

test('a constant column is left with scale 1', () => {
  expect([...fitStandardiser(fromColumns([Float64Array.of(0.1, 0.1, 0.1)])).scale]).toEqual([1]);
});
