import { Formatter } from '../../core/format';
import { DAY } from '../../core/time';
import { dateTicks, valueAxis } from '../../charts/axes';
import type { AxisTick, ChartMark, DotMark, LabelMark, LinePoint } from '../../charts/marks';
import type { BandPoint } from '../../core/marks';
import { textWidth, widest } from '../../charts/text';
import type { FunnelTrendFigures } from './result';
import { periodWho } from './who';
import { funnelTrendWords } from './words';

/** Conversion by period, laid out for a width. */
export interface FunnelTrendGeometry {
  readonly width: number;
  readonly height: number;
  /** The final periods; empty ones are gaps. */
  readonly points: readonly LinePoint[];
  readonly band: readonly BandPoint[];
  /** Rings: periods that are not over. */
  readonly dots: readonly DotMark[];
  readonly xTicks: readonly AxisTick[];
  readonly yTicks: readonly AxisTick[];
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/**
 * Geometry for a width of 240 px or more; zero-based.
 * @param zone whose periods they are
 */
export function funnelTrendChart(
  figures: FunnelTrendFigures,
  zone: string,
  width: number,
  format: Formatter,
): FunnelTrendGeometry {
  const words = funnelTrendWords[format.locale];
  const { points, interval } = figures;
  const plain = new Formatter(format.locale);
  const height = Math.round(Math.max(210, Math.min(280, width * 0.3)));
  const shares = points.flatMap((p) => (p.conversion.share === null ? [] : [p.conversion.share]));
  const most = Math.max(0, ...shares);
  // Bands of thin periods may be wide: the line decides, the band up to twice as high.
  const axis = valueAxis(
    points.flatMap((p) =>
      p.conversion.share === null ? [] : [p.conversion.share, Math.min(p.conversion.interval?.high ?? 0, 1.5 * most)],
    ),
    4,
  );
  const tick = (v: number): string => (v === 0 ? '0' : format.percent(v, axis.high <= 0.05 ? 1 : 0));
  const yLabels = axis.ticks.map(tick);
  const end = points.findLast((p) => p.final && p.conversion.share !== null);
  const endText = end === undefined ? '' : format.percent(end.conversion.share);
  const plot = {
    left: Math.ceil(widest(yLabels, 12)) + 10,
    right: Math.floor(width - textWidth(endText, 15, 600) - 14),
    top: 12,
    bottom: height - 28,
  };
  const times = points.map((p) => Date.parse(p.from));
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  const inner = { left: plot.left + 8, right: plot.right - 8 };
  const x = (time: number): number =>
    last === first
      ? (plot.left + plot.right) / 2
      : inner.left + ((time - first) / (last - first)) * (inner.right - inner.left);
  const y = (v: number): number => plot.bottom - (Math.min(v, axis.high) / axis.high) * (plot.bottom - plot.top);
  const months = interval === 'month' || last - first > 300 * DAY;
  const label = (time: number): string => (months ? plain.month(time) : plain.dayMonth(time));
  const step = points.length < 2 ? plot.right - plot.left : (inner.right - inner.left) / (points.length - 1);
  const final = points.map((p, i) => ({ p, x: x(times[i] ?? 0) }));
  return {
    width,
    height,
    points: final.map(({ p, x: at }) => ({
      x: at,
      y: p.final && p.conversion.share !== null ? y(p.conversion.share) : null,
    })),
    band: final.flatMap(({ p, x: at }) =>
      p.final && p.conversion.interval !== null
        ? [{ x: at, low: y(p.conversion.interval.low), high: y(p.conversion.interval.high) }]
        : [],
    ),
    dots: final.flatMap(({ p, x: at }): DotMark[] =>
      !p.final && p.conversion.share !== null ? [{ x: at, y: y(p.conversion.share), tone: 'mark', faded: true }] : [],
    ),
    xTicks:
      last === first
        ? times.map((t) => ({ at: x(t), label: label(t) }))
        : dateTicks(first, last, x, label, { left: 0, right: width, least: DAY }),
    yTicks: axis.ticks.map((t, i) => ({ at: y(t), label: yLabels[i] ?? '' })),
    plot,
    labels:
      end === undefined
        ? []
        : [
            end === points.at(-1)
              ? { x: plot.right + 4, y: y(end.conversion.share ?? 0) + 5, strong: endText, size: 'large' }
              : // Rings follow: beside them it would seem to be theirs.
                {
                  x: x(Date.parse(end.from)),
                  y: Math.max(plot.top + 12, y(end.conversion.share ?? 0) - 12),
                  strong: endText,
                  anchor: 'middle',
                  size: 'large',
                },
          ],
    marks: final.map(({ p, x: at }) => {
      const from = Math.max(plot.left, at - step / 2);
      const text = words.mark(p, figures, format);
      return {
        x: from,
        y: plot.top,
        width: Math.min(plot.right, at + step / 2) - from,
        height: plot.bottom - plot.top,
        ...text,
        who: periodWho(p, figures, zone, text.title, format),
      };
    }),
  };
}
