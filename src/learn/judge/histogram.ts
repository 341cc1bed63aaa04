import type { Scored } from './scores';

/** Bins of probabilities that show how they spread, whether the class is rare or not. */
export interface ScoreBins {
  /**
   * Ends of the bins, one more than there are bins; each bin is [from, to). What lies below the first end stands in the
   * first bin, what lies beyond the last in the last.
   */
  readonly edges: readonly number[];
  /** Each bin is as many times as wide as the one before, rather than as wide. */
  readonly log: boolean;
}

/** How many rows of each class have which probability, by weight. */
export interface ScoreHistogram extends ScoreBins {
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
  /** Whether rows lie below the first end, and beyond the last. */
  readonly below: boolean;
  readonly beyond: boolean;
}

/** Counts probabilities by class. @param bins 20 when not said */
export function scoreHistogram({ labels, scores, weights }: Scored, bins = 20): ScoreHistogram {
  const positives = Array.from({ length: bins }, () => 0);
  const negatives = Array.from({ length: bins }, () => 0);
  const { edges, log } = scoreBins(scores, bins);
  let [below, beyond] = [false, false];
  scores.forEach((p, i) => {
    const bin = binOf(edges, p);
    const of = labels[i] === 1 ? positives : negatives;
    of[bin] = (of[bin] ?? 0) + (weights?.[i] ?? 1);
    below ||= p < (edges[0] ?? 0);
    beyond ||= p > (edges.at(-1) ?? 1);
  });
  return { edges, log, positives, negatives, below, beyond };
}

/** Round probabilities that bins may begin and end with: 1, 2 and 5 of each power of ten. */
const ROUND = [-4, -3, -2, -1].flatMap((power) => [1, 2, 5].map((n) => Number(`${n}e${power}`)));
/** Where even bins may end. */
const ENDS = [...ROUND.filter((v) => v >= 0.01 && v < 0.1), 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/**
 * Bins for some probabilities: even ones from 0 to a round number that all but one in two hundred lie below; where more
 * than half of the scores, as those of a rare class, would be one heap at its foot, bins of equal ratio. Bins are even
 * from 0 to 1 where there are no scores.
 */
export function scoreBins(scores: Float64Array, bins: number): ScoreBins {
  const sorted = scores.toSorted();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 1;
  const high = at(0.995);
  const end = ENDS.find((e) => high <= e) ?? 1;
  const even = (k: number): number => (k / bins) * end;
  if (at(0.5) >= even(1)) return { edges: Array.from({ length: bins + 1 }, (_, k) => even(k)), log: false };
  const first = ROUND.findLast((e) => e <= at(0.02)) ?? ROUND[0] ?? 1e-4;
  const last = ROUND.find((e) => e >= high && e > first) ?? 1;
  const edges = Array.from({ length: bins + 1 }, (_, k) =>
    k === bins ? last : first * Math.pow(last / first, k / bins),
  );
  return { edges, log: true };
}

/** The bin that a value lies in. @param edges rising, two or more */
export function binOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (value >= (edges[middle] ?? Infinity)) low = middle;
    else high = middle - 1;
  }
  return low;
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
