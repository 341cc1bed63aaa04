import { Z95, type Interval } from './rate';

/** A 2 × 2 table: with and without something, of those who did and did not. */
export interface TwoByTwo {
  readonly withDid: number;
  readonly withDidNot: number;
  readonly withoutDid: number;
  readonly withoutDidNot: number;
}

export interface OddsRatio {
  readonly ratio: number;
  readonly interval: Interval;
  /** Two-sided, of the hypothesis that the ratio is 1. */
  readonly p: number;
}

/**
 * Odds ratio with 1 added to each cell, so that empty cells and small counts stay finite and near 1; 95 % interval
 * and p by the normal approximation of its logarithm (Woolf 1955, Ann. Hum. Genet. 19, 251–253).
 */
export function oddsRatio({ withDid, withDidNot, withoutDid, withoutDidNot }: TwoByTwo): OddsRatio {
  const cells = [withDid + 1, withDidNot + 1, withoutDid + 1, withoutDidNot + 1] as const;
  const log = Math.log(cells[0] / cells[1]) - Math.log(cells[2] / cells[3]);
  const error = Math.sqrt(cells.reduce((sum, n) => sum + 1 / n, 0));
  return {
    ratio: Math.exp(log),
    interval: { low: Math.exp(log - Z95 * error), high: Math.exp(log + Z95 * error) },
    p: twoSided(log / error),
  };
}

/** P(|Z| ≥ |z|) of the standard normal distribution; absolute error under 1.2e-7 of the value (Numerical Recipes, erfc). */
export function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const series = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ].reduceRight((sum, c) => sum * t + c, 0);
  return Math.min(1, t * Math.exp(-x * x + series));
}

/**
 * p values adjusted so that calling all at or below a level significant keeps the expected share of false ones
 * among them at that level; in the order given, each at least its own p and at most 1.
 * Source: Benjamini & Hochberg 1995, J. R. Statist. Soc. B 57, 289–300.
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => (p[b] ?? 0) - (p[a] ?? 0));
  const adjusted = new Array<number>(p.length).fill(1);
  let least = 1;
  for (const [nth, i] of order.entries()) {
    least = Math.min(least, ((p[i] ?? 1) * p.length) / (p.length - nth));
    adjusted[i] = least;
  }
  return adjusted;
}
