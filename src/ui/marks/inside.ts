import type { Inside } from './roving';

let context: CanvasRenderingContext2D | null | undefined;
/** Paths are parsed once: a pointer asks of all of them at every move. */
const parsed = new Map<string, Path2D>();
const MOST = 2000;

/** Whether a point lies in a closed SVG path; never where there is no canvas. */
export const inside: Inside = (shape, x, y) => {
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return false;
  if (parsed.size > MOST) parsed.clear();
  const path = parsed.get(shape) ?? new Path2D(shape);
  parsed.set(shape, path);
  return context.isPointInPath(path, x, y);
};
