import { expect, test } from 'vitest';
import { fitLogistic } from '../../src/learn/logistic';
import { fromColumns, solvePositive, type Matrix } from '../../src/learn/matrix';
import { fitStandardiser, standardise } from '../../src/learn/standardiser';
import reference from '../fixtures/learn/sklearn.json';

const x: Matrix = { rows: reference.x.length, columns: 4, values: Float64Array.from(reference.x.flat()) };
const y = Uint8Array.from(reference.y);

test('the standardiser equals scikit-learn 1.2.1 StandardScaler', () => {
  const { mean, scale } = fitStandardiser(x);
  reference.mean.forEach((m, j) => expect(mean[j]).toBeCloseTo(m, 10));
  reference.scale.forEach((s, j) => expect(scale[j]).toBeCloseTo(s, 10));
});

test('a constant column is left with scale 1', () => {
  expect([...fitStandardiser(fromColumns([Float64Array.of(0.1, 0.1, 0.1)])).scale]).toEqual([1]);
});

test.each(Object.entries(reference.fits))('L2 logistic regression with C = %s equals scikit-learn 1.2.1', (c, fit) => {
  const model = fitLogistic(standardise(x, fitStandardiser(x)), y, { C: Number(c) });
  fit.coefficients.forEach((w, j) => expect(model.coefficients[j]).toBeCloseTo(w, 6));
  expect(model.intercept).toBeCloseTo(fit.intercept, 6);
});

test('labels of one class, values that are not finite and too few steps are errors', () => {
  expect(() => fitLogistic(x, new Uint8Array(x.rows), { C: 1 })).toThrow('one class');
  expect(() => fitLogistic({ ...x, values: x.values.map((v, k) => (k === 7 ? NaN : v)) }, y, { C: 1 })).toThrow(
    'finite',
  );
  expect(() => fitLogistic(x, y, { C: 1, maxIterations: 2 })).toThrow('did not converge in 2 steps');
});

test('columns that say the same share their weight instead of failing', () => {
  const column = Float64Array.from(reference.x, (row) => row[0] ?? 0);
  const { coefficients } = fitLogistic(fromColumns([column, column]), y, { C: 1 });
  expect(coefficients[0]).toBeCloseTo(coefficients[1] ?? NaN, 9);
});

test('a matrix that is not positive definite is an error', () => {
  expect(() => solvePositive(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow('positive definite');
});
