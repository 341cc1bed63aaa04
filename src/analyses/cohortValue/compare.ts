import { studentQuantile975 } from '../../stats/mean';
import type { Interval } from '../../stats/rate';
import type { CohortSize } from './buckets';
import type { Sums, ValueMean } from './sums';

/** Cohorts taken together, at one age. */
export interface CohortSide {
  /** First days of the first and the last of them. */
  readonly from: string;
  readonly to: string;
  readonly customers: number;
  readonly value: number;
}

/** The older and the newer half of the cohorts for which a period is over. */
export interface CohortComparison {
  readonly period: number;
  readonly older: CohortSide;
  readonly newer: CohortSide;
  /** Newer less older, with its 95 % interval (Welch's). */
  readonly difference: { readonly value: number; readonly interval: Interval };
}

/** Ages that people speak of, most wanted first: period 11 ends the twelfth month, that of the purchase counted. */
const spoken: Readonly<Record<CohortSize, readonly number[]>> = {
  week: [11, 7, 3, 1],
  month: [11, 5, 2, 1],
  quarter: [3, 1],
};
/** A half has to rest on so many customers. */
const ENOUGH = 30;

/** The most spoken-of age that cohorts with enough customers have reached, else the farthest; null without any. */
export function milestoneOf(means: readonly ValueMean[], interval: CohortSize): ValueMean | null {
  const firm = means.filter((m) => m.customers >= ENOUGH);
  for (const period of spoken[interval]) {
    const found = firm.find((m) => m.period === period);
    if (found !== undefined) return found;
  }
  return firm.at(-1) ?? null;
}

/** Compares halves at the most spoken-of age that two cohorts have reached with enough customers on either side. */
export function compare(cohorts: readonly (readonly Sums[])[], interval: CohortSize): CohortComparison | null {
  for (const period of [...spoken[interval], 0]) {
    const over = cohorts.flatMap((c) => (c[period]?.mature === true ? c[period] : []));
    if (over.length < 2) continue;
    const middle = Math.floor(over.length / 2);
    const [older, newer] = [poolOf(over.slice(0, middle)), poolOf(over.slice(middle))];
    if (older.customers < ENOUGH || newer.customers < ENOUGH) continue;
    const value = newer.value - older.value;
    const [a, b] = [older.variance / older.customers, newer.variance / newer.customers];
    // Welch 1947; degrees of freedom after Satterthwaite.
    const df = a + b === 0 ? 1e9 : (a + b) ** 2 / (a ** 2 / (older.customers - 1) + b ** 2 / (newer.customers - 1));
    const half = studentQuantile975(df) * Math.sqrt(a + b);
    return {
      period,
      older: sideOf(older),
      newer: sideOf(newer),
      difference: { value, interval: { low: value - half, high: value + half } },
    };
  }
  return null;
}

function poolOf(sums: readonly Sums[]) {
  const add = (of: (s: Sums) => number): number => sums.reduce((n, s) => n + of(s), 0);
  const customers = add((s) => s.customers);
  const value = add((s) => s.money) / customers;
  const variance = Math.max(0, ((add((s) => s.squares) / customers - value ** 2) * customers) / (customers - 1));
  return { from: sums[0]?.from ?? '', to: sums.at(-1)?.from ?? '', customers, value, variance };
}

const sideOf = ({ from, to, customers, value }: ReturnType<typeof poolOf>): CohortSide => ({
  from,
  to,
  customers,
  value,
});
