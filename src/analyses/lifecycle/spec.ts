import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { bucketSizes, observedDays } from '../../core/calendar';
import { activityChoice, defaultActivity, resolveActivity } from '../../sql/activity';

export const lifecycleParams = v.strictObject({
  activity: v.optional(
    v.pipe(
      activityChoice,
      v.description(
        'What counts as active: an event, a list of events, {"rows": "all"} or {"rows": "purchases"}; when not said, all rows of an event log, purchases of a transaction log.',
      ),
    ),
  ),
  interval: v.optional(
    v.pipe(v.picklist(bucketSizes), v.description('Length of a period; chosen from the span when not said.')),
  ),
});
export type LifecycleParams = v.InferOutput<typeof lifecycleParams>;

/**
 * Fills what the recipe leaves open: days up to 45 of them, weeks up to 200 days, months beyond.
 * @throws VitrineError `event.unknown`, `recipe.invalid`; see `resolveActivity`
 */
export function settleLifecycle(params: LifecycleParams, data: DataInfo): LifecycleParams {
  const { firstDay, completeUpTo } = observedDays(data);
  const span = completeUpTo - firstDay;
  const activity = params.activity ?? defaultActivity(data);
  resolveActivity(activity, data, 'activity');
  return { activity, interval: params.interval ?? (span <= 45 ? 'day' : span <= 200 ? 'week' : 'month') };
}
