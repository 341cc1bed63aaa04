import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { BandPoint } from '../../../core/marks';
import type { ChartMark, LabelMark, LinePoint } from '../../../charts/marks';
import { plane, type Plane } from '../../../charts/plane';
import { valueAxis } from '../../../charts/axes';
import { textWidth } from '../../../charts/text';
import type { Formatter } from '../../../core/format';
import type { Profit as Answered } from '../../../learn/jobs/thresholds';
import type { ProfitPoint } from '../../../learn/judge/thresholds';
import type { Costs } from '../cut';
import type { Subject } from '../subject';
import { profitWords } from './words';

/** What picking a share of the test rows brings, and which share is recommended. */
export interface Profit {
  readonly costs: Costs;
  readonly rows: number;
  readonly points: readonly ProfitPoint[];
  /**
   * What the cut that pays most among training rows is worth here, share 0 where nobody should be picked; null until it
   * was looked for there. The best of these very points would look better than it is.
   */
  readonly best: ProfitPoint | null;
  /** Profit of picking everybody. */
  readonly everybody: number;
}

/**
 * A profit curve as the page speaks of it.
 * @param recommended share of the test rows that the cut found among training rows picks; null before it is found
 */
export function profitFrom({ points }: Answered, costs: Costs, rows: number, recommended: number | null): Profit {
  const nearest = (share: number): ProfitPoint | null =>
    points.reduce<ProfitPoint | null>(
      (best, p) => (best === null || Math.abs(p.share - share) < Math.abs(best.share - share) ? p : best),
      null,
    );
  const best =
    recommended === 0 ? { share: 0, profit: 0, low: 0, high: 0 } : recommended === null ? null : nearest(recommended);
  return { costs, rows, points, best, everybody: points.at(-1)?.profit ?? 0 };
}

export interface ProfitGeometry extends Plane {
  readonly line: readonly LinePoint[];
  readonly band: readonly BandPoint[];
  readonly zero: readonly LinePoint[];
  readonly bestAt: { readonly x: number; readonly y: number } | null;
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Geometry of money by share picked, for 240 px or more. */
export function profitChart(profit: Profit, subject: Subject, width: number, format: Formatter): ProfitGeometry {
  const words = profitWords[format.locale];
  const { points, best } = profit;
  const up = valueAxis(
    points.flatMap((q) => [q.low, q.high]),
    5,
  );
  const names = format.axis(up.ticks, format.currency !== null);
  const steps = width < 340 ? [0, 0.5, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1];
  const p = plane(
    width,
    Math.round(Math.min(300, Math.max(190, width * 0.45))),
    { low: 0, high: 1, ticks: steps.map((value) => ({ value, label: format.percent(value, 0) })) },
    { low: up.low, high: up.high, ticks: up.ticks.map((value, i) => ({ value, label: names[i] ?? '' })) },
  );
  const at = best === null ? null : { x: p.x(best.share), y: p.y(best.profit) };
  const labels: LabelMark[] = [];
  if (best !== null && at !== null) {
    const strong = words.bestLabel(best, format);
    const half = textWidth(strong, 12, 600) / 2;
    const x = Math.min(p.right - half, Math.max(p.left + half + 4, at.x));
    const over = p.y(Math.max(best.high, best.profit)) - 8;
    // The axis is named over the picture's left: there a label that rises above it would meet its name.
    const meets = over < p.top && x - half < textWidth(words.up, 12) + 12;
    labels.push({
      x,
      y: meets ? Math.min(p.bottom - 8, p.y(Math.min(best.low, best.profit)) + 18) : Math.max(12, over),
      strong,
      anchor: 'middle',
      size: 'small',
    });
  }
  return {
    ...p,
    line: points.map((q) => ({ x: p.x(q.share), y: p.y(q.profit) })),
    band: points.map((q) => ({ x: p.x(q.share), low: p.y(q.low), high: p.y(q.high) })),
    zero: [
      { x: p.x(0), y: p.y(0) },
      { x: p.x(1), y: p.y(0) },
    ],
    bestAt: at,
    labels,
    marks: points
      .filter((_, i) => i % 5 === 0)
      .map((q) => ({
        x: p.x(q.share) - 5,
        y: p.y(q.profit) - 5,
        width: 10,
        height: 10,
        ...words.mark(q, subject, format),
      })),
  };
}

/** The finding around the curve. */
export function profitExhibit(profit: Profit, subject: Subject, format: Formatter): ExhibitText {
  const words = profitWords[format.locale];
  const { best } = profit;
  return {
    headline: best === null ? words.open(subject) : words.headline(best, profit, subject, format),
    sub: words.sub(profit, subject, format),
    plate:
      best === null
        ? []
        : best.low <= 0 && best.high > 0 && best.share > 0
          ? [{ text: words.foundThere }, { text: words.unsure, doubt: true }]
          : [{ text: words.foundThere }],
  };
}

/** Points of the curve. */
export function profitTable({ points }: Profit, subject: Subject, format: Formatter): TableData {
  const { columns: c } = profitWords[format.locale];
  return {
    caption: c.caption,
    columns: [
      { label: c.share, kind: 'percent', digits: 0 },
      { label: c.profit, kind: 'money' },
      { label: c.low, kind: 'money' },
      { label: c.high, kind: 'money' },
    ],
    rows: points.map((p) => [p.share, p.profit, p.low, p.high]),
  };
}
