import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { isoDay, observedDays } from '../../core/calendar';
import { VitrineError } from '../../core/errors';
import { DAY, offsetAt } from '../../core/time';
import { quintiles, recencyUnits } from '../../sql/rfm';

export const cutChoices = ['each', 'earlier'] as const;

const cutPoints = v.pipe(
  v.array(v.pipe(v.number(), v.finite())),
  v.length(quintiles.bins - 1),
  v.check((at) => at.every((x, i) => i === 0 || x > (at[i - 1] ?? x)), 'numbers that rise'),
);

export const migrationParams = v.strictObject({
  earlier: v.optional(
    v.pipe(
      v.string(),
      v.isoDate(),
      v.description(
        'The day to compare with, its end included: YYYY-MM-DD in the zone. 90 days before as-of when not said, a third of the span where that is shorter.',
      ),
    ),
  ),
  cuts: v.optional(
    v.pipe(
      v.picklist(cutChoices),
      v.description(
        'Cut points of the scores: each date its own, so that scores say who stands where among the customers of that day; or those of the earlier date for both, so that a segment means the same twice.',
      ),
    ),
    'each',
  ),
  own: v.optional(
    v.pipe(
      v.strictObject({
        recencyUnit: v.optional(v.picklist(recencyUnits)),
        cuts: v.optional(
          v.strictObject({
            recency: v.optional(cutPoints),
            frequency: v.optional(cutPoints),
            monetary: v.optional(cutPoints),
          }),
        ),
      }),
      v.description(
        'What was chosen for the scores of RFM: the unit of recency, and own cut points, which hold at both dates.',
      ),
    ),
  ),
});
export type MigrationParams = v.InferOutput<typeof migrationParams>;

/** The usual distance of the two dates. */
const QUARTER = 90;

/**
 * Fills in the earlier date.
 * @throws VitrineError `role.missing` where no row is a purchase; `span.short` where the data up to as-of
 *   covers one day only; `recipe.invalid` for a date that is not before as-of or lies before the data
 */
export function settleMigration(params: MigrationParams, data: DataInfo): MigrationParams {
  const { spine } = data;
  if (spine.purchases === 0) throw new VitrineError('role.missing', { source: spine.source, roles: 'purchase' });
  const { firstDay, lastDay } = observedDays(data);
  if (lastDay <= firstDay) throw new VitrineError('span.short', { days: 1, needed: 2 });
  if (params.earlier === undefined) {
    const third = Math.max(1, Math.floor((lastDay - firstDay) / 3));
    return { ...params, earlier: isoDay(lastDay - Math.min(QUARTER, third)) };
  }
  const day = Date.parse(params.earlier) / DAY;
  if (!(day >= firstDay && day < lastDay)) {
    throw new VitrineError('recipe.invalid', {
      path: 'earlier',
      value: `“${params.earlier}”`,
      expected: `${isoDay(firstDay)} … ${isoDay(lastDay - 1)}`,
      nearest: '',
    });
  }
  return params;
}

/** The last millisecond (epoch) of the earlier day in the zone, inclusive. */
export function earlierInstant({ earlier }: MigrationParams, { zone }: DataInfo): number {
  if (earlier === undefined) throw new Error('the earlier date is not settled');
  const midnight = Date.parse(earlier) + DAY;
  // The offset in force at the local midnight: asked once at a guess, then at the instant it gives.
  const guess = midnight - offsetAt(zone, midnight);
  return midnight - offsetAt(zone, guess) - 1;
}
