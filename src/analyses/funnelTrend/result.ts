import type { Answers, DataInfo } from '../../core/analysis';
import { bucketStart, isoDay, observedDays, type BucketSize } from '../../core/calendar';
import { countAt, numbers } from '../../core/frame';
import type { Warning } from '../../core/result';
import { DAY } from '../../core/time';
import type { Span } from '../../sql/funnel/params';
import { windowLength } from '../../sql/funnel/params';
import { setupFunnel } from '../../sql/funnel/setup';
import { rate, type Rate } from '../../stats/rate';
import { shareDifference, type ShareDifference } from '../../stats/shareDifference';
import type { FunnelTrendParams } from './spec';

/** Attempts begun in one calendar period. */
export interface TrendPoint {
  /** First day of the period, `YYYY-MM-DD` in the zone. */
  readonly from: string;
  /** Who went all the way, of those who began in the period; who still can counts as lost. */
  readonly conversion: Rate;
  /** Who did not go all the way and still can. */
  readonly immature: number;
  /** The same without those who still can: an upper bound. */
  readonly without: Rate;
  /** The period is over, and so is everybody's window. */
  readonly final: boolean;
}

export interface FunnelTrendFigures {
  readonly steps: readonly string[];
  /** Numbers, from 1, of the steps that cannot be skipped. */
  readonly required: readonly number[];
  readonly unit: 'customers' | 'sessions';
  readonly window: Span;
  readonly interval: BucketSize;
  /** Every period from the first with somebody beginning to the last, empty ones included. */
  readonly points: readonly TrendPoint[];
  /**
   * The final periods in two halves, the middle one of an odd number left out: the conversion of each, and the
   * later one minus the earlier. Null for fewer than 4 of them.
   */
  readonly halves: {
    readonly periods: number;
    readonly earlier: Rate;
    readonly later: Rate;
    readonly difference: ShareDifference;
  } | null;
}

/** Fewer beginnings than this in a period, and its share says little. */
export const ENOUGH_STARTS = 30;

/** Figures of a trend from its plan's answer `periods`. */
export function funnelTrendResult(
  params: FunnelTrendParams,
  data: DataInfo,
  answers: Answers,
): { figures: FunnelTrendFigures; warnings: readonly Warning[] } {
  const frame = answers.get('periods');
  if (frame === undefined) throw new Error('the plan answered no periods');
  const { steps, required, sessions } = setupFunnel(params, data);
  const interval = params.interval ?? 'week';
  const { completeUpTo } = observedDays(data);
  const buckets = numbers(frame, 'bucket');
  const rows = new Map(Array.from(buckets, (bucket, row) => [bucket, row]));
  const [first, last] = [buckets[0], buckets.at(-1)];
  const length = first === undefined || last === undefined ? 0 : last - first + 1;
  const points = Array.from({ length }, (_, i): TrendPoint => {
    const bucket = (first ?? 0) + i;
    const row = rows.get(bucket);
    const read = (name: string): number => (row === undefined ? 0 : countAt(frame, name, row));
    const [entered, converted, immature] = [read('entered'), read('converted'), read('immature')];
    return {
      from: isoDay(bucketStart(bucket, interval)),
      conversion: rate(converted, entered),
      immature,
      without: rate(converted, entered - immature),
      final: immature === 0 && bucketStart(bucket + 1, interval) <= completeUpTo,
    };
  });
  const waiting = points.reduce((n, p) => n + p.immature, 0);
  const began = points.reduce((n, p) => n + p.conversion.of, 0);
  const warnings: Warning[] = [];
  if (began < ENOUGH_STARTS) warnings.push({ code: 'too-few', details: { n: began, enough: ENOUGH_STARTS } });
  if (waiting > 0)
    warnings.push({ code: 'immature', details: { customers: waiting, days: windowLength(params.window) / DAY } });
  return {
    figures: {
      steps: steps.map((s) => s.label),
      required: required.map((s) => s.number),
      unit: sessions === null ? 'customers' : 'sessions',
      window: params.window,
      interval,
      points,
      halves: halvesOf(points.filter((p) => p.final)),
    },
    warnings,
  };
}

function halvesOf(points: readonly TrendPoint[]): FunnelTrendFigures['halves'] {
  const half = Math.floor(points.length / 2);
  if (half < 2) return null;
  const sum = (some: readonly TrendPoint[]): Rate =>
    rate(
      some.reduce((n, p) => n + p.conversion.count, 0),
      some.reduce((n, p) => n + p.conversion.of, 0),
    );
  const [earlier, later] = [sum(points.slice(0, half)), sum(points.slice(-half))];
  return { periods: half, earlier, later, difference: shareDifference(later, earlier) };
}
