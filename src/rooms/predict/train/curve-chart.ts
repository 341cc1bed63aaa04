import { ticks as d3Ticks } from 'd3';
import type { AxisTick, ChartMark, LabelMark, LinePoint } from '../../../charts/marks';
import type { BandPoint } from '../../../core/marks';
import { widest } from '../../../charts/text';
import type { Formatter } from '../../../core/format';
import { isLoss, type Metric } from '../../../learn/validate/metric';
import type { LearningPoint } from '../../../learn/validate/learning-curve';
import { metricValue } from '../names';
import { trainWords } from './train.words';

/** The score by rows learnt from: on other rows with its spread, and on its own. */
export interface LearningCurveGeometry {
  readonly width: number;
  readonly height: number;
  readonly test: readonly LinePoint[];
  readonly band: readonly BandPoint[];
  readonly training: readonly LinePoint[];
  readonly xTicks: readonly AxisTick[];
  readonly yTicks: readonly AxisTick[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

/** Whether the last step still brought more than the folds differ by: half of one deviation. */
export function stillLearning(points: readonly LearningPoint[], metric: Metric): boolean {
  const [before, last] = points.slice(-2);
  if (before?.mean == null || last?.mean == null) return false;
  const gain = (last.mean - before.mean) * (isLoss(metric) ? -1 : 1);
  return gain > 0.5 * (last.sd ?? 0) && gain > 0;
}

/** Geometry for a width of 240 px or more. The scale does not begin at zero: differences are what is read. */
export function learningCurveChart(
  points: readonly LearningPoint[],
  metric: Metric,
  money: boolean,
  width: number,
  format: Formatter,
): LearningCurveGeometry {
  const words = trainWords[format.locale].curve;
  const value = (v: number): string => metricValue(metric, v, money, format);
  const known = points.filter((p) => p.mean !== null);
  const all = known.flatMap((p) => {
    const [mean, sd] = [p.mean ?? 0, p.sd ?? 0];
    return [mean - sd, mean + sd, ...(p.onTraining === null ? [] : [p.onTraining])];
  });
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  const yTicks = d3Ticks(low - room, high + room, 4);
  const left = Math.ceil(widest(yTicks.map(value), 12)) + 12;
  const plot = { left, right: width - 12, top: 26, bottom: 210 };
  const most = Math.max(1, ...known.map((p) => p.rows));
  const x = (rows: number): number => plot.left + (rows / most) * (plot.right - plot.left);
  const y = (v: number): number =>
    plot.bottom - ((v - (low - room)) / (high - low + 2 * room)) * (plot.bottom - plot.top);
  const rowsTicks = d3Ticks(0, most, width < 480 ? 3 : 6);
  const rowsLabels = format.axis(rowsTicks);
  const first = known[0];
  const labels: LabelMark[] = [
    { x: (plot.left + plot.right) / 2, y: plot.bottom + 38, text: words.rows, anchor: 'middle', size: 'small', ink: 3 },
  ];
  const last = known.at(-1);
  if (first !== undefined && last?.mean != null) {
    const own = last.onTraining;
    // Each line is named over or under its end, away from the other.
    const above = own === null || y(last.mean) < y(own);
    labels.push({
      x: plot.right,
      y: y(last.mean) + (above ? -10 : 20),
      text: words.test,
      anchor: 'end',
      size: 'small',
      ink: 1,
    });
    if (own !== null && Math.abs(y(own) - y(last.mean)) > 4)
      labels.push({
        x: plot.right,
        y: y(own) + (above ? 20 : -10),
        text: words.training,
        anchor: 'end',
        size: 'small',
        ink: 2,
      });
  }
  return {
    width,
    height: plot.bottom + 44,
    test: known.map((p) => ({ x: x(p.rows), y: y(p.mean ?? 0) })),
    band: known.map((p) => ({
      x: x(p.rows),
      low: y((p.mean ?? 0) - (p.sd ?? 0)),
      high: y((p.mean ?? 0) + (p.sd ?? 0)),
    })),
    training: known.flatMap((p) => (p.onTraining === null ? [] : [{ x: x(p.rows), y: y(p.onTraining) }])),
    xTicks: rowsTicks.map((t, i) => ({ at: x(t), label: rowsLabels[i] ?? '' })),
    yTicks: yTicks.map((t) => ({ at: y(t), label: value(t) })),
    labels,
    plot,
    marks: known.map((p) => ({
      x: Math.max(plot.left, x(p.rows) - 8),
      y: plot.top,
      width: Math.min(16, width - x(p.rows) + 8),
      height: plot.bottom - plot.top,
      title: words.at(format.integer(Math.round(p.rows))),
      value: `${value(p.mean ?? 0)} ${words.test}`,
      ...(p.onTraining === null ? {} : { note: `${value(p.onTraining)} ${words.training}` }),
    })),
  };
}
