import { bucketOf, bucketStart } from '../../core/calendar';

export const cohortSizes = ['week', 'month', 'quarter'] as const;
/** Calendar buckets of first purchases; quarters from January, April, July and October. */
export type CohortSize = (typeof cohortSizes)[number];

/** Number of the bucket a day lies in; quarters since 1970-01. */
export function cohortBucket(day: number, size: CohortSize): number {
  return size === 'quarter' ? Math.floor(bucketOf(day, 'month') / 3) : bucketOf(day, size);
}

/** First day of a bucket. */
export function cohortStart(bucket: number, size: CohortSize): number {
  return size === 'quarter' ? bucketStart(3 * bucket, 'month') : bucketStart(bucket, size);
}

/** Buckets from that of a day to that of another. */
export const spanOf = (from: number, to: number, size: CohortSize): number =>
  cohortBucket(to, size) - cohortBucket(from, size);
