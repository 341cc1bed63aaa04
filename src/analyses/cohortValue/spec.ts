import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { observedDays } from '../../core/calendar';
import { VitrineError } from '../../core/errors';
import { cohortSizes, spanOf, type CohortSize } from './buckets';

export const cohortMoney = ['net', 'gross'] as const;

export const cohortValueParams = v.strictObject({
  interval: v.optional(
    v.pipe(
      v.picklist(cohortSizes),
      v.description('Length of a period: weeks up to 120 days of data, quarters beyond four years, else months.'),
    ),
  ),
  money: v.optional(
    v.pipe(v.picklist(cohortMoney), v.description('"net": refunds are taken off; "gross": purchases alone.')),
    'net',
  ),
  periods: v.optional(
    v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(1),
      v.maxValue(120),
      v.description('Periods after the first; as many as the span has when not said, at most 24.'),
    ),
  ),
});
export type CohortValueParams = v.InferOutput<typeof cohortValueParams>;

const MOST_PERIODS = 24;

/**
 * Fills what the recipe leaves open.
 * @throws VitrineError `recipe.invalid` where there are no purchases or no money
 */
export function settleCohortValue(params: CohortValueParams, data: DataInfo): CohortValueParams {
  if (data.spine.purchases === 0 || !data.spine.hasAmount)
    throw new VitrineError('recipe.invalid', {
      path: 'money',
      value: `“${params.money}”`,
      expected: 'data with purchases and what was paid',
      nearest: '',
    });
  const { firstDay, lastDay, completeUpTo } = observedDays(data);
  const span = completeUpTo - firstDay;
  const interval = params.interval ?? (span <= 120 ? 'week' : span > 4 * 366 ? 'quarter' : 'month');
  const spanned = spanOf(firstDay, lastDay, interval);
  return { ...params, interval, periods: params.periods ?? Math.max(1, Math.min(MOST_PERIODS, spanned)) };
}

/** Interval and periods of settled parameters. */
export function chosen({ interval, periods }: CohortValueParams): { interval: CohortSize; periods: number } {
  if (interval === undefined || periods === undefined) throw new Error('it has to be settled before it is planned');
  return { interval, periods };
}
