import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { observedDays } from '../../core/calendar';
import { VitrineError } from '../../core/errors';
import { propertyTests } from '../../core/filter';
import { activityChoice, defaultActivity, resolveActivity } from '../../sql/activity';
import { propertyOf } from '../../sql/properties';
import { segmentTable } from '../../sql/funnel/groups';
import { parseFormula, seriesOf, type Formula } from './formula';
import { bucketsOf } from './buckets';

export const trendMeasures = ['events', 'customers', 'perCustomer', 'sum', 'average'] as const;
export type TrendMeasure = (typeof trendMeasures)[number];
export const trendIntervals = ['hour', 'day', 'week', 'month'] as const;
export type TrendInterval = (typeof trendIntervals)[number];

const name = v.pipe(v.string(), v.minLength(1));

const series = v.strictObject({
  activity: v.optional(
    v.pipe(
      activityChoice,
      v.description('Which rows; all of an event log, purchases of a transaction log when not said.'),
    ),
  ),
  where: v.optional(propertyTests),
  measure: v.optional(
    v.pipe(
      v.picklist(trendMeasures),
      v.description('Rows, unique customers, rows per customer, or the sum or average of amounts (net of refunds).'),
    ),
    'events',
  ),
});
export type TrendSeries = v.InferOutput<typeof series>;

export const trendsParams = v.strictObject({
  series: v.optional(v.pipe(v.array(series), v.minLength(1), v.maxLength(2), v.description('A, and B for a formula.'))),
  formula: v.optional(
    v.pipe(v.string(), v.minLength(1), v.maxLength(100), v.description('Of A and B: "A/B", "A-B", "100*A/B" …')),
  ),
  interval: v.optional(v.pipe(v.picklist(trendIntervals), v.description('Calendar buckets of the zone.'))),
  breakdown: v.optional(
    v.union([
      v.strictObject({
        property: name,
        top: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(7))),
      }),
      v.strictObject({ segments: v.pipe(v.array(name), v.minLength(1), v.maxLength(7)) }),
    ]),
  ),
  compare: v.optional(
    v.pipe(
      v.picklist(['previous']),
      v.description('With the equal period before; the last half of the data when "last" is not said.'),
    ),
  ),
  last: v.optional(
    v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(1),
      v.maxValue(5000),
      v.description('Only so many complete buckets, and the one under way.'),
    ),
  ),
  list: v.optional(
    v.pipe(
      v.strictObject({
        at: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)),
        series: v.optional(v.picklist([0, 1])),
        group: v.optional(
          v.union([v.strictObject({ value: v.string() }), v.strictObject({ kind: v.picklist(['other', 'none']) })]),
        ),
      }),
      v.description('Whom to list: the customers of a bucket, by its start on the local clock; nobody when not said.'),
    ),
  ),
});
export type TrendsListChoice = NonNullable<v.InferOutput<typeof trendsParams>['list']>;
export type TrendsParams = v.InferOutput<typeof trendsParams>;

/** Values shown of a property when not said; the others together. */
export const TOP_VALUES = 5;

/** More hours than this are no picture. */
const MOST_HOURS = 24 * 62;

/**
 * Fills in the series, an interval that gives about 10 to 100 buckets, and the length of a comparison.
 * @throws VitrineError `event.unknown`, `property.unknown`, `segment.unknown` with the nearest name;
 *   `recipe.invalid` for a formula that is none, sums without amounts, hours of more than two months, a breakdown
 *   of a comparison
 */
export function settleTrends(params: TrendsParams, data: DataInfo): TrendsParams {
  const given = params.series ?? [{ measure: 'customers' as const }];
  const all = given.map((s, i): TrendSeries => {
    const activity = s.activity ?? defaultActivity(data);
    resolveActivity(activity, data, `series[${i}].activity`);
    for (const test of s.where ?? []) propertyOf(data.spine, test.property);
    if ((s.measure === 'sum' || s.measure === 'average') && !data.spine.hasAmount)
      throw new VitrineError('role.missing', { source: data.spine.source, roles: 'amount' });
    return { ...s, activity };
  });
  formulaOf({ ...params, series: all });
  const { breakdown, compare } = params;
  if (breakdown !== undefined && 'property' in breakdown) propertyOf(data.spine, breakdown.property);
  if (breakdown !== undefined && 'segments' in breakdown) for (const s of breakdown.segments) segmentTable({ data }, s);
  const { list } = params;
  if (list?.series === 1 && all.length < 2) throw invalid('list.series', '1', '0, as there is no series B');
  if (list?.group !== undefined && (breakdown === undefined || !('property' in breakdown)))
    throw invalid('list.group', JSON.stringify(list.group), 'a "breakdown" by a property');
  if (breakdown !== undefined && compare !== undefined) throw invalid('compare', compare, 'no "breakdown" beside it');
  const { firstDay, lastDay } = observedDays(data);
  const days = lastDay - firstDay + 1;
  const interval = params.interval ?? (days <= 2 ? 'hour' : days <= 70 ? 'day' : days <= 550 ? 'week' : 'month');
  if (interval === 'hour' && days * 24 > MOST_HOURS)
    throw invalid('interval', 'hour', 'day, week or month for more than two months');
  const settled = { ...params, series: all, interval };
  if (compare === undefined) return settled;
  const { complete } = bucketsOf(interval, data);
  const most = Math.floor(complete / 2);
  if (most < 1) throw new VitrineError('span.short', { days, needed: days * 2 });
  if (params.last !== undefined && params.last > most) throw invalid('last', String(params.last), `1 … ${most}`);
  return { ...settled, last: params.last ?? most };
}

const invalid = (path: string, value: string, expected: string): VitrineError =>
  new VitrineError('recipe.invalid', { path, value: `“${value}”`, expected, nearest: '' });

/**
 * The formula; A alone when none is said.
 * @throws VitrineError `recipe.invalid`
 */
export function formulaOf({ formula, series: all = [] }: TrendsParams): Formula {
  if (formula === undefined) return { series: 0 };
  const parsed = parseFormula(formula);
  if (parsed === null || seriesOf(parsed).length === 0)
    throw invalid('formula', formula, 'a formula of A and B such as A/B');
  if (seriesOf(parsed).some((s) => s >= all.length))
    throw invalid('formula', formula, 'a formula of A, as there is no series B');
  return parsed;
}
