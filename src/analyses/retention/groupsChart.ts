import { valueAxis } from '../../charts/axes';
import type { AxisTick, ChartMark, LabelMark, LinePoint } from '../../charts/marks';
import { inLines, textWidth, widest } from '../../charts/text';
import type { Formatter } from '../../core/format';
import { groupsWords } from './groups.words';
import { firmMeans, firstPeriod, meanValue, type RetentionMeasure } from './measure';
import type { RetentionFigures } from './result';
import { groupWho } from './who';
import { retentionWords } from './words';

/** One small curve: its group's means beside those of everybody. */
export interface GroupPanel {
  readonly points: readonly LinePoint[];
  readonly everybody: readonly LinePoint[];
  readonly band: readonly { readonly x: number; readonly low: number; readonly high: number }[];
  readonly xTicks: readonly AxisTick[];
  readonly yTicks: readonly AxisTick[];
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

export interface GroupsGeometry {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly GroupPanel[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const HEIGHT = 132;
const GAP = 28;

/** Small multiples on one scale for a width of 240 px or more: one curve per group, two or three in a row. */
export function groupsChart(
  figures: RetentionFigures,
  measure: RetentionMeasure,
  width: number,
  format: Formatter,
): GroupsGeometry {
  const words = groupsWords[format.locale];
  const first = firstPeriod(measure);
  const line = (means: RetentionFigures['means']) =>
    firmMeans({ means })
      .filter((m) => m.period >= first)
      .flatMap((mean) => {
        const value = meanValue(mean, measure);
        return value === null ? [] : [{ mean, value, interval: measure === 'customers' ? mean.interval : null }];
      });
  const groups = (figures.groups?.groups ?? []).map((group) => ({ group, shown: line(group.means) }));
  const all = line(figures.means);
  const values = [...all, ...groups.flatMap((g) => g.shown)].map((s) => s.value);
  const axis = valueAxis(values, 3);
  const last = Math.max(first, ...[...all, ...groups.flatMap((g) => g.shown)].map((s) => s.mean.period));
  const digits = axis.high <= 0.05 ? 1 : 0;
  const tick = (v: number): string =>
    measure === 'cumulative' ? format.tick(v) : v === 0 ? '0' : format.percent(v, digits);
  const yLabels = axis.ticks.map(tick);
  const room = Math.ceil(widest(yLabels, 12)) + 10;
  const across = Math.max(1, Math.min(groups.length, width < 480 ? 1 : width < 860 ? 2 : 3));
  const panelWidth = (width - GAP * (across - 1)) / across;
  const labels: LabelMark[] = [];
  const marks: ChartMark[] = [];
  const panels = groups.map(({ group, shown }, i): GroupPanel => {
    const left = (i % across) * (panelWidth + GAP);
    const top = Math.floor(i / across) * (HEIGHT + 62) + 30;
    const plot = { left: left + room, right: left + panelWidth - 6, top, bottom: top + HEIGHT };
    const x = (p: number): number =>
      last === first
        ? (plot.left + plot.right) / 2
        : plot.left + 6 + ((p - first) / (last - first)) * (plot.right - plot.left - 12);
    const y = (v: number): number =>
      plot.bottom - ((Math.min(Math.max(v, axis.low), axis.high) - axis.low) / (axis.high - axis.low)) * HEIGHT;
    const step = last === first ? plot.right - plot.left : (plot.right - plot.left - 12) / (last - first);
    const stride = [1, 2, 4, 5, 10, 20, 50, 100].find((s) => s * step >= 26) ?? 100;
    const size = words.size(group.customers, format);
    const name = words.name(group.name);
    labels.push({
      x: left,
      y: top - 14,
      strong: name,
      maxWidth: Math.max(40, panelWidth - textWidth(size, 12) - 14),
    });
    labels.push({ x: left + panelWidth, y: top - 14, text: size, ink: 3, size: 'small', anchor: 'end' });
    if (shown.length === 0)
      labels.push({ x: plot.left + 6, y: plot.bottom - 10, text: words.nothing, ink: 3, size: 'small' });
    for (const { mean } of shown) {
      const [from, to] = [
        Math.max(plot.left, x(mean.period) - step / 2),
        Math.min(plot.right, x(mean.period) + step / 2),
      ];
      const said = retentionWords[format.locale].meanMark(mean, figures, measure, format);
      marks.push({
        x: from,
        y: plot.top,
        width: to - from,
        height: HEIGHT,
        ...said,
        title: words.mark(name, mean.period, figures.interval),
        who: groupWho(group.name, name, mean.period, figures, format),
      });
    }
    return {
      points: shown.map((s) => ({ x: x(s.mean.period), y: y(s.value) })),
      everybody: all.map((s) => ({ x: x(s.mean.period), y: y(s.value) })),
      band: shown.flatMap((s) =>
        s.interval === null ? [] : [{ x: x(s.mean.period), low: y(s.interval.low), high: y(s.interval.high) }],
      ),
      xTicks: all
        .filter((s) => s.mean.period % stride === 0 || (stride > 1 && s.mean.period === first && first + 1 < stride))
        .map((s) => ({ at: x(s.mean.period), label: String(s.mean.period) })),
      yTicks: axis.ticks.map((t, k) => ({ at: y(t), label: yLabels[k] ?? '' })),
      plot,
    };
  });
  const rows = Math.ceil(groups.length / across);
  const key = inLines(words.key(figures.interval), width);
  const height = Math.max(80, rows * (HEIGHT + 62) + 12) + 16 * (key.length - 1);
  for (const [i, text] of key.entries())
    labels.push({ x: 0, y: height - 6 - 16 * (key.length - 1 - i), text, ink: 3, size: 'small', maxWidth: width });
  return { width, height, panels, labels, marks };
}
