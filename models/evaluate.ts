import { bootstrap } from '../src/learn/bootstrap';
import {
  averagePrecision,
  brier,
  calibration,
  expectedCalibrationError,
  logLoss,
  ranking,
  rocAuc,
  type Scored,
} from '../src/learn/judge/scores';

export const BOOTSTRAP = { draws: 500, seed: 7, level: 0.95 } as const;

const names = ['rocAuc', 'averagePrecision', 'logLoss', 'brier', 'calibrationError', 'expectedOverActual'] as const;
type Figure = { value: number; low: number; high: number; baseline: number };

/** A card's metrics of scores on the test rows, with intervals over customers, beside a constant score. */
export function evaluate(labels: Uint8Array, scores: Float64Array, customers: Int32Array, trainingRate: number) {
  const constant = new Float64Array(labels.length).fill(trainingRate);
  const order = ranking(scores);
  const value = figures({ labels, scores, order });
  const baseline = figures({ labels, scores: constant, order });
  const intervals = bootstrap(customers, (weights) => figures({ labels, scores, order, weights }), BOOTSTRAP);
  const metrics = Object.fromEntries(
    names.map((name, i): [string, Figure] => [
      name,
      {
        value: rounded(value[i]),
        low: rounded(intervals[i]?.low),
        high: rounded(intervals[i]?.high),
        baseline: rounded(baseline[i]),
      },
    ]),
  );
  return {
    metrics,
    calibration: calibration({ labels, scores, order }).map((b) => ({
      n: b.n,
      predicted: rounded(b.predicted),
      actual: rounded(b.actual),
    })),
  };
}

function figures(scored: Scored): readonly number[] {
  return [
    rocAuc(scored),
    averagePrecision(scored),
    logLoss(scored),
    brier(scored),
    expectedCalibrationError(scored),
    expectedOverActual(scored),
  ];
}

function expectedOverActual({ labels, scores, weights }: Scored): number {
  let expected = 0;
  let actual = 0;
  for (let i = 0; i < scores.length; i++) {
    const weight = weights?.[i] ?? 1;
    expected += weight * (scores[i] ?? 0);
    actual += weight * (labels[i] ?? 0);
  }
  return expected / actual;
}

/** Six significant digits: more than any interval leaves meaning to. */
export function rounded(x: number | undefined): number {
  return Number((x ?? NaN).toPrecision(6));
}
