import type { Scored } from './scores';

/** How many rows of each class have which probability, by weight. */
export interface ScoreHistogram {
  /** Ends of the bins: evenly from 0 to 1, one more than there are bins. Each bin is [from, to), the last [from, 1]. */
  readonly edges: readonly number[];
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
}

/** Counts probabilities by class. @param bins 20 when not said */
export function scoreHistogram({ labels, scores, weights }: Scored, bins = 20): ScoreHistogram {
  const positives = Array.from({ length: bins }, () => 0);
  const negatives = Array.from({ length: bins }, () => 0);
  scores.forEach((p, i) => {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(p * bins)));
    const of = labels[i] === 1 ? positives : negatives;
    of[bin] = (of[bin] ?? 0) + (weights?.[i] ?? 1);
  });
  return { edges: Array.from({ length: bins + 1 }, (_, k) => k / bins), positives, negatives };
}

/** Counts of numbers in even bins. */
export interface Histogram {
  /** Ends of the bins, one more than there are bins; each bin is [from, to), the last [from, to]. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Weight of what lies below the first and above the last edge. */
  readonly below: number;
  readonly above: number;
}

/** Counts numbers between two ends. Without a width (low = high) there is one bin. */
export function histogram(
  values: Float64Array,
  weights: Float64Array | undefined,
  { low, high, bins }: { readonly low: number; readonly high: number; readonly bins: number },
): Histogram {
  const n = high > low ? bins : 1;
  const counts = Array.from({ length: n }, () => 0);
  let [below, above] = [0, 0];
  values.forEach((v, i) => {
    const w = weights?.[i] ?? 1;
    if (v < low) below += w;
    else if (v > high) above += w;
    else {
      const bin = high > low ? Math.min(n - 1, Math.floor((n * (v - low)) / (high - low))) : 0;
      counts[bin] = (counts[bin] ?? 0) + w;
    }
  });
  return { edges: Array.from({ length: n + 1 }, (_, k) => low + (k / n) * (high - low)), counts, below, above };
}
