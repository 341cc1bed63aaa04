import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { betaGeometric, fitBetaGeometric, type BetaGeometricParameters } from '../../src/stats/betaGeometric';
import { concentration } from '../../src/stats/concentration';
import type { Estimate, Estimated } from '../../src/stats/estimate';
import { expectedSpend, fitGammaGamma, gammaGammaLikelihood } from '../../src/stats/gammaGamma';
import { fitPareto } from '../../src/stats/paretoNbd';
import { readCdnowSample, rowsOf, sample, summary } from './support/cdnow';

const customers = sample === null ? [] : readCdnowSample(sample);
const rows = rowsOf(customers);

function estimated({ model }: Estimated<Estimate>): Estimate {
  if (model === null) throw new Error('no estimate');
  return model;
}

/** As printed: the figure rounds to the published digits. */
function prints(value: number | null | undefined, published: number, digits: number): void {
  expect(Math.abs((value ?? NaN) - published)).toBeLessThanOrEqual(0.5000001 * 10 ** -digits);
}

describe.skipIf(sample === null || summary === null)('CDNOW 1/10 sample, calibration to 1997-09-30', () => {
  test('x, t_x, T and mean spend equal the published summary for each of 2,357 customers', () => {
    const lines = readFileSync(summary ?? '', 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1);
    expect(customers).toHaveLength(2357);
    for (const [i, line] of lines.entries()) {
      const [, x, recency, age, mean] = line.split(',').map(Number);
      const c = customers[i];
      expect(c?.x).toBe(x);
      prints(c?.recency, recency ?? NaN, 2);
      prints(c?.age, age ?? NaN, 2);
      expect(Math.abs((c?.x === 0 ? 0 : (c?.spend ?? NaN) / (c?.x ?? NaN)) - (mean ?? NaN))).toBeLessThanOrEqual(0.006);
    }
    expect(customers.reduce((n, c) => n + c.x, 0)).toBe(2457);
    expect(customers.reduce((n, c) => n + c.holdout, 0)).toBe(1882);
  });

  test('Fader, Hardie & Lee 2005, table 2: BG/NBD .243, 4.414, .793, 2.426, LL −9582.43, with standard errors', () => {
    const fit = estimated(fitBetaGeometric('bgnbd', rows));
    [0.243, 4.414, 0.793, 2.426].forEach((p, i) => prints(fit.parameters[i], p, 3));
    prints(fit.logLikelihood, -9582.43, 2);
    prints(fit.errors[0], 0.0126, 4);
    [0.378, 0.186, 0.705].forEach((se, i) => prints(fit.errors[i + 1], se, 3));
    expect(fit).toMatchObject({ converged: true, starts: 3, agreeing: 3 });
  });

  test('Fader, Hardie & Lee 2005: E[X(t)] at t = .1429, 1, 3, 31.8571, 52, 78', () => {
    const [r = NaN, alpha = NaN, a = NaN, b = NaN] = estimated(fitBetaGeometric('bgnbd', rows)).parameters;
    const model = betaGeometric('bgnbd', [r, alpha, a, b]);
    const published = [0.0078, 0.0532, 0.1506, 1.0405, 1.444, 1.8576];
    [0.1429, 1, 3, 31.8571, 52, 78].forEach((t, i) => {
      expect(Math.abs(model.expected(t) - (published[i] ?? NaN))).toBeLessThanOrEqual(0.0005);
    });
  });

  test('Pareto/NBD .553, 10.578, .606, 11.669, LL −9595.0', () => {
    const fit = estimated(fitPareto(rows));
    [0.553, 10.578, 0.606, 11.669].forEach((p, i) => prints(fit.parameters[i], p, 3));
    prints(fit.logLikelihood, -9595.0, 1);
    expect(fit).toMatchObject({ converged: true, starts: 2, agreeing: 2 });
  });

  test('MBG/NBD .525, 6.183, .891, 1.614, LL −9582.13', () => {
    const fit = estimated(fitBetaGeometric('mbgnbd', rows));
    [0.525, 6.183, 0.891, 1.614].forEach((p, i) => prints(fit.parameters[i], p, 3));
    // The maximum is at −9582.1357: the published figure is cut, not rounded.
    expect(Math.trunc(fit.logLikelihood * 100) / 100).toBe(-9582.13);
  });

  test('Gamma–Gamma 6.25, 3.74, 15.44, LL −4055.9, n = 946', () => {
    const mean = Float64Array.from(customers, (c) => (c.x === 0 ? 0 : c.spend / c.x));
    expect([...mean].filter((z) => z > 0)).toHaveLength(946);
    const spend = { x: rows.x, mean, weight: rows.weight };
    const fit = estimated(fitGammaGamma(spend));
    [6.25, 3.74, 15.44].forEach((p, i) => prints(fit.parameters[i], p, 2));
    prints(fit.logLikelihood, -4055.9, 1);
    expect(gammaGammaLikelihood(spend)(fit.parameters).value).toBe(fit.logLikelihood);
  });

  test('lifetimes: expected spend of the first ten customers, from the summary’s means in whole cents', () => {
    const lines = readFileSync(summary ?? '', 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1);
    const means = lines.map((line) => Number(line.split(',')[4]));
    const { parameters } = estimated(fitGammaGamma({ x: rows.x, mean: Float64Array.from(means), weight: rows.weight }));
    const [p = NaN, q = NaN, v = NaN] = parameters;
    [24.66, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17].forEach((money, i) => {
      const x = customers[i]?.x ?? NaN;
      prints(expectedSpend([p, q, v], x, x * (means[i] ?? NaN)), money, 2);
    });
  });

  test('holdout weeks 40–78 by x = 0 … 7+: actual and BG/NBD', () => {
    const fit = estimated(fitBetaGeometric('bgnbd', rows));
    const [r = NaN, alpha = NaN, a = NaN, b = NaN] = fit.parameters;
    const model = betaGeometric('bgnbd', [r, alpha, a, b]);
    const bins = Array.from({ length: 8 }, (_, x) => customers.filter((c) => Math.min(c.x, 7) === x));
    const mean = (of: readonly number[]): number => of.reduce((n, v) => n + v, 0) / of.length;
    expect(bins.map((bin) => bin.length)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    const actual = [0.237, 0.697, 1.393, 1.56, 2.532, 2.947, 3.862, 6.359];
    const expected = [0.225, 0.523, 1.044, 1.52, 2.164, 2.654, 3.504, 6.157];
    bins.forEach((bin, x) => {
      prints(mean(bin.map((c) => c.holdout)), actual[x] ?? NaN, 3);
      prints(mean(bin.map((c) => model.future(c.x, c.recency, c.age).expected(39))), expected[x] ?? NaN, 3);
    });
  });

  test('the top 20 % of customers hold 67.455 % of revenue, Gini .6309, 777 customers reach 80 %', () => {
    const spread = concentration(Float64Array.from(customers, (c) => c.total));
    prints(100 * (spread?.top20 ?? NaN), 67.455, 3);
    prints(spread?.gini, 0.6309, 4);
    expect(spread?.to80).toBe(777);
    prints(spread?.total, 244091.94, 2);
  });
});

describe('BG/NBD with the published parameters .243, 4.414, .793, 2.426', () => {
  const published: BetaGeometricParameters = [0.243, 4.414, 0.793, 2.426];
  const model = betaGeometric('bgnbd', published);

  test('conditional expectation (x = 2, t_x = 30.43, T = 38.86, t = 39) is 1.226, P(alive) .7266', () => {
    const future = model.future(2, 30.43, 38.86);
    prints(future.expected(39), 1.226, 3);
    prints(future.alive, 0.7266, 4);
  });

  test('customer 1516 (26, 30.857, 31): 25.757 purchases in 52 weeks, P(alive) .9689', () => {
    const future = model.future(26, 30.857, 31);
    expect(Math.abs(future.expected(52) - 25.757)).toBeLessThan(0.01);
    expect(Math.abs(future.alive - 0.9689)).toBeLessThan(0.0001);
  });

  test.each([
    [10, 0.3475, 4],
    [15, 0.0428, 4],
    [20, 0.00416, 5],
    [25, 0.000358, 6],
  ])('the increasing frequency paradox (t_x = 20, T = 39, t = 52): x = %i, %f', (x, purchases, digits) => {
    expect(Math.abs(model.future(x, 20, 39).expected(52) - purchases)).toBeLessThanOrEqual(1.5 * 10 ** -digits);
  });
});
