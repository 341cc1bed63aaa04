import { Formatter } from '../../core/format';
import { DAY, HOUR } from '../../core/time';
import { dateTicks, valueAxis } from '../../charts/axes';
import type { AxisTick, BarMark, ChartMark, LabelMark, LinePoint, Tone } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { TrendPoint, TrendsFigures } from './result';
import { bucketWho } from './who';
import { bucketName, printed, trendsWords } from './words';

interface TrendLine {
  readonly points: readonly LinePoint[];
  /** From a first bucket that began before the data to the next. */
  readonly head: readonly LinePoint[];
  /** From the last complete bucket to the one under way. */
  readonly tail: readonly LinePoint[];
  readonly band: readonly { readonly x: number; readonly low: number; readonly high: number }[];
  readonly tone: Tone;
  readonly dashed: boolean;
}

export interface TrendsGeometry {
  readonly width: number;
  readonly height: number;
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly xTicks: readonly AxisTick[];
  readonly yTicks: readonly AxisTick[];
  readonly lines: readonly TrendLine[];
  /** The key's chips. */
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const tones: readonly Tone[] = ['cat-1', 'cat-2', 'cat-3', 'cat-4', 'cat-5', 'cat-6', 'cat-7'];

/** Lines over time for a width of 240 px or more; what is not over is dashed, the period before is drawn behind. */
export function trendsChart(figures: TrendsFigures, width: number, format: Formatter): TrendsGeometry {
  const words = trendsWords[format.locale];
  const plain = new Formatter(format.locale);
  const { groups, previous, interval } = figures;
  const names = [
    ...groups.map((g, i) => ({
      text: g.name === null ? words.what(figures) : words.group(g.name),
      tone: tone(i, g.name),
    })),
    ...(previous === null ? [] : [{ text: words.previous, tone: 'quiet' as const }]),
  ];
  const key = names.length < 2 ? { bars: [], labels: [], height: 0 } : keyOf(names, width);
  const height = Math.round(Math.max(200, Math.min(280, width * 0.3))) + key.height;
  const all = [...groups.flatMap((g) => g.points), ...(previous?.points ?? [])];
  const axis = valueAxis(
    all.flatMap((p) => [p.value ?? 0, ...(p.high === null ? [] : [p.high])]),
    4,
  );
  const labels =
    figures.unit === 'share'
      ? axis.ticks.map((t) => format.percent(t, axis.high < 0.1 ? 1 : 0))
      : format.axis(axis.ticks, figures.unit === 'money');
  const plot = {
    left: Math.ceil(widest(labels, 12)) + 12,
    right: width - 8,
    top: key.height + 10,
    bottom: height - 28,
  };
  const y = (v: number): number => plot.bottom - ((v - axis.low) / (axis.high - axis.low)) * (plot.bottom - plot.top);
  const points = groups[0]?.points ?? [];
  const start = groups[0]?.points[0]?.from;
  const step = (plot.right - plot.left) / Math.max(1, points.length - 1);
  const x = (i: number): number => (points.length === 1 ? (plot.left + plot.right) / 2 : plot.left + i * step);
  const line = (own: readonly TrendPoint[], colour: Tone, dashed: boolean): TrendLine => {
    const placed = own.map((p, i): LinePoint => ({ x: x(i), y: p.value === null ? null : y(p.value) }));
    const complete = own.findLastIndex((p) => p.complete);
    // The period before is of whole buckets, but where the data begins in its first one.
    const partial = figures.firstPartial && own[0]?.from === start && own.length > 1;
    return {
      points: placed.slice(partial ? 1 : 0, complete + 1),
      head: partial ? placed.slice(0, 2) : [],
      tail: complete < own.length - 1 ? placed.slice(Math.max(0, complete)) : [],
      band: own
        .slice(0, complete + 1)
        .flatMap((p, i) => (p.low === null || p.high === null ? [] : [{ x: x(i), low: y(p.low), high: y(p.high) }])),
      tone: colour,
      dashed,
    };
  };
  const times = points.map((p) => Date.parse(`${p.from}Z`));
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  const tick = (t: number): string => {
    if (interval === 'hour' && last - first <= 3 * DAY) return new Date(t).toISOString().slice(11, 16);
    return interval === 'month' || last - first > 120 * DAY ? plain.month(t) : plain.dayMonth(t);
  };
  const place = (t: number): number =>
    last === first ? x(0) : plot.left + ((t - first) / (last - first)) * (plot.right - plot.left);
  return {
    width,
    height,
    plot,
    xTicks:
      last === first
        ? times.map((t) => ({ at: x(0), label: tick(t) }))
        : dateTicks(first, last, place, tick, { left: 0, right: width, least: interval === 'hour' ? HOUR : DAY }),
    yTicks: axis.ticks.map((t, i) => ({ at: y(t), label: labels[i] ?? '' })),
    lines: [
      ...(previous === null ? [] : [line(previous.points, 'quiet', false)]),
      ...groups.map((g, i) => line(g.points, tone(i, g.name), false)),
    ],
    bars: key.bars,
    labels: key.labels,
    marks: points.map((p, i) => {
      const rest = [
        ...(groups.length > 1
          ? groups
              .slice(1, 5)
              .map((g) => `${words.group(g.name)} ${printed(g.points[i]?.value ?? null, figures, format)}`)
          : []),
        ...(previous === null
          ? []
          : [`${words.previous} ${printed(previous.points[i]?.value ?? null, figures, format)}`]),
        ...(p.low === null || p.high === null ? [] : [format.percentInterval(p.low, p.high)]),
        ...(p.complete ? [] : [words.notOver]),
      ];
      const own = printed(p.value, figures, format);
      return {
        x: Math.max(0, Math.min(width - step, x(i) - step / 2)),
        y: plot.top,
        width: Math.min(step, width),
        height: plot.bottom - plot.top,
        title: bucketName(p.from, interval, format),
        value: groups.length > 1 ? `${words.group(groups[0]?.name ?? null)} ${own}` : own,
        ...(rest.length === 0 ? {} : { note: rest.join(', ') }),
        who: bucketWho(figures, i, bucketName(p.from, interval, format), format),
      };
    }),
  };
}

const tone = (i: number, name: TrendsFigures['groups'][number]['name']): Tone =>
  name !== null && 'kind' in name ? (name.kind === 'other' ? 'quiet' : 'cat-8') : (tones[i % tones.length] ?? 'mark');

/** A key of the lines in as many rows as the width needs; names that are wider than it are cut. */
function keyOf(names: readonly { readonly text: string; readonly tone: Tone }[], width: number) {
  const bars: BarMark[] = [];
  const labels: LabelMark[] = [];
  let [x, y] = [0, 0];
  for (const { text, tone: colour } of names) {
    const wide = Math.min(width, 17 + textWidth(text, 12));
    if (x > 0 && x + wide > width) [x, y] = [0, y + 20];
    bars.push({ x, y: y + 4, width: 12, height: 6, tone: colour });
    labels.push({ x: x + 17, y: y + 11, text, ink: 2, size: 'small', maxWidth: width - 17 });
    x += wide + 16;
  }
  return { bars, labels, height: y + 24 };
}
