import { describe, expect, test } from 'vitest';
import { fitConstant } from '../../src/learn/linear/constant';
import { fitElasticNet, fitRidge } from '../../src/learn/linear/least-squares';
import { fitLogistic } from '../../src/learn/linear/logistic';
import { linearMargins, predictConstant, predictLinear } from '../../src/learn/linear/predict';
import { fromColumns, solvePositive, type Matrix } from '../../src/learn/matrix';
import type { LinearModel } from '../../src/learn/model';
import reference from '../fixtures/learn/linear/linear.json';

const x: Matrix = { rows: reference.x.length, columns: 8, values: Float64Array.from(reference.x.flat()) };
const binary = { task: 'binary', labels: Uint8Array.from(reference.binary) } as const;
const several = {
  task: 'multiclass',
  labels: Int32Array.from(reference.classes),
  classes: ['a', 'b', 'c'],
} as const;
const y = Float64Array.from(reference.values);
const weights = Float64Array.from(reference.weights);

interface Expected {
  readonly coefficients: readonly (readonly number[])[];
  readonly intercepts: readonly number[];
}

function expectSame(model: LinearModel, { coefficients, intercepts }: Expected): void {
  const wanted = coefficients.flat();
  wanted.forEach((w, j) => expect(model.coefficients[j], `coefficient ${j}`).toBeCloseTo(w, 6));
  intercepts.forEach((b, k) => expect(model.intercepts[k], `intercept ${k}`).toBeCloseTo(b, 6));
  // What the penalty takes out is out exactly, and nothing else is.
  expect(Array.from(model.coefficients, (w) => w === 0)).toEqual(wanted.map((w) => w === 0));
}

describe('logistic regression equals scikit-learn 1.2.1', () => {
  test.each(reference.logistic)(
    '$classes classes, C = $C, l1 share $l1Ratio, weighted $weighted',
    ({ classes, weighted, C, l1Ratio, ...expected }) => {
      const options = { C, l1Ratio, ...(weighted ? { weights } : {}) };
      const { model } = fitLogistic(x, classes === 2 ? binary : several, options);
      expectSame(model, expected);
    },
  );
});

describe('ridge, lasso and elastic net equal scikit-learn 1.2.1', () => {
  test.each(reference.squared)(
    '$learner, alpha $alpha, l1 share $l1Ratio, weighted $weighted',
    ({ learner, weighted, alpha, l1Ratio, ...expected }) => {
      const more = weighted ? { weights } : {};
      const fit =
        learner === 'ridge'
          ? fitRidge(x, y, { alpha, ...more })
          : fitElasticNet(x, y, { alpha, l1Ratio, tolerance: 1e-14, ...more });
      expectSame(fit.model, expected);
    },
  );
});

test('labels of one class, values that are not finite and too few steps are errors', () => {
  const one = { task: 'binary', labels: new Uint8Array(x.rows) } as const;
  expect(() => fitLogistic(x, one, { C: 1 })).toThrow('one class');
  const broken = { ...x, values: x.values.map((v, k) => (k === 7 ? NaN : v)) };
  expect(() => fitLogistic(broken, binary, { C: 1 })).toThrow('finite');
  expect(() => fitRidge(broken, y, { alpha: 1 })).toThrow('finite');
  expect(() => fitLogistic(x, binary, { C: 1, maxIterations: 2 })).toThrow('did not converge in 2 steps');
  expect(() => fitElasticNet(x, y, { alpha: 1e-4, tolerance: 1e-14, maxIterations: 2 })).toThrow('did not converge');
  expect(() => fitLogistic(x, binary, { C: 1, weights: new Float64Array(x.rows) })).toThrow('one class');
});

test('columns that say the same share their weight instead of failing', () => {
  const column = Float64Array.from(reference.x, (row) => row[0] ?? 0);
  const twice = fromColumns([column, column, new Float64Array(x.rows)]);
  const { coefficients } = fitLogistic(twice, binary, { C: 1 }).model;
  expect(coefficients[0]).toBeCloseTo(coefficients[1] ?? NaN, 9);
  expect(coefficients[2]).toBe(0);
  expect(fitLogistic(twice, binary, { C: 1, l1Ratio: 1 }).model.coefficients[2]).toBe(0);
});

test('a fit can be given up, and says how far it is', () => {
  const seen: number[] = [];
  fitLogistic(x, several, { C: 1 }, (done) => seen.push(done));
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
  const stop = (): never => {
    throw new Error('given up');
  };
  expect(() => fitLogistic(x, binary, { C: 1 }, stop)).toThrow('given up');
  expect(() => fitElasticNet(x, y, { alpha: 1 }, stop)).toThrow('given up');
});

test('predictions are probabilities that sum to 1, or the number', () => {
  const softmax = fitLogistic(x, several, { C: 1 }).model;
  const p = predictLinear(softmax, x);
  for (let i = 0; i < x.rows; i++) {
    expect((p[3 * i] ?? 0) + (p[3 * i + 1] ?? 0) + (p[3 * i + 2] ?? 0)).toBeCloseTo(1, 12);
  }
  const ridge = fitRidge(x, y, { alpha: 1 }).model;
  expect(predictLinear(ridge, x)).toEqual(linearMargins(ridge, x));
  expect(() => predictLinear(ridge, fromColumns([y]))).toThrow('1 features where 8 are expected');
});

test('a constant is the shares of the classes, the mean or the median, by weight', () => {
  const values = { task: 'regression', values: Float64Array.of(1, 2, 3, 100) } as const;
  expect([...fitConstant(2, values).values]).toEqual([26.5]);
  expect([...fitConstant(2, values, { by: 'median' }).values]).toEqual([2.5]);
  expect([...fitConstant(2, values, { by: 'median', weights: Float64Array.of(1, 1, 1, 9) }).values]).toEqual([100]);
  const shares = fitConstant(2, { ...several, labels: Int32Array.of(0, 1, 1, 1) });
  expect([...predictConstant(shares, 2)]).toEqual([0.25, 0.75, 0, 0.25, 0.75, 0]);
  expect(() => fitConstant(2, { task: 'binary', labels: new Uint8Array() })).toThrow('no rows');
});

test('a matrix that is not positive definite is an error', () => {
  expect(() => solvePositive(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow('positive definite');
});
