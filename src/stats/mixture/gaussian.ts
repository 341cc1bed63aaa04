/** One Gaussian of a mixture. */
export interface Component {
  /** Share of the mixture; the shares add up to 1. */
  readonly weight: number;
  readonly mean: Float64Array;
  /** Columns × columns, row after row, symmetric. */
  readonly covariance: Float64Array;
}

/** The components of a mixture made ready for many rows, all in flat arrays: rows are many, objects are slow. */
export interface Densities {
  readonly k: number;
  readonly columns: number;
  /** log(weight) and the density's constants, per component. */
  readonly constants: Float64Array;
  readonly means: Float64Array;
  /** Inverses of the covariances' lower Cholesky factors, k × columns × columns. */
  readonly inverses: Float64Array;
}

/** Null where a covariance is not positive definite. */
export function densitiesOf(components: readonly Component[]): Densities | null {
  const k = components.length;
  const d = components[0]?.mean.length ?? 0;
  const made = {
    constants: new Float64Array(k),
    means: new Float64Array(k * d),
    inverses: new Float64Array(k * d * d),
  };
  for (const [c, { weight, mean, covariance }] of components.entries()) {
    const factor = cholesky(covariance, d);
    if (factor === null) return null;
    let halfLogDeterminant = 0;
    for (let a = 0; a < d; a++) halfLogDeterminant += Math.log(factor[a * d + a] ?? NaN);
    made.constants[c] = Math.log(weight) - 0.5 * d * Math.log(2 * Math.PI) - halfLogDeterminant;
    made.means.set(mean, c * d);
    made.inverses.set(lowerInverse(factor, d), c * d * d);
  }
  return { k, columns: d, ...made };
}

/**
 * Writes the responsibilities of the row that starts at `at` into `into`, from `to` on; they add up to 1.
 * @returns the log of the mixture's density there
 */
export function responsibilitiesAt(
  { k, columns: d, constants, means, inverses }: Densities,
  values: Float64Array,
  at: number,
  into: Float64Array,
  to: number,
): number {
  let most = -Infinity;
  for (let c = 0; c < k; c++) {
    const squares =
      d === 3 ? squaresOfThree(means, inverses, c, values, at) : squaresOf(means, inverses, c, values, at, d);
    const log = (constants[c] ?? 0) - 0.5 * squares;
    into[to + c] = log;
    if (log > most) most = log;
  }
  let sum = 0;
  for (let c = 0; c < k; c++) {
    const below = (into[to + c] ?? 0) - most;
    // e^−40 is less than rounding leaves of 1.
    const part = below < -40 ? 0 : Math.exp(below);
    into[to + c] = part;
    sum += part;
  }
  for (let c = 0; c < k; c++) into[to + c] = (into[to + c] ?? 0) / sum;
  return most + Math.log(sum);
}

/** Squared Mahalanobis distance of a row from component c. */
function squaresOf(
  means: Float64Array,
  inverses: Float64Array,
  c: number,
  values: Float64Array,
  at: number,
  d: number,
): number {
  let squares = 0;
  for (let a = 0; a < d; a++) {
    const row = (c * d + a) * d;
    let y = 0;
    for (let b = 0; b <= a; b++) y += (inverses[row + b] ?? 0) * ((values[at + b] ?? 0) - (means[c * d + b] ?? 0));
    squares += y * y;
  }
  return squares;
}

/** The same of three columns, the common case, written out: half the time. */
function squaresOfThree(
  means: Float64Array,
  inverses: Float64Array,
  c: number,
  values: Float64Array,
  at: number,
): number {
  const m = c * 3;
  const r = c * 9;
  const x = (values[at] ?? 0) - (means[m] ?? 0);
  const y = (values[at + 1] ?? 0) - (means[m + 1] ?? 0);
  const z = (values[at + 2] ?? 0) - (means[m + 2] ?? 0);
  const a = (inverses[r] ?? 0) * x;
  const b = (inverses[r + 3] ?? 0) * x + (inverses[r + 4] ?? 0) * y;
  const e = (inverses[r + 6] ?? 0) * x + (inverses[r + 7] ?? 0) * y + (inverses[r + 8] ?? 0) * z;
  return a * a + b * b + e * e;
}

/** The lower Cholesky factor of a symmetric matrix; null where it is not positive definite. */
function cholesky(matrix: Float64Array, d: number): Float64Array | null {
  const factor = new Float64Array(d * d);
  for (let j = 0; j < d; j++) {
    for (let i = j; i < d; i++) {
      let sum = matrix[i * d + j] ?? NaN;
      for (let k = 0; k < j; k++) sum -= (factor[i * d + k] ?? 0) * (factor[j * d + k] ?? 0);
      if (i > j) factor[i * d + j] = sum / (factor[j * d + j] ?? NaN);
      else if (sum > 0) factor[j * d + j] = Math.sqrt(sum);
      else return null;
    }
  }
  return factor;
}

function lowerInverse(factor: Float64Array, d: number): Float64Array {
  const inverse = new Float64Array(d * d);
  for (let j = 0; j < d; j++) {
    inverse[j * d + j] = 1 / (factor[j * d + j] ?? NaN);
    for (let i = j + 1; i < d; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum += (factor[i * d + k] ?? 0) * (inverse[k * d + j] ?? 0);
      inverse[i * d + j] = -sum / (factor[i * d + i] ?? NaN);
    }
  }
  return inverse;
}
