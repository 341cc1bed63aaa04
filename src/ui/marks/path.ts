import type { BandPoint, LinePoint } from '../types';

const at = (x: number, y: number): string => `${round(x)},${round(y)}`;

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** SVG path through the points; a null starts a new stretch, and a point alone between gaps stays visible. */
export function linePath(points: readonly LinePoint[]): string {
  let path = '';
  let drawing = false;
  for (const { x, y } of points) {
    if (y === null) {
      drawing = false;
      continue;
    }
    // A stretch of length zero with round caps draws a dot.
    path += drawing ? `L${at(x, y)}` : `M${at(x, y)}L${at(x, y)}`;
    drawing = true;
  }
  return path;
}

/** Closed SVG path between the lows and the highs; empty for fewer than two points. */
export function bandPath(points: readonly BandPoint[]): string {
  if (points.length < 2) return '';
  const highs = points.map((p) => at(p.x, p.high));
  const lows = points.map((p) => at(p.x, p.low)).reverse();
  return `M${highs.join('L')}L${lows.join('L')}Z`;
}

/**
 * Points of a sparkline that fills a box: x evenly, y from the least value (bottom) to the greatest (top),
 * a level line in the middle. Empty for fewer than two known values.
 */
export function sparkPoints(
  values: readonly (number | null)[],
  width: number,
  height: number,
  inset: number,
): readonly LinePoint[] {
  const known = values.filter((v) => v !== null);
  if (known.length < 2) return [];
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const step = (width - 2 * inset) / (values.length - 1);
  return values.map((v, i) => ({
    x: inset + i * step,
    y: v === null ? null : span === 0 ? height / 2 : height - inset - ((v - low) / span) * (height - 2 * inset),
  }));
}
