import { valueAxis } from '../../charts/axes';
import type { TableData } from '../../charts/exhibit';
import type { BarMark, ChartMark, LabelMark, LinePoint } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { Formatter } from '../../core/format';
import { segmentNames } from '../../core/rfmSegments.words';
import type { AxesGeometry, BinsGeometry } from './chart';
import type { DistributionFigures, ValueFigures, ValueSegment } from './result';
import { segmentWho } from './who';
import { worthWords } from './worth.words';

const HEIGHT = 230;
const TOP = 34;

/** Bars side by side over labels: what both histograms are made of. */
function columns(
  values: readonly number[],
  width: number,
  format: Formatter,
  tick: (value: number) => string,
): {
  geometry: Omit<AxesGeometry, 'across' | 'labels' | 'marks'>;
  bars: BarMark[];
  band: number;
  y: (v: number) => number;
} {
  const axis = valueAxis(values, 4);
  const left = widest(axis.ticks.map(tick), 12) + 10;
  const [right, bottom] = [width, TOP + HEIGHT];
  const y = (v: number): number => bottom - (v / axis.high) * HEIGHT;
  const band = (right - left) / Math.max(1, values.length);
  const gap = Math.min(2, band / 8);
  return {
    geometry: {
      width,
      height: bottom + 42,
      left,
      right,
      top: TOP,
      bottom,
      down: axis.ticks.map((t) => ({ at: y(t), label: tick(t) })),
    },
    bars: values.map((v, i) => ({
      x: left + i * band + gap / 2,
      y: Math.min(y(v), v > 0 ? bottom - 1 : bottom),
      width: band - gap,
      height: Math.max(v > 0 ? 1 : 0, bottom - y(v)),
      tone: 'mark' as const,
    })),
    band,
    y,
  };
}

export interface ShapeGeometry extends BinsGeometry {
  /** Up and down at the median and the mean. */
  readonly guides: readonly (readonly LinePoint[])[];
}

/** Geometry of the histogram of customers' values, for 300 px or more; median and mean are marked. */
export function shapeChart(shape: DistributionFigures, width: number, format: Formatter): ShapeGeometry {
  const words = worthWords[format.locale];
  const all = shape.bins.reduce((n, b) => n + b.customers, 0);
  const { geometry, bars, band } = columns(
    shape.bins.map((b) => b.customers),
    width,
    format,
    (t) => format.tick(t),
  );
  const { left, right, bottom } = geometry;
  /** Where a value lies: within its bin by its share of the bin, of its logarithm where edges are. */
  const x = (value: number): number => {
    const i = Math.max(
      0,
      shape.bins.findIndex((b) => b.to === null || value < b.to),
    );
    const bin = shape.bins[i];
    if (bin === undefined) return left;
    const part =
      bin.to === null
        ? 0.5
        : shape.log && bin.from > 0
          ? Math.log(value / bin.from) / Math.log(bin.to / bin.from)
          : (value - bin.from) / (bin.to - bin.from);
    return left + (i + Math.max(0, Math.min(1, part))) * band;
  };
  // Edges get labels as far as these keep apart.
  const edges = shape.bins.map((b, i) => ({ at: left + i * band, label: format.moneyCompact(b.from) }));
  const room = widest(
    edges.map((e) => e.label),
    12,
  );
  const every = Math.max(1, Math.ceil((room + 12) / band));
  const [first, second] = [shape.median, shape.mean];
  const name = (text: string, value: number, at: number, row: number): LabelMark => {
    const said = `${text} ${format.moneyCompact(value)}`;
    const before = at + 6 + textWidth(said, 12) > right;
    return {
      x: before ? at - 6 : at + 6,
      y: 12 + row * 15,
      text: said,
      anchor: before ? 'end' : 'start',
      ink: 2,
      size: 'small',
    };
  };
  const top = (row: number): number => 2 + row * 15;
  return {
    ...geometry,
    bars,
    across: edges.filter((e, i) => i % every === 0 && e.at + textWidth(e.label, 12) / 2 <= right),
    guides: [first, second].map((value, row) => [
      { x: x(value), y: top(row) },
      { x: x(value), y: bottom },
    ]),
    labels: [
      name(words.median, first, x(first), 0),
      name(words.mean, second, x(second), 1),
      {
        x: right,
        y: bottom + 36,
        text: shape.log ? `${words.shapeAcross}; ${words.logNote}` : words.shapeAcross,
        anchor: 'end',
        ink: 2,
        size: 'small',
      },
    ],
    marks: shape.bins.map((b, i): ChartMark => ({
      x: left + i * band,
      y: TOP,
      width: band,
      height: HEIGHT,
      title: words.bin(b, format),
      value: `${format.integer(b.customers)} · ${format.percent(all > 0 ? b.customers / all : 0, 1)}`,
    })),
  };
}

/** Geometry of customers by purchases to come, for 300 px or more: each bar's share stands above it. */
export function countsChart(figures: ValueFigures, width: number, format: Formatter): BinsGeometry {
  const words = worthWords[format.locale];
  const all = figures.counts.reduce((n, c) => n + c, 0);
  const shares = figures.counts.map((c) => (all > 0 ? c / all : 0));
  const { geometry, bars, band, y } = columns(shares, width, format, (t) => format.percent(t, 0));
  const { left, right, bottom } = geometry;
  const slim = Math.min(96, band * 0.7);
  const middle = (i: number): number => left + (i + 0.5) * band;
  return {
    ...geometry,
    bars: bars.map((b, i) => ({ ...b, x: middle(i) - slim / 2, width: slim, tone: i === 0 ? 'quiet' : 'mark' })),
    across: shares.map((_, i) => ({ at: middle(i), label: words.times(i) })),
    labels: [
      ...shares.map((share, i): LabelMark => ({
        x: middle(i),
        y: y(share) - 6,
        text: format.percent(share, share < 0.095 && share > 0 ? 1 : 0),
        anchor: 'middle',
        ink: 2,
        size: 'small',
      })),
      { x: right, y: bottom + 36, text: words.countsAcross, anchor: 'end', ink: 2, size: 'small' },
    ],
    marks: figures.counts.map((c, i): ChartMark => ({
      x: left + i * band,
      y: TOP,
      width: band,
      height: HEIGHT,
      ...words.countMark(i, c, shares[i] ?? 0, format),
    })),
  };
}

/** A segment with its share of what is to come, and that of it and all before it. */
export interface RankedSegment {
  readonly segment: ValueSegment;
  readonly share: number;
  readonly upto: number;
  /** Of revenue so far; null without amounts. */
  readonly past: number | null;
  /** One of the fewest that hold 80 %. */
  readonly needed: boolean;
}

/** The segments with their shares of value to come, or of purchases where money is not known; most first. */
export function rankedSegments(segments: readonly ValueSegment[]): readonly RankedSegment[] {
  const known = segments.every((s) => s.value !== null);
  const of = (s: ValueSegment): number => (known ? (s.value ?? 0) : s.expected);
  const all = segments.reduce((n, s) => n + of(s), 0);
  // Net revenue of a segment can be below zero after refunds: it has no share then.
  const revenue = segments.reduce((n, s) => n + Math.max(0, s.revenue ?? 0), 0);
  let before = 0;
  return [...segments]
    .sort((a, b) => of(b) - of(a))
    .map((segment) => {
      const share = all > 0 ? of(segment) / all : 0;
      const needed = share > 0 && before < 0.8 - 1e-12;
      before += share;
      const past = segment.revenue === null || revenue <= 0 ? null : Math.max(0, segment.revenue) / revenue;
      return { segment, share, upto: before, past, needed };
    });
}

export interface SegmentsGeometry {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Geometry of value to come by segment, for 300 px or more: two lines of text and two bars each. */
export function segmentsChart(figures: ValueFigures, width: number, format: Formatter): SegmentsGeometry {
  const words = worthWords[format.locale];
  const ranked = rankedSegments(figures.segments);
  const most = Math.max(...ranked.flatMap((r) => [r.share, r.past ?? 0]), 1e-9);
  const wide = width >= 560;
  const names = ranked.map((r) => segmentNames[format.locale][r.segment.segment]);
  const notes = ranked.map((r) => words.segmentText(r.segment, format));
  const left = wide ? Math.max(widest(names, 13), widest(notes, 12)) + 16 : 0;
  const shares = ranked.map((r) => words.segmentShare(r.share, r.upto, format));
  const room = widest(shares, 12) + 8;
  const row = wide ? 42 : 62;
  const head = ranked.some((r) => r.past !== null) ? 28 : 6;
  const length = (share: number): number =>
    Math.max(share > 0 ? 1 : 0, (share / most) * (width - left - (wide ? room : 0)));
  const bars: BarMark[] = [];
  const labels: LabelMark[] = [];
  if (head > 6) {
    const next = left + 17 + textWidth(words.toCome, 12) + 16;
    bars.push(
      { x: left, y: 3, width: 12, height: 8, tone: 'mark' },
      { x: next, y: 3, width: 12, height: 8, tone: 'second' },
    );
    labels.push(
      { x: left + 17, y: 12, text: words.toCome, ink: 2, size: 'small' },
      { x: next + 17, y: 12, text: words.soFar, ink: 2, size: 'small' },
    );
  }
  const marks = ranked.map((r, i): ChartMark => {
    const y = head + i * row;
    const at = wide ? y + 8 : y + 36;
    labels.push({ x: 0, y: y + 16, text: names[i] ?? '', ink: 1 });
    labels.push({ x: 0, y: y + 31, text: notes[i] ?? '', ink: 2, size: 'small' });
    bars.push({ x: left, y: at, width: length(r.share), height: 12, tone: 'mark', faded: !r.needed });
    if (r.past !== null) bars.push({ x: left, y: at + 14, width: length(r.past), height: 5, tone: 'second' });
    const text = shares[i] ?? '';
    labels.push(
      wide
        ? { x: left + Math.max(length(r.share), length(r.past ?? 0)) + 8, y: at + 11, text, ink: 2, size: 'small' }
        : { x: width, y: y + 16, text, anchor: 'end', ink: 2, size: 'small' },
    );
    return {
      x: 0,
      y: y + 2,
      width,
      height: row - 4,
      ...words.segmentMark(r.segment, r.share, r.upto, format),
      who: segmentWho(r.segment, names[i] ?? ''),
    };
  });
  return { width, height: head + ranked.length * row, bars, labels, marks };
}

/** The histogram of values. */
export function shapeTable(figures: ValueFigures, format: Formatter): TableData {
  const { columns: c, captions, bin } = worthWords[format.locale];
  const bins = figures.distribution?.bins ?? [];
  const all = bins.reduce((n, b) => n + b.customers, 0);
  return {
    caption: captions.shape,
    columns: [
      { label: c.worth, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.share, kind: 'percent' },
    ],
    rows: bins.map((b) => [bin(b, format), b.customers, all > 0 ? b.customers / all : null]),
  };
}

/** Customers by purchases to come. */
export function countsTable(figures: ValueFigures, format: Formatter): TableData {
  const { columns: c, captions, times } = worthWords[format.locale];
  const all = figures.counts.reduce((n, x) => n + x, 0);
  return {
    caption: captions.counts,
    columns: [
      { label: c.times, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.share, kind: 'percent' },
    ],
    rows: figures.counts.map((x, n) => [times(n), Math.round(x), all > 0 ? x / all : null]),
  };
}

/** Value to come by segment. */
export function segmentsTable(figures: ValueFigures, format: Formatter): TableData {
  const { columns: c, captions } = worthWords[format.locale];
  return {
    caption: captions.segments,
    columns: [
      { label: c.segment, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.value, kind: 'money' },
      { label: c.each, kind: 'money' },
      { label: c.share, kind: 'percent' },
      { label: c.upto, kind: 'percent' },
      { label: c.expected, kind: 'number', digits: 1 },
      { label: c.alive, kind: 'percent' },
      { label: c.revenue, kind: 'money' },
    ],
    rows: rankedSegments(figures.segments).map(({ segment: s, share, upto }) => [
      segmentNames[format.locale][s.segment],
      s.customers,
      s.value,
      s.value === null ? null : s.value / s.customers,
      share,
      upto,
      s.expected,
      s.alive,
      s.revenue,
    ]),
  };
}
