import { withClassWeights, type ClassWeights } from '../class-weights';
import type { Target } from '../table';

/** A target as trees take it. */
export interface Prepared {
  readonly rows: number;
  /** Outputs of the model: one, or one per class of a multiclass target. */
  readonly outputs: number;
  /** 0/1, class number, or the value, per row. */
  readonly y: Float64Array;
  /** Row weight × class weight; null where every row counts 1. */
  readonly weights: Float64Array | null;
}

/**
 * Checks a target and multiplies its weights.
 * @throws Error where lengths differ, a value is not finite, a weight is negative or none is positive, or a
 * class is unknown
 */
export function prepareTarget(
  target: Target,
  rows: number,
  weights: Float64Array | undefined,
  classWeights: ClassWeights | undefined,
): Prepared {
  const y = Float64Array.from(target.task === 'regression' ? target.values : target.labels);
  if (y.length !== rows) throw new Error(`${y.length} target values for ${rows} rows`);
  if (!y.every(Number.isFinite)) throw new Error('a target value is not finite');
  const classes = target.task === 'regression' ? 0 : target.task === 'binary' ? 2 : target.classes.length;
  if (target.task !== 'regression' && !y.every((k) => Number.isInteger(k) && k >= 0 && k < classes))
    throw new Error(`a label is none of the ${classes} classes`);
  if (weights !== undefined) {
    if (weights.length !== rows) throw new Error(`${weights.length} weights for ${rows} rows`);
    if (!weights.every((w) => w >= 0 && w < Infinity)) throw new Error('a weight is negative or not finite');
  }
  const outputs = target.task === 'multiclass' ? classes : 1;
  const all = withClassWeights(target, weights, classWeights) ?? null;
  if (!(all === null ? rows > 0 : all.some((w) => w > 0))) throw new Error('no row has a weight');
  return { rows, outputs, y, weights: all };
}

/** Weighted mean of values, those of some rows where they are given. */
export function weightedMean(values: Float64Array, weights: Float64Array | null): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const w = weights === null ? 1 : (weights[i] as number);
    sum += w * (values[i] as number);
    total += w;
  }
  return sum / total;
}

/**
 * Weighted quantile: the least value that at least `q` of the weight is at or below. Sorts `values` with its
 * weights; NaN of none.
 */
export function weightedQuantile(values: Float64Array, weights: Float64Array | null, q: number): number {
  if (weights === null) {
    const sorted = values.slice().sort();
    return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? NaN;
  }
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  const total = weights.reduce((sum, w) => sum + w, 0);
  let sum = 0;
  for (const i of order) {
    sum += weights[i] ?? 0;
    if (sum >= q * total && sum > 0) return values[i] ?? NaN;
  }
  return values[order.at(-1) ?? 0] ?? NaN;
}
