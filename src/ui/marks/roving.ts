import type { ChartMark } from '../types';

/** Whether a point lies in a closed SVG path. */
export type Inside = (shape: string, x: number, y: number) => boolean;

/**
 * The mark under a point, else the nearest by the distance to its box when closer than `reach` px, else null. A
 * mark with a shape is found by it alone as long as a shape holds the point; of several the first.
 */
export function markAt(
  marks: readonly ChartMark[],
  x: number,
  y: number,
  inside: Inside = () => false,
  reach = 24,
): number | null {
  const shaped = marks.findIndex((m) => m.shape !== undefined && inside(m.shape, x, y));
  if (shaped >= 0) return shaped;
  let best: number | null = null;
  let least = reach;
  for (const [i, m] of marks.entries()) {
    const d = Math.hypot(outside(x, m.x, m.width), outside(y, m.y, m.height));
    // Of several boxes around the point the last drawn lies on top.
    if (d < least || (d === 0 && least === 0)) {
      least = d;
      best = i;
    }
  }
  return best;
}

function outside(at: number, from: number, length: number): number {
  return Math.max(from - at, 0, at - from - length);
}

/**
 * Where an arrow key leads: the nearest mark whose centre lies in that direction (sideways distance counts
 * three times); where there is none, the neighbour in reading order; null for other keys.
 */
export function step(marks: readonly ChartMark[], from: number | null, key: string): number | null {
  const last = marks.length - 1;
  if (last < 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const direction = directions[key];
  if (direction === undefined) return null;
  const here = from === null ? undefined : marks[from];
  if (here === undefined || from === null) return 0;
  const [dx, dy] = direction;
  let best: number | null = null;
  let least = Infinity;
  for (const [i, m] of marks.entries()) {
    const x = m.x + m.width / 2 - (here.x + here.width / 2);
    const y = m.y + m.height / 2 - (here.y + here.height / 2);
    const along = x * dx + y * dy;
    const sideways = Math.abs(x * dy) + Math.abs(y * dx);
    if (i === from || along <= 0.5 || along < sideways / 2) continue;
    const cost = along + 3 * sideways;
    if (cost < least) {
      least = cost;
      best = i;
    }
  }
  return best ?? Math.min(last, Math.max(0, from + dx + dy));
}

const directions: Readonly<Record<string, readonly [number, number] | undefined>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
