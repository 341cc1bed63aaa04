import type { LinePoint, ChartMark, LabelMark } from '../../../charts/marks';
import { textWidth } from '../../../charts/text';
import { plane, type Plane, type PlaneAxis } from '../../../charts/plane';
import type { Formatter } from '../../../core/format';
import type { Curves } from '../../../learn/jobs/curves';
import type { Point } from '../../../learn/judge/curves';
import type { Cut } from '../cut';
import type { Subject } from '../subject';
import { curveWords } from './words';

/** The four ways to look at an order of rows. */
export const curveKinds = ['gain', 'lift', 'roc', 'precisionRecall'] as const;
export type CurveKind = (typeof curveKinds)[number];

export interface CurveGeometry extends Plane {
  readonly line: readonly LinePoint[];
  /** What no model comes to. */
  readonly baseline: readonly LinePoint[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Places along a curve that the arrow keys stop at. */
const STOPS = 10;

/** Where a cut stands on a curve; null where it has no place there (nobody is picked). */
export function cutOn(kind: CurveKind, cut: Cut): { readonly x: number; readonly y: number } | null {
  const at = (x: number | null, y: number | null) => (x === null || y === null ? null : { x, y });
  switch (kind) {
    case 'gain':
      return at(cut.share, cut.recall);
    case 'lift':
      return at(cut.share, cut.lift);
    case 'roc':
      return at(cut.falsePositiveRate, cut.recall);
    case 'precisionRecall':
      return at(cut.recall, cut.precision);
  }
}

/** Geometry of one curve for 240 px or more: the chosen cut is put on it by `x` and `y`, so it may move alone. */
export function curveChart(
  kind: CurveKind,
  curves: Curves,
  subject: Subject,
  width: number,
  format: Formatter,
): CurveGeometry {
  const words = curveWords[format.locale];
  const points = sure(kind, curves);
  const overall = curves.positives / Math.max(1, curves.positives + curves.negatives);
  const across = percents(width, format);
  const up =
    kind === 'lift'
      ? lifts(points, format)
      : kind === 'precisionRecall'
        ? precisions(points, overall, format)
        : percents(1e6, format);
  const p = plane(width, Math.round(Math.min(320, Math.max(200, width * 0.62))), across, up);
  const level = kind === 'lift' ? 1 : overall;
  const baseline =
    kind === 'gain' || kind === 'roc'
      ? [
          { x: p.x(0), y: p.y(0) },
          { x: p.x(1), y: p.y(1) },
        ]
      : [
          { x: p.x(0), y: p.y(level) },
          { x: p.x(1), y: p.y(level) },
        ];
  const text = words.baseline;
  // The name of the baseline stands where the curve is not: under a diagonal, over a level line at its quieter end.
  const diagonal = kind === 'gain' || kind === 'roc';
  const labels: LabelMark[] = [
    diagonal
      ? {
          x: p.right,
          y: p.y(0.5) + 18 < p.bottom ? p.y(0.42) : p.bottom - 8,
          text,
          anchor: 'end',
          ink: 2,
          size: 'small',
        }
      : kind === 'lift'
        ? { x: p.left + 8, y: p.y(level) + 16, text, ink: 2, size: 'small' }
        : { x: p.left + 8, y: p.y(level) + (p.y(level) + 20 > p.bottom ? -6 : 16), text, ink: 2, size: 'small' },
  ];
  const stops = Array.from({ length: STOPS }, (_, i) => (i + 1) / STOPS);
  const low = points[0]?.x ?? 0;
  const marks =
    points.length === 0
      ? []
      : stops
          .filter((x) => x >= low)
          .map((x): ChartMark => {
            const near = points.reduce((best, q) => (Math.abs(q.x - x) < Math.abs(best.x - x) ? q : best));
            return {
              x: p.x(near.x) - 6,
              y: Math.max(0, p.y(Math.min(near.y, up.high)) - 6),
              width: 12,
              height: 12,
              ...words.mark(kind, near, subject, format),
            };
          });
  return {
    ...p,
    line: points.map((q) => ({ x: p.x(q.x), y: q.y > up.high ? p.top : p.y(q.y) })),
    baseline,
    labels: labels.filter((l) => textWidth(l.text ?? '', 12) < p.right - p.left),
    marks,
  };
}

/** Rows that have to be picked before a share of them is drawn. */
const LEAST_PICKED = 10;

/**
 * What of a curve is drawn: where but the first few rows are picked, lift and precision say only whether those happen to
 * be positive, and would open the picture with a stroke from top to bottom.
 */
function sure(kind: CurveKind, curves: Curves): readonly Point[] {
  const points = curves[kind];
  const rows = curves.positives + curves.negatives;
  const drawn = points.filter(({ x, y }) => {
    if (kind === 'lift') return x * rows >= LEAST_PICKED;
    // Of those found, so many are picked as precision says; where none is found only some are picked.
    return kind !== 'precisionRecall' || (y > 0 && (x * curves.positives) / y >= LEAST_PICKED);
  });
  return drawn.length < 2 ? points : drawn;
}

function percents(width: number, format: Formatter): PlaneAxis {
  const steps = width < 340 ? [0, 0.5, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1];
  return { low: 0, high: 1, ticks: steps.map((value) => ({ value, label: format.percent(value, 0) })) };
}

/** An axis of precisions: of a rare class they lie so low that an axis up to 100 % would press them on the baseline. */
function precisions(points: readonly Point[], overall: number, format: Formatter): PlaneAxis {
  const most = Math.max(2 * overall, ...points.filter((q) => q.x >= 0.1).map((q) => q.y));
  const high = [0.05, 0.1, 0.2, 0.5].find((end) => most <= end);
  if (high === undefined) return percents(1e6, format);
  const ticks = Array.from({ length: 6 }, (_, i) => (i / 5) * high);
  return { low: 0, high, ticks: ticks.map((value) => ({ value, label: format.percent(value, 0) })) };
}

/** An axis of lifts; the first few rows alone may shoot up, so that it ends with what a twentieth of the rows has. */
function lifts(points: readonly Point[], format: Formatter): PlaneAxis {
  const settled = points.filter((q) => q.x >= 0.05).map((q) => q.y);
  const most = Math.max(2, ...settled.slice(0, 1), ...settled) * 1.1;
  const step = most <= 3 ? 0.5 : most <= 6 ? 1 : most <= 12 ? 2 : 5;
  const high = Math.ceil(most / step) * step;
  const ticks = Array.from({ length: Math.round(high / step) + 1 }, (_, i) => i * step);
  return { low: 0, high, ticks: ticks.map((value) => ({ value, label: `${format.tick(value)}×` })) };
}
