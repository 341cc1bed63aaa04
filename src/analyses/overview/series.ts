import { DAY } from '../../core/time';
import type { OverviewFigures, OverviewPoint } from './result';

/** The lead figure of a bucket. */
export function leadValue(figures: OverviewFigures, point: OverviewPoint): number {
  return figures.lead === 'revenue' ? (point.revenue ?? 0) : point[figures.lead];
}

/** How the lead figure went over the complete buckets. */
export type Story = {
  /** Days from the first complete bucket to the end of the last one. */
  readonly days: number;
  /** The highest bucket, where it stands out: half as high again as the median one, and not the last. */
  readonly peak: { readonly from: string; readonly value: number } | null;
} & (
  | {
      /**
       * Nobody is new after `last`, the bucket in which the last customer joined: a mean bucket after it
       * against a mean one up to it.
       */
      readonly kind: 'acquisition';
      readonly last: OverviewPoint;
      readonly change: number;
    }
  /** `change` of the mean of the last `part` buckets against that of the first `part`. */
  | { readonly kind: 'trend'; readonly change: number; readonly part: number }
  /** The same, less than five percent. */
  | { readonly kind: 'steady'; readonly part: number }
  /** The two means differ by less than two standard errors of their difference: it may be chance. */
  | { readonly kind: 'unclear'; readonly part: number }
);

const LEAST_BUCKETS = 8;
const FLAT = 0.05;

/** Null with fewer than eight complete buckets, and where nothing happens in the first ones. */
export function storyOf(figures: OverviewFigures): Story | null {
  const { points } = figures.series;
  const complete = points.filter((p) => p.complete);
  const [first, last] = [complete[0], complete.at(-1)];
  if (first === undefined || last === undefined || complete.length < LEAST_BUCKETS) return null;
  const values = complete.map((p) => leadValue(figures, p));
  const step = (Date.parse(last.from) - Date.parse(first.from)) / (complete.length - 1);
  const common = { days: Math.round((complete.length * step) / DAY), peak: peakOf(complete, values) };

  const joined = acquisition(figures);
  if (joined !== null) {
    const [during, after] = [
      complete.filter((p) => p.from <= joined.from),
      complete.filter((p) => p.from > joined.from),
    ];
    const [before, now] = [during, after].map((part) => mean(part.map((p) => leadValue(figures, p))));
    if (before !== undefined && now !== undefined && before > 0)
      return { ...common, kind: 'acquisition', last: joined, change: (now - before) / before };
  }
  const part = Math.max(3, Math.floor(values.length / 4));
  const [early, late] = [values.slice(0, part), values.slice(-part)];
  const [before, now] = [mean(early), mean(late)];
  if (before <= 0) return null;
  const change = (now - before) / before;
  if (Math.abs(change) < FLAT) return { ...common, kind: 'steady', part };
  const error = Math.sqrt((variance(early) + variance(late)) / part);
  if (Math.abs(now - before) < 2 * error) return { ...common, kind: 'unclear', part };
  return { ...common, kind: 'trend', change, part };
}

/**
 * The bucket in which the last customer joined, where all of them join early: in at least two and at most
 * half of the complete buckets. Null elsewhere: then customers are gained all along.
 */
export function acquisition(figures: OverviewFigures): OverviewPoint | null {
  const { points } = figures.series;
  const at = points.findLastIndex((p) => p.newcomers > 0);
  const last = points[at];
  if (last === undefined || !last.complete) return null;
  const complete = points.filter((p) => p.complete);
  const during = complete.filter((p) => p.from <= last.from).length;
  return during >= 2 && during * 2 <= complete.length && complete.length >= LEAST_BUCKETS ? last : null;
}

function peakOf(points: readonly OverviewPoint[], values: readonly number[]): Story['peak'] {
  const most = Math.max(...values);
  const at = values.indexOf(most);
  const point = points[at];
  const median = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const others = values.filter((_, i) => Math.abs(i - at) > 1);
  const standsOut = most >= 1.5 * median && others.every((v) => v <= most * 0.98);
  return point === undefined || at === values.length - 1 || !standsOut ? null : { from: point.from, value: most };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

/** With n − 1; 0 for a single value. */
function variance(values: readonly number[]): number {
  const m = mean(values);
  return values.reduce((sum, v) => sum + (v - m) ** 2, 0) / Math.max(1, values.length - 1);
}
