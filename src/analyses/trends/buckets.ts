import type { DataInfo } from '../../core/analysis';
import { bucketOf, bucketStart, observedDays, type BucketSize } from '../../core/calendar';
import type { Statement } from '../../core/engine';
import { DAY, HOUR, offsetAt, SECOND } from '../../core/time';
import { bucketOfLocal } from '../../sql/calendar';
import { raw, sql } from '../../sql/sql';

type Interval = 'hour' | BucketSize;

/** The buckets a log covers: from `first` to `last` inclusive, `complete` of them from the first one on. */
export interface Buckets {
  readonly first: number;
  readonly last: number;
  readonly complete: number;
  /** Whether the first one began before the data. */
  readonly firstPartial: boolean;
}

/** Hours are hours of the local clock since 1970: where it is turned back, one holds two hours; where forward, one is empty. */
export function bucketsOf(interval: Interval, data: DataInfo): Buckets {
  const { firstDay, lastDay, completeUpTo } = observedDays(data);
  const { spine, asOf, zone } = data;
  if (interval === 'hour') {
    const local = (time: number): number => time + offsetAt(zone, time);
    const from = local(Math.min(spine.from, asOf));
    const first = Math.floor(from / HOUR);
    const last = Math.floor(local(asOf) / HOUR);
    const upTo = completeUpTo > lastDay ? last + 1 : Math.floor((local(asOf) + SECOND) / HOUR);
    return { first, last, complete: upTo - first, firstPartial: from % HOUR >= SECOND };
  }
  const first = bucketOf(firstDay, interval);
  return {
    first,
    last: bucketOf(lastDay, interval),
    complete: bucketOf(completeUpTo, interval) - first,
    firstPartial: bucketStart(first, interval) < firstDay,
  };
}

/** Local time at which a bucket begins, as if it were UTC, in ms. */
export function startOf(bucket: number, interval: Interval): number {
  return interval === 'hour' ? bucket * HOUR : bucketStart(bucket, interval) * DAY;
}

/** The bucket that begins at a local time `YYYY-MM-DDTHH:MM`, or holds it. */
export function bucketAt(local: string, interval: Interval): number {
  const time = Date.parse(`${local}Z`);
  return interval === 'hour' ? Math.floor(time / HOUR) : bucketOf(Math.floor(time / DAY), interval);
}

/** The bucket of the column `local` (local time in ms). */
export function bucketColumn(interval: Interval, data: DataInfo): Statement {
  if (interval === 'hour') return sql`CAST(floor(local / ${raw(`${HOUR}.0`)}) AS INTEGER)`;
  const { firstDay, lastDay } = observedDays(data);
  return bucketOfLocal(interval, firstDay, lastDay);
}
