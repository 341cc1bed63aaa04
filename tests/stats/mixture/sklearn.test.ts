import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kMeans } from '../../../src/stats/mixture/kMeans';
import { fitMixture, labelStart, responsibilities } from '../../../src/stats/mixture/mixture';
import { largest } from '../../../src/stats/mixture/search';
import { silhouette } from '../../../src/stats/mixture/silhouette';
import { grouped, rowsOf } from './support';

interface Fixture {
  readonly cases: readonly {
    readonly name: string;
    readonly rows: readonly (readonly number[])[];
    readonly kMeans: readonly {
      readonly k: number;
      readonly start: readonly (readonly number[])[];
      readonly inertia: number;
      readonly labels: readonly number[];
      readonly centres: readonly (readonly number[])[];
      readonly silhouette: number;
    }[];
    readonly mixtures: readonly {
      readonly k: number;
      readonly floor: number;
      readonly tolerance: number;
      readonly start: readonly number[];
      readonly logLikelihood: number;
      readonly bic: number;
      readonly iterations: number;
      readonly labels: readonly number[];
      readonly weights: readonly number[];
      readonly means: readonly (readonly number[])[];
      readonly covariances: readonly (readonly (readonly number[])[])[];
    }[];
  }[];
}

const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/mixture/sklearn.json', import.meta.url), 'utf8'),
) as Fixture;

describe.each(fixture.cases)('scikit-learn 1.2 on the data “$name”', ({ rows, mixtures, kMeans: means }) => {
  const data = rowsOf(rows);

  test.each(mixtures)(
    'GaussianMixture, k = $k, reg_covar $floor, tol $tolerance: log-likelihood to 1e-6, BIC, parameters and labels equal',
    (expected) => {
      const { k, floor, tolerance } = expected;
      const fit = fitMixture(data, labelStart(Int32Array.from(expected.start), k), {
        floor,
        tolerance,
        maxIterations: 500,
      });
      if (fit === null) throw new Error('no fit');
      expect(fit.converged).toBe(true);
      expect(fit.iterations).toBe(expected.iterations);
      expect(Math.abs(fit.logLikelihood - expected.logLikelihood)).toBeLessThan(1e-6);
      expect(Math.abs(fit.bic - expected.bic)).toBeLessThan(1e-6);
      const shares = responsibilities(data, fit.components);
      if (shares === null) throw new Error('no responsibilities');
      expect([...largest(shares, k)]).toEqual(expected.labels);
      fit.components.forEach((c, i) => {
        expect(c.weight).toBeCloseTo(expected.weights[i] ?? NaN, 8);
        c.mean.forEach((m, j) => expect(m).toBeCloseTo(expected.means[i]?.[j] ?? NaN, 7));
        c.covariance.forEach((v, j) => expect(v).toBeCloseTo(expected.covariances[i]?.flat()[j] ?? NaN, 7));
      });
    },
  );

  test.each(mixtures)('a row of weight w counts as w rows: k = $k, floor $floor', ({ k, floor, start, tolerance }) => {
    // Equal rows have to start alike to be one row.
    const { data: few, index } = grouped(rows);
    const first = Int32Array.from({ length: few.rows }, (_, g) => start[index.indexOf(g)] ?? 0);
    const alike = Int32Array.from(index, (g) => first[g] ?? 0);
    const options = { floor, tolerance, maxIterations: 500 };
    const all = fitMixture(data, labelStart(alike, k), options);
    const weighted = fitMixture(few, labelStart(first, k), options);
    expect(weighted?.logLikelihood).toBeCloseTo(all?.logLikelihood ?? NaN, 7);
    expect(weighted?.bic).toBeCloseTo(all?.bic ?? NaN, 7);
  });

  test.each(means)('KMeans (Lloyd), k = $k: inertia, centres and labels equal', (expected) => {
    const fit = kMeans(data, Float64Array.from(expected.start.flat()));
    expect(fit.inertia).toBeCloseTo(expected.inertia, 8);
    expect([...fit.labels]).toEqual(expected.labels);
    expected.centres.flat().forEach((c, i) => expect(fit.centres[i]).toBeCloseTo(c, 8));
  });

  test.each(means)('silhouette_score of $k groups: equal, and with equal rows as one', (expected) => {
    const labels = Int32Array.from(expected.labels);
    expect(silhouette(data, labels)).toBeCloseTo(expected.silhouette, 10);
    const { data: few, index } = grouped(rows);
    const once = Int32Array.from({ length: few.rows }, (_, g) => labels[index.indexOf(g)] ?? 0);
    expect(silhouette(few, once)).toBeCloseTo(expected.silhouette, 10);
  });
});
