import { describe, expect, test } from 'vitest';
import { sfc32 } from '../../src/learn/random';
import { poisson } from '../../src/stats/draws';
import { lnGamma } from '../../src/stats/gamma';
import { seeded } from './support/simulate';
import {
  betaGeometric,
  betaGeometricLikelihood,
  expectedPurchases,
  fitBetaGeometric,
  purchaseCountProbabilities,
} from '../../src/stats/betaGeometric';
import type { Estimate, Estimated } from '../../src/stats/estimate';
import { fitGammaGamma, gammaGammaLikelihood, expectedSpend } from '../../src/stats/gammaGamma';
import { discountedPurchases, inUnit, ratePer } from '../../src/stats/lifetime';
import { inverseOf, minimise, withNumericGradient } from '../../src/stats/minimise';
import { fitPareto, lnDroppedOut, paretoLikelihood, paretoNbd } from '../../src/stats/paretoNbd';
import type { PurchaseRows } from '../../src/stats/purchases';
import { simulateBetaGeometric, simulatePareto, simulateSpend } from './support/simulate';

const one = (x: number, recency: number, age: number, weight = 1): PurchaseRows => ({
  x: Float64Array.of(x),
  recency: Float64Array.of(recency),
  age: Float64Array.of(age),
  weight: Float64Array.of(weight),
});

function estimated({ model }: Estimated<Estimate>): Estimate {
  if (model === null) throw new Error('no estimate');
  return model;
}

/** Simpson's rule on 20,000 parts. */
function integral(f: (y: number) => number, from: number, to: number): number {
  const n = 20_000;
  const h = (to - from) / n;
  let sum = f(from) + f(to);
  for (let i = 1; i < n; i++) sum += (i % 2 === 1 ? 4 : 2) * f(from + i * h);
  return (sum * h) / 3;
}

describe('likelihoods', () => {
  test('numerical stability: BG/NBD at x = 0 is −.59947382 and at x = 200 100.7957', () => {
    const at = [0.25, 4, 0.8, 2.5];
    expect(betaGeometricLikelihood('bgnbd', one(0, 0, 40))(at).value).toBeCloseTo(-0.59947382, 8);
    expect(betaGeometricLikelihood('bgnbd', one(200, 38, 40))(at).value).toBeCloseTo(100.7957, 4);
  });

  test('x up to 10,000 stays finite, value and gradient, in every model', () => {
    for (const [x, tx] of [
      [10_000, 400],
      [10_000, 10],
      [0, 0],
      [1, 0],
    ] as const) {
      for (const likelihood of [
        betaGeometricLikelihood('bgnbd', one(x, tx, 400)),
        betaGeometricLikelihood('mbgnbd', one(x, tx, 400)),
        paretoLikelihood(one(x, tx, 400)),
      ]) {
        const { value, gradient } = likelihood([0.5, 3, 0.9, 2]);
        expect([value, ...gradient].every(Number.isFinite)).toBe(true);
      }
      for (const model of [
        betaGeometric('bgnbd', [0.5, 3, 0.9, 2]),
        betaGeometric('mbgnbd', [0.5, 3, 0.9, 2]),
        paretoNbd([0.5, 3, 0.9, 2]),
      ]) {
        const future = model.future(x, tx, 400);
        expect(future.alive).toBeGreaterThanOrEqual(0);
        expect(future.alive).toBeLessThanOrEqual(1);
        expect(Number.isFinite(future.expected(52))).toBe(true);
        expect(future.expected(0)).toBeCloseTo(0, 12);
      }
    }
  });

  const rows: PurchaseRows = {
    x: Float64Array.of(0, 1, 2, 7, 30, 0),
    recency: Float64Array.of(0, 3, 20, 30, 38, 0),
    age: Float64Array.of(30, 38, 39, 31, 39, 2),
    weight: Float64Array.of(5, 1, 2, 1, 1, 3),
  };
  test.each([
    ['BG/NBD', betaGeometricLikelihood('bgnbd', rows), [0.3, 4, 0.8, 2.5]],
    ['MBG/NBD', betaGeometricLikelihood('mbgnbd', rows), [0.3, 4, 0.8, 2.5]],
    ['Pareto/NBD', paretoLikelihood(rows), [0.5, 10, 0.6, 11]],
    ['Gamma–Gamma', gammaGammaLikelihood({ x: rows.x, mean: rows.age, weight: rows.weight }), [6, 4, 15]],
  ] as const)('%s: the gradient is that of finite differences', (_name, likelihood, at) => {
    const { gradient } = likelihood(at);
    const numeric = withNumericGradient((p) => likelihood(p).value, 1e-4)(at).gradient;
    gradient.forEach((g, i) => expect(g).toBeCloseTo(numeric[i] ?? NaN, 4));
  });

  test('Pareto/NBD: the dropout term is its integral, on both sides of α = β and for t_x = T', () => {
    for (const [alpha, beta] of [
      [10, 3],
      [3, 10],
      [5, 5],
      [40, 0.5],
    ] as const) {
      const [r, s, x, tx, age] = [0.6, 0.8, 3, 12, 39];
      const direct = integral((y) => s * (alpha + y) ** -(r + x) * (beta + y) ** -(s + 1), tx, age);
      expect(Math.exp(lnDroppedOut([r, alpha, s, beta], x, tx, age)) / direct).toBeCloseTo(1, 9);
    }
    expect(lnDroppedOut([0.6, 10, 0.8, 3], 3, 39, 39)).toBe(-Infinity);
    expect(paretoNbd([0.6, 10, 0.8, 3]).future(3, 39, 39).alive).toBe(1);
  });
});

// ln of the likelihood by mpmath 1.3 with 40 digits: its integral by quadrature, no hypergeometric function.
test.each([
  [[0.553, 10.578, 0.606, 11.669], [0, 0, 39], -0.521507418876577],
  [[0.553, 10.578, 0.606, 11.669], [2, 30, 39], -9.55063924263966],
  [[0.553, 10.578, 0.606, 11.669], [200, 100, 400], -89.2373366877906],
  [[0.3, 0.01, 0.4, 30], [0, 0, 400], -2.59214465768542],
  [[0.3, 0.01, 0.4, 30], [10_000, 10, 400], 59051.8392665233],
  [[5, 30, 5, 0.01], [0, 0, 39], -0.000416475926172258],
  [[5, 30, 5, 0.01], [1, 0.14, 78], -15.3673528437026],
  [[5, 30, 5, 0.01], [200, 100, 400], -149.077830146074],
  [[5, 30, 5, 0.01], [10_000, 10, 400], 45211.5970183424],
  [[2, 1000, 3, 1], [200, 100, 400], -548.119942183281],
  [[0.6, 10, 0.8, 3], [5, 77.9, 78], -22.6055335821712],
] as const)(
  'Pareto/NBD %s, customer %s: the likelihood is that of 40 digits to 1e-12, and so is its sum',
  (p, [x, tx, age], truth) => {
    const near = (value: number, of: number): void =>
      expect(Math.abs(value - of)).toBeLessThan(1e-12 * Math.max(1, Math.abs(of)));
    near(paretoLikelihood(one(x, tx, age))(p).value, truth);
    // Beside customers with whom it shares its times.
    const beside = [one(x, tx, age), one(x, tx, age + 7), one(x, 0, age), one(x + 1, tx, age), one(x, age, age)];
    const column = (of: keyof PurchaseRows): Float64Array => Float64Array.from(beside.flatMap((o) => [...o[of]]));
    const all = { x: column('x'), recency: column('recency'), age: column('age'), weight: column('weight') };
    near(
      paretoLikelihood(all)(p).value,
      beside.reduce((n, o) => n + paretoLikelihood(o)(p).value, 0),
    );
  },
);

describe('expectations', () => {
  test('BG/NBD: E[X(t)] is the sum of n · P(X(t) = n), and the probabilities sum to 1', () => {
    for (const p of [
      [0.243, 4.414, 0.793, 2.426],
      [1.5, 3, 1, 2],
      [0.9, 6, 0.3, 0.4],
    ] as const) {
      const all = purchaseCountProbabilities(p, 20, 4000);
      expect(all.reduce((n, x) => n + x, 0)).toBeCloseTo(1, 4);
      expect(all.every((x) => x >= 0)).toBe(true);
      expect(all.reduce((n, x, i) => n + x * i, 0)).toBeCloseTo(expectedPurchases(p, 20), 2);
    }
  });

  test('P(at least one purchase): 1 − P(X(t) = 0) for a new customer, and never above P(alive) or the expectation', () => {
    const p = [0.243, 4.414, 0.793, 2.426] as const;
    const fresh = betaGeometric('bgnbd', p).future(0, 0, 0);
    expect(fresh.returns(20)).toBeCloseTo(1 - (purchaseCountProbabilities(p, 20, 0)[0] ?? NaN), 12);
    for (const model of [
      betaGeometric('bgnbd', p),
      betaGeometric('mbgnbd', p),
      paretoNbd([0.553, 10.578, 0.606, 11.669]),
    ]) {
      for (const [x, tx, age] of [
        [0, 0, 39],
        [2, 30, 39],
        [9, 38, 39],
      ] as const) {
        const future = model.future(x, tx, age);
        expect(future.returns(52)).toBeLessThanOrEqual(Math.min(future.alive, future.expected(52)) + 1e-12);
        expect(future.returns(0)).toBeCloseTo(0, 12);
        // In a short time a second purchase is next to impossible: both are one.
        expect(future.returns(1e-4) / future.expected(1e-4)).toBeCloseTo(1, 3);
      }
    }
  });

  test.each([
    ['BG/NBD', betaGeometric('bgnbd', [0.9, 4.4, 1.8, 2.4])],
    ['MBG/NBD', betaGeometric('mbgnbd', [0.8, 6.2, 1.9, 1.6])],
    ['Pareto/NBD', paretoNbd([0.9, 10.6, 1.6, 11.7])],
  ])(
    '%s: chances of n purchases sum to 1, their mean is the expectation, 0 is not coming back, and draws follow them',
    (_name, model) => {
      const random = sfc32(5);
      for (const [x, tx, age, t] of [
        [0, 0, 39, 20],
        [2, 30, 39, 52],
        [9, 38, 39, 8],
      ] as const) {
        const future = model.future(x, tx, age);
        const counts = future.counts(t, 1500);
        expect(counts.every((c) => c >= 0)).toBe(true);
        expect(counts.reduce((n, c) => n + c, 0)).toBeCloseTo(1, 5);
        expect(counts.reduce((n, c, i) => n + c * i, 0)).toBeCloseTo(future.expected(t), 3);
        expect(1 - (counts[0] ?? NaN)).toBeCloseTo(future.returns(t), 6);
        expect(future.counts(0, 2)).toEqual([1, 0, 0].map((c) => expect.closeTo(c, 9) as unknown));
        const draws = Array.from({ length: 20_000 }, () => future.draw(random, t));
        for (const n of [0, 1, 3]) {
          const p = counts[n] ?? 0;
          const off = draws.filter((d) => d === n).length / draws.length - p;
          expect(Math.abs(off)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / draws.length) + 1e-9);
        }
      }
    },
  );

  test('Poisson counts have their mean and variance, by counting and by rejection', () => {
    const random = sfc32(9);
    for (const mean of [0.4, 11, 13, 400]) {
      const draws = Array.from({ length: 20_000 }, () => poisson(random, mean, (n) => lnGamma(n + 1)));
      const m = draws.reduce((n, d) => n + d, 0) / draws.length;
      const v = draws.reduce((n, d) => n + (d - m) ** 2, 0) / draws.length;
      expect(Math.abs(m - mean)).toBeLessThan(4 * Math.sqrt(mean / draws.length));
      expect(Math.abs(v / mean - 1)).toBeLessThan(0.06);
    }
    expect(poisson(random, 0, (n) => lnGamma(n + 1))).toBe(0);
  });

  test('MBG/NBD: a new customer’s expectation is that of BG/NBD with one more decision to stay', () => {
    const [r, alpha, a, b] = [0.5, 6, 0.9, 1.6] as const;
    const direct = (b / (a + b)) * expectedPurchases([r, alpha, a, b + 1], 30);
    expect(betaGeometric('mbgnbd', [r, alpha, a, b]).expected(30)).toBe(direct);
    // What a customer first seen just now is expected to do: nothing else is known of him.
    expect(betaGeometric('mbgnbd', [r, alpha, a, b]).future(0, 0, 0).expected(30)).toBeCloseTo(direct, 12);
  });

  test('parameters at the walls of the search: a customer who never leaves, rates that are all alike', () => {
    // Everyone buys at rate 0.5 and stays with probability 1/2 after each purchase.
    const alike = expectedPurchases([160_000, 320_000, 160_000, 160_000], 30);
    expect(alike).toBeCloseTo((1 - Math.exp(-0.5 * 0.5 * 30)) / 0.5, 3);
    // Nobody leaves: the mean rate r/α times t.
    expect(expectedPurchases([0.5, 4, 1e-5, 160_000], 30)).toBeCloseTo((0.5 / 4) * 30, 3);
    expect(expectedPurchases([160_000, 320_000, 1e-5, 160_000], 30)).toBeCloseTo(15, 2);
    // Both forms are one where both serve.
    expect(expectedPurchases([0.5, 4, 30.001, 9], 30) / expectedPurchases([0.5, 4, 30, 9], 30)).toBeCloseTo(1, 4);
  });

  test('a = 1 and s = 1 are no gaps, and a long horizon stays exact', () => {
    const at = (a: number): number => expectedPurchases([0.5, 4, a, 2], 52);
    expect(at(1)).toBeCloseTo((at(1.001) + at(0.999)) / 2, 5);
    const pareto = (s: number): number => paretoNbd([0.5, 4, s, 9]).expected(52);
    expect(pareto(1)).toBeCloseTo((pareto(1.0001) + pareto(0.9999)) / 2, 7);
    // E[X(t)] = ∫ rate · P(alive) grows towards its bound when a > 1: (a + b − 1)/(a − 1).
    expect(expectedPurchases([0.5, 4, 2.5, 2], 1e7)).toBeLessThan(3.5 / 1.5);
    expect(expectedPurchases([0.5, 4, 2.5, 2], 1e7)).toBeGreaterThan(2.2);
  });
});

describe('fits', () => {
  test('a row of weight 3 is three rows, and scaling time changes α only', () => {
    const rows = simulateBetaGeometric(seeded(5), 'bgnbd', [0.6, 5, 0.9, 2], 600, 52);
    const fit = estimated(fitBetaGeometric('bgnbd', rows));
    const thrice = (a: Float64Array): Float64Array => Float64Array.from([...a, ...a, ...a]);
    const repeated = estimated(
      fitBetaGeometric('bgnbd', {
        x: thrice(rows.x),
        recency: thrice(rows.recency),
        age: thrice(rows.age),
        weight: thrice(rows.weight),
      }),
    );
    const weighted = estimated(fitBetaGeometric('bgnbd', { ...rows, weight: rows.weight.map((w) => 3 * w) }));
    repeated.parameters.forEach((p, i) => expect(weighted.parameters[i]).toBeCloseTo(p, 4));
    expect(weighted.logLikelihood).toBeCloseTo(repeated.logLikelihood, 4);
    const inDays = estimated(
      fitBetaGeometric('bgnbd', { ...rows, recency: rows.recency.map((t) => t * 7), age: rows.age.map((t) => t * 7) }),
    );
    fit.parameters.forEach((p, i) => expect((inDays.parameters[i] ?? NaN) / p).toBeCloseTo(i === 1 ? 7 : 1, 3));
  });

  test.each([
    ['BG/NBD', 'bgnbd', [0.6, 5, 0.9, 2.5]],
    ['MBG/NBD', 'mbgnbd', [0.8, 6, 0.9, 2]],
  ] as const)(
    '%s: 6,000 simulated customers give the parameters back within 3 standard errors',
    (_name, kind, truth) => {
      const rows = simulateBetaGeometric(seeded(11), kind, truth, 6000, 52);
      const fit = estimated(fitBetaGeometric(kind, rows));
      expect(fit.converged).toBe(true);
      truth.forEach((p, i) =>
        expect(Math.abs((fit.parameters[i] ?? NaN) - p)).toBeLessThan(3 * (fit.errors[i] ?? NaN)),
      );
    },
  );

  test('Pareto/NBD: 3,000 simulated customers give the parameters back within 3 standard errors', () => {
    const truth = [0.9, 8, 0.8, 12] as const;
    const fit = estimated(fitPareto(simulatePareto(seeded(3), truth, 3000, 78)));
    expect(fit.converged).toBe(true);
    truth.forEach((p, i) => expect(Math.abs((fit.parameters[i] ?? NaN) - p)).toBeLessThan(3 * (fit.errors[i] ?? NaN)));
  });

  test('Gamma–Gamma: 3,000 simulated buyers give the parameters back within 3 standard errors', () => {
    const truth = [6, 4, 15] as const;
    const fit = estimated(fitGammaGamma(simulateSpend(seeded(7), truth, 3000)));
    truth.forEach((p, i) => expect(Math.abs((fit.parameters[i] ?? NaN) - p)).toBeLessThan(3 * (fit.errors[i] ?? NaN)));
  });

  const many = (x: number, tx: number, age: number): PurchaseRows => one(x, tx, age, 50);
  test.each([
    ['nobody', one(0, 0, 10, 0), 'no-customers'],
    ['one customer', one(3, 5, 10), 'too-few'],
    ['only one-time buyers', many(0, 0, 10), 'no-repeats'],
    ['all first seen on the last day', many(0, 0, 0), 'no-time'],
  ] as const)('%s: it cannot be estimated, and says why', (_what, rows, because) => {
    for (const fit of [fitBetaGeometric('bgnbd', rows), fitBetaGeometric('mbgnbd', rows), fitPareto(rows)]) {
      expect(fit).toEqual({ model: null, because });
    }
  });

  test('identical customers give numbers or a reason, never NaN', () => {
    for (const fit of [
      fitBetaGeometric('bgnbd', many(3, 20, 30)),
      fitBetaGeometric('mbgnbd', many(3, 20, 30)),
      fitPareto(many(3, 20, 30)),
    ]) {
      if (fit.model !== null) {
        expect([...fit.model.parameters, fit.model.logLikelihood].every(Number.isFinite)).toBe(true);
        expect(fit.model.errors.some(Number.isNaN)).toBe(false);
      }
    }
  });

  test('Gamma–Gamma needs repeat buyers whose spends differ; zero and negative spends do not count', () => {
    const spends = (mean: readonly number[], x = 2) => ({
      x: Float64Array.from(mean, () => x),
      mean: Float64Array.from(mean),
      weight: Float64Array.from(mean, () => 1),
    });
    expect(fitGammaGamma(spends([0, -3, 0]))).toEqual({ model: null, because: 'no-repeats' });
    expect(fitGammaGamma(spends([5, 6]))).toEqual({ model: null, because: 'too-few' });
    expect(fitGammaGamma(spends(Array.from({ length: 40 }, () => 12)))).toEqual({ model: null, because: 'all-alike' });
    expect(expectedSpend([6, 0.9, 15], 0, 0)).toBeNull();
  });
});

describe('lifetime value', () => {
  test('the monthly-on-weekly trap: 12 months on weekly data are 52.18 weeks, a yearly rate is one per week', () => {
    const model = betaGeometric('bgnbd', [0.243, 4.414, 0.793, 2.426]).future(2, 30.43, 38.86);
    const horizon = inUnit({ value: 12, unit: 'months' }, 'weeks');
    expect(horizon).toBeCloseTo(52.1775, 4);
    const rate = ratePer('weeks', 0.1);
    expect((1 + rate) ** (365.2425 / 7)).toBeCloseTo(1.1, 12);
    const right = discountedPurchases((t) => model.expected(t), horizon, rate);
    // Twelve taken for weeks: the trap would answer less than a third.
    expect(discountedPurchases((t) => model.expected(t), 12, rate)).toBeLessThan(right / 3);
    expect(right).toBeLessThan(model.expected(horizon));
    expect(right).toBeGreaterThan(model.expected(horizon) / 1.1);
  });

  test('without a discount it is the expectation; a horizon of 0 is worth nothing', () => {
    const model = betaGeometric('bgnbd', [0.243, 4.414, 0.793, 2.426]).future(2, 30.43, 38.86);
    expect(discountedPurchases((t) => model.expected(t), 52.18, 0)).toBeCloseTo(model.expected(52.18), 12);
    expect(discountedPurchases((t) => model.expected(t), 0, 0.01)).toBe(0);
    // A constant rate of 1 per unit: the annuity of 10 payments.
    expect(discountedPurchases((t) => t, 10, 0.02)).toBeCloseTo((1 - 1.02 ** -10) / 0.02, 12);
    // Cut into fewer steps it stays close.
    expect(
      discountedPurchases((t) => t, 1000, 0.001, 100) / discountedPurchases((t) => t, 1000, 0.001, 1000),
    ).toBeCloseTo(1, 3);
  });
});

describe('the optimiser', () => {
  test('Rosenbrock’s valley ends at (1, 1)', () => {
    const found = minimise(
      withNumericGradient(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2),
      [-1.2, 1],
      { tolerance: 1e-6 },
    );
    expect(found.converged).toBe(true);
    expect(found.at[0]).toBeCloseTo(1, 5);
    expect(found.at[1]).toBeCloseTo(1, 5);
  });

  test('the inverse of a positive matrix; none of another', () => {
    const inverse = inverseOf([
      [4, 1],
      [1, 3],
    ]);
    expect(inverse?.flat().map((x) => x * 11)).toEqual([3, -1, -1, 4].map((x) => expect.closeTo(x, 12) as number));
    expect(
      inverseOf([
        [1, 2],
        [2, 1],
      ]),
    ).toBeNull();
  });
});
