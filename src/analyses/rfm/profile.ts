import { numberAt, numbers, type Frame } from '../../core/frame';
import { rfmSegments, type RfmSegment } from '../../core/rfmSegments';
import type { rfmAxes } from '../../sql/rfm';
import { meanOf, type Mean } from '../../stats/mean';
import { rate, type Interval } from '../../stats/rate';
import { ratioOf, type Ratio } from '../../stats/ratio';
import { medianPart } from './plan';

/** Sums over some customers; monetary ones 0 without amounts. */
export interface Sums {
  readonly customers: number;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  /** Sums of squares, and of frequency × monetary. */
  readonly frequency2: number;
  readonly monetary2: number;
  readonly cross: number;
  /** Sum of combined scores. */
  readonly score: number;
}

/** Medians over a segment's customers; null where it is empty, monetary also without amounts. */
export type Medians = Readonly<Record<(typeof rfmAxes)[number], number | null>>;

export interface RfmSegmentFigures {
  readonly segment: RfmSegment;
  readonly customers: number;
  /** Of all buyers, with its Wilson interval. */
  readonly customerShare: number | null;
  readonly customerShareInterval: Interval | null;
  readonly revenue: number | null;
  /** Of all buyers' net revenue, with its interval as a ratio of sums; null where that is not positive. */
  readonly revenueShare: number | null;
  readonly revenueShareInterval: Interval | null;
  /** Means over the segment's customers; null where it is empty. */
  readonly recency: number | null;
  readonly frequency: number | null;
  readonly monetary: number | null;
  readonly frequencyInterval: Interval | null;
  readonly monetaryInterval: Interval | null;
  readonly medians: Medians;
  /** Net revenue per order (per purchase day where orders are not known); null without amounts. */
  readonly orderValue: Ratio | null;
  /** Mean combined score; null where the segment is empty. */
  readonly score: number | null;
}

const NOTHING: Sums = {
  customers: 0,
  recency: 0,
  frequency: 0,
  monetary: 0,
  frequency2: 0,
  monetary2: 0,
  cross: 0,
  score: 0,
};

/** Sums of several groups together. */
export function addUp(groups: readonly Sums[]): Sums {
  return groups.reduce(
    (a, b) => ({
      customers: a.customers + b.customers,
      recency: a.recency + b.recency,
      frequency: a.frequency + b.frequency,
      monetary: a.monetary + b.monetary,
      frequency2: a.frequency2 + b.frequency2,
      monetary2: a.monetary2 + b.monetary2,
      cross: a.cross + b.cross,
      score: a.score + b.score,
    }),
    NOTHING,
  );
}

/** Medians by segment, in the order of `rfmSegments`, from the plan's answer `medians`. */
export function mediansOf(frame: Frame): readonly Medians[] {
  const rows = new Map(Array.from(numbers(frame, 'part'), (part, row) => [part, numberAt(frame, 'median', row)]));
  return rfmSegments.map((_, segment) => {
    const of = (axis: number): number | null => rows.get(medianPart(segment, axis)) ?? null;
    return { recency: of(0), frequency: of(1), monetary: of(2) };
  });
}

/** Figures of one segment from its sums and those of all buyers. */
export function segmentFigures(
  segment: RfmSegment,
  mine: Sums,
  all: Sums,
  hasAmount: boolean,
  medians: Medians = { recency: null, frequency: null, monetary: null },
): RfmSegmentFigures {
  const { customers } = mine;
  const share = rate(customers, all.customers);
  // Money of all buyers by money of those in the segment: outside of it y is 0, inside y is x.
  const revenue = ratioOf({
    n: all.customers,
    x: all.monetary,
    y: mine.monetary,
    xx: all.monetary2,
    xy: mine.monetary2,
    yy: mine.monetary2,
  });
  const mean = (sum: number, squares: number): Mean => meanOf(customers, sum, squares);
  const frequency = mean(mine.frequency, mine.frequency2);
  const monetary = hasAmount ? mean(mine.monetary, mine.monetary2) : null;
  return {
    segment,
    customers,
    customerShare: share.share,
    customerShareInterval: share.interval,
    revenue: hasAmount ? mine.monetary : null,
    revenueShare: hasAmount ? revenue.value : null,
    revenueShareInterval: hasAmount ? revenue.interval : null,
    recency: customers > 0 ? mine.recency / customers : null,
    frequency: frequency.mean,
    monetary: monetary?.mean ?? null,
    frequencyInterval: frequency.interval,
    monetaryInterval: monetary?.interval ?? null,
    medians,
    orderValue: hasAmount
      ? ratioOf({
          n: customers,
          x: mine.frequency,
          y: mine.monetary,
          xx: mine.frequency2,
          xy: mine.cross,
          yy: mine.monetary2,
        })
      : null,
    score: customers > 0 ? mine.score / customers : null,
  };
}
