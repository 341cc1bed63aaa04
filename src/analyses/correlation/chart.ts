import type { AxisTick, ChartMark, DotMark, LabelMark, WhiskerMark } from '../../charts/marks';
import { textWidth } from '../../charts/text';
import type { Formatter } from '../../core/format';
import type { CorrelationFigures } from './result';
import { candidateWho } from './who';
import { correlationWords } from './words';

/** A forest plot: odds ratios with intervals on a scale that multiplies. */
export interface ForestGeometry {
  readonly width: number;
  readonly height: number;
  readonly whiskers: readonly WhiskerMark[];
  /** Rings: not clear. */
  readonly dots: readonly DotMark[];
  readonly xTicks: readonly AxisTick[];
  /** Odds that are equal. */
  readonly one: number;
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const ROW = 44;
/** Rows drawn; the table has all. */
const MOST = 12;

/** Geometry for a width of 240 px or more. */
export function forestChart({ candidates }: CorrelationFigures, width: number, format: Formatter): ForestGeometry {
  const words = correlationWords[format.locale];
  const shown = candidates.slice(0, MOST);
  const plot = { left: 6, right: width - 6, top: 0, bottom: shown.length * ROW };
  const least = Math.min(0.5, ...shown.map((c) => c.interval.low));
  const most = Math.max(2, ...shown.map((c) => c.interval.high));
  const x = (v: number): number =>
    plot.left + (Math.log(v / least) / Math.log(most / least)) * (plot.right - plot.left);
  const print = (v: number): string => `× ${format.number(v, v < 1 ? (v < 0.1 ? 2 : 1) : 0)}`;
  const ticks: AxisTick[] = [{ at: x(1), label: print(1) }];
  for (const v of [2, 5, 10, 50, 100, 500, 0.5, 0.2, 0.1, 0.05, 0.01]) {
    const label = print(v);
    const [at, half] = [x(v), textWidth(label, 12) / 2];
    if (at - half < 0 || at + half > width) continue;
    if (ticks.every((t) => Math.abs(t.at - at) > half + textWidth(t.label, 12) / 2 + 12)) ticks.push({ at, label });
  }
  const labels = shown.flatMap((c, i): LabelMark[] => {
    const y = i * ROW + 14;
    const text = words.shares(c, format);
    const name = words.name(c);
    const wide = textWidth(name, 13, 600);
    const fits = wide + textWidth(text, 12) + 14 <= width;
    return [
      // Only plain text is cut where it is too long.
      wide <= width ? { x: 0, y, strong: name } : { x: 0, y, text: name, maxWidth: width },
      ...(fits ? [{ x: width, y, text, anchor: 'end' as const, size: 'small' as const, ink: 2 as const }] : []),
    ];
  });
  return {
    width,
    height: plot.bottom + (shown.length === 0 ? 24 : 46),
    whiskers: shown.map((c, i) => ({ from: x(c.interval.low), to: x(c.interval.high), across: i * ROW + 28 })),
    dots: shown.map((c, i) => ({ x: x(c.ratio), y: i * ROW + 28, tone: 'mark', ...(c.clear ? {} : { faded: true }) })),
    xTicks: shown.length === 0 ? [] : [...ticks].sort((a, b) => a.at - b.at),
    one: x(1),
    plot,
    labels:
      shown.length === 0
        ? [{ x: 0, y: 16, text: words.none, ink: 2, maxWidth: width }]
        : [...labels, { x: width / 2, y: plot.bottom + 38, text: words.axis, anchor: 'middle', ink: 3, size: 'small' }],
    marks: shown.map((c, i) => ({
      x: 0,
      y: i * ROW,
      width,
      height: ROW - 2,
      title: words.name(c),
      value: words.shares(c, format),
      note: words.note(c, format),
      who: candidateWho(c, words.name(c), format),
    })),
  };
}
