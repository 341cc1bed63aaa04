import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { dayOf } from '../../sql/purchases';
import { inUnit, timeUnits } from '../../stats/lifetime';

export const bakeoffMetrics = ['rmse', 'mae'] as const;
export type BakeoffMetric = (typeof bakeoffMetrics)[number];

export const bakeoffParams = v.strictObject({
  window: v.optional(
    v.pipe(
      v.strictObject({
        value: v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(10_000)),
        unit: v.picklist(timeUnits),
      }),
      v.description('How far each forecast looks; the longest usual one that fits when not said.'),
    ),
  ),
  origins: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(6),
      v.description('From how many dates is forecast, at most.'),
    ),
    3,
  ),
  metric: v.optional(
    v.pipe(
      v.picklist(bakeoffMetrics),
      v.description('What decides: "rmse" rewards the right expected value, "mae" the usual error.'),
    ),
    'rmse',
  ),
});
export type BakeoffParams = v.InferOutput<typeof bakeoffParams>;

/** Windows that are proposed, in days. */
const usual = [7, 14, 30, 60, 90, 180, 365];
/** Fewer days leave nothing to learn from, or nothing to test on. */
const LEAST_DAYS = 28;

/** Where forecasts begin and how far they look, in whole local days since 1970-01-01. */
export interface Backtest {
  /** Days of each window. */
  readonly window: number;
  /** Last day that each forecast knows, rising; its window is `(origin, origin + window]`, all of it observed. */
  readonly origins: readonly number[];
}

/**
 * The backtest of settled parameters: the last origin is one window before the end, the others one window
 * apart before it, as long as the time before an origin is at least one window and a quarter of the span.
 */
export function backtestOf({ window, origins }: BakeoffParams, data: DataInfo): Backtest {
  const [from, to] = spanOf(data);
  const span = to - from + 1;
  const days =
    window === undefined
      ? (usual.findLast((d) => d * 4 <= span) ?? 7)
      : Math.max(1, Math.round(inUnit(window, 'days')));
  const least = from + Math.max(days, Math.floor(span / 4)) - 1;
  const all = Array.from({ length: origins }, (_, i) => to - (i + 1) * days).filter((day) => day >= least);
  return { window: days, origins: all.reverse() };
}

const spanOf = ({ spine, asOf, zone }: DataInfo): readonly [number, number] => [
  dayOf(Math.min(spine.from, asOf), zone),
  dayOf(asOf, zone),
];

/**
 * Settles the window.
 * @throws VitrineError `role.missing` where no row is a purchase; `span.short` where no origin has a window
 * before and behind it
 */
export function settleBakeoff(params: BakeoffParams, data: DataInfo): BakeoffParams {
  const { spine } = data;
  if (spine.purchases === 0) throw new VitrineError('role.missing', { source: spine.source, roles: 'purchase' });
  const { window, origins } = backtestOf(params, data);
  const [from, to] = spanOf(data);
  const days = to - from + 1;
  if (days < LEAST_DAYS || origins.length === 0) {
    throw new VitrineError('span.short', { days, needed: Math.max(LEAST_DAYS, 2 * window) });
  }
  return { ...params, window: { value: window, unit: 'days' } };
}
