import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { AxisTick, BarMark, ChartMark, LabelMark } from '../../../charts/marks';
import type { Formatter } from '../../../core/format';
import type { Curves } from '../../../learn/jobs/curves';
import type { ScoreHistogram } from '../../../learn/judge/histogram';
import type { Subject } from '../subject';
import { binName, scorePlace, scoreTicks } from '../score/axis';
import { spreadWords } from './words';

/** Rows of both classes by score, in bins that are drawn equally wide. */
export interface Spread extends Pick<ScoreHistogram, 'edges' | 'log' | 'below' | 'beyond'> {
  readonly bins: readonly { readonly from: number; readonly to: number; readonly yes: number; readonly no: number }[];
  readonly yes: number;
  readonly no: number;
  /** Share of the two histograms that lies over one another, each taken as a whole: 0 told apart, 1 alike. */
  readonly overlap: number;
}

/** Both histograms of `curves`. */
export function spreadOf({ histogram: { positives, negatives, ...bins }, ...counts }: Curves): Spread {
  const [yes, no] = [counts.positives, counts.negatives];
  const overlap = positives.reduce(
    (sum, v, i) => sum + Math.min(v / Math.max(1, yes), (negatives[i] ?? 0) / Math.max(1, no)),
    0,
  );
  return {
    ...bins,
    bins: positives.map((v, i) => ({
      from: bins.edges[i] ?? 0,
      to: bins.edges[i + 1] ?? 1,
      yes: v,
      no: negatives[i] ?? 0,
    })),
    yes,
    no,
    overlap,
  };
}

export interface SpreadGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly middle: number;
  readonly bottom: number;
  readonly across: readonly AxisTick[];
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
  /** Px of a score. */
  readonly x: (score: number) => number;
}

/** Px of both histograms together. */
const TALL = 210;

/**
 * Geometry for 240 px or more: those in question above the line, all others below it, each as shares of their own
 * class, for the classes may differ in size a hundredfold.
 */
export function spreadChart(spread: Spread, subject: Subject, width: number, format: Formatter): SpreadGeometry {
  const words = spreadWords[format.locale];
  const shown = spread.bins;
  const [left, right] = [0, width];
  const axis = { ...spread, left, right };
  const x = scorePlace(axis);
  const top = 26;
  const [up, down] = [
    Math.max(1e-9, ...shown.map((b) => b.yes / Math.max(1, spread.yes))),
    Math.max(1e-9, ...shown.map((b) => b.no / Math.max(1, spread.no))),
  ];
  // One scale for both, and each side as much room as its highest bar takes; the flatter one a quarter at least.
  const scale = Math.min(((TALL - 8) * 0.75) / Math.max(up, down), (TALL - 8) / (up + down));
  const upward = Math.min(TALL * 0.75, Math.max(TALL * 0.25, (TALL * up) / (up + down)));
  const middle = top + upward;
  const bottom = top + TALL;
  const tall = (share: number): number => (share === 0 ? 0 : Math.max(1, share * scale));
  const gap = width / shown.length > 8 ? 2 : 1;
  const bars: BarMark[] = shown.flatMap((b): BarMark[] => {
    const at = { x: x(b.from), width: Math.max(1, x(b.to) - x(b.from) - gap) };
    const [yes, no] = [tall(b.yes / Math.max(1, spread.yes)), tall(b.no / Math.max(1, spread.no))];
    return [
      { ...at, y: middle - yes, height: yes, tone: 'mark' },
      { ...at, y: middle + 1, height: no, tone: 'quiet' },
    ];
  });
  return {
    width,
    height: bottom + 46,
    left,
    right,
    top,
    middle,
    bottom,
    across: scoreTicks(axis, format),
    bars,
    labels: [
      { x: width, y: 14, strong: words.yes(spread, subject, format), anchor: 'end', size: 'small' },
      { x: width, y: bottom - 6, text: words.no(spread, subject, format), anchor: 'end', ink: 2, size: 'small' },
    ],
    marks: shown.map((b, i) => ({
      x: x(b.from),
      y: top,
      width: x(b.to) - x(b.from),
      height: bottom - top,
      ...words.mark(binName(spread, i, format), b, subject, format),
    })),
    x,
  };
}

/** The finding around both. */
export function spreadExhibit(spread: Spread, subject: Subject, format: Formatter): ExhibitText {
  const words = spreadWords[format.locale];
  return { headline: words.headline(spread, subject, format), sub: words.sub(subject), plate: [] };
}

/** Rows of both classes by bin. */
export function spreadTable(spread: Spread, subject: Subject, format: Formatter): TableData {
  const { columns: c, sub } = spreadWords[format.locale];
  const { yes, no } = spreadWords[format.locale].names(subject);
  return {
    caption: sub(subject),
    columns: [
      { label: c.from, kind: 'percent' },
      { label: c.to, kind: 'percent' },
      { label: yes, kind: 'integer' },
      { label: no, kind: 'integer' },
    ],
    rows: spread.bins.map((b, i, all) => [
      spread.below && i === 0 ? 0 : b.from,
      spread.beyond && i === all.length - 1 ? 1 : b.to,
      b.yes,
      b.no,
    ]),
  };
}
