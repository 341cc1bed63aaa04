import type { Formatter } from '../../core/format';
import { valueAxis } from '../../charts/axes';
import type { AxisTick, ChartMark, LabelMark, LinePoint } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import { firmMeans, firstPeriod, meanValue, type RetentionMeasure } from './measure';
import type { RetentionFigures } from './result';
import { meanWho } from './who';
import { retentionWords } from './words';

/** The mean over cohorts by period, laid out for a width. */
export interface CurveGeometry {
  readonly width: number;
  readonly height: number;
  readonly points: readonly LinePoint[];
  /** 95 % interval where there is one. */
  readonly band: readonly { readonly x: number; readonly low: number; readonly high: number }[];
  readonly xTicks: readonly AxisTick[];
  readonly yTicks: readonly AxisTick[];
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Geometry for a width of 240 px or more; zero-based; shares start at period 1, since period 0 is the cohort; periods with too few customers are left out. */
export function curveChart(
  figures: RetentionFigures,
  measure: RetentionMeasure,
  width: number,
  format: Formatter,
): CurveGeometry {
  const words = retentionWords[format.locale];
  const first = firstPeriod(measure);
  const shown = firmMeans(figures)
    .filter((m) => m.period >= first)
    .flatMap((m) => {
      const value = meanValue(m, measure);
      return value === null ? [] : [{ mean: m, value, interval: measure === 'customers' ? m.interval : null }];
    });
  const height = Math.round(Math.max(210, Math.min(280, width * 0.34)));
  const axis = valueAxis(
    // The band of a last, thin period may be wide: the line decides, the band up to twice as high.
    shown.flatMap((s) => [s.value, Math.min(s.interval?.high ?? s.value, 2 * Math.max(...shown.map((x) => x.value)))]),
    4,
  );
  const print = (value: number): string =>
    measure === 'cumulative' ? format.moneyCompact(value) : format.percent(value, 1);
  const digits = axis.high <= 0.05 ? 1 : 0;
  const tick = (value: number): string =>
    measure === 'cumulative' ? format.tick(value) : value === 0 ? '0' : format.percent(value, digits);
  const yLabels = axis.ticks.map(tick);
  const end = shown.at(-1);
  const plot = {
    left: Math.ceil(widest(yLabels, 12)) + 10,
    right: Math.floor(width - textWidth(end === undefined ? '' : print(end.value), 15, 600) - 14),
    top: 14,
    bottom: height - 46,
  };
  const last = end?.mean.period ?? first;
  const x = (period: number): number =>
    last === first
      ? (plot.left + plot.right) / 2
      : plot.left + 8 + ((period - first) / (last - first)) * (plot.right - plot.left - 8);
  const y = (value: number): number =>
    plot.bottom - ((Math.min(value, axis.high) - axis.low) / (axis.high - axis.low)) * (plot.bottom - plot.top);
  const step = last === first ? plot.right - plot.left : (plot.right - plot.left - 8) / (last - first);
  // Whole periods, as many as keep 26 px apart.
  const stride = [1, 2, 4, 5, 10, 20, 50, 100].find((s) => s * step >= 26) ?? 100;
  return {
    width,
    height,
    points: shown.map((s) => ({ x: x(s.mean.period), y: y(s.value) })),
    band: shown.flatMap((s) =>
      s.interval === null ? [] : [{ x: x(s.mean.period), low: y(s.interval.low), high: y(s.interval.high) }],
    ),
    xTicks: shown
      .filter((s) => s.mean.period % stride === 0 || (stride > 1 && s.mean.period === first && first + 1 < stride))
      .map((s) => ({ at: x(s.mean.period), label: String(s.mean.period) })),
    yTicks: axis.ticks.map((t, i) => ({ at: y(t), label: yLabels[i] ?? '' })),
    plot,
    labels: [
      {
        x: (plot.left + plot.right) / 2,
        y: height - 6,
        text: words.after(figures.interval),
        anchor: 'middle',
        ink: 3,
        size: 'small',
      },
      ...(end === undefined
        ? []
        : [{ x: x(last) + 8, y: y(end.value) + 5, strong: print(end.value), size: 'large' as const }]),
    ],
    marks: shown.map((s) => ({
      x: Math.max(plot.left, x(s.mean.period) - step / 2),
      y: plot.top,
      width: Math.min(plot.right, x(s.mean.period) + step / 2) - Math.max(plot.left, x(s.mean.period) - step / 2),
      height: plot.bottom - plot.top,
      ...words.meanMark(s.mean, figures, measure, format),
      who: meanWho(s.mean.period, figures, format),
    })),
  };
}
