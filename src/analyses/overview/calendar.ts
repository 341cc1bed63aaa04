import type { DataInfo } from '../../core/analysis';
import { observedDays, type BucketSize, type ObservedDays } from '../../core/calendar';

/** Calendar of an overview. */
export interface OverviewCalendar extends ObservedDays {
  readonly bucket: BucketSize;
  /** Length of the compared periods in days, null when the data is too short for two of the least. */
  readonly period: 7 | 28 | 91 | null;
}

/**
 * Chooses bucket and period from the span: days up to 45 of them, weeks (from Monday) up to two years,
 * months beyond; periods of 91 days from a year on, of 28 from 112 days, of 7 from 14.
 */
export function overviewCalendar(data: DataInfo): OverviewCalendar {
  const observed = observedDays(data);
  const span = observed.completeUpTo - observed.firstDay;
  return {
    ...observed,
    bucket: span <= 45 ? 'day' : span <= 731 ? 'week' : 'month',
    period: span >= 364 ? 91 : span >= 112 ? 28 : span >= 14 ? 7 : null,
  };
}
