import type { Matrix } from '../matrix';
import type { LinearModel } from '../model';
import type { Target } from '../table';
import { proximalNewton, type Smooth } from './newton';
import { outerSums } from './outer';
import { checkRows } from './rows';
import { sigmoid, softplus } from './sigmoid';
import { softmaxLoss } from './softmax';

export interface LogisticOptions {
  /** Inverse strength of the penalty, as scikit-learn's `C`; > 0. */
  readonly C: number;
  /** Share of L1 in the penalty, in [0, 1]: 0 (when not said) is L2, 1 is L1, between is elastic net. */
  readonly l1Ratio?: number;
  /** One per row, ≥ 0; 1 each when not said. */
  readonly weights?: Float64Array;
  /** Newton steps before giving up; 100 when not said. */
  readonly maxIterations?: number;
}

/** A fitted linear model and how long it took. */
export interface LinearFit {
  readonly model: LinearModel;
  /** Newton steps or rounds of coordinate descent. */
  readonly iterations: number;
}

/**
 * Logistic regression. Minimises scikit-learn's objective C · Σ wᵢ lossᵢ + (1 − r)/2 ‖β‖² + r ‖β‖₁, with
 * the loss −ln P(label); intercepts are not penalised. Newton's method for L2, proximal Newton with
 * coordinate descent for a part of L1. Several classes: softmax with coefficients for each of them (the
 * intercepts sum to 0) and one Hessian over all, so that classes × features should stay under about 1,000.
 * @param report in [0, 1], an estimate; called at least per 10,000 rows; may throw to give up
 * @throws Error when there is one class only (of weight > 0), a value is not finite, or it does not converge
 */
export function fitLogistic(
  x: Matrix,
  target: Exclude<Target, { task: 'regression' }>,
  options: LogisticOptions,
  report: (done: number) => void = () => undefined,
): LinearFit {
  const { C, l1Ratio = 0, weights, maxIterations = 100 } = options;
  if (!(C > 0 && C < Infinity)) throw new Error(`C is ${C}, not a number above 0`);
  if (!(l1Ratio >= 0 && l1Ratio <= 1)) throw new Error(`l1Ratio is ${l1Ratio}, not in [0, 1]`);
  checkRows(x, target.labels.length, weights);
  const outputs = target.task === 'binary' ? 1 : target.classes.length;
  const shares = classWeight(target.labels, Math.max(outputs, 2), weights);
  if (shares.filter((w) => w > 0).length < 2) throw new Error('all labels are of one class');

  let steps = 0;
  const pulse = (): void => report(Math.min(steps / 12, 0.95));
  const smooth =
    target.task === 'binary'
      ? binaryLoss(x, target.labels, weights, C, pulse)
      : softmaxLoss(x, target.labels, outputs, weights, C, pulse);
  const counted: Smooth = { ...smooth, derivatives: (w) => (steps++, smooth.derivatives(w)) };

  // Parameters are, output after output, the coefficients and then the intercept.
  const width = x.columns + 1;
  const penalised = Float64Array.from({ length: outputs * width }, (_, k) => (k % width < x.columns ? 1 : 0));
  const start = new Float64Array(outputs * width);
  startIntercepts(shares, outputs).forEach((b, k) => (start[k * width + x.columns] = b));
  const { at, iterations } = proximalNewton(
    counted,
    { l1: penalised.map((p) => p * l1Ratio), l2: penalised.map((p) => p * (1 - l1Ratio)) },
    start,
    maxIterations,
  );
  report(1);
  return {
    iterations,
    model: {
      kind: 'linear',
      task: target.task,
      link: target.task === 'binary' ? 'logistic' : 'softmax',
      features: x.columns,
      coefficients: at.filter((_, k) => k % width < x.columns),
      intercepts: at.filter((_, k) => k % width === x.columns),
    },
  };
}

/** Sum of the weights of each class. */
function classWeight(labels: ArrayLike<number>, classes: number, weights: Float64Array | undefined): Float64Array {
  const sums = new Float64Array(classes);
  for (let i = 0; i < labels.length; i++) {
    const y = labels[i] ?? -1;
    if (!(y >= 0 && y < classes)) throw new Error(`label ${y} of ${classes} classes`);
    sums[y] = (sums[y] ?? 0) + (weights?.[i] ?? 1);
  }
  return sums;
}

/** Log-odds of the classes' shares: where the loss is least without any feature. Classes not seen start at −2. */
function startIntercepts(sums: Float64Array, outputs: number): number[] {
  const [negatives = 0, positives = 0] = sums;
  if (outputs === 1) return [Math.log(positives / negatives)];
  const total = sums.reduce((n, s) => n + s, 0);
  const logs = Array.from(sums, (s) => (s > 0 ? Math.log(s / total) : -2));
  const mean = logs.reduce((n, l) => n + l, 0) / outputs;
  return logs.map((l) => l - mean);
}

function binaryLoss(
  x: Matrix,
  labels: Uint8Array,
  weights: Float64Array | undefined,
  C: number,
  pulse: () => void,
): Smooth {
  const size = x.columns + 1;
  const { columns, values } = x;
  const z = new Float64Array(x.rows);
  let known: Float64Array | null = null;
  // A step that is taken was judged just before: its margins are there.
  const margins = (w: Float64Array): Float64Array => {
    if (known === w) return z;
    for (let i = 0, at = 0; i < x.rows; i++) {
      if (i % 10_000 === 0) pulse();
      let sum = w[columns] as number;
      for (let j = 0; j < columns; j++) sum += (values[at++] as number) * (w[j] as number);
      z[i] = sum;
    }
    known = w;
    return z;
  };
  return {
    size,
    value(w) {
      let sum = 0;
      margins(w).forEach((m, i) => (sum += (weights?.[i] ?? 1) * softplus(labels[i] === 1 ? -m : m)));
      return C * sum;
    },
    derivatives(w) {
      const gradient = new Float64Array(size);
      const hessian = outerSums(x);
      margins(w);
      for (let i = 0; i < x.rows; i++) {
        if (i % 10_000 === 0) pulse();
        const weight = C * (weights?.[i] ?? 1);
        const p = sigmoid(z[i] as number);
        const error = weight * (p - (labels[i] ?? 0));
        const start = i * columns;
        for (let j = 0; j < columns; j++) gradient[j] = (gradient[j] as number) + error * (values[start + j] as number);
        gradient[columns] = (gradient[columns] as number) + error;
        hessian.add(i, weight * p * (1 - p));
      }
      return { gradient, hessian: hessian.total() };
    },
  };
}
