import type { Formatter } from '../../core/format';
import type { BarMark, ChartMark, LabelMark } from '../../charts/marks';
import { textWidth } from '../../charts/text';
import type { ScoreFigures, ScoreRange } from './result';
import { scoreWords } from './words';

/** The histogram of scores, laid out for a width. */
export interface ScoreGeometry {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly BarMark[];
  /** Values over bars, percents under them, the axes' titles. */
  readonly labels: readonly LabelMark[];
  /** One per bar. */
  readonly marks: readonly ChartMark[];
}

const PLOT = 180;
const TOP = 40;
const GAP = 2;
/** A bar narrower than this cannot be pointed at. */
const LEAST_BAR = 10;

/**
 * Geometry of the histogram for a width of 300 px or more, from 0 to the highest score. Heights are
 * square roots of the counts, since almost everybody is in the first bars; the axis says so.
 */
export function scoreChart(figures: ScoreFigures, width: number, format: Formatter): ScoreGeometry {
  const words = scoreWords[format.locale];
  const ranges = shown(figures, width);
  const step = width / Math.max(1, ranges.length);
  const most = Math.max(1, ...ranges.map((r) => r.customers));
  const base = TOP + PLOT;
  const bars: BarMark[] = [];
  const marks: ChartMark[] = [];
  const labels: LabelMark[] = [{ x: 0, y: 12, text: words.countAxis, ink: 2, size: 'small', maxWidth: width }];
  let free = 0;
  ranges.forEach((range, i) => {
    const height = range.customers === 0 ? 0 : Math.max(2, Math.sqrt(range.customers / most) * PLOT);
    const x = i * step;
    bars.push({ x, y: base - height, width: step - GAP, height, tone: 'mark' });
    marks.push({ x, y: TOP, width: step - GAP, height: PLOT, ...words.mark(range, format) });
    const text = format.compact(range.customers);
    const half = textWidth(text, 12) / 2;
    const middle = Math.min(Math.max(x + (step - GAP) / 2, half), width - half);
    if (range.customers > 0 && middle - half >= free) {
      labels.push({ x: middle, y: base - height - 6, text, anchor: 'middle', ink: 2, size: 'small' });
      free = middle + half + 6;
    }
  });
  labels.push(...percents(ranges, step, base + 16, width, format));
  labels.push({ x: width, y: base + 34, text: words.scoreAxis(figures.days), anchor: 'end', ink: 2, size: 'small' });
  return { width, height: base + 40, bars, labels, marks };
}

/** The bins from 0 to the highest score, joined by 1, 2 or 5 so that every bar can be pointed at. */
function shown({ histogram }: ScoreFigures, width: number): readonly ScoreRange[] {
  const used = Math.max(5, histogram.findLastIndex((r) => r.customers > 0) + 1);
  const together = [1, 2, 5].find((n) => width / Math.ceil(used / n) >= LEAST_BAR) ?? 5;
  return Array.from({ length: Math.ceil(used / together) }, (_, i) => {
    const part = histogram.slice(i * together, (i + 1) * together);
    return {
      from: part[0]?.from ?? 0,
      to: part.at(-1)?.to ?? 1,
      customers: part.reduce((n, r) => n + r.customers, 0),
      expected: part.reduce((n, r) => n + r.expected, 0),
    };
  });
}

/** Percents at the bars' left edges, as many as have room. */
function percents(
  ranges: readonly ScoreRange[],
  step: number,
  y: number,
  width: number,
  format: Formatter,
): readonly LabelMark[] {
  const labels: LabelMark[] = [];
  let free = 0;
  ranges.forEach(({ from }, i) => {
    const text = format.percent(from, 0);
    const x = i * step;
    if (x < free || x + textWidth(text, 12) > width) return;
    labels.push({ x, y, text, ink: 2, size: 'small' });
    free = x + textWidth(text, 12) + 20;
  });
  return labels;
}
