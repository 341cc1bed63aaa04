import type { Matrix } from '../matrix';

/** Walks the rows of a matrix, giving the values that are not 0: one-hot features are mostly zeros. */
export interface RowReader {
  /** Reads row i; answers how many values are not 0. */
  read(row: number): number;
  /** Columns of these values, rising; and the values. The first `read(…)` entries hold. */
  readonly at: Int32Array;
  readonly value: Float64Array;
}

/** @param constant a column more at the end that is 1 everywhere, for an intercept */
export function rowReader({ columns, values }: Matrix, constant = false): RowReader {
  const at = new Int32Array(columns + 1);
  const value = new Float64Array(columns + 1);
  return {
    at,
    value,
    read(row) {
      const start = row * columns;
      let n = 0;
      for (let j = 0; j < columns; j++) {
        const v = values[start + j] ?? 0;
        if (v !== 0) {
          at[n] = j;
          value[n++] = v;
        }
      }
      if (constant) {
        at[n] = columns;
        value[n++] = 1;
      }
      return n;
    },
  };
}

/**
 * Adds weight × v vᵀ of the reader's current row to the lower triangle of a symmetric size × size part of
 * `into`, which starts at `offset` and has rows of length `stride`.
 */
export function addOuter(
  { at, value }: RowReader,
  n: number,
  weight: number,
  into: Float64Array,
  stride: number,
  offset = 0,
): void {
  // Without zeros the columns are 0 … n − 1: no need to look them up.
  if (at[n - 1] === n - 1) {
    for (let a = 0; a < n; a++) {
      const weighted = weight * (value[a] ?? 0);
      const row = offset + a * stride;
      for (let b = 0; b <= a; b++) into[row + b] = (into[row + b] ?? 0) + weighted * (value[b] ?? 0);
    }
    return;
  }
  for (let a = 0; a < n; a++) {
    const weighted = weight * (value[a] ?? 0);
    const row = offset + (at[a] ?? 0) * stride;
    for (let b = 0; b <= a; b++) {
      const k = row + (at[b] ?? 0);
      into[k] = (into[k] ?? 0) + weighted * (value[b] ?? 0);
    }
  }
}

/** Copies the lower triangle of a size × size matrix to the upper. */
export function mirror(matrix: Float64Array, size: number): void {
  for (let j = 0; j < size; j++) for (let k = j + 1; k < size; k++) matrix[j * size + k] = matrix[k * size + j] ?? 0;
}

/**
 * @throws Error when rows and labels differ in number, there are no rows, or a value or weight is not finite
 */
export function checkRows(x: Matrix, labels: number, weights: Float64Array | undefined): void {
  if (labels !== x.rows) throw new Error(`${labels} labels for ${x.rows} rows`);
  if (weights !== undefined && weights.length !== x.rows)
    throw new Error(`${weights.length} weights for ${x.rows} rows`);
  if (x.rows === 0) throw new Error('there are no rows to learn from');
  for (let k = 0; k < x.values.length; k++)
    if (!Number.isFinite(x.values[k])) throw new Error('a feature is not finite');
  if (weights?.every((w) => w >= 0 && Number.isFinite(w)) === false)
    throw new Error('a weight is negative or not finite');
}
