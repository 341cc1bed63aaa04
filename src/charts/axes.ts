import { nice, ticks, utcTicks } from 'd3';
import type { AxisTick } from './marks';
import { textWidth } from './text';

/** A linear scale from 0 (or below, where values are negative) to a round number, with about `count` steps. */
export interface ValueAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** A zero-based axis that holds all values; 0 to 1 when there are none above 0. */
export function valueAxis(values: readonly number[], count: number): ValueAxis {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const [low, high] = nice(least, most === least ? 1 : most, count);
  return { low, high, ticks: ticks(low, high, count) };
}

/**
 * Dates (epoch ms, UTC) along an axis: the most ticks whose labels keep 16 px apart and lie within
 * `[left, right]` px. None when not even one label fits.
 */
export function dateTicks(
  from: number,
  to: number,
  place: (time: number) => number,
  label: (time: number) => string,
  bounds: { readonly left: number; readonly right: number; readonly least: number },
): readonly AxisTick[] {
  let best: readonly AxisTick[] = [];
  for (const wanted of [12, 8, 5, 2]) {
    const all = utcTicks(new Date(from), new Date(to), wanted)
      .map((date) => date.getTime())
      // The data has no finer grain than its buckets.
      .filter((time) => time % bounds.least === 0)
      .map((time) => ({ at: place(time), label: label(time) }));
    // Calendar steps grow by leaps (month, quarter, year): between them every second, third … tick serves.
    for (const stride of [1, 2, 3, 4]) {
      const some = all.filter((tick, i) => i % stride === 0 && inside(tick.at, tick.label, bounds));
      if (some.length > best.length && apart(some)) best = some;
    }
  }
  return best;
}

/** Whether neighbours keep 16 px between them and differ in their text. */
function apart(ticks: readonly AxisTick[]): boolean {
  return ticks.every((tick, i) => {
    const before = ticks[i - 1];
    if (before === undefined) return true;
    return tick.label !== before.label && tick.at - half(tick.label) - (before.at + half(before.label)) >= 16;
  });
}

const half = (text: string): number => textWidth(text, 12) / 2;

function inside(at: number, text: string, { left, right }: { readonly left: number; readonly right: number }): boolean {
  return at - half(text) >= left && at + half(text) <= right;
}
