import type { DataInfo } from './analysis';
import { DAY, offsetAt, SECOND } from './time';

export const bucketSizes = ['day', 'week', 'month'] as const;
/** Calendar buckets of a zone: days, weeks from Monday (ISO 8601), months. */
export type BucketSize = (typeof bucketSizes)[number];

/** What was observed, in days since 1970-01-01 in the zone. */
export interface ObservedDays {
  readonly firstDay: number;
  /** The day the as-of date lies in. */
  readonly lastDay: number;
  /** Days before it are complete (exclusive end). */
  readonly completeUpTo: number;
  /** Exclusive end of what was observed, epoch ms. */
  readonly end: number;
}

/**
 * The days a log covers up to its as-of date. Data whose first and last times both lie at midnight has
 * dates only, so its last day is complete; else a day is complete once as-of lies in its last second.
 */
export function observedDays({ spine, asOf, zone }: DataInfo): ObservedDays {
  const local = (time: number): number => time + offsetAt(zone, time);
  const datesOnly = local(spine.from) % DAY === 0 && local(spine.to) % DAY === 0;
  const lastDay = Math.floor(local(asOf) / DAY);
  return {
    firstDay: Math.floor(local(Math.min(spine.from, asOf)) / DAY),
    lastDay,
    completeUpTo: datesOnly ? lastDay + 1 : Math.floor((local(asOf) + SECOND) / DAY),
    end: datesOnly ? asOf + DAY : asOf + 1,
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

/** The first moment (epoch ms) of a calendar day `YYYY-MM-DD` in a zone; null where it is no day. */
export function startOfDay(date: string, zone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const local = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(local)) return null;
  // The offset is that of the moment sought; twice, for the first guess may lie beyond a change of it.
  const near = local - offsetAt(zone, local);
  return local - offsetAt(zone, near);
}
