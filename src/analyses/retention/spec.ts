import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { bucketOf, bucketSizes, isoDay, observedDays, type BucketSize } from '../../core/calendar';
import { VitrineError } from '../../core/errors';
import { propertyTests, type PropertyTest } from '../../core/filter';
import { DAY } from '../../core/time';
import { activityChoice, defaultActivity, resolveActivity, type Activity } from '../../sql/activity';
import { propertiesOf, propertyOf } from '../../sql/properties';
import { segmentTable } from '../../sql/funnel/groups';

const name = v.pipe(v.string(), v.minLength(1));

/** Values shown of a property, the others together, when not said. */
export const TOP_VALUES = 5;

const breakdown = v.union([
  v.strictObject({
    property: v.pipe(name, v.description('Of each customer’s first cohort row that has a value.')),
    top: v.optional(
      v.pipe(
        v.number(),
        v.safeInteger(),
        v.minValue(1),
        v.maxValue(20),
        v.description('Values with most customers shown apart; 5 when not said.'),
      ),
    ),
  }),
  v.strictObject({ segments: v.pipe(v.array(name), v.minLength(1), v.maxLength(20)) }),
]);
export type RetentionBreakdown = v.InferOutput<typeof breakdown>;

const list = v.strictObject({
  cohort: v.optional(v.pipe(v.string(), v.isoDate(), v.description('A day of a cohort’s bucket; all when not said.'))),
  period: v.optional(
    v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(0),
      v.maxValue(366),
      v.description('Without a cohort: of the cohorts for which it is over.'),
    ),
  ),
  who: v.optional(
    v.pipe(v.picklist(['back', 'away']), v.description('With a period: who counts as back in it, or who does not.')),
    'back',
  ),
  group: v.optional(
    v.pipe(
      v.union([v.strictObject({ value: v.string() }), v.picklist(['other', 'none'])]),
      v.description('Only those of one group of the breakdown by a column.'),
    ),
  ),
});
export type RetentionListChoice = v.InferOutput<typeof list>;

export const retentionParams = v.strictObject({
  cohort: v.optional(
    v.pipe(
      activityChoice,
      v.description(
        'What starts a customer: an event, a list of events, {"rows": "all"} or {"rows": "purchases"}; when not said, all rows of an event log, purchases of a transaction log.',
      ),
    ),
  ),
  entry: v.optional(
    v.pipe(
      v.picklist(['first', 'recurring']),
      v.description('"first": a customer starts once; "recurring": anew in every period with the cohort event.'),
    ),
    'first',
  ),
  returning: v.optional(
    v.pipe(activityChoice, v.description('What counts as coming back; the same as "cohort" when not said.')),
  ),
  cohortWhere: v.optional(
    v.pipe(propertyTests, v.description('Tests of other columns that a row that starts a customer has to pass.')),
  ),
  returningWhere: v.optional(
    v.pipe(
      propertyTests,
      v.description(
        'The same of rows that count as coming back; as for the start when "returning" is not said either.',
      ),
    ),
  ),
  breakdown: v.optional(
    v.pipe(breakdown, v.description('The means by a column or by segments; a customer may be in several segments.')),
  ),
  list: v.optional(v.pipe(list, v.description('Whom to list: everybody, or those of a cell; nobody when not said.'))),
  interval: v.optional(
    v.pipe(v.picklist(bucketSizes), v.description('Length of a period; chosen from the span when not said.')),
  ),
  counting: v.optional(
    v.pipe(
      v.picklist(['on', 'on-or-after']),
      v.description('"on": back in that very period; "on-or-after": in that period or any later one up to as-of.'),
    ),
    'on',
  ),
  of: v.optional(
    v.pipe(v.picklist(['first', 'previous']), v.description('Shares of the cohort, or of the period before.')),
    'first',
  ),
  mean: v.optional(
    v.pipe(v.picklist(['weighted', 'simple']), v.description('Mean over cohorts: by their size, or each alike.')),
    'weighted',
  ),
  clock: v.optional(
    v.pipe(
      v.picklist(['calendar', 'rolling']),
      v.description(
        '"calendar": days, weeks from Monday and months of the zone; "rolling": spans of 1, 7 or 30 times 24 hours from each customer’s own start.',
      ),
    ),
    'calendar',
  ),
  periods: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(366),
      v.description(
        'Periods after the first; as many as the span has when not said, at most 30 days, 26 weeks, 24 months.',
      ),
    ),
  ),
});
export type RetentionParams = v.InferOutput<typeof retentionParams>;

/** Parameters with nothing left open, and their events checked. */
export interface RetentionSetup {
  readonly cohort: Activity;
  readonly returning: Activity;
  readonly cohortWhere: readonly PropertyTest[];
  readonly returningWhere: readonly PropertyTest[];
  readonly interval: BucketSize;
  readonly periods: number;
}

/** Length of a rolling period in milliseconds; a month is 30 days, as in Amplitude. */
export const rollingLength: Readonly<Record<BucketSize, number>> = { day: DAY, week: 7 * DAY, month: 30 * DAY };

/** Fewer customers than this behind the mean of a period, and its share says little. */
export const ENOUGH_STARTERS = 30;

const most: Readonly<Record<BucketSize, number>> = { day: 30, week: 26, month: 24 };

/**
 * Fills what the recipe leaves open: days up to 45 of them, weeks up to 200 days, months beyond.
 * @throws VitrineError `event.unknown`, `recipe.invalid` (see `resolveActivity`), `property.unknown`, `segment.unknown`
 */
export function settleRetention(params: RetentionParams, data: DataInfo): RetentionParams {
  const { firstDay, lastDay, completeUpTo } = observedDays(data);
  const span = completeUpTo - firstDay;
  const interval = params.interval ?? (span <= 45 ? 'day' : span <= 200 ? 'week' : 'month');
  const cohort = params.cohort ?? defaultActivity(data);
  const spanned = bucketOf(lastDay, interval) - bucketOf(firstDay, interval);
  const settled = {
    ...params,
    cohort,
    returning: params.returning ?? cohort,
    returningWhere: params.returningWhere ?? (params.returning === undefined ? params.cohortWhere : undefined) ?? [],
    interval,
    periods: params.periods ?? Math.max(1, Math.min(most[interval], spanned)),
  };
  const setup = setupOf(settled, data);
  for (const name of propertiesOf([...setup.cohortWhere, ...setup.returningWhere])) propertyOf(data.spine, name);
  const { breakdown: by, list: of } = params;
  if (by !== undefined && 'property' in by) propertyOf(data.spine, by.property);
  if (by !== undefined && 'segments' in by) for (const s of by.segments) segmentTable({ data }, s);
  if (of?.group !== undefined && (by === undefined || !('property' in by)))
    throw new VitrineError('recipe.invalid', {
      path: 'list.group',
      value: JSON.stringify(of.group),
      expected: 'a breakdown by a column',
      nearest: '',
    });
  if (of?.cohort !== undefined && (dayOf(of.cohort) < firstDay - 31 || dayOf(of.cohort) > lastDay))
    throw new VitrineError('recipe.invalid', {
      path: 'list.cohort',
      value: `“${of.cohort}”`,
      expected: `a day from ${isoDay(firstDay)} to ${isoDay(lastDay)}`,
      nearest: '',
    });
  return settled;
}

/** A day `YYYY-MM-DD` as whole days since 1970-01-01. */
export const dayOf = (iso: string): number => Date.parse(iso) / DAY;

/** The events and the interval of settled parameters. */
export function setupOf(params: RetentionParams, data: DataInfo): RetentionSetup {
  const { cohort, returning, interval, periods } = params;
  if (cohort === undefined || returning === undefined || interval === undefined || periods === undefined) {
    throw new Error('retention has to be settled before it is planned');
  }
  return {
    cohort: resolveActivity(cohort, data, 'cohort'),
    returning: resolveActivity(returning, data, 'returning'),
    cohortWhere: params.cohortWhere ?? [],
    returningWhere: params.returningWhere ?? [],
    interval,
    periods,
  };
}
