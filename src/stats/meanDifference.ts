import { studentQuantile975 } from './mean';
import type { Interval } from './rate';
import { studentTail } from './studentTail';

/** Values of a group, summed up. */
export interface Spread {
  readonly n: number;
  readonly mean: number;
  /** Divisor n − 1; 0 for one value. */
  readonly variance: number;
}

/** A difference of two means; null where it cannot be told. */
export interface MeanDifference {
  readonly value: number | null;
  /** 95 %. */
  readonly interval: Interval | null;
  /** Of both sides. */
  readonly p: number | null;
  /** In pooled standard deviations, corrected for few values. */
  readonly effect: number | null;
}

/**
 * `a − b` of two independent groups with unequal variances: Welch's interval and test, Hedges' g. No interval, test
 * or effect with fewer than two values in a group, or where nothing varies. Sources: Welch 1947, Biometrika 34, 28–35;
 * Hedges 1981, J. Educ. Stat. 6, 107–128.
 */
export function meanDifference(a: Spread, b: Spread): MeanDifference {
  if (a.n < 1 || b.n < 1) return { value: null, interval: null, p: null, effect: null };
  const value = a.mean - b.mean;
  const none = { value, interval: null, p: null, effect: null };
  if (a.n < 2 || b.n < 2) return none;
  const [va, vb] = [a.variance / a.n, b.variance / b.n];
  const error = Math.sqrt(va + vb);
  if (!(error > 0)) return none;
  const df = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  const half = studentQuantile975(df) * error;
  const free = a.n + b.n - 2;
  const pooled = Math.sqrt(((a.n - 1) * a.variance + (b.n - 1) * b.variance) / free);
  return {
    value,
    interval: { low: value - half, high: value + half },
    p: studentTail(value / error, df),
    effect: (value / pooled) * (1 - 3 / (4 * free - 1)),
  };
}
