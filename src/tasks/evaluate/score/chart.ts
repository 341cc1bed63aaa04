import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { AxisTick, BarMark, ChartMark, LabelMark } from '../../../charts/marks';
import { valueAxis } from '../../../charts/axes';
import { textWidth } from '../../../charts/text';
import type { Formatter } from '../../../core/format';
import { quantile } from '../../../learn/bootstrap';
import { binOf, scoreBins } from '../../../learn/judge/histogram';
import { bandName } from '../bands/words';
import type { Subject } from '../subject';
import { binName, scorePlace, scoreTicks, type ScoreAxis } from './axis';
import { scoredWords } from './words';

/** Rows that have no answer yet, scored. */
export interface ScoredNow {
  readonly rows: number;
  /** Sum of the probabilities, or of the numbers. */
  readonly expected: number;
  /** Rows and expected ones by band of the score, low to high; empty for numbers. */
  readonly bands: readonly {
    readonly low: number | null;
    readonly high: number | null;
    readonly rows: number;
    readonly expected: number;
  }[];
  readonly bins: readonly { readonly from: number; readonly to: number; readonly rows: number }[];
  /** Of probabilities, how the bins lie; null for numbers, whose bins are even. */
  readonly scale: Omit<ScoreAxis, 'left' | 'right'> | null;
  /** Cutoff of the rows: as of when, epoch ms; null without times. */
  readonly asOf: number | null;
}

const BINS = 40;

/**
 * Sums scores up.
 * @param cuts of the bands; none for numbers
 * @param numbers whether they are numbers rather than probabilities
 */
export function scoredNow(
  scores: Float64Array,
  cuts: readonly number[],
  numbers: boolean,
  asOf: number | null,
): ScoredNow {
  const sorted = scores.toSorted();
  // Numbers up to their 99th percentile.
  const high = Math.max(quantile(sorted, 0.99), 1e-9);
  const low = Math.min(0, sorted[0] ?? 0);
  const binned = numbers ? null : scoreBins(scores, BINS);
  const edges = binned?.edges ?? Array.from({ length: BINS + 1 }, (_, k) => low + (k / BINS) * (high - low));
  const counts = new Float64Array(BINS);
  for (const s of scores) {
    const bin = binOf(edges, s);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const bands = numbers
    ? []
    : [null, ...cuts].map((from, k) => {
        const to = cuts[k] ?? null;
        const own = scores.filter((s) => (from === null || s >= from) && (to === null || s < to));
        return { low: from, high: to, rows: own.length, expected: own.reduce((a, b) => a + b, 0) };
      });
  return {
    rows: scores.length,
    expected: scores.reduce((a, b) => a + b, 0),
    bands,
    bins: Array.from(counts, (rows, i) => ({ from: edges[i] ?? 0, to: edges[i + 1] ?? 1, rows })),
    scale:
      binned === null
        ? null
        : { ...binned, below: (sorted[0] ?? 0) < (edges[0] ?? 0), beyond: (sorted.at(-1) ?? 0) > (edges.at(-1) ?? 1) },
    asOf,
  };
}

export interface ScoredGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly across: readonly AxisTick[];
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
  /** Px of a score. */
  readonly x: (score: number) => number;
}

const TALL = 150;
const ROW = 40;

/** Geometry of bands, where there are some, over the histogram of scores; for 280 px or more. */
export function scoredChart(scored: ScoredNow, subject: Subject, width: number, format: Formatter): ScoredGeometry {
  const words = scoredWords[format.locale];
  const bars: BarMark[] = [];
  const labels: LabelMark[] = [];
  const marks: ChartMark[] = [];
  const bands = scored.bands.toReversed();
  const names = bands.map((b) => bandName(b, format));
  const room = Math.max(0, ...names.map((n) => textWidth(n, 13))) + 16;
  const says = bands.map((b) => words.band(b, scored, subject, format));
  const after = Math.max(0, ...says.map((s) => textWidth(s.strong, 13, 600) + 5 + textWidth(s.text, 13))) + 12;
  const stacked = width - room - after < 120;
  const full = stacked
    ? width - Math.max(0, ...says.map((s) => textWidth(s.strong, 13, 600))) - 16
    : Math.max(40, width - room - after);
  const most = Math.max(1, ...bands.map((b) => b.rows));
  let y = 4;
  bands.forEach((b, i) => {
    const start = y;
    if (stacked) {
      labels.push({ x: 0, y: y + 13, text: names[i] ?? '' });
      y += 18;
    } else labels.push({ x: 0, y: y + 16, text: names[i] ?? '' });
    const length = b.rows === 0 ? 0 : Math.max(1, (b.rows / most) * full);
    const left = stacked ? 0 : room;
    bars.push({ x: left, y: y + 3, width: length, height: 18, tone: i === 0 ? 'mark' : 'second' });
    const { strong = '', text = '' } = says[i] ?? {};
    const at = left + length + 8;
    const free = width - at - textWidth(strong, 13, 600) - 5;
    // A phone has room for the number; the rest is said where the band is pointed at.
    labels.push({ x: at, y: y + 16, strong, ...(textWidth(text, 13) <= free ? { text } : {}) });
    y += stacked ? 32 : ROW;
    marks.push({ x: 0, y: start, width, height: y - start - 6, ...words.bandMark(b, subject, format) });
  });
  const top = y + (bands.length === 0 ? 8 : 26);
  if (bands.length > 0) labels.push({ x: 0, y: top - 12, text: words.spread, ink: 2, size: 'small' });
  const bottom = top + TALL;
  const [low, high] = [scored.bins[0]?.from ?? 0, scored.bins.at(-1)?.to ?? 1];
  const scale = scored.scale === null ? null : { ...scored.scale, left: 0, right: width };
  const x = scale === null ? (v: number): number => ((v - low) / (high - low)) * width : scorePlace(scale);
  const tallest = Math.max(1, ...scored.bins.map((b) => b.rows));
  for (const [i, b] of scored.bins.entries()) {
    const tall = b.rows === 0 ? 0 : Math.max(1, (b.rows / tallest) * (TALL - 16));
    bars.push({
      x: x(b.from),
      y: bottom - tall,
      width: Math.max(1, x(b.to) - x(b.from) - 1),
      height: tall,
      tone: 'mark',
    });
    marks.push({
      x: x(b.from),
      y: top,
      width: x(b.to) - x(b.from),
      height: TALL,
      ...words.binMark(
        scale === null ? null : binName(scale, i, format),
        b,
        i === scored.bins.length - 1,
        subject,
        format,
      ),
    });
  }
  const across = scale === null ? numberTicks([low, high], x, width, subject, format) : scoreTicks(scale, format);
  return { width, height: bottom + 44, left: 0, right: width, top, bottom, across, bars, labels, marks, x };
}

function numberTicks(
  [low, high]: readonly [number, number],
  x: (value: number) => number,
  width: number,
  { money }: Subject,
  format: Formatter,
): readonly AxisTick[] {
  const axis = valueAxis([low, high], width < 420 ? 4 : 8).ticks.filter((t) => t >= low - 1e-9 && t <= high + 1e-9);
  const texts = format.axis(axis, money);
  const across: AxisTick[] = [];
  axis.forEach((value, i) => {
    const label = texts[i] ?? '';
    const half = textWidth(label, 12) / 2;
    const at = Math.min(width - half, Math.max(half, x(value)));
    const before = across.at(-1);
    if (before === undefined || at - half - before.at - textWidth(before.label, 12) / 2 >= 8)
      across.push({ at, label });
  });
  return across;
}

/** The finding around it. */
export function scoredExhibit(scored: ScoredNow, subject: Subject, format: Formatter): ExhibitText {
  const words = scoredWords[format.locale];
  return {
    headline: words.headline(scored, subject, format),
    sub: words.sub(scored, subject, format),
    plate: [],
  };
}

/** Bands, else bins. */
export function scoredTable(scored: ScoredNow, subject: Subject, format: Formatter): TableData {
  const { columns: c } = scoredWords[format.locale];
  if (scored.bands.length > 0) {
    return {
      caption: c.caption,
      columns: [
        { label: c.band, kind: 'text' },
        { label: c.rows, kind: 'integer' },
        { label: c.expected, kind: 'number', digits: 1 },
      ],
      rows: scored.bands.map((b) => [bandName(b, format), b.rows, b.expected]),
    };
  }
  const kind = subject.money ? ('money' as const) : ('number' as const);
  return {
    caption: c.caption,
    columns: [
      { label: c.from, kind },
      { label: c.to, kind },
      { label: c.rows, kind: 'integer' },
    ],
    rows: scored.bins.map((b) => [b.from, b.to, b.rows]),
  };
}
