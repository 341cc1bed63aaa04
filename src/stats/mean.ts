import type { Interval } from './rate';

/** A mean over `n` values with its 95 % t interval; mean null for n = 0, interval null for n < 2. */
export interface Mean {
  readonly n: number;
  readonly mean: number | null;
  readonly interval: Interval | null;
}

/** Mean and 95 % t interval from the count, the sum and the sum of squares (all of finite values). */
export function meanOf(n: number, sum: number, squares: number): Mean {
  if (n < 1) return { n: 0, mean: null, interval: null };
  const mean = sum / n;
  if (n < 2) return { n, mean, interval: null };
  const spread = squares / n - mean * mean;
  // Where values are equal, the difference of the sums is rounding noise of either sign.
  const variance = spread <= 1e-12 * mean * mean ? 0 : (spread * n) / (n - 1);
  const half = studentQuantile975(n - 1) * Math.sqrt(variance / n);
  return { n, mean, interval: { low: mean - half, high: mean + half } };
}

/**
 * The 97.5 % quantile of Student's t with `df` ≥ 1 degrees of freedom; relative error under 1e-5 for
 * df ≥ 3, exact for 1 and 2. Source: Hill 1970, Algorithm 396, Comm. ACM 13, 619–620.
 */
export function studentQuantile975(df: number): number {
  const tail = 0.05; // both tails together
  if (df === 1) return 1 / Math.tan((tail * Math.PI) / 2);
  if (df === 2) return Math.sqrt(2 / (tail * (2 - tail)) - 2);
  const a = 1 / (df - 0.5);
  const b = 48 / (a * a);
  let c = ((20700 * (a / b) - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt(a * (Math.PI / 2)) * df;
  let x = d * tail;
  let y = x ** (2 / df);
  if (y > 0.05 + a) {
    x = -1.959963984540054;
    y = x * x;
    if (df < 5) c += 0.3 * (df - 4.5) * (x + 0.6);
    c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
    y = Math.expm1(a * y * y);
  } else {
    y =
      ((1 / (((df + 6) / (df * y) - 0.089 * d - 0.822) * (df + 2) * 3) + 0.5 / (df + 4)) * y - 1) *
        ((df + 1) / (df + 2)) +
      1 / y;
  }
  return Math.sqrt(df * y);
}
