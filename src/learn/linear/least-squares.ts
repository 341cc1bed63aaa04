import { solvePositive, type Matrix } from '../matrix';
import type { LinearFit } from './logistic';
import { shrunk } from './quadratic';
import { addOuter, checkRows, mirror, rowReader } from './rows';

export interface RidgeOptions {
  /** Strength of the penalty, ≥ 0, as scikit-learn's Ridge `alpha`. */
  readonly alpha: number;
  /** One per row, ≥ 0; 1 each when not said. */
  readonly weights?: Float64Array;
}

export interface ElasticNetOptions {
  /** Strength of the penalty, > 0, as scikit-learn's ElasticNet `alpha`. */
  readonly alpha: number;
  /** Share of L1, in (0, 1]: 1 (when not said) is the lasso. */
  readonly l1Ratio?: number;
  readonly weights?: Float64Array;
  /** The duality gap may be this share of Σ w (y − mean)²; 1e-8 when not said. */
  readonly tolerance?: number;
  /** Rounds of coordinate descent before giving up; 10,000 when not said. */
  readonly maxIterations?: number;
}

/**
 * Ridge regression: minimises Σ wᵢ (yᵢ − ŷᵢ)² + α ‖β‖²; the intercept is not penalised. By Cholesky.
 * @throws Error when a value is not finite, or α = 0 and columns depend on one another
 */
export function fitRidge(
  x: Matrix,
  y: Float64Array,
  { alpha, weights }: RidgeOptions,
  report: (done: number) => void = () => undefined,
): LinearFit {
  if (!(alpha >= 0 && alpha < Infinity)) throw new Error(`alpha is ${alpha}, not a number from 0`);
  const m = moments(x, y, weights, report);
  const a = m.gram.slice();
  for (let j = 0; j < x.columns; j++) a[j * x.columns + j] = (a[j * x.columns + j] ?? 0) + alpha;
  report(1);
  return regression(m, solvePositive(a, m.product), 1);
}

/**
 * Lasso and elastic net: minimises Σ wᵢ (yᵢ − ŷᵢ)² ÷ (2 Σ wᵢ) + α r ‖β‖₁ + α (1 − r)/2 ‖β‖²; the intercept
 * is not penalised. Cyclic coordinate descent on the Gram matrix, ended by the duality gap (Friedman,
 * Hastie & Tibshirani 2010; gap as in Kim et al. 2007).
 * @throws Error when a value is not finite, or it does not converge
 */
export function fitElasticNet(
  x: Matrix,
  y: Float64Array,
  options: ElasticNetOptions,
  report: (done: number) => void = () => undefined,
): LinearFit {
  const { alpha, l1Ratio = 1, weights, tolerance = 1e-8, maxIterations = 10_000 } = options;
  if (!(alpha > 0 && alpha < Infinity)) throw new Error(`alpha is ${alpha}, not a number above 0`);
  if (!(l1Ratio > 0 && l1Ratio <= 1)) throw new Error(`l1Ratio is ${l1Ratio}, not in (0, 1]`);
  const m = moments(x, y, weights, report);
  const n = x.columns;
  const l1 = alpha * l1Ratio * m.total;
  const l2 = alpha * (1 - l1Ratio) * m.total;
  const w = new Float64Array(n);
  // Xᵀ(y − Xw), kept up to date.
  const slope = m.product.slice();
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    report(0.5 + 0.5 * Math.min(iteration / 200, 0.9));
    let largest = 0;
    let most = 0;
    for (let j = 0; j < n; j++) {
      const curvature = m.gram[j * n + j] ?? 0;
      // A column that is the same everywhere says nothing; rounding leaves it a speck.
      if (curvature <= 1e-20 * m.total * (m.mean[j] ?? 0) ** 2) continue;
      const from = w[j] ?? 0;
      const to = shrunk((slope[j] ?? 0) + curvature * from, l1) / (curvature + l2);
      const change = to - from;
      if (change !== 0) {
        w[j] = to;
        for (let k = 0; k < n; k++) slope[k] = (slope[k] ?? 0) - change * (m.gram[j * n + k] ?? 0);
      }
      largest = Math.max(largest, Math.abs(change) * Math.sqrt(curvature));
      most = Math.max(most, Math.abs(to) * Math.sqrt(curvature));
    }
    if (largest > tolerance * most) continue;
    if (dualityGap(m, w, slope, l1, l2) <= tolerance * m.variation) {
      report(1);
      return regression(m, w, iteration);
    }
  }
  throw new Error(`the fit did not converge in ${maxIterations} rounds`);
}

/** Sums of the centred columns and of the centred y. */
interface Moments {
  readonly features: number;
  /** Σ w. */
  readonly total: number;
  readonly mean: Float64Array;
  readonly meanY: number;
  /** Xᵀ W X, Xᵀ W y, yᵀ W y. */
  readonly gram: Float64Array;
  readonly product: Float64Array;
  readonly variation: number;
}

function moments(
  x: Matrix,
  y: Float64Array,
  weights: Float64Array | undefined,
  report: (done: number) => void,
): Moments {
  checkRows(x, y.length, weights);
  if (!y.every(Number.isFinite)) throw new Error('a value to learn is not finite');
  const { rows, columns, values } = x;
  const mean = new Float64Array(columns);
  let total = 0;
  let meanY = 0;
  for (let i = 0; i < rows; i++) {
    const w = weights?.[i] ?? 1;
    total += w;
    meanY += w * (y[i] ?? 0);
    for (let j = 0; j < columns; j++) mean[j] = (mean[j] ?? 0) + w * (values[i * columns + j] ?? 0);
  }
  if (total === 0) throw new Error('all weights are 0');
  meanY /= total;
  for (let j = 0; j < columns; j++) mean[j] = (mean[j] ?? 0) / total;

  const gram = new Float64Array(columns * columns);
  const product = new Float64Array(columns);
  let variation = 0;
  const centred = new Float64Array(columns);
  const reader = rowReader({ rows: 1, columns, values: centred });
  for (let i = 0; i < rows; i++) {
    if (i % 5_000 === 0) report((0.5 * i) / rows);
    const w = weights?.[i] ?? 1;
    for (let j = 0; j < columns; j++) centred[j] = (values[i * columns + j] ?? 0) - (mean[j] ?? 0);
    const d = (y[i] ?? 0) - meanY;
    variation += w * d * d;
    for (let j = 0; j < columns; j++) product[j] = (product[j] ?? 0) + w * d * (centred[j] ?? 0);
    addOuter(reader, reader.read(0), w, gram, columns);
  }
  mirror(gram, columns);
  return { features: columns, total, mean, meanY, gram, product, variation };
}

/** Primal minus dual of ½ ‖y − Xw‖² + l1 ‖w‖₁ + l2/2 ‖w‖², at the dual point that the residual scales to. */
function dualityGap(m: Moments, w: Float64Array, slope: Float64Array, l1: number, l2: number): number {
  let fitted = 0; // wᵀ Xᵀ y
  let left = 0; // wᵀ Xᵀ R
  let absolute = 0;
  let squares = 0;
  let steepest = 0;
  for (let j = 0; j < w.length; j++) {
    const wj = w[j] ?? 0;
    fitted += wj * (m.product[j] ?? 0);
    left += wj * (slope[j] ?? 0);
    absolute += Math.abs(wj);
    squares += wj * wj;
    steepest = Math.max(steepest, Math.abs((slope[j] ?? 0) - l2 * wj));
  }
  const residual = Math.max(0, m.variation - fitted - left);
  const scale = steepest > l1 ? l1 / steepest : 1;
  // Rᵀ y = yᵀy − wᵀXᵀy
  return 0.5 * (residual + l2 * squares) * (1 + scale * scale) + l1 * absolute - scale * (m.variation - fitted);
}

function regression(m: Moments, w: Float64Array, iterations: number): LinearFit {
  const intercept = m.meanY - w.reduce((sum, wj, j) => sum + wj * (m.mean[j] ?? 0), 0);
  return {
    iterations,
    model: {
      kind: 'linear',
      task: 'regression',
      link: 'identity',
      features: m.features,
      coefficients: w,
      intercepts: Float64Array.of(intercept),
    },
  };
}
