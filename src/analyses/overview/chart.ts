import { Formatter } from '../../core/format';
import { DAY } from '../../core/time';
import { dateTicks, valueAxis } from '../../charts/axes';
import type { AxisTick, BarMark, ChartMark, LabelMark, LinePoint } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { OverviewFigures } from './result';
import { acquisition, leadValue, storyOf } from './series';
import { bucketEnd, bucketName, overviewWords } from './words';

/** A line over time, laid out for a width. */
export interface OverviewGeometry {
  readonly width: number;
  readonly height: number;
  /** One per complete bucket, in order of time. */
  readonly points: readonly LinePoint[];
  /** Along y: grid lines and their labels. */
  readonly yTicks: readonly AxisTick[];
  /** Along x. */
  readonly xTicks: readonly AxisTick[];
  /** The plot's box in px: `bottom` is where the x axis' labels hang from, `zero` the line of the value 0. */
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
    readonly zero: number;
    /** Px per 1 of the lead figure. */
    readonly unit: number;
  };
  /** Left edges of the drawn buckets and the right edge of the last, px: what a brush snaps to. */
  readonly edges: readonly number[];
  /** Shaded: the buckets in which all customers joined. Empty where they join all along. */
  readonly shades: readonly BarMark[];
  /** The last value beside the line's end, the highest one, and what the shade means. */
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/**
 * Geometry of the lead figure over time for a width of 300 px or more. Incomplete buckets are not drawn
 * (the plate says so).
 */
export function overviewChart(figures: OverviewFigures, width: number, format: Formatter): OverviewGeometry {
  const words = overviewWords[format.locale];
  // Days are of the zone already; they are printed as they stand.
  const plain = new Formatter(format.locale, { zone: 'UTC', currency: format.currency });
  const shown = figures.series.points
    .filter((p) => p.complete)
    .map((p) => ({ time: Date.parse(p.from), value: leadValue(figures, p), point: p }));
  const money = figures.lead === 'revenue';
  const print = (value: number): string => (money ? format.moneyCompact(value) : format.compact(value));
  const exact = (value: number): string => (money ? format.money(value) : format.integer(value));
  const height = Math.round(Math.max(212, Math.min(312, width * 0.34)));
  const axis = valueAxis(
    shown.map((s) => s.value),
    height < 240 ? 4 : 5,
  );
  const tickLabels = format.axis(axis.ticks, money);
  const end = shown.at(-1);
  const endText = end === undefined ? '' : print(end.value);
  const plot = {
    left: Math.ceil(widest(tickLabels, 12)) + 10,
    right: Math.floor(width - textWidth(endText, 15, 600) - 14),
    top: 22,
    bottom: height - 30,
  };
  const [from, to] = [shown[0]?.time ?? 0, end?.time ?? 0];
  const x = (time: number): number =>
    to === from ? (plot.left + plot.right) / 2 : plot.left + ((time - from) / (to - from)) * (plot.right - plot.left);
  const y = (value: number): number =>
    plot.bottom - ((value - axis.low) / (axis.high - axis.low)) * (plot.bottom - plot.top);
  const step = shown.length > 1 ? (plot.right - plot.left) / (shown.length - 1) : plot.right - plot.left;
  const joined = acquisition(figures);
  const after = joined === null ? undefined : shown.find((s) => s.point.from > joined.from);
  const shades: BarMark[] =
    after === undefined
      ? []
      : [
          {
            x: plot.left,
            y: plot.top,
            width: x(after.time) - step / 2 - plot.left,
            height: plot.bottom - plot.top,
            tone: 'wash',
          },
        ];
  const notes: LabelMark[] = [];
  const shadeEnd = (shades[0]?.x ?? 0) + (shades[0]?.width ?? 0);
  if (joined !== null && shades.length > 0) {
    const text = words.allJoined(bucketEnd(joined.from, figures.series.bucket, format));
    const room = plot.right - shadeEnd - 8;
    // The line has fallen by here; where it has not, the words would lie on it.
    const free = shown.every((s) => x(s.time) < shadeEnd || y(s.value) > plot.top + 24);
    if (free && textWidth(text, 13) <= room) notes.push({ x: shadeEnd + 8, y: plot.top + 14, text, ink: 2 });
  }
  const peak = joined === null ? (storyOf(figures)?.peak ?? null) : null;
  if (peak !== null) {
    const text = words.peak(print(peak.value), bucketName(peak.from, figures.series.bucket, format));
    const half = textWidth(text, 12) / 2 + 2;
    const at = Math.min(Math.max(x(Date.parse(peak.from)), plot.left + half), plot.right - half);
    // On a phone the words would lie over the line and the axis.
    if (half * 4 < plot.right - plot.left)
      notes.push({ x: at, y: y(peak.value) - 8, text, anchor: 'middle', ink: 2, size: 'small' });
  }
  const months = figures.series.bucket === 'month' || to - from > 120 * DAY;
  return {
    width,
    height,
    points: shown.map((s) => ({ x: x(s.time), y: y(s.value) })),
    yTicks: axis.ticks.map((t, i) => ({ at: y(t), label: tickLabels[i] ?? '' })),
    xTicks:
      to === from
        ? shown.map((s) => ({ at: x(s.time), label: plain.dayMonth(s.time) }))
        : dateTicks(from, to, x, (time) => (months ? plain.month(time) : plain.dayMonth(time)), {
            left: 0,
            right: width,
            least: DAY,
          }),
    plot: { ...plot, zero: y(0), unit: y(0) - y(1) },
    edges: edgesOf(
      shown.map((s) => x(s.time)),
      step,
      plot,
    ),
    shades,
    labels:
      end === undefined ? [] : [...notes, { x: plot.right + 8, y: y(end.value) + 5, strong: endText, size: 'large' }],
    marks: shown.map((s) => ({
      x: Math.max(plot.left, x(s.time) - step / 2),
      y: plot.top,
      width: Math.min(plot.right, x(s.time) + step / 2) - Math.max(plot.left, x(s.time) - step / 2),
      height: plot.bottom - plot.top,
      title: bucketTitle(s.time, figures, plain),
      value: `${words.metrics[figures.lead]}: ${exact(s.value)}`,
      note: [
        ...(figures.lead === 'events' ? [] : [`${words.columns.customers}: ${format.integer(s.point.customers)}`]),
        `${words.columns.newcomers}: ${format.integer(s.point.newcomers)}`,
      ].join('; '),
    })),
  };
}

function edgesOf(
  places: readonly number[],
  step: number,
  { left, right }: { readonly left: number; readonly right: number },
): readonly number[] {
  if (places.length === 0) return [];
  const within = (px: number): number => Math.min(right, Math.max(left, px));
  return [...places.map((px) => within(px - step / 2)), right];
}

function bucketTitle(time: number, figures: OverviewFigures, plain: Formatter): string {
  switch (figures.series.bucket) {
    case 'day':
      return plain.date(time);
    case 'week':
      return plain.dateRange(time, time + 6 * DAY);
    case 'month':
      return plain.month(time);
  }
}
