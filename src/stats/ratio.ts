import { studentQuantile975 } from './mean';
import type { Interval } from './rate';

/** Sums over `n` pairs (x, y). */
export interface PairSums {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** A ratio of two sums with its 95 % interval. */
export interface Ratio {
  /** Null where the sum of x is not positive. */
  readonly value: number | null;
  /** Null for fewer than two pairs. */
  readonly interval: Interval | null;
}

/**
 * The ratio Σy ÷ Σx of a sample of customers, as an order value (money ÷ orders) or a share of revenue, with
 * the 95 % t interval of its linearised variance: the residuals y − R·x stand for the values.
 * Source: Cochran 1977, "Sampling Techniques", 3rd ed., §6.4 (eq. 6.13), without finite correction.
 */
export function ratioOf({ n, x, y, xx, xy, yy }: PairSums): Ratio {
  if (n < 1 || !(x > 0)) return { value: null, interval: null };
  const value = y / x;
  if (n < 2) return { value, interval: null };
  const residuals = yy - 2 * value * xy + value * value * xx;
  // Where all pairs have one ratio, what is left is rounding noise of either sign.
  const squares = residuals <= 1e-12 * (yy + value * value * xx) ? 0 : residuals;
  const half = (studentQuantile975(n - 1) * Math.sqrt((squares * n) / (n - 1))) / x;
  return { value, interval: { low: value - half, high: value + half } };
}
