import { solvePositive, type Matrix } from './matrix';

export interface LogisticModel {
  /** One per column. */
  readonly coefficients: Float64Array;
  readonly intercept: number;
  /** Newton steps taken. */
  readonly iterations: number;
}

export interface LogisticOptions {
  /** Inverse strength of the penalty, as scikit-learn's `C`; > 0. */
  readonly C: number;
  /** Newton steps before giving up; 100 when not said. */
  readonly maxIterations?: number;
}

/**
 * L2 logistic regression by Newton's method with step halving. Minimises scikit-learn's objective
 * C · Σ log(1 + exp(−yᵢ zᵢ)) + ½ ‖w‖², y ∈ {−1, 1}; the intercept is not penalised. Ends when a step
 * moves no parameter by more than 1e-10.
 * @param labels 0 or 1 per row
 * @throws Error when there is one class only, a value is not finite, or it does not converge
 */
export function fitLogistic(x: Matrix, labels: Uint8Array, { C, maxIterations = 100 }: LogisticOptions): LogisticModel {
  if (labels.length !== x.rows) throw new Error(`${labels.length} labels for ${x.rows} rows`);
  if (!x.values.every(Number.isFinite)) throw new Error('a feature is not finite');
  const positives = labels.reduce((n, y) => n + y, 0);
  if (positives === 0 || positives === x.rows) throw new Error('all labels are of one class');
  // The intercept is the last parameter.
  let w = new Float64Array(x.columns + 1);
  w[x.columns] = Math.log(positives / (x.rows - positives));
  let loss = objective(x, labels, w, C);
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const step = newtonStep(x, labels, w, C);
    const largest = step.reduce((most, s) => Math.max(most, Math.abs(s)), 0);
    let next = moved(w, step, 1);
    let nextLoss = objective(x, labels, next, C);
    // Rounding may lift the loss by its last digits near the end; only a real rise is halved.
    for (let share = 0.5; nextLoss > loss + 1e-9 * Math.abs(loss) && share > 1e-6; share /= 2) {
      next = moved(w, step, share);
      nextLoss = objective(x, labels, next, C);
    }
    w = next;
    loss = nextLoss;
    if (!Number.isFinite(loss)) throw new Error('logistic regression diverged');
    if (largest <= 1e-10) return { coefficients: w.slice(0, -1), intercept: w[x.columns] ?? 0, iterations: iteration };
  }
  throw new Error(`logistic regression did not converge in ${maxIterations} steps`);
}

/** 1 ÷ (1 + e^−z), without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

function margin({ columns, values }: Matrix, row: number, w: Float64Array): number {
  let z = w[columns] ?? 0;
  const start = row * columns;
  for (let j = 0; j < columns; j++) z += (values[start + j] ?? 0) * (w[j] ?? 0);
  return z;
}

function objective(x: Matrix, labels: Uint8Array, w: Float64Array, C: number): number {
  let sum = 0;
  for (let i = 0; i < x.rows; i++) {
    const z = labels[i] === 1 ? -margin(x, i, w) : margin(x, i, w);
    sum += z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
  }
  let penalty = 0;
  for (let j = 0; j < x.columns; j++) penalty += (w[j] ?? 0) ** 2;
  return C * sum + penalty / 2;
}

function newtonStep(x: Matrix, labels: Uint8Array, w: Float64Array, C: number): Float64Array {
  const { rows, columns, values } = x;
  const n = columns + 1;
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n * n);
  for (let i = 0; i < rows; i++) {
    const p = sigmoid(margin(x, i, w));
    const error = C * (p - (labels[i] ?? 0));
    const weight = C * p * (1 - p);
    const start = i * columns;
    for (let j = 0; j < n; j++) {
      const xj = j < columns ? (values[start + j] ?? 0) : 1;
      gradient[j] = (gradient[j] ?? 0) + error * xj;
      const weighted = weight * xj;
      const row = j * n;
      // The lower triangle; the last row is the intercept's.
      for (let k = 0; k <= j; k++) {
        hessian[row + k] = (hessian[row + k] ?? 0) + weighted * (k < columns ? (values[start + k] ?? 0) : 1);
      }
    }
  }
  for (let j = 0; j < columns; j++) {
    gradient[j] = (gradient[j] ?? 0) + (w[j] ?? 0);
    hessian[j * n + j] = (hessian[j * n + j] ?? 0) + 1;
  }
  for (let j = 0; j < n; j++) for (let k = j + 1; k < n; k++) hessian[j * n + k] = hessian[k * n + j] ?? 0;
  return solvePositive(hessian, gradient);
}

function moved(w: Float64Array, step: Float64Array, share: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(w, (value, j) => value - share * (step[j] ?? 0));
}
