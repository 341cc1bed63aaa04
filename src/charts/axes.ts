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
  for (const wanted of [12, 10, 8, 6, 5, 4, 3, 2, 1]) {
    const found = utcTicks(new Date(from), new Date(to), wanted)
      .map((date) => date.getTime())
      // The data has no finer grain than its buckets.
      .filter((time) => time % bounds.least === 0)
      .map((time) => ({ at: place(time), label: label(time) }))
      .filter(({ at, label: text }) => inside(at, text, bounds));
    const distinct = found.every((tick, i) => tick.label !== found[i - 1]?.label);
    const apart = found.every((tick, i) => {
      const before = found[i - 1];
      return before === undefined || tick.at - half(tick.label) - (before.at + half(before.label)) >= 16;
    });
    if (distinct && apart && found.length > 0) return found;
  }
  return [];
}

const half = (text: string): number => textWidth(text, 12) / 2;

function inside(at: number, text: string, { left, right }: { readonly left: number; readonly right: number }): boolean {
  return at - half(text) >= left && at + half(text) <= right;
}
