import { rate } from '../../stats/rate';
import { ENOUGH_STARTERS } from './spec';
import type { RetentionCell, RetentionCohort, RetentionFigures, RetentionMean } from './result';

export const retentionMeasures = ['customers', 'revenue', 'cumulative'] as const;
/** What a picture of retention shows: customers back, revenue kept, or money per customer so far. */
export type RetentionMeasure = (typeof retentionMeasures)[number];

/** The measure that can be shown: money only where there is some. */
export function shownMeasure(figures: RetentionFigures, wanted: RetentionMeasure): RetentionMeasure {
  return figures.hasRevenue ? wanted : 'customers';
}

/** A cell's value in a measure: a share, or money. */
export function cellValue(cell: RetentionCell, measure: RetentionMeasure): number | null {
  if (measure === 'customers') return cell.rate.share;
  return measure === 'revenue' ? cell.revenueShare : cell.cumulative;
}

/** A mean's value in a measure. */
export function meanValue(mean: RetentionMean, measure: RetentionMeasure): number | null {
  if (measure === 'customers') return mean.share;
  return measure === 'revenue' ? mean.revenueShare : mean.cumulative;
}

/** The first period worth drawing: shares of period 0 are 1 by definition, money so far is not. */
export function firstPeriod(measure: RetentionMeasure): number {
  return measure === 'cumulative' ? 0 : 1;
}

/**
 * Means that rest on enough customers (30) to be drawn; all of them where the first does not either. A lone
 * small first cohort would else end the curve in a leap.
 */
export function firmMeans({ means }: Pick<RetentionFigures, 'means'>): readonly RetentionMean[] {
  const thin = means.findIndex((m) => m.period > 0 && m.customers < ENOUGH_STARTERS);
  return thin < 0 || (means[thin]?.period ?? 0) <= 1 ? means : means.slice(0, thin);
}

/** Two periods that a headline speaks of. */
export interface Milestones {
  readonly near: RetentionMean;
  /** About twice as far; null where that is not seen. */
  readonly far: RetentionMean | null;
}

const wanted = { day: 7, week: 4, month: 3 } as const;

/** A week, four weeks or three months, or the last period that is over before that; null where none is. */
export function milestones(figures: RetentionFigures): Milestones | null {
  const { interval } = figures;
  const over = firmMeans(figures).filter((m) => m.period >= 1);
  const near = over.filter((m) => m.period <= wanted[interval]).at(-1);
  if (near === undefined) return null;
  const far = over.filter((m) => m.period <= 2 * near.period).at(-1);
  return { near, far: far !== undefined && far.period >= 1.5 * near.period ? far : null };
}

/** Older and newer cohorts compared in one period. */
export interface Halves {
  readonly period: number;
  readonly older: number;
  readonly newer: number;
  /** Whether the difference of two shares is beyond chance: |z| > 1.96, pooled. */
  readonly differs: boolean;
}

/**
 * Period 1 of the older and the newer half of the cohorts for which it is over, by customers weighted by
 * size; null with fewer than four such cohorts.
 */
export function halves(figures: RetentionFigures): Halves | null {
  const over = figures.cohorts.filter((c) => c.cells[1]?.mature === true);
  if (over.length < 4) return null;
  const middle = Math.floor(over.length / 2);
  const [older, newer] = [pooled(over.slice(0, middle)), pooled(over.slice(middle))];
  if (older.share === null || newer.share === null) return null;
  const all = (older.count + newer.count) / (older.of + newer.of);
  const error = Math.sqrt(all * (1 - all) * (1 / older.of + 1 / newer.of));
  return {
    period: 1,
    older: older.share,
    newer: newer.share,
    differs: error > 0 && Math.abs(newer.share - older.share) / error > 1.96,
  };
}

/** The least and the greatest share of period 1; null with fewer than two cohorts for which it is over. */
export function spread(figures: RetentionFigures): { readonly low: number; readonly high: number } | null {
  const shares = figures.cohorts.flatMap((c) => (c.cells[1]?.mature === true ? (c.cells[1].rate.share ?? []) : []));
  return shares.length < 2 ? null : { low: Math.min(...shares), high: Math.max(...shares) };
}

function pooled(cohorts: readonly RetentionCohort[]) {
  const sum = (of: (cell: RetentionCell) => number): number =>
    cohorts.reduce((n, c) => n + (c.cells[1] === undefined ? 0 : of(c.cells[1])), 0);
  const [count, of] = [sum((c) => c.rate.count), sum((c) => c.rate.of)];
  return count <= of ? rate(count, of) : { count, of, share: of > 0 ? count / of : null, interval: null };
}
