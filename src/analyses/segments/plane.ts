import type { AxisTick, ChartMark, LabelMark, Tone } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { Formatter } from '../../core/format';
import { axes, type Axis, type SegmentFigures, type SegmentsFigures } from './result';
import { nameOf, toneOf } from './names';
import { logOf } from './space';
import { groupWho } from './who';
import { segmentsWords } from './words';

/** Two axes to look at groups along: across and up. */
export const planes = ['frequency-monetary', 'recency-monetary', 'recency-frequency'] as const;
export type Plane = (typeof planes)[number];

/** The planes there are: those of money need amounts. */
export function planesOf(figures: SegmentsFigures): readonly Plane[] {
  return figures.revenue === null ? ['recency-frequency'] : planes;
}

const ofPlane: Readonly<Record<Plane, readonly [Axis, Axis]>> = {
  'frequency-monetary': ['frequency', 'monetary'],
  'recency-monetary': ['recency', 'monetary'],
  'recency-frequency': ['recency', 'frequency'],
};

/** One group in the plane: its points and its ellipse as SVG paths. */
export interface Cloud {
  readonly tone: Tone;
  /** Stretches of length 0: round caps make dots of them. */
  readonly dots: string;
  readonly ellipse: string;
}

export interface PlaneGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly across: readonly AxisTick[];
  readonly up: readonly AxisTick[];
  readonly acrossTitle: string;
  readonly upTitle: string;
  readonly clouds: readonly Cloud[];
  readonly labels: readonly LabelMark[];
  /** A dot in the group's colour before each name. */
  readonly keys: readonly { readonly x: number; readonly y: number; readonly tone: Tone }[];
  readonly marks: readonly ChartMark[];
}

/** Radius that holds half of a two-dimensional Gaussian, in standard deviations: √(2 ln 2). */
const HALF = Math.sqrt(2 * Math.LN2);
const ELLIPSE_POINTS = 48;
const TOP = 30;
const FOOT = 46;

/** Geometry of points and ellipses for 300 px or more. */
export function planeChart(figures: SegmentsFigures, plane: Plane, width: number, format: Formatter): PlaneGeometry {
  const words = segmentsWords[format.locale];
  const [first, second] = ofPlane[plane];
  const [xs, ys] = [spanOf(figures, first), spanOf(figures, second)];
  const print = (axis: Axis, value: number): string =>
    axis === 'monetary' ? (format.axis([value], true)[0] ?? '') : format.tick(value);
  const upTicks = ticksOf(ys).map((value) => ({ value, label: print(second, value) }));
  const left =
    widest(
      upTicks.map((t) => t.label),
      12,
    ) + 12;
  const right = width - 8;
  const bottom = TOP + Math.round(Math.min(400, Math.max(260, width * 0.5)));
  const x = (log: number): number => left + ((log - xs.low) / (xs.high - xs.low)) * (right - left);
  const y = (log: number): number => bottom - ((log - ys.low) / (ys.high - ys.low)) * (bottom - TOP);
  const inside = (at: number, from: number, to: number): number => Math.min(to, Math.max(from, at));
  const dots = figures.segments.map(() => '');
  figures.points.forEach((point, i) => {
    // What lies outside of what the axes hold stands at their edge.
    const px = x(spreadLog(point[first] ?? 0, first, i));
    const py = y(spreadLog(point[second] ?? 0, second, i * 7 + 3));
    dots[point.segment] += `M${inside(px, left, right).toFixed(1)},${inside(py, TOP, bottom).toFixed(1)}h0`;
  });
  const at = (s: SegmentFigures) => centreOf(s, first, second);
  const clouds = figures.segments.map((s, i): Cloud => {
    const { mean, axis } = at(s);
    const outline = Array.from({ length: ELLIPSE_POINTS }, (_, step) => {
      const [across, up] = axis((step / ELLIPSE_POINTS) * 2 * Math.PI);
      return `${inside(x(mean[0] + across), left, right).toFixed(1)},${inside(y(mean[1] + up), TOP, bottom).toFixed(1)}`;
    });
    return { tone: toneOf(i), dots: dots[i] ?? '', ellipse: `M${outline.join('L')}Z` };
  });
  const centres = figures.segments.map((s) => {
    const { mean } = at(s);
    return { x: inside(x(mean[0]), left, right), y: inside(y(mean[1]), TOP + 12, bottom - 6) };
  });
  const labels = placeNames(
    figures.segments.map((s) => nameOf(s, figures, format.locale)),
    centres,
    left,
    right,
    bottom,
  );
  return {
    width,
    height: bottom + FOOT,
    left,
    right,
    top: TOP,
    bottom,
    across: apart(
      ticksOf(xs).map((value) => ({ at: x(logOf(value)), label: print(first, value) })),
      left,
      right,
    ),
    up: upTicks.map(({ value, label }) => ({ at: y(logOf(value)), label })),
    acrossTitle: words.axis[first],
    upTitle: words.axis[second],
    clouds,
    labels,
    keys: labels.map((label, i) => ({
      x: label.x - textWidth(label.strong ?? '', 12, 600) / 2 - 8,
      y: label.y - 4,
      tone: toneOf(i),
    })),
    marks: figures.segments.map((s, i) => ({
      x: (centres[i]?.x ?? 0) - 14,
      y: (centres[i]?.y ?? 0) - 14,
      width: 28,
      height: 28,
      ...words.groupMark(s, nameOf(s, figures, format.locale), format),
      who: groupWho(s, figures, format.locale),
    })),
  };
}

/** The logarithms that an axis holds: those of the points drawn and of the centres, with room at both ends. */
function spanOf(figures: SegmentsFigures, axis: Axis): { readonly low: number; readonly high: number } {
  const column = axes.indexOf(axis);
  const logs = [
    ...figures.points.flatMap((p) => spreadEnds(p[axis] ?? 0, axis)),
    ...figures.segments.map((s) => s.logMean[column] ?? 0),
  ].sort((a, b) => a - b);
  // One buyer in two hundred may lie outside: a single zero amount must not squeeze all others.
  const least = logs[Math.floor(logs.length / 200)] ?? 0;
  const most = logs[Math.ceil(logs.length - 1 - logs.length / 1000)] ?? least;
  const pad = Math.max(0.15, (most - least) * 0.05);
  return { low: least - pad, high: most + pad };
}

/** 0 and 1, 2, 5 of each power of ten inside the span. */
function ticksOf({ low, high }: { readonly low: number; readonly high: number }): readonly number[] {
  const all = [0, ...Array.from({ length: 12 }, (_, e) => [1, 2, 5].map((m) => m * 10 ** e)).flat()];
  const inside = all.filter((v) => logOf(v) >= low && logOf(v) <= high);
  // Seven are enough; powers of ten stay.
  return inside.length <= 7 ? inside : inside.filter((v) => v === 0 || Number.isInteger(Math.log10(v)));
}

function apart(ticks: readonly AxisTick[], left: number, right: number): readonly AxisTick[] {
  const kept: AxisTick[] = [];
  for (const tick of ticks) {
    const half = textWidth(tick.label, 12) / 2;
    const last = kept.at(-1);
    if (tick.at - half < left - 20 || tick.at + half > right + 8) continue;
    if (last === undefined || tick.at - half - (last.at + textWidth(last.label, 12) / 2) >= 10) kept.push(tick);
  }
  return kept;
}

/**
 * The logarithm a point is drawn at. Days and purchases are whole numbers: equal ones are spread over the
 * interval they stand for, evenly by the golden ratio, so that a crowd shows as one.
 */
function spreadLog(value: number, axis: Axis, i: number): number {
  if (axis === 'monetary') return logOf(value);
  const by = ((i * 0.6180339887498949) % 1) - 0.5;
  return Math.log1p(Math.max(0, value) + by * 0.8);
}

/** Where {@link spreadLog} can put a value, at the least and at the most. */
function spreadEnds(value: number, axis: Axis): readonly number[] {
  return axis === 'monetary' ? [logOf(value)] : [-0.4, 0.4].map((by) => Math.log1p(Math.max(0, value) + by));
}

/** The group's centre in the plane, and where its ellipse lies in a direction. */
function centreOf(s: SegmentFigures, first: Axis, second: Axis) {
  const [a, b] = [axes.indexOf(first), axes.indexOf(second)];
  const of = (row: number, column: number): number => s.logCovariance[row]?.[column] ?? 0;
  // Cholesky of the 2 × 2 part.
  const l11 = Math.sqrt(Math.max(0, of(a, a)));
  const l21 = l11 > 0 ? of(b, a) / l11 : 0;
  const l22 = Math.sqrt(Math.max(0, of(b, b) - l21 ** 2));
  return {
    mean: [s.logMean[a] ?? 0, s.logMean[b] ?? 0] as const,
    axis: (angle: number): readonly [number, number] => [
      HALF * l11 * Math.cos(angle),
      HALF * (l21 * Math.cos(angle) + l22 * Math.sin(angle)),
    ],
  };
}

/** How far a name may be moved from its centre, the nearest first. */
const STEPS = [0, 16, -16, 32, -32, 48, -48, 64, -64, 80, -80, 96, -96];

/** Names over their centres; one that would touch another is moved up or down. */
function placeNames(
  names: readonly string[],
  centres: readonly { readonly x: number; readonly y: number }[],
  left: number,
  right: number,
  bottom: number,
): readonly LabelMark[] {
  const placed: { x: number; y: number; half: number }[] = [];
  const order = centres.map((_, i) => i).sort((i, j) => (centres[i]?.y ?? 0) - (centres[j]?.y ?? 0) || i - j);
  const labels = new Map<number, LabelMark>();
  for (const i of order) {
    const half = textWidth(names[i] ?? '', 12, 600) / 2 + 8;
    const x = Math.min(right - half, Math.max(left + half + 4, centres[i]?.x ?? 0));
    const own = (centres[i]?.y ?? 0) + 4;
    const free = (y: number): boolean =>
      placed.every((o) => Math.abs(o.x - x) >= o.half + half + 6 || Math.abs(o.y - y) >= 16);
    const y = STEPS.map((step) => own + step).find((at) => at > TOP + 8 && at < bottom - 4 && free(at)) ?? own;
    placed.push({ x, y, half });
    labels.set(i, { x, y, strong: names[i] ?? '', anchor: 'middle', size: 'small' });
  }
  return names.flatMap((_, i) => labels.get(i) ?? []);
}
