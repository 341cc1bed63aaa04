import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { bucketOf, bucketSizes, observedDays } from '../../core/calendar';
import { propertyTests } from '../../core/filter';
import { DAY } from '../../core/time';
import { propertiesOf, propertyOf } from '../../sql/properties';
import { activityChoice, defaultActivity, resolveActivity } from '../../sql/activity';
import { bySegments, settleBySegments } from '../../sql/bySegment';

export const lifecycleParams = v.strictObject({
  activity: v.optional(
    v.pipe(
      activityChoice,
      v.description(
        'What counts as active: an event, a list of events, {"rows": "all"} or {"rows": "purchases"}; when not said, all rows of an event log, purchases of a transaction log.',
      ),
    ),
  ),
  where: v.optional(v.pipe(propertyTests, v.description('Tests of other columns that a row has to pass to count.'))),
  interval: v.optional(
    v.pipe(v.picklist(bucketSizes), v.description('Length of a period; chosen from the span when not said.')),
  ),
  at: v.optional(
    v.pipe(
      v.string(),
      v.isoDate(),
      v.description('A day of the period whose customers are listed; the last complete period when not said.'),
    ),
  ),
  breakdown: bySegments,
});
export type LifecycleParams = v.InferOutput<typeof lifecycleParams>;

/**
 * Fills what the recipe leaves open: days up to 45 of them, weeks up to 200 days, months beyond.
 * @throws VitrineError `event.unknown`, `recipe.invalid` (see `resolveActivity`), `property.unknown`, `segment.unknown`
 */
export function settleLifecycle(params: LifecycleParams, data: DataInfo): LifecycleParams {
  const { firstDay, completeUpTo } = observedDays(data);
  const span = completeUpTo - firstDay;
  const activity = params.activity ?? defaultActivity(data);
  resolveActivity(activity, data, 'activity');
  settleBySegments(params.breakdown, data);
  for (const name of propertiesOf(params.where ?? [])) propertyOf(data.spine, name);
  return { ...params, activity, interval: params.interval ?? (span <= 45 ? 'day' : span <= 200 ? 'week' : 'month') };
}

/**
 * The period whose customers are listed: that of `at`, else the last complete one, else the first of the log.
 * @param params settled
 */
export function listedBucket({ at, interval = 'week' }: LifecycleParams, data: DataInfo): number {
  const { firstDay, completeUpTo } = observedDays(data);
  const first = bucketOf(firstDay, interval);
  if (at !== undefined) return bucketOf(Date.parse(at) / DAY, interval);
  const last = bucketOf(completeUpTo, interval) - 1;
  return Math.max(first, last);
}
