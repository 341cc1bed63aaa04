import type { Answers, DataInfo } from '../../core/analysis';
import { bucketOf, bucketStart, isoDay, observedDays, type BucketSize } from '../../core/calendar';
import { countAt, numbers } from '../../core/frame';
import type { PropertyTest } from '../../core/filter';
import type { Warning } from '../../core/result';
import { defaultActivity, resolveActivity, type ActivityLabel } from '../../sql/activity';
import type { SegmentSides } from '../../core/sides';
import { toldBy } from '../../sql/bySegment';
import { lifecycleSides, type LifecycleMeasure } from './sides';
import { listedBucket, type LifecycleParams } from './spec';

/** Customers of one bucket by what they did in it and before. */
export interface LifecyclePoint {
  /** First day of the bucket, `YYYY-MM-DD` in the zone. */
  readonly from: string;
  /** False where the bucket began before the data or has not ended at as-of. */
  readonly complete: boolean;
  /** The first activity ever seen; in the first bucket that is everybody, whatever came before the data. */
  readonly newcomers: number;
  /** Active in the bucket before too. */
  readonly returning: number;
  /** Active earlier, but not in the bucket before. */
  readonly resurrecting: number;
  /** Active in the bucket before and not in this one; not final while the bucket has not ended. */
  readonly dormant: number;
}

export interface LifecycleFigures {
  readonly activity: ActivityLabel;
  /** What is asked of other columns of a row that counts. */
  readonly where: readonly PropertyTest[];
  readonly interval: BucketSize;
  /** First day of the period whose customers are listed. */
  readonly listed: string;
  /** Distinct customers ever active. */
  readonly customers: number;
  /** Every bucket from the first active one to that of as-of, empty ones included. */
  readonly points: readonly LifecyclePoint[];
  /**
   * Customers gained (new and resurrecting) and lost (dormant) over the complete buckets after the first;
   * null without any.
   */
  readonly flow: { readonly buckets: number; readonly gained: number; readonly lost: number } | null;
  /** The listed period by segment, where any were asked for. */
  readonly sides?: SegmentSides<LifecycleMeasure>;
}

/** Fewer customers than this, and the figures are anecdotes. */
export const ENOUGH_CUSTOMERS = 30;

/** Figures of the lifecycle from its plan's answer `buckets`. */
export function lifecycleResult(
  params: LifecycleParams,
  data: DataInfo,
  answers: Answers,
): { figures: LifecycleFigures; warnings: readonly Warning[] } {
  const frame = answers.get('buckets');
  if (frame === undefined) throw new Error('the plan answered no buckets');
  const interval = params.interval ?? 'week';
  const { firstDay, lastDay, completeUpTo } = observedDays(data);
  const rows = new Map(Array.from(numbers(frame, 'bucket'), (bucket, row) => [bucket, row]));
  const read = (bucket: number, name: string): number => {
    const row = rows.get(bucket);
    return row === undefined ? 0 : countAt(frame, name, row);
  };
  const first = numbers(frame, 'bucket')[0];
  const last = bucketOf(lastDay, interval);
  const points = Array.from({ length: first === undefined ? 0 : last - first + 1 }, (_, i): LifecyclePoint => {
    const bucket = (first ?? 0) + i;
    return {
      from: isoDay(bucketStart(bucket, interval)),
      complete: bucketStart(bucket, interval) >= firstDay && bucketStart(bucket + 1, interval) <= completeUpTo,
      newcomers: read(bucket, 'newcomers'),
      returning: read(bucket, 'returning_'),
      resurrecting: read(bucket, 'resurrecting'),
      dormant: read(bucket - 1, 'leaving'),
    };
  });
  const settled = points.slice(1).filter((p) => p.complete);
  const sum = (of: (p: LifecyclePoint) => number): number => settled.reduce((n, p) => n + of(p), 0);
  const figures: LifecycleFigures = {
    activity: resolveActivity(params.activity ?? defaultActivity(data), data, 'activity').label,
    where: params.where ?? [],
    interval,
    listed: isoDay(bucketStart(listedBucket(params, data), interval)),
    customers: points.reduce((n, p) => n + p.newcomers, 0),
    points,
    flow:
      settled.length === 0
        ? null
        : {
            buckets: settled.length,
            gained: sum((p) => p.newcomers + p.resurrecting),
            lost: sum((p) => p.dormant),
          },
    ...toldBy(lifecycleSides(params.breakdown, answers)),
  };
  return {
    figures,
    warnings:
      figures.customers < ENOUGH_CUSTOMERS
        ? [{ code: 'too-few', details: { n: figures.customers, enough: ENOUGH_CUSTOMERS } }]
        : [],
  };
}
