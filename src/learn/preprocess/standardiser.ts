import type { Matrix } from '../matrix';

/** What makes each column mean 0 and variance 1: (x − mean) ÷ scale. */
export interface Standardiser {
  readonly mean: Float64Array;
  /** Standard deviation with divisor n, as scikit-learn's StandardScaler; 1 for a constant column. */
  readonly scale: Float64Array;
}

export function fitStandardiser({ rows, columns, values }: Matrix): Standardiser {
  const mean = new Float64Array(columns);
  const scale = new Float64Array(columns).fill(1);
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += values[i * columns + j] ?? NaN;
    const m = sum / rows;
    let squares = 0;
    for (let i = 0; i < rows; i++) squares += ((values[i * columns + j] ?? NaN) - m) ** 2;
    const deviation = Math.sqrt(squares / rows);
    mean[j] = m;
    // Rounding leaves a constant column a deviation of a few ulps, not 0.
    if (deviation > 1e-12 * Math.max(1, Math.abs(m))) scale[j] = deviation;
  }
  return { mean, scale };
}

/** A new matrix, standardised. */
export function standardise({ rows, columns, values }: Matrix, { mean, scale }: Standardiser): Matrix {
  const out = new Float64Array(values.length);
  for (let k = 0; k < values.length; k++) {
    const j = k % columns;
    out[k] = ((values[k] ?? NaN) - (mean[j] ?? 0)) / (scale[j] ?? 1);
  }
  return { rows, columns, values: out };
}
