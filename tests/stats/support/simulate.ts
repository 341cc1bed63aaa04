import type { BetaGeometricKind, BetaGeometricParameters } from '../../../src/stats/betaGeometric';
import type { GammaGammaParameters, SpendRows } from '../../../src/stats/gammaGamma';
import type { ParetoParameters } from '../../../src/stats/paretoNbd';
import type { PurchaseRows } from '../../../src/stats/purchases';

/** Uniform numbers in (0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

type Uniform = () => number;
const exponential = (u: Uniform, rate: number): number => -Math.log(u()) / rate;
const normal = (u: Uniform): number => Math.sqrt(-2 * Math.log(u())) * Math.cos(2 * Math.PI * u());

/** Marsaglia & Tsang 2000, scale 1. */
function gamma(u: Uniform, shape: number): number {
  if (shape < 1) return gamma(u, shape + 1) * u() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(u);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(u()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
const beta = (u: Uniform, a: number, b: number): number => {
  const [x, y] = [gamma(u, a), gamma(u, b)];
  return x / (x + y);
};

function rows(n: number, one: () => readonly [x: number, recency: number, age: number]): PurchaseRows {
  const all = Array.from({ length: n }, one);
  return {
    x: Float64Array.from(all, (c) => c[0]),
    recency: Float64Array.from(all, (c) => c[1]),
    age: Float64Array.from(all, (c) => c[2]),
    weight: Float64Array.from(all, () => 1),
  };
}

/** Customers of BG/NBD or MBG/NBD as the papers tell their story, first bought in the first quarter of the time. */
export function simulateBetaGeometric(
  u: Uniform,
  kind: BetaGeometricKind,
  [r, alpha, a, b]: BetaGeometricParameters,
  n: number,
  time: number,
): PurchaseRows {
  return rows(n, () => {
    const age = time * (1 - u() / 4);
    const rate = gamma(u, r) / alpha;
    const leave = beta(u, a, b);
    let [x, recency, at] = [0, 0, 0];
    let alive = kind === 'bgnbd' || u() >= leave;
    while (alive) {
      at += exponential(u, rate);
      if (at > age) break;
      x++;
      recency = at;
      alive = u() >= leave;
    }
    return [x, recency, age];
  });
}

/** Customers of Pareto/NBD. */
export function simulatePareto(
  u: Uniform,
  [r, alpha, s, beta_]: ParetoParameters,
  n: number,
  time: number,
): PurchaseRows {
  return rows(n, () => {
    const age = time * (1 - u() / 4);
    const rate = gamma(u, r) / alpha;
    const life = exponential(u, gamma(u, s) / beta_);
    let [x, recency, at] = [0, 0, 0];
    for (;;) {
      at += exponential(u, rate);
      if (at > Math.min(age, life)) return [x, recency, age];
      x++;
      recency = at;
    }
  });
}

/** Repeat buyers of 1 to 8 purchases with gamma spends of gamma rates. */
export function simulateSpend(u: Uniform, [p, q, v]: GammaGammaParameters, n: number): SpendRows {
  const all = Array.from({ length: n }, (_, i) => {
    const x = 1 + (i % 8);
    const rate = gamma(u, q) / v;
    return [x, gamma(u, p * x) / rate / x] as const;
  });
  return {
    x: Float64Array.from(all, (c) => c[0]),
    mean: Float64Array.from(all, (c) => c[1]),
    weight: Float64Array.from(all, () => 1),
  };
}
