import { Z95, type Interval } from './rate';

/** How unevenly a total is spread. */
export interface Concentration {
  readonly holders: number;
  readonly total: number;
  /** Gini coefficient in [0, 1]: 0 when all have the same. */
  readonly gini: number;
  /** The smallest group that holds 80 %: how many, the largest first. */
  readonly to80: number;
  /** Share of the total that the top 20 % hold; the group is rounded up. */
  readonly top20: number;
  /** Lorenz curve from the largest down: share of holders and of the total, from (0, 0) to (1, 1). */
  readonly curve: readonly { readonly holders: number; readonly share: number }[];
}

/**
 * Concentration of non-negative values, the largest first. Negative ones count as 0. Null when nothing is
 * above 0.
 * Gini = 1 − Σ (areas under the Lorenz curve, by trapezes); Lorenz 1905, Gini 1912.
 * @param points of the curve, evenly spaced over the holders
 */
export function concentration(values: Float64Array, points = 100): Concentration | null {
  const sorted = Float64Array.from(values, (x) => Math.max(0, x))
    .sort()
    .reverse();
  const holders = sorted.length;
  const total = sorted.reduce((n, x) => n + x, 0);
  if (!(total > 0)) return null;
  const sums = new Float64Array(holders + 1);
  let area = 0;
  let to80 = holders;
  for (let i = 0; i < holders; i++) {
    sums[i + 1] = (sums[i] ?? 0) + (sorted[i] ?? 0);
    area += ((sums[i] ?? 0) + (sums[i + 1] ?? 0)) / 2;
    // Sums of floats end a hair below what they stand for.
    if (to80 === holders && (sums[i + 1] ?? 0) >= 0.8 * total * (1 - 1e-12)) to80 = i + 1;
  }
  const stops = Math.min(points, holders);
  return {
    holders,
    total,
    gini: Math.max(0, (2 * area) / (holders * total) - 1),
    to80,
    top20: (sums[Math.ceil(holders * 0.2 - 1e-9)] ?? 0) / total,
    curve: Array.from({ length: stops + 1 }, (_, i) => {
      const upto = Math.round((i * holders) / stops);
      return { holders: upto / holders, share: (sums[upto] ?? 0) / total };
    }),
  };
}

/** Pearson's correlation of two columns with weights; null where one does not vary. */
export function correlation(x: readonly number[], y: readonly number[], weight: readonly number[]): number | null {
  const n = weight.reduce((s, w) => s + w, 0);
  const mean = (v: readonly number[]): number => v.reduce((s, a, i) => s + a * (weight[i] ?? 0), 0) / n;
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [a, b, w] = [(x[i] ?? 0) - mx, (y[i] ?? 0) - my, weight[i] ?? 0];
    xx += w * a * a;
    yy += w * b * b;
    xy += w * a * b;
  }
  const spread = Math.sqrt(xx * yy);
  return n > 1 && spread > 1e-12 * Math.abs(mx * my) * n ? xy / spread : null;
}

/**
 * The 95 % interval of Pearson's correlation over `n` pairs, by Fisher's transformation (Fisher 1921, Metron 1);
 * null for fewer than 4 pairs. Exact for normal pairs; long tails widen it in truth.
 */
export function correlationInterval(r: number, n: number): Interval | null {
  if (!(n > 3)) return null;
  const [z, half] = [Math.atanh(Math.max(-1, Math.min(1, r))), Z95 / Math.sqrt(n - 3)];
  return { low: Math.tanh(z - half), high: Math.tanh(z + half) };
}
