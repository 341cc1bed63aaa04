import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { DAY } from '../../core/time';
import { dayOf } from '../../sql/purchases';
import { customerBaseModels, type CustomerBaseModel } from '../../stats/customerBase';
import { bySegments, settleBySegments } from '../../sql/bySegment';
import { inUnit, ratePer, rateUnits, timeUnits, unitDays, yearlyRate } from '../../stats/lifetime';

/** How customers buy and leave; see `stats/betaGeometric.ts` and `stats/paretoNbd.ts`. */
export const valueModels = customerBaseModels;
export type ValueModel = CustomerBaseModel;

export const valueParams = v.strictObject({
  model: v.optional(
    v.pipe(
      v.picklist(valueModels),
      v.description(
        '"bgnbd": customers may leave after each repeat purchase; "mbgnbd": after the first one too; "paretonbd": at any time.',
      ),
    ),
    'bgnbd',
  ),
  unit: v.optional(
    v.pipe(v.picklist(timeUnits), v.description('The unit of time that the model is fitted in.')),
    'weeks',
  ),
  horizon: v.optional(
    v.pipe(
      v.strictObject({
        value: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(10_000)),
        unit: v.picklist(timeUnits),
      }),
      v.description('How far to look ahead; converted to the unit of the model. 12 months when not said.'),
    ),
    { value: 12, unit: 'months' },
  ),
  discountRate: v.optional(
    v.pipe(
      v.union([
        v.pipe(v.number(), v.minValue(0), v.maxValue(10)),
        v.strictObject({ value: v.pipe(v.number(), v.minValue(0), v.maxValue(10)), per: v.picklist(rateUnits) }),
      ]),
      v.description(
        'Discount rate: 0.1 is 10 % a year; { "value": 0.01, "per": "month" } is 1 % a month. Converted to the unit of the model.',
      ),
    ),
    0.1,
  ),
  calibration: v.optional(
    v.pipe(
      v.union([
        v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
        v.pipe(v.string(), v.isoDate('a share in (0, 1) or a day such as "2024-06-30"')),
      ]),
      v.description(
        'What the model is tested with: a share of the time, or its last day (inclusive); the rest is forecast.',
      ),
    ),
    0.5,
  ),
  breakdown: bySegments,
});
export type ValueParams = v.InferOutput<typeof valueParams>;

/** The local days of the analysis, as whole days since 1970-01-01. */
export interface ValueDays {
  /** First day of the data and the as-of day. */
  readonly from: number;
  readonly to: number;
  /** Last day of the calibration, inclusive; in `[from, to]`. */
  readonly until: number;
}

/** The days that settled parameters stand for. */
export function valueDays({ calibration }: ValueParams, { spine, asOf, zone }: DataInfo): ValueDays {
  const from = dayOf(Math.min(spine.from, asOf), zone);
  const to = dayOf(asOf, zone);
  const until =
    typeof calibration === 'string'
      ? Math.round(Date.parse(calibration) / DAY)
      : from + Math.floor((to - from) * calibration);
  return { from, to, until };
}

/**
 * The horizon in the model's unit, and the discount rate per unit: the one place where both are converted, so
 * that 12 months on weekly data are 52.2 weeks and 1 % a month is 0.23 % a week.
 */
export function horizonOf({ horizon, unit, discountRate }: ValueParams): {
  readonly units: number;
  readonly days: number;
  /** Per unit of the model. */
  readonly rate: number;
  /** The same, per year. */
  readonly yearly: number;
} {
  const units = inUnit(horizon, unit);
  const yearly = typeof discountRate === 'number' ? discountRate : yearlyRate(discountRate);
  return { units, days: units * unitDays[unit], rate: ratePer(unit, yearly), yearly };
}

/**
 * Settles the calibration to its last day.
 * @throws VitrineError `role.missing` where no row is a purchase; `recipe.invalid` for a day outside the data;
 *   `segment.unknown`
 */
export function settleValue(params: ValueParams, data: DataInfo): ValueParams {
  const { spine } = data;
  if (spine.purchases === 0) throw new VitrineError('role.missing', { source: spine.source, roles: 'purchase' });
  settleBySegments(params.breakdown, data);
  const { from, to, until } = valueDays(params, data);
  const day = (d: number): string => new Date(d * DAY).toISOString().slice(0, 10);
  if (until < from || until > to) {
    throw new VitrineError('recipe.invalid', {
      path: 'calibration',
      value: JSON.stringify(params.calibration),
      expected: `a day from ${day(from)} to ${day(to)}`,
      nearest: '',
    });
  }
  return { ...params, calibration: day(until) };
}
