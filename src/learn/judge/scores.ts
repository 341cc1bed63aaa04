/**
 * Metrics of probabilities against 0/1 labels. Tied scores are one threshold, as in scikit-learn;
 * `weights` (one per row, ≥ 0; 1 each when not said) count a row several times. Sums run in the order
 * of falling scores, which can be computed once with {@link ranking} and handed in.
 */
export interface Scored {
  /** 0 or 1. */
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
  readonly weights?: Float64Array;
  /** From {@link ranking}. */
  readonly order?: Int32Array;
}

/** Row numbers by falling score; rows of one score in their own order. */
export function ranking(scores: Float64Array): Int32Array {
  return Int32Array.from(scores, (_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** Calls `each` per distinct score, from the highest, with the weight of its positives and negatives. */
function perThreshold(s: Scored, each: (positives: number, negatives: number) => void): void {
  const order = s.order ?? ranking(s.scores);
  let i = 0;
  while (i < order.length) {
    const score = s.scores[order[i] ?? 0];
    let positives = 0;
    let negatives = 0;
    for (; i < order.length && s.scores[order[i] ?? 0] === score; i++) {
      const row = order[i] ?? 0;
      const weight = s.weights?.[row] ?? 1;
      if (s.labels[row] === 1) positives += weight;
      else negatives += weight;
    }
    each(positives, negatives);
  }
}

/** Probability that a positive scores above a negative, ties half. NaN with one class only. */
export function rocAuc(scored: Scored): number {
  let positives = 0;
  let negatives = 0;
  let area = 0;
  perThreshold(scored, (p, n) => {
    area += n * (positives + p / 2);
    positives += p;
    negatives += n;
  });
  return area / (positives * negatives);
}

/** Average precision: Σ (recall step) × precision over thresholds, not interpolated. NaN without positives. */
export function averagePrecision(scored: Scored): number {
  let positives = 0;
  let all = 0;
  let sum = 0;
  perThreshold(scored, (p, n) => {
    positives += p;
    all += p + n;
    if (all > 0) sum += p * (positives / all);
  });
  return sum / positives;
}

/** Mean of −ln of the probability given to what happened; probabilities are kept 2⁻⁵² off 0 and 1, as in scikit-learn. */
export function logLoss(scored: Scored): number {
  return weightedMean(
    scored,
    (y, p) => -Math.log(Math.min(Math.max(y === 1 ? p : 1 - p, Number.EPSILON), 1 - Number.EPSILON)),
  );
}

/** Mean squared difference of probability and label. */
export function brier(scored: Scored): number {
  return weightedMean(scored, (y, p) => (p - y) ** 2);
}

function weightedMean({ labels, scores, weights }: Scored, value: (y: number, p: number) => number): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < scores.length; i++) {
    const weight = weights?.[i] ?? 1;
    if (weight === 0) continue;
    sum += weight * value(labels[i] ?? 0, scores[i] ?? NaN);
    total += weight;
  }
  return sum / total;
}

/** One group of a reliability table. */
export interface CalibrationBin {
  /** Rows, counted with their weights. */
  readonly n: number;
  /** Mean probability and share of positives. */
  readonly predicted: number;
  readonly actual: number;
}

/**
 * Rows in up to `count` groups of equal size by rising score (deciles by default). Rows of one score
 * stay together, in the group of the first of them; empty groups are left out.
 */
export function calibration(scored: Scored, count = 10): readonly CalibrationBin[] {
  const { labels, scores, weights } = scored;
  const order = scored.order ?? ranking(scores);
  let total = 0;
  for (let i = 0; i < scores.length; i++) total += weights?.[i] ?? 1;
  const sums = Array.from({ length: count }, () => ({ n: 0, predicted: 0, actual: 0 }));
  let before = 0;
  let bin = 0;
  let last = NaN;
  for (let i = order.length - 1; i >= 0; i--) {
    const row = order[i] ?? 0;
    const weight = weights?.[row] ?? 1;
    const score = scores[row] ?? NaN;
    if (score !== last) bin = Math.min(Math.floor((count * before) / total), count - 1);
    last = score;
    before += weight;
    const sum = sums[bin];
    if (sum === undefined) continue;
    sum.n += weight;
    sum.predicted += weight * score;
    sum.actual += weight * (labels[row] ?? 0);
  }
  return sums.filter((s) => s.n > 0).map((s) => ({ n: s.n, predicted: s.predicted / s.n, actual: s.actual / s.n }));
}

/** Expected calibration error: mean |predicted − actual| over the groups of {@link calibration}. */
export function expectedCalibrationError(scored: Scored, count = 10): number {
  const bins = calibration(scored, count);
  const total = bins.reduce((n, b) => n + b.n, 0);
  return bins.reduce((sum, b) => sum + (b.n / total) * Math.abs(b.predicted - b.actual), 0);
}
