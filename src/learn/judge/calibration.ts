import { fitLogistic } from '../linear/logistic';
import { logit, sigmoid } from '../linear/sigmoid';

/** A correction of probabilities, plain JSON. */
export type Calibration =
  /** σ(slope × ln(p ÷ (1 − p)) + intercept); the log-odds are kept within ±{@link CALIBRATED_LOGIT}. */
  | { readonly by: 'platt'; readonly slope: number; readonly intercept: number }
  /** Linear between the points (`at` rising, `to` not falling), the first and last beyond them. */
  | { readonly by: 'isotonic'; readonly at: readonly number[]; readonly to: readonly number[] };

/** Probabilities closer to 0 or 1 than σ(∓16) = 1.1e-7 are calibrated as if they were that far off. */
export const CALIBRATED_LOGIT = 16;

/** The corrected probability. */
export function calibrate(by: Calibration, p: number): number {
  if (by.by === 'platt') return sigmoid(by.slope * logit(p, CALIBRATED_LOGIT) + by.intercept);
  const { at, to } = by;
  const above = at.findIndex((x) => x > p);
  if (above === 0) return to[0] ?? NaN;
  if (above < 0) return to.at(-1) ?? NaN;
  const [x0 = 0, x1 = 1] = [at[above - 1], at[above]];
  const [y0 = 0, y1 = 0] = [to[above - 1], to[above]];
  return y0 + ((p - x0) / (x1 - x0)) * (y1 - y0);
}

/**
 * Platt's correction on the log-odds (Platt 1999; a logistic regression with one feature and next to no
 * penalty). Fit it on predictions of rows that the model did not learn from.
 * @throws Error with one class only
 */
export function fitPlatt(labels: Uint8Array, p: Float64Array, weights?: Float64Array): Calibration {
  const values = p.map((v) => logit(v, CALIBRATED_LOGIT));
  const { model } = fitLogistic(
    { rows: p.length, columns: 1, values },
    { task: 'binary', labels },
    { C: 1e6, ...(weights === undefined ? {} : { weights }) },
  );
  return { by: 'platt', slope: model.coefficients[0] ?? NaN, intercept: model.intercepts[0] ?? NaN };
}

/**
 * Isotonic regression by pooling adjacent violators, as scikit-learn's: the probability that rises with the
 * prediction and is nearest to the labels in squared error. Equal predictions are one point. Points within
 * a level stretch are left out but its ends.
 * @throws Error without rows of a weight above 0
 */
export function fitIsotonic(labels: Uint8Array, p: Float64Array, weights?: Float64Array): Calibration {
  const order = Array.from(p.keys())
    .filter((i) => (weights?.[i] ?? 1) > 0)
    .sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0) || a - b);
  if (order.length === 0) throw new Error('there are no rows to learn from');
  const pools: { sum: number; weight: number; low: number; high: number }[] = [];
  let i = 0;
  while (i < order.length) {
    const x = p[order[i] ?? 0] ?? NaN;
    const pool = { sum: 0, weight: 0, low: x, high: x };
    for (; i < order.length && p[order[i] ?? 0] === x; i++) {
      const row = order[i] ?? 0;
      pool.sum += (weights?.[row] ?? 1) * (labels[row] ?? 0);
      pool.weight += weights?.[row] ?? 1;
    }
    pools.push(pool);
    for (;;) {
      const [before, last] = [pools.at(-2), pools.at(-1)];
      if (before === undefined || last === undefined || before.sum * last.weight < last.sum * before.weight) break;
      pools.splice(-2, 2, {
        sum: before.sum + last.sum,
        weight: before.weight + last.weight,
        low: before.low,
        high: last.high,
      });
    }
  }
  const points = pools.flatMap(({ sum, weight, low, high }) =>
    (low === high ? [low] : [low, high]).map((at) => ({ at, to: sum / weight })),
  );
  return { by: 'isotonic', at: points.map((q) => q.at), to: points.map((q) => q.to) };
}
