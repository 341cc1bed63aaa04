import { valueAxis } from '../../../charts/axes';
import type { AxisTick } from '../../../charts/marks';
import { textWidth } from '../../../charts/text';
import type { Formatter } from '../../../core/format';
import type { ScoreBins } from '../../../learn/judge/histogram';

/** An axis of probabilities between two places in px, on which bins are equally wide. */
export interface ScoreAxis extends ScoreBins {
  /** Scores below the first end stand in the first bin, and scores beyond the last in the last. */
  readonly below: boolean;
  readonly beyond: boolean;
  readonly left: number;
  readonly right: number;
}

const ends = ({ edges }: ScoreBins): readonly [number, number] => [edges[0] ?? 0, edges.at(-1) ?? 1];

/** Px of a score, never beyond the axis. */
export function scorePlace(axis: ScoreAxis): (score: number) => number {
  const [low, high] = ends(axis);
  const share = axis.log
    ? (score: number): number => Math.log(Math.max(score, low) / low) / Math.log(high / low)
    : (score: number): number => (score - low) / (high - low);
  return (score) => axis.left + Math.min(1, Math.max(0, share(score))) * (axis.right - axis.left);
}

/** Its ticks, as many as keep 8 px apart; the first and the last say where scores beyond the axis stand. */
export function scoreTicks(axis: ScoreAxis, format: Formatter): readonly AxisTick[] {
  const [low, high] = ends(axis);
  const place = scorePlace(axis);
  for (const count of [8, 5, 2]) {
    const values = axis.log ? rounds(low, high, count) : valueAxis([low, high], count).ticks;
    const ticks = values
      .filter((v) => v <= high * (1 + 1e-9))
      .map((value) => {
        const before = axis.below && axis.log && value < low * (1 + 1e-9) ? '≤ ' : '';
        const after = axis.beyond && value > high * (1 - 1e-9) ? '+' : '';
        const label = `${before}${format.percent(value, digitsOf(value, high))}${after}`;
        const half = textWidth(label, 12) / 2;
        return { at: Math.min(axis.right - half, Math.max(axis.left + half, place(value))), label, half };
      });
    const apart = ticks.every((t, i) => {
      const before = ticks[i - 1];
      return before === undefined || t.at - t.half - before.at - before.half >= 8;
    });
    if (apart || count === 2) return ticks.map(({ at, label }) => ({ at, label }));
  }
  return [];
}

/** Digits after the point that keep round probabilities what they are. */
function digitsOf(value: number, high: number): number {
  if (value > 0 && value < 0.00099) return 2;
  return (value > 0 && value < 0.0099) || high <= 0.02 ? 1 : 0;
}

/** Round probabilities from low to high, both 1, 2 or 5 of a power of ten; the fewer the sparser. */
function rounds(low: number, high: number, count: number): readonly number[] {
  if (count === 2) return [low, high];
  const all: number[] = [];
  for (let power = -4; power <= 0; power++) {
    for (const n of count === 8 ? [1, 2, 5] : [1]) {
      const value = Number(`${n}e${power}`);
      if (value > low * 1.01 && value < high * 0.99) all.push(value);
    }
  }
  // At either end a tick of its own has to have room.
  return [low, ...all.filter((v) => count === 8 || (v >= low * 3 && v <= high / 3)), high];
}

/** The scores of a bin in words: "2.0 % – 5.0 %", the outermost with what lies beyond: "30 %+". */
export function binName(
  { edges, below, beyond }: Omit<ScoreAxis, 'left' | 'right'>,
  bin: number,
  format: Formatter,
): string {
  const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 1];
  const digits = to < 0.01 ? 2 : to - from < 0.0999 ? 1 : 0;
  if (beyond && bin === edges.length - 2) return `${format.percent(from, digits)}+`;
  return below && bin === 0
    ? `< ${format.percent(to, digits)}`
    : `${format.percent(from, digits)} – ${format.percent(to, digits)}`;
}
