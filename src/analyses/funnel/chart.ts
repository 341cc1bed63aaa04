import type { Formatter } from '../../core/format';
import { LABEL_GAP, type BarMark, type ChartMark, type LabelMark, type WhiskerMark } from '../../charts/marks';
import { textWidth } from '../../charts/text';
import type { FunnelFigures, FunnelStepFigures } from './result';
import { funnelWho } from './who';
import { funnelWords } from './words';

/** A funnel laid out for a width: one bar per step, and what happens between two. */
export interface FunnelGeometry {
  readonly width: number;
  readonly height: number;
  /** Track and bar of each step. */
  readonly bars: readonly BarMark[];
  /** 95 % intervals of the share of the first step. */
  readonly whiskers: readonly WhiskerMark[];
  readonly labels: readonly LabelMark[];
  /** One per step. */
  readonly marks: readonly ChartMark[];
}

const NAME = 20;
const BAR = 26;
const BETWEEN = 30;
const GAP = 8;

/** Geometry of a funnel for a width of 300 px or more. Bars are shares of the widest step. */
export function funnelChart(figures: FunnelFigures, width: number, format: Formatter): FunnelGeometry {
  const words = funnelWords[format.locale];
  const most = Math.max(1, ...figures.steps.map((s) => s.customers));
  const value = (s: FunnelStepFigures) => ({
    strong: format.integer(s.customers),
    // Of the first step itself, the share says nothing.
    text: s.ofFirst.share === null || s === figures.steps[0] ? '' : format.percent(s.ofFirst.share),
  });
  // The widest bar's figures stand to the right of it, so the tracks end before them.
  const figureRoom = Math.max(
    ...figures.steps.map((s) => {
      const { strong, text } = value(s);
      return textWidth(strong, 15, 600) + LABEL_GAP + textWidth(text, 15);
    }),
  );
  const full = Math.max(60, width - figureRoom - GAP - 2);
  const bars: BarMark[] = [];
  const whiskers: WhiskerMark[] = [];
  const labels: LabelMark[] = [];
  const marks: ChartMark[] = [];
  let y = 0;
  for (const [i, step] of figures.steps.entries()) {
    const length = step.customers === 0 ? 0 : Math.max(2, (step.customers / most) * full);
    const { name, event } = words.step(figures.order, step, i + 1);
    const room = width - textWidth(name, 13, 600) - LABEL_GAP;
    labels.push({ x: 0, y: y + 13, strong: name, ...(event === undefined ? {} : { text: event, maxWidth: room }) });
    const top = y + NAME;
    bars.push({ x: 0, y: top, width: full, height: BAR, tone: 'track' });
    bars.push({ x: 0, y: top, width: length, height: BAR, tone: 'mark' });
    const interval = i === 0 ? null : step.ofFirst.interval;
    const first = figures.steps[0]?.customers ?? 0;
    let end = length;
    if (interval !== null && interval.high - interval.low > 0) {
      const place = (share: number): number => Math.min(full, ((share * first) / most) * full);
      // An interval narrower than its own end strokes says nothing.
      if (place(interval.high) - place(interval.low) >= 6) {
        whiskers.push({ from: place(interval.low), to: place(interval.high), across: top + BAR / 2 });
        end = Math.max(end, place(interval.high));
      }
    }
    labels.push({ x: end + GAP, y: top + BAR / 2 + 5, size: 'large', ...value(step) });
    marks.push({
      x: 0,
      y: top,
      width: full,
      height: BAR,
      ...words.mark(figures, i, format),
      who: funnelWho(figures, i, format.locale),
    });
    y = top + BAR;
    const next = figures.steps[i + 1];
    if (next === undefined) continue;
    const text = words.between(figures, i + 1, format).find((t) => textWidth(t, 13) <= width - 12);
    if (text !== undefined) labels.push({ x: 12, y: y + 18, text, ink: 2 });
    y += BETWEEN;
  }
  return { width, height: y + 2, bars, whiskers, labels, marks };
}
