/** Rows of numbers in one array, row after row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Length rows × columns. */
  readonly values: Float64Array;
}

/** A matrix from its columns, all of one length. No columns make a matrix without rows. */
export function fromColumns(columns: readonly Float64Array[]): Matrix {
  const rows = columns[0]?.length ?? 0;
  const values = new Float64Array(rows * columns.length);
  columns.forEach((column, j) => {
    if (column.length !== rows) throw new Error(`column ${j} has ${column.length} values where ${rows} are expected`);
    for (let i = 0; i < rows; i++) values[i * columns.length + j] = column[i] ?? NaN;
  });
  return { rows, columns: columns.length, values };
}

/**
 * Solves A x = b for a symmetric positive definite A (n × n, row after row) by Cholesky.
 * @throws Error when A is not positive definite
 */
export function solvePositive(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const l = Float64Array.from(a);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = l[i * n + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (l[i * n + k] ?? 0) * (l[j * n + k] ?? 0);
      if (i > j) l[i * n + j] = sum / (l[j * n + j] ?? 1);
      else if (sum > 0) l[j * n + j] = Math.sqrt(sum);
      else throw new Error('the matrix is not positive definite');
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (l[i * n + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (l[i * n + i] ?? 1);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= (l[k * n + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (l[i * n + i] ?? 1);
  }
  return x;
}
