import { figure, type Figure } from './figure';

/** Predicted numbers beside the actual ones. */
export interface Predicted {
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
  readonly weights?: Float64Array;
}

export interface RegressionFigures {
  readonly rmse: Figure;
  readonly mae: Figure;
  readonly r2: Figure;
  /** Mean |error| ÷ |actual| over the rows whose actual number is not 0. */
  readonly mape: Figure;
  /** Weight of the rows that `mape` leaves out. */
  readonly zeros: number;
  /** Mean of predicted − actual. */
  readonly bias: Figure;
}

/** Definitions as scikit-learn's; R² is null where all actual numbers are the same. */
export function regressionFigures({ actual, predicted, weights }: Predicted): RegressionFigures {
  let total = 0;
  let mean = 0;
  for (let i = 0; i < actual.length; i++) {
    total += weights?.[i] ?? 1;
    mean += (weights?.[i] ?? 1) * (actual[i] ?? NaN);
  }
  mean /= total;
  let squares = 0;
  let absolute = 0;
  let variation = 0;
  let bias = 0;
  let relative = 0;
  let zeros = 0;
  for (let i = 0; i < actual.length; i++) {
    const w = weights?.[i] ?? 1;
    const y = actual[i] ?? NaN;
    const error = (predicted[i] ?? NaN) - y;
    squares += w * error * error;
    absolute += w * Math.abs(error);
    bias += w * error;
    variation += w * (y - mean) ** 2;
    if (y === 0) zeros += w;
    else relative += (w * Math.abs(error)) / Math.abs(y);
  }
  return {
    rmse: figure(Math.sqrt(squares / total), 'no-rows'),
    mae: figure(absolute / total, 'no-rows'),
    r2: figure(1 - squares / variation, total > 0 ? 'no-variation' : 'no-rows'),
    mape: figure(relative / (total - zeros), total > 0 ? 'all-zero' : 'no-rows'),
    zeros,
    bias: figure(bias / total, 'no-rows'),
  };
}

/** Rows of about one prediction. */
export interface PredictionBin {
  readonly n: number;
  readonly predicted: number;
  readonly actual: number;
  /** Least and largest prediction. */
  readonly low: number;
  readonly high: number;
}

/** Rows in up to `count` groups of equal weight by rising prediction; equal predictions stay together. */
export function predictionBins({ actual, predicted, weights }: Predicted, count = 10): readonly PredictionBin[] {
  const order = Array.from(predicted.keys()).sort((a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0) || a - b);
  const total = order.reduce((n, i) => n + (weights?.[i] ?? 1), 0);
  const bins: { n: number; predicted: number; actual: number; low: number; high: number; bin: number }[] = [];
  let before = 0;
  let bin = 0;
  let last = NaN;
  for (const i of order) {
    const p = predicted[i] ?? NaN;
    const w = weights?.[i] ?? 1;
    if (w === 0) continue;
    if (p !== last) bin = Math.min(Math.floor((count * before) / total), count - 1);
    last = p;
    before += w;
    let own = bins.at(-1);
    if (own?.bin !== bin) bins.push((own = { n: 0, predicted: 0, actual: 0, low: p, high: p, bin }));
    own.n += w;
    own.predicted += w * p;
    own.actual += w * (actual[i] ?? NaN);
    own.high = p;
  }
  return bins.map(({ n, predicted: p, actual: a, low, high }) => ({ n, predicted: p / n, actual: a / n, low, high }));
}
