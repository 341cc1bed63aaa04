import { quantile } from '../../../learn/bootstrap';
import type { RegressionViews } from '../../../learn/jobs/regression';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { AxisTick, BarMark, ChartMark, DotMark, LabelMark, LinePoint } from '../../../charts/marks';
import { plane, type Plane, type PlaneAxis } from '../../../charts/plane';
import { valueAxis } from '../../../charts/axes';
import { textWidth } from '../../../charts/text';
import type { Formatter } from '../../../core/format';
import type { Subject } from '../subject';
import { regressionWords } from './words';

export interface ScatterGeometry extends Plane {
  /** Stretches of length 0: round caps make dots of them. */
  readonly dots: string;
  readonly diagonal: readonly LinePoint[];
  /** Means of ten groups by prediction: what the cloud comes to. */
  readonly tenths: readonly DotMark[];
  readonly tenthLine: readonly LinePoint[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

function axisOf(high: number, money: boolean, format: Formatter, count: number): PlaneAxis {
  const axis = valueAxis([high], count);
  const names = format.axis(axis.ticks, money);
  return { low: 0, high: axis.high, ticks: axis.ticks.map((value, i) => ({ value, label: names[i] ?? '' })) };
}

/** Both axes end where 98 % of the points lie; points beyond stand on the edge. */
function reach({ scatter, deciles }: RegressionViews): number {
  const all = [...scatter.actual, ...scatter.predicted].sort((a, b) => a - b);
  return Math.max(quantile(all, 0.98), 1e-9, ...deciles.flatMap((d) => [d.predicted, d.actual]));
}

/** Points of the scatter that may stand on its edge in place of where they lie. */
function onEdge(views: RegressionViews): number {
  const high = reach(views);
  const { actual, predicted } = views.scatter;
  return predicted.filter((p, i) => Math.max(p, actual[i] ?? 0) > high).length;
}

/** Geometry of predicted against actual numbers for 240 px or more. */
export function scatterChart(
  views: RegressionViews,
  subject: Subject,
  width: number,
  format: Formatter,
): ScatterGeometry {
  const words = regressionWords[format.locale];
  const both = axisOf(reach(views), subject.money, format, width < 400 ? 3 : 5);
  const p = plane(width, Math.round(Math.min(340, Math.max(220, width * 0.62))), both, both);
  const inside = (v: number, from: number, to: number): number =>
    Math.min(Math.max(from, to), Math.max(Math.min(from, to), v));
  let dots = '';
  views.scatter.predicted.forEach((predicted, i) => {
    const x = inside(p.x(predicted), p.left, p.right);
    const y = inside(p.y(views.scatter.actual[i] ?? 0), p.top, p.bottom);
    dots += `M${x.toFixed(1)},${y.toFixed(1)}h0`;
  });
  const tenths = views.deciles.map((d) => ({ x: p.x(d.predicted), y: p.y(d.actual) }));
  return {
    ...p,
    dots,
    diagonal: [
      { x: p.x(0), y: p.y(0) },
      { x: p.x(both.high), y: p.y(both.high) },
    ],
    tenths: tenths.map((t) => ({ ...t, tone: 'mark' })),
    tenthLine: tenths,
    labels: [{ x: p.right, y: p.bottom - 8, text: words.onTheLine, anchor: 'end', ink: 2, size: 'small' }],
    marks: views.deciles.map((d, i) => ({
      x: (tenths[i]?.x ?? 0) - 7,
      y: (tenths[i]?.y ?? 0) - 7,
      width: 14,
      height: 14,
      ...words.tenthMark(d, subject, format),
    })),
  };
}

export interface TenthsPairGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly up: readonly AxisTick[];
  readonly across: readonly AxisTick[];
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Geometry of forecast and actual by tenths, in pairs of bars, the largest forecasts first; 240 px or more. */
export function moneyTenthsChart(
  views: RegressionViews,
  subject: Subject,
  width: number,
  format: Formatter,
): TenthsPairGeometry {
  const words = regressionWords[format.locale];
  const rows = views.deciles.toReversed();
  const most = Math.max(...rows.flatMap((d) => [d.predicted, d.actual]), 1e-9);
  const up = axisOf(most, subject.money, format, 4);
  const p = plane(width, 190, { low: 0, high: 1, ticks: [] }, up);
  const step = (p.right - p.left) / Math.max(1, rows.length);
  const bar = Math.max(2, Math.min(18, (step - 6) / 2));
  const second = 17 + textWidth(words.actual, 12) + 16;
  const key: readonly BarMark[] = [
    { x: p.left, y: 3, width: 12, height: 8, tone: 'mark' },
    { x: p.left + second, y: 3, width: 12, height: 8, tone: 'second' },
  ];
  return {
    width,
    height: p.bottom + 42,
    left: p.left,
    right: p.right,
    bottom: p.bottom,
    up: p.up,
    across: rows.map((_, i) => ({ at: p.left + (i + 0.5) * step, label: String(i + 1) })),
    bars: [
      ...key,
      ...rows.flatMap((d, i): BarMark[] => {
        const middle = p.left + (i + 0.5) * step;
        const [a, f] = [p.y(Math.max(0, d.actual)), p.y(Math.max(0, d.predicted))];
        return [
          { x: middle - bar - 1, y: a, width: bar, height: p.bottom - a, tone: 'mark' },
          { x: middle + 1, y: f, width: bar, height: p.bottom - f, tone: 'second' },
        ];
      }),
    ],
    labels: [
      { x: p.left + 17, y: 12, text: words.actual, ink: 2, size: 'small' },
      { x: p.left + second + 17, y: 12, text: words.forecast, ink: 2, size: 'small' },
      { x: p.right, y: p.bottom + 36, text: words.tenthsAxis, anchor: 'end', ink: 2, size: 'small' },
    ],
    marks: rows.map((d, i) => ({
      x: p.left + i * step,
      y: p.top,
      width: step,
      height: p.bottom - p.top,
      ...words.tenthMark(d, subject, format),
    })),
  };
}

export interface ResidualGeometry {
  readonly width: number;
  readonly height: number;
  readonly bottom: number;
  readonly across: readonly AxisTick[];
  readonly bars: readonly BarMark[];
  readonly zero: readonly LinePoint[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Geometry of the histogram of actual − predicted, for 240 px or more. */
export function residualChart(
  views: RegressionViews,
  subject: Subject,
  width: number,
  format: Formatter,
): ResidualGeometry {
  const words = regressionWords[format.locale];
  const { edges, counts } = views.residuals.histogram;
  const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  const x = (v: number): number => (high === low ? 0 : ((v - low) / (high - low)) * width);
  const [top, bottom] = [24, 24 + 150];
  const most = Math.max(1, ...counts);
  const bars = counts.map((n, i): BarMark => {
    const [from, to] = [x(edges[i] ?? 0), x(edges[i + 1] ?? 0)];
    const tall = n === 0 ? 0 : Math.max(1, (n / most) * (bottom - top));
    return { x: from, y: bottom - tall, width: Math.max(1, to - from - 1), height: tall, tone: 'mark' };
  });
  const span = valueAxis([low, high], width < 400 ? 3 : 5).ticks.filter((t) => t >= low && t <= high);
  const names = format.axis(span, subject.money);
  const across = span
    .map((t, i) => ({ at: x(t), label: names[i] ?? '' }))
    .filter((t) => t.at - textWidth(t.label, 12) / 2 >= 0 && t.at + textWidth(t.label, 12) / 2 <= width);
  const zeroAt = low < 0 && high > 0 ? x(0) : null;
  return {
    width,
    height: bottom + 44,
    bottom,
    across,
    bars,
    zero:
      zeroAt === null
        ? []
        : [
            { x: zeroAt, y: 16 },
            { x: zeroAt, y: bottom },
          ],
    labels: [
      { x: 0, y: bottom + 38, text: words.less, ink: 2, size: 'small' },
      { x: width, y: bottom + 38, text: words.more, anchor: 'end', ink: 2, size: 'small' },
    ],
    marks: counts.map((n, i) => ({
      x: x(edges[i] ?? 0),
      y: top,
      width: Math.max(1, x(edges[i + 1] ?? 0) - x(edges[i] ?? 0)),
      height: bottom - top,
      ...words.residualMark(n, edges[i] ?? 0, edges[i + 1] ?? 0, subject, format),
    })),
  };
}

/** The three views of a number that was predicted. */
export type RegressionView = 'scatter' | 'tenths' | 'residuals';

/** The finding around one view. */
export function regressionExhibit(
  view: RegressionView,
  views: RegressionViews,
  subject: Subject,
  format: Formatter,
): ExhibitText {
  const words = regressionWords[format.locale];
  const beyond = views.residuals.histogram.below + views.residuals.histogram.above;
  const edge = view === 'scatter' ? onEdge(views) : 0;
  return {
    headline: words.headline[view](views, subject, format),
    sub: words.sub[view](views, subject, format),
    plate:
      view === 'residuals' && beyond > 0
        ? [{ text: words.beyond(beyond, format) }]
        : view === 'tenths' && views.zeros > 0
          ? [{ text: words.zeros(views.zeros, views.rows, format) }]
          : edge > 0
            ? [{ text: words.edge(edge, format) }]
            : [],
  };
}

/** Figures behind one view. */
export function regressionTable(
  view: RegressionView,
  views: RegressionViews,
  subject: Subject,
  format: Formatter,
): TableData {
  const { columns: c, sub } = regressionWords[format.locale];
  const amount = subject.money ? ('money' as const) : ('number' as const);
  const caption = sub[view](views, subject, format);
  if (view === 'scatter') {
    return {
      caption,
      columns: [
        { label: c.forecast, kind: amount },
        { label: c.actual, kind: amount },
      ],
      rows: Array.from(views.scatter.predicted, (p, i) => [p, views.scatter.actual[i] ?? null]),
    };
  }
  if (view === 'residuals') {
    const { edges, counts } = views.residuals.histogram;
    return {
      caption,
      columns: [
        { label: c.from, kind: amount },
        { label: c.to, kind: amount },
        { label: c.rows, kind: 'integer' },
      ],
      rows: counts.map((n, i) => [edges[i] ?? null, edges[i + 1] ?? null, n]),
    };
  }
  return {
    caption,
    columns: [
      { label: c.tenth, kind: 'integer' },
      { label: c.rows, kind: 'integer' },
      { label: c.forecast, kind: amount },
      { label: c.actual, kind: amount },
    ],
    rows: views.deciles.toReversed().map((d, i) => [i + 1, Math.round(d.n), d.predicted, d.actual]),
  };
}
