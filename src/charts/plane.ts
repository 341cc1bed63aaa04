import type { AxisTick } from './marks';
import { textWidth, widest } from './text';

/** One axis of a plane: where it begins and ends, and the values that are named. */
export interface PlaneAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** Where a plane of two linear axes lies, in px, and how values get there. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly across: readonly AxisTick[];
  readonly up: readonly AxisTick[];
  /** Px of a value; values beyond the axis lie beyond the plane. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Px above the plane for the vertical axis' name, and below it for labels and the horizontal axis' name. */
const HEAD = 28;
const FOOT = 46;

/**
 * A plane for a width of 240 px or more. Labels across that would touch are left out, the first and the last stay.
 * @param tall px between the axes' ends, up and down
 */
export function plane(width: number, tall: number, across: PlaneAxis, up: PlaneAxis): Plane {
  const left =
    widest(
      up.ticks.map((t) => t.label),
      12,
    ) + 12;
  const last = across.ticks.at(-1);
  const right = width - Math.max(6, last === undefined ? 0 : textWidth(last.label, 12) / 2);
  const [top, bottom] = [HEAD, HEAD + tall];
  const x = (value: number): number => left + ((value - across.low) / (across.high - across.low)) * (right - left);
  const y = (value: number): number => bottom - ((value - up.low) / (up.high - up.low)) * (bottom - top);
  return {
    width,
    height: bottom + FOOT,
    left,
    right,
    top,
    bottom,
    across: apart(across.ticks.map(({ value, label }) => ({ at: x(value), label }))),
    up: up.ticks.map(({ value, label }) => ({ at: y(value), label })),
    x,
    y,
  };
}

/** Labels that keep 10 px between them, with both ends where they have room for two. */
function apart(ticks: readonly AxisTick[]): readonly AxisTick[] {
  const half = (tick: AxisTick): number => textWidth(tick.label, 12) / 2;
  const last = ticks.at(-1);
  const kept: AxisTick[] = [];
  for (const tick of ticks) {
    const before = kept.at(-1);
    const free = before === undefined || tick.at - half(tick) - (before.at + half(before)) >= 10;
    const endFree = tick === last || last === undefined || last.at - half(last) - (tick.at + half(tick)) >= 10;
    if (free && endFree) kept.push(tick);
  }
  return kept;
}
