import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { customerBaseModels } from '../../stats/customerBase';
import { inUnit, ratePer, rateUnits, timeUnits, yearlyRate } from '../../stats/lifetime';
import { archetypes, MOST_WITHOUT_MONEY } from './archetypes';

export const segmentMethods = ['mixture', 'kmeans'] as const;
/** How customers are grouped; see `stats/mixture`. */
export type SegmentMethod = (typeof segmentMethods)[number];

/** Fewest and most groups that may be asked for. */
export const LEAST_GROUPS = 2;
export const MOST_GROUPS = 10;

const groups = v.pipe(v.number(), v.integer(), v.minValue(LEAST_GROUPS), v.maxValue(MOST_GROUPS));
const ownName = v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)));

const rate = v.pipe(v.number(), v.minValue(0), v.maxValue(10));

/** How the worth of customers is forecast: the four of the `value` analysis that say so, with its defaults. */
const worth = v.strictObject({
  model: v.optional(v.picklist(customerBaseModels), 'bgnbd'),
  unit: v.optional(v.picklist(timeUnits), 'weeks'),
  horizon: v.optional(
    v.strictObject({
      value: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(10_000)),
      unit: v.picklist(timeUnits),
    }),
    { value: 12, unit: 'months' },
  ),
  discountRate: v.optional(v.union([rate, v.strictObject({ value: rate, per: v.picklist(rateUnits) })]), 0.1),
});
/** See the parameters of `value`. */
export type Worth = v.InferOutput<typeof worth>;

/** The forecast in the unit of its model. */
export function worthOf({ model, unit, horizon, discountRate }: Worth) {
  const yearly = typeof discountRate === 'number' ? discountRate : yearlyRate(discountRate);
  return { model, unit, horizon: inUnit(horizon, unit), rate: ratePer(unit, yearly), yearly };
}

export const segmentsParams = v.strictObject({
  method: v.optional(
    v.pipe(
      v.picklist(segmentMethods),
      v.description(
        '"mixture": Gaussian mixture, each customer belongs to a group with a probability; "kmeans": the nearest centre.',
      ),
    ),
    'mixture',
  ),
  k: v.optional(
    v.pipe(
      v.union([v.literal('auto'), groups]),
      v.description('Number of groups; "auto" takes it from the data: by BIC, for k-means by the silhouette.'),
    ),
    'auto',
  ),
  range: v.optional(
    v.pipe(
      v.strictObject({ from: groups, to: groups }),
      v.check(({ from, to }) => from <= to, 'a range whose "from" is not above its "to"'),
      v.description('The numbers of groups that are tried.'),
    ),
    { from: LEAST_GROUPS, to: MOST_GROUPS },
  ),
  seed: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1), v.description('Seed of the starts.')),
    1,
  ),
  worth: v.optional(
    v.pipe(
      worth,
      v.description('What groups are worth is forecast as by "value"; in the page always as chosen there.'),
    ),
    {},
  ),
  names: v.optional(
    v.pipe(
      v.strictObject(
        Object.fromEntries(archetypes.map((a) => [a, ownName])) as Record<(typeof archetypes)[number], typeof ownName>,
      ),
      v.description('Own names instead of the proposed ones.'),
    ),
    {},
  ),
});
export type SegmentsParams = v.InferOutput<typeof segmentsParams>;

/**
 * Widens the range to hold a given k, and narrows it to the names there are without amounts.
 * @throws VitrineError `role.missing` where no row is a purchase; `recipe.invalid` for more groups than names
 */
export function settleSegments(params: SegmentsParams, { spine }: DataInfo): SegmentsParams {
  if (spine.purchases === 0) throw new VitrineError('role.missing', { source: spine.source, roles: 'purchase' });
  const most = spine.hasAmount ? MOST_GROUPS : MOST_WITHOUT_MONEY;
  const { k, range } = params;
  if (k !== 'auto' && k > most) {
    throw new VitrineError('recipe.invalid', {
      path: 'k',
      value: String(k),
      expected: `a whole number from ${LEAST_GROUPS} to ${most} where nothing says what is money`,
      nearest: '',
    });
  }
  const to = Math.min(range.to, most);
  const from = Math.min(range.from, to);
  return { ...params, range: k === 'auto' ? { from, to } : { from: Math.min(from, k), to: Math.max(to, k) } };
}
