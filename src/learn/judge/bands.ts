import { rate, type Rate } from '../../stats/rate';
import type { Scored } from './scores';

/** Rows whose score lies in [low, high). */
export interface Band {
  /** Null without an end. */
  readonly low: number | null;
  readonly high: number | null;
  /** Positives among the rows, with their Wilson interval. */
  readonly actual: Rate;
  /** Mean score; null without rows. */
  readonly predicted: number | null;
}

/** Risk bands between rising cut points, 0.3 and 0.7 when not said. Weights play no part. */
export function riskBands({ labels, scores }: Scored, cuts: readonly number[] = [0.3, 0.7]): readonly Band[] {
  const n = new Float64Array(cuts.length + 1);
  const positives = new Float64Array(cuts.length + 1);
  const sums = new Float64Array(cuts.length + 1);
  scores.forEach((score, i) => {
    const band = cuts.filter((cut) => score >= cut).length;
    n[band] = (n[band] ?? 0) + 1;
    positives[band] = (positives[band] ?? 0) + (labels[i] ?? 0);
    sums[band] = (sums[band] ?? 0) + score;
  });
  return Array.from(n, (count, b) => ({
    low: cuts[b - 1] ?? null,
    high: cuts[b] ?? null,
    actual: rate(positives[b] ?? 0, count),
    predicted: count === 0 ? null : (sums[b] ?? 0) / count,
  }));
}

/** Row numbers by segment: `codes` from 0, −1 in none. For judging each segment by itself. */
export function bySegment(codes: Int32Array, segments: number): readonly Int32Array[] {
  const rows: number[][] = Array.from({ length: segments }, () => []);
  codes.forEach((code, i) => rows[code]?.push(i));
  return rows.map((r) => Int32Array.from(r));
}

/** Some rows of scored ones. */
export function scoredRows({ labels, scores, weights }: Scored, rows: Int32Array): Scored {
  return {
    labels: Uint8Array.from(rows, (i) => labels[i] ?? 0),
    scores: Float64Array.from(rows, (i) => scores[i] ?? NaN),
    ...(weights === undefined ? {} : { weights: Float64Array.from(rows, (i) => weights[i] ?? 1) }),
  };
}
