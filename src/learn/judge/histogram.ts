import type { Scored } from './scores';

/** How many rows of each class have which probability, by weight. */
export interface ScoreHistogram {
  /** Ends of the bins: evenly from 0 to `scoreEnd`, one more than there are bins. Each bin is [from, to), the last [from, 1]. */
  readonly edges: readonly number[];
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
  /** Whether rows in the last bin lie beyond its end. */
  readonly beyond: boolean;
}

/** Counts probabilities by class. @param bins 20 when not said */
export function scoreHistogram({ labels, scores, weights }: Scored, bins = 20): ScoreHistogram {
  const positives = Array.from({ length: bins }, () => 0);
  const negatives = Array.from({ length: bins }, () => 0);
  const end = Math.max(
    scoreEnd(scores),
    scoreEnd(
      scores.filter((_, i) => labels[i] === 1),
      0.95,
    ),
  );
  let beyond = false;
  scores.forEach((p, i) => {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((p / end) * bins)));
    const of = labels[i] === 1 ? positives : negatives;
    of[bin] = (of[bin] ?? 0) + (weights?.[i] ?? 1);
    beyond ||= p > end;
  });
  return { edges: Array.from({ length: bins + 1 }, (_, k) => (k / bins) * end), positives, negatives, beyond };
}

/** Where an axis of probabilities may end. */
const ENDS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;

/**
 * Where an axis of these probabilities ends, so that scores of a rare class are no heap at its foot: a round number
 * that nearly all lie below; the least where there are none.
 * @param share of them, in (0, 1]
 */
export function scoreEnd(scores: Float64Array, share = 0.995): number {
  if (scores.length === 0) return ENDS[0];
  const high = scores.toSorted()[Math.ceil(share * scores.length) - 1] ?? 1;
  return ENDS.find((end) => high <= end) ?? 1;
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
