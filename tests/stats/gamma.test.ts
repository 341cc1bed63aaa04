import { expect, test } from 'vitest';
import { digamma, lnGamma, signedLnGamma } from '../../src/stats/gamma';
import { hyp2f1, hyp2f1WithOne } from '../../src/stats/hypergeometric';

/** x, ln Γ(x), ψ(x), from mpmath 1.3 at 30 digits. */
const table = [
  [0.001, 6.907178885383853, -1000.5755719318103],
  [0.1, 2.252712651734206, -10.423754940411076],
  [0.25, 1.2880225246980774, -4.2274535333762655],
  [0.5, 0.5723649429247001, -1.9635100260214235],
  [0.9, 0.06637623973474295, -0.7549269499470513],
  [0.999999, 5.772164873855652e-7, -0.5772173098368019],
  [1.000001, -5.772148423874147e-7, -0.5772140199686682],
  [1.25, -0.09827183642181316, -0.22745353337626542],
  [1.5, -0.12078223763524522, 0.03648997397857652],
  [1.999, -0.0004224618006921073, 0.4221391988923556],
  [2.001, 0.000423106734800117, 0.42342906719069845],
  [2.5, 0.2846828704729192, 0.7031566406452432],
  [3.3, 0.9870985778947344, 1.0348224890596216],
  [7, 6.579251212010101, 1.8727843350984672],
  [10, 12.801827480081469, 2.251752589066721],
  [33.3, 82.60372358165495, 3.490467238520243],
  [100, 359.1342053695754, 4.600161852738087],
  [1234.5, 7550.550901077895, 7.118016231827998],
  [10_000, 82099.71749644238, 9.210290371142849],
  [1_000_000, 12815504.569147611, 13.815510057964191],
] as const;

test.each(table)('mpmath: ln Γ(%f) to 1e-14 and its derivative to 1e-13', (x, value, slope) => {
  expect(Math.abs(lnGamma(x) / value - 1)).toBeLessThan(1e-14);
  expect(Math.abs(digamma(x) / slope - 1)).toBeLessThan(1e-13);
});

test('ln Γ is nowhere for x ≤ 0; with a sign it is everywhere but at the poles', () => {
  expect(lnGamma(0)).toBeNaN();
  expect(digamma(-1)).toBeNaN();
  expect(signedLnGamma(-1).sign).toBe(0);
  // Γ(−1.5) = 4√π/3, Γ(−0.5) = −2√π.
  expect(signedLnGamma(-1.5).sign * Math.exp(signedLnGamma(-1.5).ln)).toBeCloseTo((4 * Math.sqrt(Math.PI)) / 3, 12);
  expect(signedLnGamma(-0.5).sign * Math.exp(signedLnGamma(-0.5).ln)).toBeCloseTo(-2 * Math.sqrt(Math.PI), 12);
});

/** a, b, c, z, ₂F₁, from mpmath 1.3. */
const gauss = [
  [0.243, 2.426, 2.219, 0.5, 1.2070970070440423],
  [1.2, 3.4, 2.5, 0.95, 288.6774217544263],
  [1, 2.5, 3.7, 0.99, 6.459510298682343],
  [0.7, 1.3, 4.25, 0.999, 1.3973219272441673],
  [5, 2, 9.5, 0.3, 1.4230111603883835],
  [-0.4, 0.2, 3.1, 0.6, 0.983556231732836],
  [2, 1, 3, 0.97, 5.3917693640556505],
] as const;

test.each(gauss)('mpmath: ₂F₁(%f, %f; %f; %f)', (a, b, c, z, value) => {
  expect(Math.abs(hyp2f1(a, b, c, z) / value - 1)).toBeLessThan(2e-13);
});

test('the continued fraction is the series with a first parameter of 1, and holds close to z = 1', () => {
  for (const [b, c, z] of [
    [2.5, 3.7, 0.6],
    [0.3, 5, 0.89],
    [40, 41.2, 0.3],
    [3, 2, 0.5],
  ] as const) {
    expect(Math.abs(hyp2f1WithOne(b, c, z) / hyp2f1(1, b, c, z) - 1)).toBeLessThan(1e-13);
  }
  expect(Math.abs(hyp2f1WithOne(2.5, 3.7, 0.99) / 6.459510298682343 - 1)).toBeLessThan(1e-13);
  expect(hyp2f1WithOne(2, 3, 0)).toBe(1);
});
