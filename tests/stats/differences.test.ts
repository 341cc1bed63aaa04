import { describe, expect, test } from 'vitest';
import { benjaminiHochberg } from '../../src/stats/benjaminiHochberg';
import { meanDifference } from '../../src/stats/meanDifference';
import { shareEffect, sharesAlike } from '../../src/stats/shareDifference';
import { studentTail } from '../../src/stats/studentTail';

describe('tails of Student’s t equal scipy 1.10 (2 * t.sf)', () => {
  test.each([
    [2, 10, 0.07338803477074039],
    [0.5, 3.7, 0.645335633319932],
    [8, 25, 2.3497506157188584e-8],
  ])('t = %s with %s degrees of freedom', (t, df, p) => expect(studentTail(t, df) / p).toBeCloseTo(1, 9));
  test('with very many it is the normal distribution', () =>
    expect(studentTail(1.959963984540054, 1e8)).toBeCloseTo(0.05, 7));
});

test('Welch: two groups of unequal spread, as scipy ttest_ind(equal_var=False)', () => {
  const found = meanDifference({ n: 5, mean: 3, variance: 2.5 }, { n: 8, mean: 6.5, variance: 9 });
  expect(found.value).toBe(-3.5);
  expect(found.p).toBeCloseTo(0.019251913165177707, 9);
  expect(found.interval?.low).toBeCloseTo(-6.310353309230319, 3);
  expect(found.interval?.high).toBeCloseTo(-0.6896466907696812, 3);
  // (−3.5 ÷ √(73/11)) × (1 − 3/43).
  expect(found.effect).toBeCloseTo((-3.5 / Math.sqrt(73 / 11)) * (1 - 3 / 43), 12);
});

test('one value, no spread or nobody: no test', () => {
  const one = { n: 1, mean: 1, variance: 0 };
  expect(meanDifference(one, { n: 9, mean: 2, variance: 1 })).toEqual({
    value: -1,
    interval: null,
    p: null,
    effect: null,
  });
  expect(meanDifference({ ...one, n: 4 }, { ...one, n: 4 }).p).toBeNull();
  expect(meanDifference({ ...one, n: 0 }, one).value).toBeNull();
});

test('shares: the pooled test of 15 of 100 and 30 of 100', () => {
  expect(sharesAlike({ count: 15, of: 100 }, { count: 30, of: 100 })).toBeCloseTo(0.011085166380602711, 6);
  expect(sharesAlike({ count: 0, of: 10 }, { count: 0, of: 20 })).toBeNull();
  expect(shareEffect(0.5, 0.25)).toBeCloseTo(Math.PI / 6, 12);
});

test('Benjamini–Hochberg: the fifteen p of their paper adjust as R’s p.adjust does', () => {
  const ps = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  const adjusted = benjaminiHochberg(ps);
  // At q = 0.05 the first four are called.
  expect(adjusted.filter((p) => (p ?? 1) <= 0.05)).toHaveLength(4);
  expect(adjusted[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
  // Never falling: the sixth takes the lower value of the seventh.
  expect(adjusted[5]).toBeCloseTo((0.0298 * 15) / 7, 12);
  expect(benjaminiHochberg([0.04, null, NaN, 0.01])).toEqual([0.04, null, null, 0.02]);
});
