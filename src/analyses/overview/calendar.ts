import type { DataInfo } from '../../core/analysis';
import { DAY, offsetAt, SECOND } from '../../core/time';

export const bucketSizes = ['day', 'week', 'month'] as const;
export type BucketSize = (typeof bucketSizes)[number];

/** Calendar of an overview. Days are whole days since 1970-01-01 in the zone. */
export interface OverviewCalendar {
  readonly firstDay: number;
  /** The day the as-of date lies in. */
  readonly lastDay: number;
  /** Days before it are complete (exclusive end). */
  readonly completeUpTo: number;
  readonly bucket: BucketSize;
  /** Length of the compared periods in days, null when the data is too short for two of the least. */
  readonly period: 7 | 28 | 91 | null;
}

/**
 * Chooses bucket and period from the span: days up to 45 of them, weeks (from Monday) up to two years,
 * months beyond; periods of 91 days from a year on, of 28 from 112 days, of 7 from 14.
 * Data whose first and last times both lie at midnight has dates only, so its last day is complete.
 */
export function overviewCalendar({ spine, asOf, zone }: DataInfo): OverviewCalendar {
  const local = (time: number): number => time + offsetAt(zone, time);
  const datesOnly = local(spine.from) % DAY === 0 && local(spine.to) % DAY === 0;
  const firstDay = Math.floor(local(Math.min(spine.from, asOf)) / DAY);
  const lastDay = Math.floor(local(asOf) / DAY);
  // An as-of in the last second of a day ends that day.
  const completeUpTo = datesOnly ? lastDay + 1 : Math.floor((local(asOf) + SECOND) / DAY);
  const span = completeUpTo - firstDay;
  return {
    firstDay,
    lastDay,
    completeUpTo,
    bucket: span <= 45 ? 'day' : span <= 731 ? 'week' : 'month',
    period: span >= 364 ? 91 : span >= 112 ? 28 : span >= 14 ? 7 : null,
  };
}

/** Number of the bucket a day lies in: days since 1970-01-01, weeks since Monday 1969-12-29, months since 1970-01. */
export function bucketOf(day: number, size: BucketSize): number {
  if (size === 'day') return day;
  if (size === 'week') return Math.floor((day + 3) / 7);
  const date = new Date(day * DAY);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** First day of a bucket. */
export function bucketStart(bucket: number, size: BucketSize): number {
  if (size === 'day') return bucket;
  if (size === 'week') return bucket * 7 - 3;
  return Date.UTC(1970, bucket, 1) / DAY;
}

/** A day since 1970-01-01 as `YYYY-MM-DD`. */
export function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
