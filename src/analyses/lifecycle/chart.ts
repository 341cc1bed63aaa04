import { Formatter } from '../../core/format';
import { DAY } from '../../core/time';
import { dateTicks, valueAxis } from '../../charts/axes';
import type { AxisTick, BarMark, ChartMark, LabelMark, Tone } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { LifecycleFigures, LifecyclePoint } from './result';
import { lifecycleWho } from './who';
import { lifecycleStates, lifecycleWords, type LifecycleState } from './words';

/** Stacked bars around zero, laid out for a width. */
export interface LifecycleGeometry {
  readonly width: number;
  readonly height: number;
  /** The key's chips, then the stacks. */
  readonly bars: readonly BarMark[];
  readonly xTicks: readonly AxisTick[];
  readonly yTicks: readonly AxisTick[];
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** Pixel of zero. */
  readonly zero: number;
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
  /** Buckets that are too many for the width; the oldest are left out. */
  readonly earlier: number;
}

const tones: Readonly<Record<LifecycleState, Tone>> = {
  returning: 'cat-1',
  resurrecting: 'cat-2',
  newcomers: 'cat-3',
  dormant: 'quiet',
};
/** Narrowest bar with its gap. */
const LEAST = 6;

/** Points that are drawn: all but a last one that is not over; the only one is drawn whatever it is. */
export function drawnPoints({ points }: LifecycleFigures): readonly LifecyclePoint[] {
  const last = points.at(-1);
  return last !== undefined && !last.complete && points.length > 1 ? points.slice(0, -1) : points;
}

/** Geometry for a width of 240 px or more. */
export function lifecycleChart(figures: LifecycleFigures, width: number, format: Formatter): LifecycleGeometry {
  const words = lifecycleWords[format.locale];
  const plain = new Formatter(format.locale);
  const all = drawnPoints(figures);
  const key = keyOf(width, (s) => words.states[s]);
  const height = Math.round(Math.max(220, Math.min(320, width * 0.34))) + key.height;
  const axisOf = (points: readonly LifecyclePoint[]) =>
    valueAxis(
      points.flatMap((p) => [p.newcomers + p.returning + p.resurrecting, -p.dormant]),
      5,
    );
  const label = (t: number): string => (t === 0 ? '0' : format.tick(t));
  const room = Math.ceil(widest(axisOf(all).ticks.map(label), 12)) + 10;
  const shown = all.slice(-Math.max(1, Math.floor((width - room) / LEAST)));
  const axis = axisOf(shown);
  const plot = { left: room, right: width, top: key.height + 8, bottom: height - 28 };
  const y = (value: number): number =>
    plot.bottom - ((value - axis.low) / (axis.high - axis.low)) * (plot.bottom - plot.top);
  const band = (plot.right - plot.left) / Math.max(1, shown.length);
  const thick = Math.min(48, Math.max(2, band - Math.max(2, band * 0.2)));
  const centre = (i: number): number => plot.left + (i + 0.5) * band;
  const bars = shown.flatMap((p, i): BarMark[] => {
    let upTo = 0;
    return lifecycleStates.flatMap((state): BarMark[] => {
      const value = p[state];
      if (value === 0) return [];
      const [from, to] = state === 'dormant' ? [-value, 0] : [upTo, upTo + value];
      if (state !== 'dormant') upTo += value;
      const bar = { x: centre(i) - thick / 2, y: y(to), width: thick, height: y(from) - y(to), tone: tones[state] };
      return [p.complete ? bar : { ...bar, faded: true }];
    });
  });
  const times = shown.map((p) => Date.parse(p.from));
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  const place = (time: number): number =>
    last === first ? centre(0) : centre(0) + ((time - first) / (last - first)) * (centre(shown.length - 1) - centre(0));
  const months = figures.interval === 'month' || last - first > 120 * DAY;
  const tick = (time: number): string => (months ? plain.month(time) : plain.dayMonth(time));
  return {
    width,
    height: height + (shown.length === all.length ? 0 : 20),
    bars: [...key.bars, ...bars],
    xTicks:
      last === first
        ? times.map((t) => ({ at: place(t), label: tick(t) }))
        : dateTicks(first, last, place, tick, { left: 0, right: width, least: DAY }),
    yTicks: axis.ticks.map((t) => ({ at: y(t), label: label(t) })),
    plot,
    zero: y(0),
    labels:
      shown.length === all.length
        ? key.labels
        : [
            ...key.labels,
            {
              x: 0,
              y: height + 14,
              text: words.earlier(all.length - shown.length, figures.interval),
              ink: 3,
              size: 'small',
            },
          ],
    marks: shown.map((p, i) => {
      const mark = words.mark(p, figures, format);
      return {
        x: centre(i) - band / 2,
        y: plot.top,
        width: band,
        height: plot.bottom - plot.top,
        ...mark,
        who: lifecycleWho(p, mark.title, format),
      };
    }),
    earlier: all.length - shown.length,
  };
}

/** A key of the colours, in the order of the stack, in as many lines as the width needs. */
function keyOf(width: number, name: (state: LifecycleState) => string) {
  const bars: BarMark[] = [];
  const labels: LabelMark[] = [];
  let [x, y] = [0, 0];
  for (const state of ['newcomers', 'resurrecting', 'returning', 'dormant'] as const) {
    const room = 17 + textWidth(name(state), 12);
    if (x > 0 && x + room > width) [x, y] = [0, y + 20];
    bars.push({ x, y: y + 2, width: 12, height: 10, tone: tones[state] });
    labels.push({ x: x + 17, y: y + 11, text: name(state), ink: 2, size: 'small' });
    x += room + 18;
  }
  return { bars, labels, height: y + 22 };
}
