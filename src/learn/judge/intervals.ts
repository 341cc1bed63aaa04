import { bootstrap, type Interval } from '../bootstrap';
import type { Report } from '../report';
import { decisionFigures } from './binary';
import { ranking, type Scored } from './scores';

/** Figures that {@link binaryIntervals} answers; those after `brier` at the threshold. */
export const INTERVAL_NAMES = [
  'rocAuc',
  'averagePrecision',
  'logLoss',
  'brier',
  'accuracy',
  'balancedAccuracy',
  'precision',
  'recall',
  'specificity',
  'f1',
  'fBeta',
] as const;

export type IntervalName = (typeof INTERVAL_NAMES)[number];

/** Figures of every draw at once: {@link INTERVAL_NAMES} for how often each row was drawn. */
export type DrawnFigures = (times: Float64Array) => readonly number[];

/**
 * Prepares {@link binaryIntervals}: rows are put in order once.
 * @returns `order` of the rows, in which `figures` takes the times; NaN for what cannot be measured
 */
export function drawnFigures(
  scored: Scored,
  threshold: number,
): { readonly order: Int32Array; readonly figures: DrawnFigures } {
  const order = scored.order ?? ranking(scored.scores);
  const n = order.length;
  const label = Uint8Array.from(order, (i) => scored.labels[i] ?? 0);
  const score = Float64Array.from(order, (i) => scored.scores[i] ?? NaN);
  const weight = Float64Array.from(order, (i) => scored.weights?.[i] ?? 1);
  const loss = score.map((p, i) => {
    const own = label[i] === 1 ? p : 1 - p;
    return -Math.log(Math.min(Math.max(own, Number.EPSILON), 1 - Number.EPSILON));
  });

  const figures = (times: Float64Array): readonly number[] => {
    let [positives, negatives, area, precisions, losses, squares] = [0, 0, 0, 0, 0, 0];
    let [truePositives, falsePositives] = [0, 0];
    for (let i = 0; i < n;) {
      const p = score[i] ?? NaN;
      let [up, down] = [0, 0];
      do {
        const w = (weight[i] ?? 0) * (times[i] ?? 0);
        const y = label[i] ?? 0;
        if (y === 1) up += w;
        else down += w;
        losses += w * (loss[i] ?? 0);
        squares += w * (p - y) * (p - y);
        i++;
      } while (i < n && score[i] === p);
      area += down * (positives + up / 2);
      positives += up;
      negatives += down;
      if (up > 0) precisions += (up * positives) / (positives + negatives);
      if (p >= threshold) [truePositives, falsePositives] = [positives, negatives];
    }
    const all = positives + negatives;
    const decisions = decisionFigures({
      truePositives,
      falsePositives,
      falseNegatives: positives - truePositives,
      trueNegatives: negatives - falsePositives,
    });
    const { accuracy, balancedAccuracy, precision, recall, specificity, f1, fBeta } = decisions;
    return [
      area / (positives * negatives),
      precisions / positives,
      losses / all,
      squares / all,
      ...[accuracy, balancedAccuracy, precision, recall, specificity, f1, fBeta].map((f) => f.value ?? NaN),
    ];
  };
  return { order, figures };
}

/**
 * Bootstrap intervals of all binary figures in one pass per draw, over whole groups. Rows are put in order
 * once, so that 500 draws of 50,000 rows take about two seconds; draws in which a figure cannot be measured are
 * left out of its interval.
 * @param options `groups` per row, every row its own when not said; `level` 0.95 when not said
 * @returns null for a figure that no draw can measure
 */
export function binaryIntervals(
  scored: Scored,
  threshold: number,
  options: { readonly seed: number; readonly draws: number; readonly level?: number; readonly groups?: Int32Array },
  report?: Report,
): Readonly<Record<IntervalName, Interval | null>> {
  const { order, figures } = drawnFigures(scored, threshold);
  const groups = Int32Array.from(order, (i) => options.groups?.[i] ?? i);
  const found = bootstrap(groups, figures, options, report);
  const of = (name: IntervalName): Interval | null => found[INTERVAL_NAMES.indexOf(name)] ?? null;
  return {
    rocAuc: of('rocAuc'),
    averagePrecision: of('averagePrecision'),
    logLoss: of('logLoss'),
    brier: of('brier'),
    accuracy: of('accuracy'),
    balancedAccuracy: of('balancedAccuracy'),
    precision: of('precision'),
    recall: of('recall'),
    specificity: of('specificity'),
    f1: of('f1'),
    fBeta: of('fBeta'),
  };
}
