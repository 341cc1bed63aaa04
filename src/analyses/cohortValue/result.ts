import type { Answers, DataInfo } from '../../core/analysis';
import { isoDay, observedDays } from '../../core/calendar';
import { countAt, numberAt, numbers, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import type { Interval } from '../../stats/rate';
import { cohortBucket, cohortStart, type CohortSize } from './buckets';
import { compare, milestoneOf, type CohortComparison } from './compare';
import { chosen, type CohortValueParams } from './spec';
import { valueOf, type Sums, type ValueMean } from './sums';

/** What a cohort has brought by the end of a period. */
export interface ValueCell {
  /** 0 is the period of the first purchase. */
  readonly period: number;
  /** Money so far per customer of the cohort; those who did not buy again count too. */
  readonly value: number;
  /** 95 %, Student's t over the cohort's customers; null for a single one. */
  readonly interval: Interval | null;
  /** False where the period has not ended at as-of. */
  readonly mature: boolean;
}

export interface ValueCohort {
  /** First day of its bucket, `YYYY-MM-DD` in the zone. */
  readonly from: string;
  readonly customers: number;
  /** From period 0 on, without a gap. */
  readonly cells: readonly ValueCell[];
}

export interface CohortValueFigures {
  readonly interval: CohortSize;
  readonly money: CohortValueParams['money'];
  /** Customers with a purchase. */
  readonly customers: number;
  /** Oldest first; at most the newest 120. */
  readonly cohorts: readonly ValueCohort[];
  readonly olderCohorts: number;
  /** One per period that is over for a cohort; weighted by customers. */
  readonly means: readonly ValueMean[];
  /** The first bucket began before the data: its first purchases may be no first ones. */
  readonly firstPartial: boolean;
  /** The period that the headline speaks of, and what all cohorts that have got so far have brought by then. */
  readonly milestone: ValueMean | null;
  /** Older and newer cohorts at the same age; null with fewer than two that can be compared. */
  readonly comparison: CohortComparison | null;
  /** Customers whose refunds have no purchase before them, and that money. */
  readonly apart: { readonly customers: number; readonly money: number };
}

/** Fewer customers than this, and a mean of money says little. */
export const ENOUGH_BUYERS = 30;
const MOST_COHORTS = 120;

/** Figures of cohorts of value from the answers `cells` and `apart`. */
export function cohortValueResult(
  params: CohortValueParams,
  data: DataInfo,
  answers: Answers,
): { figures: CohortValueFigures; warnings: readonly Warning[] } {
  const { interval } = chosen(params);
  const { firstDay } = observedDays(data);
  const cohorts = runningSums(answer(answers, 'cells'), params, data);
  const all = cohorts.map((sums): ValueCohort => ({
    from: sums[0]?.from ?? '',
    customers: sums[0]?.customers ?? 0,
    cells: sums.map((s) => ({ period: s.period, ...valueOf([s]), mature: s.mature })),
  }));
  const means = meansOf(cohorts);
  const apart = answer(answers, 'apart');
  const listed = all.slice(-MOST_COHORTS);
  const customers = all.reduce((n, c) => n + c.customers, 0);
  const figures: CohortValueFigures = {
    interval,
    money: params.money,
    customers,
    cohorts: listed,
    olderCohorts: all.length - listed.length,
    means,
    firstPartial: cohortStart(cohortBucket(firstDay, interval), interval) < firstDay,
    milestone: milestoneOf(means, interval),
    comparison: compare(cohorts, interval),
    apart: { customers: countAt(apart, 'customers'), money: numberAt(apart, 'money') ?? 0 },
  };
  return {
    figures,
    warnings: customers < ENOUGH_BUYERS ? [{ code: 'too-few', details: { n: customers, enough: ENOUGH_BUYERS } }] : [],
  };
}

function meansOf(cohorts: readonly (readonly Sums[])[]): ValueMean[] {
  const most = Math.max(0, ...cohorts.map((c) => c.length));
  return Array.from({ length: most }, (_, period) =>
    cohorts.flatMap((c) => (c[period]?.mature === true ? c[period] : [])),
  )
    .map((sums, period) => ({
      period,
      cohorts: sums.length,
      customers: sums.reduce((n, s) => n + s.customers, 0),
      ...valueOf(sums),
    }))
    .filter((m) => m.cohorts > 0);
}

/** Per cohort, oldest first, and period from 0 to that of as-of: sums so far. */
function runningSums(frame: Frame, params: CohortValueParams, data: DataInfo): Sums[][] {
  const { interval, periods } = chosen(params);
  const { lastDay, completeUpTo } = observedDays(data);
  const last = cohortBucket(lastDay, interval);
  const rows = new Map<number, Map<number, number>>();
  for (const [row, cohort] of numbers(frame, 'cohort').entries()) {
    const own = rows.get(cohort) ?? new Map<number, number>();
    rows.set(cohort, own.set(countAt(frame, 'period', row), row));
  }
  return [...rows].map(([cohort, own]) => {
    let [money, squares] = [0, 0];
    const customers = countAt(frame, 'customers', own.get(0));
    return Array.from({ length: Math.min(periods, last - cohort) + 1 }, (_, period): Sums => {
      const row = own.get(period);
      if (row !== undefined) {
        money += numberAt(frame, 'money', row) ?? 0;
        squares += numberAt(frame, 'squares', row) ?? 0;
      }
      const mature = cohortStart(cohort + period + 1, interval) <= completeUpTo;
      return { from: isoDay(cohortStart(cohort, interval)), period, customers, money, squares, mature };
    });
  });
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(name);
  if (frame === undefined) throw new Error(`the plan answered no ${name}`);
  return frame;
}
