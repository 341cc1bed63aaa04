import { meanOf } from '../../stats/mean';
import type { Interval } from '../../stats/rate';

/** All cohorts for which a period is over, as one. */
export interface ValueMean {
  readonly period: number;
  readonly cohorts: number;
  readonly customers: number;
  readonly value: number;
  readonly interval: Interval | null;
}

/** Customers, money and its squares so far, of a cohort in a period. */
export interface Sums {
  readonly from: string;
  readonly period: number;
  readonly customers: number;
  readonly money: number;
  readonly squares: number;
  readonly mature: boolean;
}

/** Mean and interval of cohorts taken together. */
export function valueOf(sums: readonly Sums[]): { value: number; interval: Interval | null } {
  const add = (of: (s: Sums) => number): number => sums.reduce((n, s) => n + of(s), 0);
  const { mean, interval } = meanOf(
    add((s) => s.customers),
    add((s) => s.money),
    add((s) => s.squares),
  );
  return { value: mean ?? 0, interval };
}
