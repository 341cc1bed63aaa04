import type { Feature } from '../preprocess/spec';

/** What each source column adds to each answer. */
export interface Explanation {
  readonly rows: number;
  readonly outputs: number;
  readonly columns: readonly string[];
  /** Rows × outputs × columns. With `base` a row's values sum to its margin (or probability, or number). */
  readonly values: Float64Array;
  /** Rows × outputs: where the sum starts. */
  readonly base: Float64Array;
  /**
   * What is summed: `margin` before the link (log-odds of class 1, or the classes' margins), `probability`
   * (forests), or the `number`. A calibrated model is explained before its calibration.
   */
  readonly space: 'margin' | 'probability' | 'number';
}

/**
 * Sums what features add over their source columns.
 * @param values rows × outputs × features
 * @param columns the columns wanted, a superset of the features' own
 */
export function bySource(values: Float64Array, features: readonly Feature[], columns: readonly string[]): Float64Array {
  const place = features.map((f) => columns.indexOf(f.column));
  const blocks = features.length === 0 ? 0 : values.length / features.length;
  const out = new Float64Array(blocks * columns.length);
  for (let b = 0; b < blocks; b++) {
    for (let j = 0; j < features.length; j++) {
      const at = b * columns.length + (place[j] ?? 0);
      out[at] = (out[at] ?? 0) + (values[b * features.length + j] ?? 0);
    }
  }
  return out;
}
