import type { Estimate } from '../../stats/estimate';
import { Z95, type Interval } from '../../stats/rate';

/** A total as a function of one model's parameters, and that model's estimate. */
export interface Uncertain {
  readonly estimate: Estimate;
  readonly total: (parameters: readonly number[]) => number;
}

/**
 * The 95 % interval of a positive total whose models were estimated: by the delta method on its logarithm,
 * from the covariances of the parameters' logarithms; independent models add up. It holds the doubt about
 * the parameters only, not the chance in what customers then do. Null where a covariance is missing.
 * @param at the total at the estimates
 */
export function totalInterval(at: number, parts: readonly Uncertain[]): Interval | null {
  let variance = 0;
  for (const { estimate, total } of parts) {
    const { covariance, parameters } = estimate;
    if (covariance === null) return null;
    const step = 1e-3;
    const slopes = parameters.map((_, i) => {
      const shifted = (by: number): number =>
        Math.log(total(parameters.map((p, j) => (i === j ? p * Math.exp(by) : p))));
      return (shifted(step) - shifted(-step)) / (2 * step);
    });
    slopes.forEach((a, i) => slopes.forEach((b, j) => (variance += a * b * (covariance[i]?.[j] ?? NaN))));
  }
  const half = Z95 * Math.sqrt(variance);
  return at > 0 && Number.isFinite(half) && half < 20 ? { low: at * Math.exp(-half), high: at * Math.exp(half) } : null;
}
