import { dateTicks } from '../../../charts/axes';
import type { AxisTick, BarMark, ChartMark, LabelMark } from '../../../charts/marks';
import { textWidth, widest } from '../../../charts/text';
import type { Formatter } from '../../../core/format';
import { DAY } from '../../../core/time';
import type { LogTask } from '../../../tasks/spec';
import { askWords } from './ask.words';

/** Per cutoff a lane: what is seen before it, what is predicted after it. */
export interface TimelineGeometry {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly ticks: readonly AxisTick[];
  readonly plot: { readonly left: number; readonly right: number; readonly bottom: number };
  readonly marks: readonly ChartMark[];
  /** Epoch ms at the plot's left and right. */
  readonly times: { readonly from: number; readonly end: number };
  /** Middle of each lane: the moments that are learnt from, the one judged on, now. */
  readonly lanes: readonly number[];
}

/** Where a time stands, in px. */
export function placeOf({ plot, times }: Pick<TimelineGeometry, 'plot' | 'times'>, time: number): number {
  const inside = Math.min(times.end, Math.max(times.from, time));
  return plot.left + ((inside - times.from) / (times.end - times.from)) * (plot.right - plot.left);
}

const LANE = 24;
const TOP = 22;
const BAR = 12;

/**
 * Geometry for a width of 240 px or more.
 * @param span first time of the data and "now", epoch ms
 */
export function timelineChart(
  task: Pick<LogTask, 'cutoffs' | 'test' | 'window'>,
  span: { readonly from: number; readonly asOf: number },
  width: number,
  format: Formatter,
): TimelineGeometry {
  const words = askWords[format.locale].timeline;
  const window = task.window * DAY;
  const lanes = [
    ...task.cutoffs.map((cutoff) => ({ cutoff, name: words.learn, tone: 'mark' as const })),
    { cutoff: task.test, name: words.judge, tone: 'second' as const },
    { cutoff: span.asOf, name: words.score, tone: 'quiet' as const },
  ];
  const left = Math.ceil(widest([words.learn, words.judge, words.score], 12)) + 12;
  const plot = { left, right: width - 1, bottom: TOP + lanes.length * LANE };
  const end = span.asOf + window;
  const times = { from: span.from, end };
  const x = (time: number): number => placeOf({ plot, times }, time);
  const bars: BarMark[] = [];
  const labels: LabelMark[] = [];
  const marks: ChartMark[] = [];
  lanes.forEach(({ cutoff, name, tone }, i) => {
    const y = TOP + i * LANE + (LANE - BAR) / 2;
    const [from, to] = [x(span.from), x(cutoff)];
    bars.push({ x: from, y, width: Math.max(0, to - from), height: BAR, tone: 'track' });
    bars.push({
      x: to,
      y,
      width: Math.max(2, x(cutoff + window) - to),
      height: BAR,
      tone,
      ...(tone === 'quiet' ? { faded: true } : {}),
    });
    labels.push({ x: 0, y: y + 10, text: name, size: 'small', ink: 2 });
    marks.push({
      x: from,
      y: TOP + i * LANE,
      width: plot.right - from,
      height: LANE,
      title: name,
      value: words.note(format.date(span.from), format.date(cutoff)),
      note: tone === 'quiet' ? words.unknown : words.answer(format.date(cutoff), format.date(cutoff + window - DAY)),
    });
  });
  const first = lanes[0]?.cutoff ?? task.test;
  // Named over the first lane, where both fit beside each other.
  const after = x(first);
  const [sees, predicts] = [textWidth(words.sees, 12), textWidth(words.predicts, 12)];
  if (sees + 8 <= after - plot.left) labels.push({ x: plot.left, y: 12, text: words.sees, size: 'small', ink: 3 });
  if (after + predicts <= plot.right) labels.push({ x: after, y: 12, text: words.predicts, size: 'small', ink: 3 });
  const ticks = dateTicks(span.from, end, x, (t) => format.month(t), {
    left: plot.left,
    right: plot.right,
    least: DAY,
  });
  const middles = lanes.map((_, i) => TOP + i * LANE + LANE / 2);
  return { width, height: plot.bottom + 26, bars, labels, ticks, plot, marks, times, lanes: middles };
}
