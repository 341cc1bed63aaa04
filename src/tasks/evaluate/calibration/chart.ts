import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { ChartMark, DotMark, LabelMark, LinePoint, WhiskerMark } from '../../../charts/marks';
import { plane, type Plane } from '../../../charts/plane';
import { valueAxis } from '../../../charts/axes';
import type { Formatter } from '../../../core/format';
import type { Curves } from '../../../learn/jobs/curves';
import type { CalibrationBin } from '../../../learn/judge/scores';
import { wilson } from '../../../stats/rate';
import type { Subject } from '../subject';
import { calibrationWords } from './words';

/** Whether probabilities mean what they say: groups of about one score against what happened. */
export interface Reliability {
  readonly bins: readonly CalibrationBin[];
  /** Mean difference, weighted by rows: the expected calibration error. */
  readonly error: number | null;
  /** Sum of the probabilities over those who really are in question; null without any. */
  readonly expectedActual: number | null;
}

/** The groups of `curves`. */
export function reliabilityOf({ reliability: bins, calibrationError: error, positives }: Curves): Reliability {
  const expected = bins.reduce((sum, b) => sum + b.n * b.predicted, 0);
  return { bins, error, expectedActual: positives === 0 ? null : expected / positives };
}

export interface ReliabilityGeometry extends Plane {
  readonly dots: readonly DotMark[];
  readonly whiskers: readonly WhiskerMark[];
  readonly line: readonly LinePoint[];
  readonly diagonal: readonly LinePoint[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Geometry of predicted against actual shares, for 240 px or more: both axes alike, so that the diagonal is right. */
export function reliabilityChart(
  { bins }: Reliability,
  subject: Subject,
  width: number,
  format: Formatter,
): ReliabilityGeometry {
  const words = calibrationWords[format.locale];
  const intervals = bins.map((b) => wilson(b.actual * b.n, b.n) ?? { low: b.actual, high: b.actual });
  const most = Math.max(...bins.map((b) => b.predicted), ...intervals.map((i) => Math.min(1, i.high)), 0.05);
  const axis = valueAxis([Math.min(1, most)], width < 340 ? 2 : 5);
  const digits = axis.high <= 0.05 ? 1 : 0;
  const both = {
    low: 0,
    high: axis.high,
    ticks: axis.ticks.map((value) => ({ value, label: format.percent(value, digits) })),
  };
  const p = plane(width, Math.round(Math.min(320, Math.max(200, width * 0.62))), both, both);
  const text = words.diagonal;
  return {
    ...p,
    dots: bins.map((b) => ({ x: p.x(b.predicted), y: p.y(b.actual), tone: 'mark' })),
    whiskers: intervals.map((i, k) => ({
      from: p.y(i.low),
      to: p.y(i.high),
      across: p.x(bins[k]?.predicted ?? 0),
      vertical: true,
    })),
    line: bins.map((b) => ({ x: p.x(b.predicted), y: p.y(b.actual) })),
    diagonal: [
      { x: p.x(0), y: p.y(0) },
      { x: p.x(axis.high), y: p.y(axis.high) },
    ],
    labels: [{ x: p.right, y: p.bottom - 8, text, anchor: 'end', ink: 2, size: 'small' }],
    marks: bins.map((b) => ({
      x: p.x(b.predicted) - 7,
      y: p.y(b.actual) - 7,
      width: 14,
      height: 14,
      ...words.mark(b, subject, format),
    })),
  };
}

/** The finding around them. */
export function reliabilityExhibit(r: Reliability, subject: Subject, format: Formatter): ExhibitText {
  const words = calibrationWords[format.locale];
  return { headline: words.headline(r, format), sub: words.sub(subject), plate: words.plate(r, format) };
}

/** Groups with predicted and actual shares. */
export function reliabilityTable({ bins }: Reliability, subject: Subject, format: Formatter): TableData {
  const { columns: c, sub } = calibrationWords[format.locale];
  return {
    caption: sub(subject),
    columns: [
      { label: c.rows, kind: 'integer' },
      { label: c.predicted, kind: 'percent' },
      { label: c.actual, kind: 'percent' },
    ],
    rows: bins.map((b) => [b.n, b.predicted, b.actual]),
  };
}
