import { valueAxis } from '../../../charts/axes';
import type { AxisTick } from '../../../charts/marks';
import { textWidth } from '../../../charts/text';
import type { Formatter } from '../../../core/format';

/** An axis of probabilities from 0 to `high`, between two places in px. */
export interface ScoreAxis {
  readonly high: number;
  /** Whatever lies beyond `high` stands in the last bin. */
  readonly beyond: boolean;
  readonly left: number;
  readonly right: number;
}

/** Its ticks: as many as keep 8 px apart; the last says where scores beyond it stand. */
export function scoreTicks({ high, beyond, left, right }: ScoreAxis, format: Formatter): readonly AxisTick[] {
  const digits = high <= 0.02 ? 1 : 0;
  for (const count of [8, 5, 2]) {
    const values = valueAxis([0, high], count).ticks.filter((v) => v <= high + 1e-9);
    const ticks = values.map((value) => {
      const label = `${format.percent(value, digits)}${beyond && value > high - 1e-9 ? '+' : ''}`;
      const half = textWidth(label, 12) / 2;
      const at = left + (value / high) * (right - left);
      return { at: Math.min(right - half, Math.max(left + half, at)), label, half };
    });
    const apart = ticks.every((t, i) => t.at - t.half - ((ticks[i - 1]?.at ?? -1e9) + (ticks[i - 1]?.half ?? 0)) >= 8);
    if (apart || count === 2) return ticks.map(({ at, label }) => ({ at, label }));
  }
  return [];
}
