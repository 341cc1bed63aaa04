import type { Answers, DataInfo } from '../../core/analysis';
import { isoDay, type BucketSize } from '../../core/calendar';
import { countAt, numbers } from '../../core/frame';
import type { PropertyTest } from '../../core/filter';
import type { Warning } from '../../core/result';
import { rate, type Rate } from '../../stats/rate';
import { defaultActivity, resolveActivity, type ActivityLabel } from '../../sql/activity';
import { unitsOf, windowsOf } from './plan';
import type { SegmentSides } from '../../core/sides';
import { toldBy } from '../../sql/bySegment';
import { stickinessSides, type StickinessMeasure } from './sides';
import type { StickinessParams } from './spec';

export interface StickinessBar {
  /** Active in so many units; in the last bar of a long tail so many or more. */
  readonly units: number;
  readonly orMore: boolean;
  /** Customers, counted once in each window they were active in; `of` is all of them. */
  readonly rate: Rate;
}

export interface StickinessFigures {
  readonly activity: ActivityLabel;
  /** What is asked of other columns of a row that counts. */
  readonly where: readonly PropertyTest[];
  readonly unit: BucketSize;
  readonly per: 'week' | 'month' | 'all';
  /** Windows counted: complete ones; 1 for the whole log. */
  readonly windows: number;
  /** First and last day of the windows, `YYYY-MM-DD` in the zone, inclusive; null without any window. */
  readonly span: { readonly from: string; readonly to: string } | null;
  /** Customers active in a window, counted once per window. */
  readonly customers: number;
  /** Mean units per customer and window; null without customers. */
  readonly mean: number | null;
  /** From 1 unit on without a gap; at most 31 bars, the last holding the tail. */
  readonly bars: readonly StickinessBar[];
  /** By segment, where any were asked for. */
  readonly sides?: SegmentSides<StickinessMeasure>;
}

const MOST_BARS = 31;

/** Fewer customers than this, and shares say little. */
export const ENOUGH_CUSTOMERS = 30;

/** Figures of stickiness from its plan's answer `counts`. */
export function stickinessResult(
  params: StickinessParams,
  data: DataInfo,
  answers: Answers,
): { figures: StickinessFigures; warnings: readonly Warning[] } {
  const frame = answers.get('counts');
  if (frame === undefined) throw new Error('the plan answered no counts');
  const { unit, per } = unitsOf(params);
  const windows = windowsOf(per, data);
  const counts = Array.from(numbers(frame, 'units'), (units, row) => ({
    units,
    customers: countAt(frame, 'customers', row),
  }));
  const customers = counts.reduce((n, c) => n + c.customers, 0);
  const most = counts.at(-1)?.units ?? 0;
  const bars = Array.from({ length: Math.min(MOST_BARS, most) }, (_, i): StickinessBar => {
    const tail = i + 1 === MOST_BARS && most > MOST_BARS;
    const inBar = counts.filter((c) => (tail ? c.units > i : c.units === i + 1));
    return {
      units: i + 1,
      orMore: tail,
      rate: rate(
        inBar.reduce((n, c) => n + c.customers, 0),
        customers,
      ),
    };
  });
  return {
    figures: {
      activity: resolveActivity(params.activity ?? defaultActivity(data), data, 'activity').label,
      where: params.where ?? [],
      unit,
      per,
      windows: windows.count,
      span: windows.count === 0 ? null : { from: isoDay(windows.from), to: isoDay(windows.to - 1) },
      customers,
      mean: customers === 0 ? null : counts.reduce((n, c) => n + c.units * c.customers, 0) / customers,
      bars,
      ...toldBy(stickinessSides(params.breakdown, answers)),
    },
    warnings:
      customers < ENOUGH_CUSTOMERS ? [{ code: 'too-few', details: { n: customers, enough: ENOUGH_CUSTOMERS } }] : [],
  };
}
