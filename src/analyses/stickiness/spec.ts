import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { bucketSizes, observedDays } from '../../core/calendar';
import { propertyTests } from '../../core/filter';
import { VitrineError } from '../../core/errors';
import { propertiesOf, propertyOf } from '../../sql/properties';
import { activityChoice, defaultActivity, resolveActivity } from '../../sql/activity';
import { bySegments, settleBySegments } from '../../sql/bySegment';

export const stickinessParams = v.strictObject({
  activity: v.optional(
    v.pipe(
      activityChoice,
      v.description(
        'What counts as active: an event, a list of events, {"rows": "all"} or {"rows": "purchases"}; when not said, all rows of an event log, purchases of a transaction log.',
      ),
    ),
  ),
  where: v.optional(v.pipe(propertyTests, v.description('Tests of other columns that a row has to pass to count.'))),
  unit: v.optional(
    v.pipe(v.picklist(bucketSizes), v.description('What is counted; chosen from the span when not said.')),
  ),
  per: v.optional(
    v.pipe(
      v.picklist(['week', 'month', 'all']),
      v.description('Within what: each complete calendar week or month, or the whole log; chosen with "unit".'),
    ),
  ),
  breakdown: bySegments,
});
export type StickinessParams = v.InferOutput<typeof stickinessParams>;

/**
 * Fills what the recipe leaves open: days per month where two complete months are sure to be seen (92
 * days), days per week from 21 days, else days in all; for transaction logs of half a year and more
 * months in all, since few people buy twice in a month.
 * @throws VitrineError `recipe.invalid` for a unit as long as what it is counted within or longer;
 * `event.unknown`, see `resolveActivity`; `property.unknown`, `segment.unknown`
 */
export function settleStickiness(params: StickinessParams, data: DataInfo): StickinessParams {
  const { firstDay, completeUpTo } = observedDays(data);
  const activity = params.activity ?? defaultActivity(data);
  resolveActivity(activity, data, 'activity');
  settleBySegments(params.breakdown, data);
  const { unit, per } = chosen(params, completeUpTo - firstDay, data);
  if (per === unit || (unit === 'month' && per === 'week') || (unit === 'week' && per === 'month')) {
    throw new VitrineError('recipe.invalid', {
      path: 'unit',
      value: `“${unit}” per ${per}`,
      expected: '“day” per week or month, or any unit with “all”',
      nearest: '',
    });
  }
  for (const name of propertiesOf(params.where ?? [])) propertyOf(data.spine, name);
  return { ...params, activity, unit, per };
}

function chosen(
  { unit, per }: StickinessParams,
  span: number,
  { spine }: DataInfo,
): Required<Pick<StickinessParams, 'unit' | 'per'>> {
  if (unit !== undefined && unit !== 'day') return { unit, per: per ?? 'all' };
  if (per !== undefined) return { unit: unit ?? 'day', per };
  if (unit === undefined && spine.kind === 'transactions' && span >= 182) return { unit: 'month', per: 'all' };
  return { unit: 'day', per: span >= 92 ? 'month' : span >= 21 ? 'week' : 'all' };
}
