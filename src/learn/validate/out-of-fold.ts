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
  const rows = Int32Array.from(parts.flatMap((p) => [...p.rows])).sort();
  const place = new Map<number, number>();
  rows.forEach((row, at) => place.set(row, at));
  const width = rows.length === 0 ? 1 : parts.reduce((n, p) => n + p.values.length, 0) / rows.length;
  const values = new Float64Array(rows.length * width);
  for (const part of parts) {
    part.rows.forEach((row, i) =>
      values.set(part.values.subarray(i * width, (i + 1) * width), (place.get(row) ?? 0) * width),
    );
  }
  return { rows, values };
}
