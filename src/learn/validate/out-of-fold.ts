import type { Fold } from './folds';

/** Predictions of rows by models that did not learn from them. */
export interface OutOfFold {
  /** Rows that were tested, rising. */
  readonly rows: Int32Array;
  /** Rows × outputs, row after row. */
  readonly values: Float64Array;
}

/**
 * Runs every fold and puts the answers together.
 * @param predict answers outputs per test row of the fold, row after row
 */
export function outOfFold(folds: readonly Fold[], predict: (fold: Fold, k: number) => Float64Array): OutOfFold {
  const parts = folds.map((fold, k) => ({ rows: fold.test, values: predict(fold, k) }));
  const rows = new Int32Array(parts.reduce((n, p) => n + p.rows.length, 0));
  let next = 0;
  for (const part of parts) {
    rows.set(part.rows, next);
    next += part.rows.length;
  }
  rows.sort();
  const place = new Int32Array((rows.at(-1) ?? -1) + 1);
  for (let at = 0; at < rows.length; at++) place[rows[at] as number] = at;
  const width = rows.length === 0 ? 1 : parts.reduce((n, p) => n + p.values.length, 0) / rows.length;
  const values = new Float64Array(rows.length * width);
  for (const part of parts) {
    for (let i = 0; i < part.rows.length; i++) {
      const at = place[part.rows[i] as number] as number;
      for (let k = 0; k < width; k++) values[at * width + k] = part.values[i * width + k] as number;
    }
  }
  return { rows, values };
}
