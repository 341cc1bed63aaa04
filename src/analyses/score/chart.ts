import type { Formatter } from '../../core/format';
import { LABEL_GAP, type BarMark, type ChartMark, type LabelMark } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { ScoreFigures, ScoreRange } from './result';
import { scoreWords } from './words';

/** The bands of probability and, under them, how the scores spread; laid out for a width. */
export interface ScoreGeometry {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly BarMark[];
  /** Keys, names, figures and percents. */
  readonly labels: readonly LabelMark[];
  /** One per band, the likeliest first, then one per bar of the histogram. */
  readonly marks: readonly ChartMark[];
}

const ROW = 40;
const SPREAD = 76;
const GAP = 2;
/** A bar narrower than this cannot be pointed at. */
const LEAST_BAR = 8;

/**
 * Geometry for a width of 300 px or more. Each band has two bars, its share of the expected buyers and of
 * the customers; the histogram behind them counts customers. All bars start at zero and are linear.
 */
export function scoreChart(figures: ScoreFigures, width: number, format: Formatter): ScoreGeometry {
  const bands = bandRows(figures, width, format);
  const spread = histogram(figures, width, bands.height + 26, format);
  return {
    width,
    height: spread.height,
    bars: [...bands.bars, ...spread.bars],
    labels: [...bands.labels, ...spread.labels],
    marks: [...bands.marks, ...spread.marks],
  };
}

type Part = Pick<ScoreGeometry, 'height' | 'bars' | 'labels' | 'marks'>;

function bandRows(figures: ScoreFigures, width: number, format: Formatter): Part {
  const words = scoreWords[format.locale];
  const rows = figures.bands.toReversed();
  const says = rows.map((band) => words.bandLabel(band, format));
  const nameRoom =
    widest(
      rows.map((band) => words.band(band, format)),
      13,
    ) + 14;
  const labelRoom = Math.max(
    ...says.map(({ strong, text }) => textWidth(strong, 13, 600) + LABEL_GAP + textWidth(text, 13)),
  );
  const stacked = width - nameRoom - labelRoom < 140;
  const left = stacked ? 0 : nameRoom;
  const full = Math.max(40, width - left - labelRoom - 8);
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  const shares = rows.map((band) => ({
    expected: share(band.expected, figures.expectedBuyers),
    customers: share(band.customers, figures.customers),
  }));
  const most = Math.max(0.01, ...shares.flatMap((s) => [s.expected, s.customers]));
  const length = (value: number): number => (value === 0 ? 0 : Math.max(1, (value / most) * full));
  const bars: BarMark[] = [{ x: left, y: 3, width: 12, height: 8, tone: 'mark' }];
  const second = left + 17 + textWidth(words.expectedKey, 12) + 16;
  // On a phone the second key stands under the first.
  const below = second + 17 + textWidth(words.customersKey, 12) > width ? 16 : 0;
  const keyX = below > 0 ? left : second;
  bars.push({ x: keyX, y: 3 + below, width: 12, height: 8, tone: 'second' });
  const labels: LabelMark[] = [
    { x: left + 17, y: 12, text: words.expectedKey, ink: 2, size: 'small' },
    { x: keyX + 17, y: 12 + below, text: words.customersKey, ink: 2, size: 'small' },
  ];
  const marks: ChartMark[] = [];
  let y = 28 + below;
  rows.forEach((band, i) => {
    const { expected, customers } = shares[i] ?? { expected: 0, customers: 0 };
    const start = y;
    if (stacked) {
      labels.push({ x: 0, y: y + 12, text: words.band(band, format), maxWidth: width });
      y += 20;
    } else labels.push({ x: left - 14, y: y + 16, text: words.band(band, format), anchor: 'end' });
    bars.push({ x: left, y: y + 1, width: length(expected), height: 12, tone: 'mark' });
    bars.push({ x: left, y: y + 14, width: length(customers), height: 8, tone: 'second' });
    labels.push({
      x: left + Math.max(length(expected), length(customers)) + 8,
      y: y + 16,
      ...(says[i] ?? { strong: '', text: '' }),
    });
    y += stacked ? 34 : ROW;
    marks.push({ x: 0, y: start, width, height: y - start - 10, ...words.mark(band, format) });
  });
  return { height: y, bars, labels, marks };
}

function histogram(figures: ScoreFigures, width: number, top: number, format: Formatter): Part {
  const words = scoreWords[format.locale];
  const ranges = shown(figures, width);
  const step = width / Math.max(1, ranges.length);
  const most = Math.max(1, ...ranges.map((r) => r.customers));
  const base = top + 24 + SPREAD;
  const bars: BarMark[] = [];
  const marks: ChartMark[] = [];
  const labels: LabelMark[] = [{ x: 0, y: top, text: words.spread, ink: 2, size: 'small', maxWidth: width }];
  ranges.forEach((range, i) => {
    const height = range.customers === 0 ? 0 : Math.max(1, (range.customers / most) * SPREAD);
    const x = i * step;
    bars.push({ x, y: base - height, width: step - GAP, height, tone: 'second' });
    marks.push({ x, y: base - SPREAD, width: step - GAP, height: SPREAD, ...words.mark(range, format) });
    if (range.customers !== most || labels.length > 1) return;
    const text = format.compact(range.customers);
    const half = textWidth(text, 12) / 2;
    const middle = Math.min(Math.max(x + (step - GAP) / 2, half), width - half);
    labels.push({ x: middle, y: base - height - 6, text, anchor: 'middle', ink: 2, size: 'small' });
  });
  labels.push(...percents(ranges, step, base + 16, width, format));
  labels.push({ x: width, y: base + 34, text: words.scoreAxis(figures.days), anchor: 'end', ink: 2, size: 'small' });
  return { height: base + 40, bars, labels, marks };
}

/** The bins from 0 to the highest score, joined by 1, 2 or 5 so that every bar can be pointed at. */
function shown({ histogram: bins }: ScoreFigures, width: number): readonly ScoreRange[] {
  const used = Math.max(5, bins.findLastIndex((r) => r.customers > 0) + 1);
  const together = [1, 2, 5].find((n) => width / Math.ceil(used / n) >= LEAST_BAR) ?? 5;
  return Array.from({ length: Math.ceil(used / together) }, (_, i) => {
    const part = bins.slice(i * together, (i + 1) * together);
    return {
      from: part[0]?.from ?? 0,
      to: part.at(-1)?.to ?? 1,
      customers: part.reduce((n, r) => n + r.customers, 0),
      expected: part.reduce((n, r) => n + r.expected, 0),
    };
  });
}

/** Round percents at the bars' left edges, as many as have room. */
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
    if (Math.round(from * 100) % 10 !== 0 || x < free || x + textWidth(text, 12) > width) return;
    labels.push({ x, y, text, ink: 2, size: 'small' });
    free = x + textWidth(text, 12) + 12;
  });
  return labels;
}
