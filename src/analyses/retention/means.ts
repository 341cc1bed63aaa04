import { meanOf } from '../../stats/mean';
import { wilson, type Interval } from '../../stats/rate';
import type { RetentionCell, RetentionCohort } from './result';
import type { RetentionParams } from './spec';

/** The mean of one period over the cohorts for which it is over. */
export interface RetentionMean {
  readonly period: number;
  /** Cohorts for which the period is over. */
  readonly cohorts: number;
  /** Customers whom the shares are of. */
  readonly customers: number;
  readonly share: number | null;
  /**
   * 95 %: Wilson over all customers for the weighted mean (with recurring cohorts too narrow, since one
   * customer counts several times), Student's t over cohorts, cut at 0 and 1, for the simple one.
   */
  readonly interval: Interval | null;
  /** Null without amounts, or where no cohort has money to compare with. */
  readonly revenueShare: number | null;
  /** Net money so far per customer. */
  readonly cumulative: number | null;
}

/** Means per period over mature cells; a period that is over for no cohort has none. */
export function meanCells(
  cohorts: readonly RetentionCohort[],
  periods: number,
  { mean, of }: Pick<RetentionParams, 'mean' | 'of'>,
): RetentionMean[] {
  return Array.from({ length: periods + 1 }, (_, period) => {
    const mature = cohorts.flatMap((cohort) => {
      const cell = cohort.cells[period];
      if (cell?.mature !== true) return [];
      return [
        { cell, size: cohort.customers, before: cohort.cells[of === 'first' ? 0 : Math.max(0, period - 1)] ?? cell },
      ];
    });
    const customers = sum(mature, ({ cell }) => cell.rate.of);
    return {
      period,
      cohorts: mature.length,
      customers,
      ...(mean === 'weighted' ? weighted(mature, customers) : simple(mature)),
    };
  }).filter((m) => m.cohorts > 0);
}

interface Mature {
  readonly cell: RetentionCell;
  readonly size: number;
  /** The cell the shares are of. */
  readonly before: RetentionCell;
}
type Means = Pick<RetentionMean, 'share' | 'interval' | 'revenueShare' | 'cumulative'>;

function weighted(cells: readonly Mature[], of: number): Means {
  const count = sum(cells, ({ cell }) => cell.rate.count);
  const money = cells.filter(({ cell }) => cell.revenueShare !== null);
  const revenueBefore = sum(money, ({ before }) => before.revenue ?? 0);
  const size = sum(cells, (c) => c.size);
  return {
    share: of > 0 ? count / of : null,
    interval: count <= of ? wilson(count, of) : null,
    revenueShare: revenueBefore > 0 ? sum(money, ({ cell }) => cell.revenue ?? 0) / revenueBefore : null,
    cumulative: hasMoney(cells) ? sum(cells, ({ cell, size: n }) => (cell.cumulative ?? 0) * n) / size : null,
  };
}

function simple(cells: readonly Mature[]): Means {
  const shares = cells.flatMap(({ cell }) => cell.rate.share ?? []);
  const { mean, interval } = meanOf(
    shares.length,
    sum(shares, (s) => s),
    sum(shares, (s) => s * s),
  );
  const revenue = cells.flatMap(({ cell }) => cell.revenueShare ?? []);
  return {
    share: mean,
    interval: interval === null ? null : { low: Math.max(0, interval.low), high: cut(interval.high, mean) },
    revenueShare: revenue.length > 0 ? sum(revenue, (s) => s) / revenue.length : null,
    cumulative: hasMoney(cells) ? sum(cells, ({ cell }) => cell.cumulative ?? 0) / cells.length : null,
  };
}

/** Shares of the previous period may exceed 1, and so may their mean. */
const cut = (high: number, mean: number | null): number => (mean !== null && mean > 1 ? high : Math.min(1, high));
const hasMoney = (cells: readonly Mature[]): boolean => cells.some(({ cell }) => cell.cumulative !== null);

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
