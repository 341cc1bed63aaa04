import { valueAxis } from '../../charts/axes';
import type { AxisTick, BarMark, ChartMark, DotMark, LabelMark, LinePoint, WhiskerMark } from '../../charts/marks';
import type { BandPoint } from '../../core/marks';
import { textWidth, widest } from '../../charts/text';
import type { Formatter } from '../../core/format';
import { SECOND } from '../../core/time';
import { windowLength } from '../../sql/funnel/params';
import { durationTicks, landmarks } from './durations';
import type { ConversionTimeFigures, WayTimes } from './result';
import { binWho, byWho, wayWho } from './who';
import { conversionTimeWords } from './words';

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Framed {
  readonly width: number;
  readonly height: number;
  readonly xTicks: readonly AxisTick[];
  readonly yTicks: readonly AxisTick[];
  readonly plot: Plot;
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** A histogram of the whole way. */
export interface HistogramGeometry extends Framed {
  readonly bars: readonly BarMark[];
}

/** Share converted by time, a step line with its band. */
export interface CurveGeometry extends Framed {
  readonly points: readonly LinePoint[];
  readonly band: readonly BandPoint[];
}

/** One row per way. */
export interface WaysGeometry extends Framed {
  readonly whiskers: readonly WhiskerMark[];
  readonly dots: readonly DotMark[];
}

const heightFor = (width: number): number => Math.round(Math.max(200, Math.min(260, width * 0.42)));

function timeTicks(end: number, plot: Plot, x: (t: number) => number, width: number, format: Formatter): AxisTick[] {
  const most = Math.max(2, Math.floor((plot.right - plot.left) / 90));
  return durationTicks(end, most)
    .map((t) => ({ at: x(t), label: t === 0 ? '0' : format.duration(t) }))
    .filter((t) => t.at + textWidth(t.label, 12) / 2 <= width);
}

/** Bars of the histogram of a way, for a width of 240 px or more; zero-based both ways. */
export function histogramChart(way: WayTimes, width: number, format: Formatter): HistogramGeometry {
  const words = conversionTimeWords[format.locale];
  const { start, width: wide, counts } = way.histogram;
  const height = heightFor(width);
  const axis = valueAxis([...counts], 4);
  const tick = (t: number): string => (t === 0 ? '0' : format.tick(t));
  const ticks = axis.ticks.filter(Number.isInteger);
  const plot = { left: Math.ceil(widest(ticks.map(tick), 12)) + 10, right: width - 8, top: 10, bottom: height - 28 };
  // From 0 on where the first bin is near it; else the bars would stand in a corner.
  const end = start + wide * counts.length;
  const from = start < 0.3 * end ? 0 : start;
  const x = (t: number): number => plot.left + ((t - from) / (end - from)) * (plot.right - plot.left);
  const y = (n: number): number => plot.bottom - (n / axis.high) * (plot.bottom - plot.top);
  const each = x(start + wide) - x(start);
  return {
    width,
    height,
    bars: counts.flatMap((n, i): BarMark[] =>
      n === 0
        ? []
        : [
            {
              x: x(start + i * wide) + 0.5,
              y: Math.min(y(n), plot.bottom - 1),
              width: Math.max(1, each - 1),
              height: Math.max(1, plot.bottom - y(n)),
              tone: 'mark',
            },
          ],
    ),
    xTicks: timeTicks(end, plot, x, width, format).filter((t) => t.at >= plot.left - 0.5),
    yTicks: ticks.map((t) => ({ at: y(t), label: tick(t) })),
    plot,
    labels: [],
    marks: counts.map((n, i) => ({
      x: x(start + i * wide),
      y: plot.top,
      width: each,
      height: plot.bottom - plot.top,
      ...words.bin(start + i * wide, start + (i + 1) * wide, n, way, format),
      who: binWho(way, i, format),
    })),
  };
}

/** The curve, for a width of 240 px or more: up to the window, or to where almost all of it has happened. */
export function curveChart(figures: ConversionTimeFigures, width: number, format: Formatter): CurveGeometry {
  const words = conversionTimeWords[format.locale];
  const { curve } = figures;
  const window = windowLength(figures.window);
  const last = curve.at(-1);
  const almost = curve.find((p) => p.share >= 0.98 * (last?.share ?? 0))?.time ?? window;
  const end = Math.max(SECOND, almost < window / 3 ? almost * 1.25 : window);
  const shown = curve.filter((p) => p.time <= end);
  const height = heightFor(width);
  const top = last?.share ?? 0;
  const axis = valueAxis([top, Math.min(last?.interval?.high ?? 0, 2 * top)], 4);
  const tick = (v: number): string => (v === 0 ? '0' : format.percent(v, axis.high <= 0.05 ? 1 : 0));
  const endText = last === undefined ? '' : format.percent(last.share);
  const plot = {
    left: Math.ceil(widest(axis.ticks.map(tick), 12)) + 10,
    right: Math.floor(width - textWidth(endText, 15, 600) - 12),
    top: 12,
    bottom: height - 28,
  };
  const x = (t: number): number => plot.left + (t / end) * (plot.right - plot.left);
  const y = (v: number): number => plot.bottom - (Math.min(v, axis.high) / axis.high) * (plot.bottom - plot.top);
  const edges = shown.map((p, i) => ({ ...p, until: Math.min(end, shown[i + 1]?.time ?? end) }));
  return {
    width,
    height,
    points: [
      { x: plot.left, y: plot.bottom },
      ...(shown[0] === undefined ? [] : [{ x: x(shown[0].time), y: plot.bottom }]),
      ...edges.flatMap((p) => [
        { x: x(p.time), y: y(p.share) },
        { x: x(p.until), y: y(p.share) },
      ]),
    ],
    band: edges.flatMap((p) =>
      p.interval === null
        ? []
        : [
            { x: x(p.time), low: y(p.interval.low), high: y(p.interval.high) },
            { x: x(p.until), low: y(p.interval.low), high: y(p.interval.high) },
          ],
    ),
    xTicks: timeTicks(end, plot, x, width, format),
    yTicks: axis.ticks.map((t) => ({ at: y(t), label: tick(t) })),
    plot,
    labels:
      last === undefined
        ? []
        : [{ x: plot.right + 6, y: y(shown.at(-1)?.share ?? 0) + 5, strong: endText, size: 'large' }],
    marks: edges.map((p) => ({
      x: x(p.time),
      y: plot.top,
      width: Math.max(1, x(p.until) - x(p.time)),
      height: plot.bottom - plot.top,
      ...words.by(p, format),
      who: byWho(p, format),
    })),
  };
}

/** Ways from step to step, and the whole one: quartiles and median on a scale that multiplies, from a second on. */
export function waysChart(figures: ConversionTimeFigures, width: number, format: Formatter): WaysGeometry {
  const words = conversionTimeWords[format.locale];
  const rows = [
    ...figures.ways.map((way) => ({ way, name: words.way(way) })),
    ...(figures.whole === null || figures.ways.length < 2 ? [] : [{ way: figures.whole, name: words.whole }]),
  ];
  const least = Math.max(SECOND, Math.min(...rows.map((r) => r.way.p25)));
  const most = Math.max(2 * least, ...rows.map((r) => r.way.p75));
  const plot = { left: 6, right: width - 6, top: 0, bottom: rows.length * 50 };
  const low = landmarks.findLast((t) => t <= least) ?? SECOND;
  const high = landmarks.find((t) => t >= most) ?? most;
  const x = (t: number): number =>
    plot.left + (Math.log(Math.max(low, t) / low) / Math.log(high / low)) * (plot.right - plot.left);
  const ticks: AxisTick[] = [];
  for (const t of landmarks.filter((l) => l >= low && l <= high)) {
    const label = format.duration(t);
    const half = textWidth(label, 12) / 2;
    const at = Math.min(width - half, Math.max(half, x(t)));
    const before = ticks.at(-1);
    if (before === undefined || at - half > before.at + textWidth(before.label, 12) / 2 + 14) ticks.push({ at, label });
  }
  const labels = rows.flatMap(({ way, name }, i): LabelMark[] => {
    const y = i * 50 + 14;
    const room = (text: string): boolean => textWidth(name, 13, 600) + textWidth(text, 12) + 14 <= width;
    const text = words.spread(way, format).find(room);
    return [
      { x: 0, y, strong: name, maxWidth: text === undefined ? width : width - textWidth(text, 12) - 12 },
      ...(text === undefined
        ? []
        : [{ x: width, y, text, anchor: 'end' as const, size: 'small' as const, ink: 2 as const }]),
    ];
  });
  return {
    width,
    height: plot.bottom + 26,
    whiskers: rows.map(({ way }, i) => ({
      from: x(way.p25),
      to: Math.max(x(way.p75), x(way.p25) + 1),
      across: i * 50 + 31,
    })),
    dots: rows.map(({ way }, i) => ({ x: x(way.median), y: i * 50 + 31, tone: 'mark' })),
    xTicks: ticks,
    yTicks: [],
    plot,
    labels,
    marks: rows.map(({ way, name }, i) => ({
      x: 0,
      y: i * 50,
      width,
      height: 46,
      title: name,
      value: words.spread(way, format)[0] ?? '',
      note: words.mean(way, format),
      who: wayWho(way, figures, name, format),
    })),
  };
}
