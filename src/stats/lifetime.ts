/** Units of time that a model can be fitted in. */
export const timeUnits = ['days', 'weeks', 'months'] as const;
export type TimeUnit = (typeof timeUnits)[number];

/** Days of each unit; a month is a twelfth of the Gregorian mean year. */
export const unitDays: Readonly<Record<TimeUnit, number>> = { days: 1, weeks: 7, months: 365.2425 / 12 };
const YEAR = 365.2425;

/** A length of time that cannot lose its unit: 12 months are 52.2 weeks, never 12. */
export interface Duration {
  readonly value: number;
  readonly unit: TimeUnit;
}

/** A duration in the unit that a model was fitted in. */
export const inUnit = ({ value, unit }: Duration, of: TimeUnit): number => (value * unitDays[unit]) / unitDays[of];

/** What a discount rate may be per. */
export const rateUnits = ['day', 'week', 'month', 'year'] as const;
export type RateUnit = (typeof rateUnits)[number];

/** A discount rate that cannot lose its unit: 0.01 per month is 0.1268 per year, never 0.01. */
export interface Rate {
  readonly value: number;
  readonly per: RateUnit;
}

const rateDays: Readonly<Record<RateUnit, number>> = { day: 1, week: 7, month: YEAR / 12, year: YEAR };

/** A discount rate as the equal yearly one: (1 + rate)^(year / unit) − 1. */
export const yearlyRate = ({ value, per }: Rate): number => Math.expm1(Math.log1p(value) * (YEAR / rateDays[per]));

/** A yearly discount rate as the equal one per unit: (1 + yearly)^(unit / year) − 1. */
export const ratePer = (unit: TimeUnit, yearly: number): number =>
  Math.expm1(Math.log1p(yearly) * (unitDays[unit] / YEAR));

/**
 * Purchases expected within the horizon, each discounted to today: Σ (E(i) − E(i − 1)) / (1 + rate)^i over
 * the units, the last one cut at the horizon. Times spend this is customer lifetime value (Fader, Hardie &
 * Lee 2005, "RFM and CLV", Journal of Marketing Research 42, equation (2) with discrete units).
 * @param expected purchases within t units from now
 * @param horizon units, at least 0
 * @param rate per unit, of the same unit as `horizon`
 * @param steps at most so many; a longer horizon is cut into equal steps of more than one unit
 */
export function discountedPurchases(
  expected: (t: number) => number,
  horizon: number,
  rate: number,
  steps = 520,
): number {
  if (!(horizon > 0)) return 0;
  const step = Math.max(1, horizon / steps);
  let sum = 0;
  let before = 0;
  for (let i = 1, from = 0; from < horizon; i++, from = (i - 1) * step) {
    const to = Math.min(i * step, horizon);
    const by = expected(to);
    // A step of several units is discounted in its middle unit.
    sum += (by - before) * (1 + rate) ** -(to - (step - 1) / 2);
    before = by;
  }
  return sum;
}
