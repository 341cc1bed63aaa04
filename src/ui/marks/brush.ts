/** Buckets from `from` (inclusive) to `to` (exclusive), by their place. */
export interface BrushRange {
  readonly from: number;
  readonly to: number;
}

/** What a press of the pointer takes hold of. */
export type Grip = 'new' | 'move' | 'from' | 'to';

/** Px beside an end of the range that still take hold of that end. */
const REACH = 8;

/** The bucket a place lies in; the nearest one outside of all. `edges` are one more than the buckets, rising. */
export function bucketAt(edges: readonly number[], x: number): number {
  const after = edges.findIndex((edge) => edge > x);
  return Math.min(Math.max(0, edges.length - 2), Math.max(0, after < 0 ? edges.length - 2 : after - 1));
}

/** What lies under a press at `x`. */
export function gripAt(edges: readonly number[], range: BrushRange | null, x: number): Grip {
  const [left, right] = [edges[range?.from ?? -1], edges[range?.to ?? -1]];
  if (range === null || left === undefined || right === undefined) return 'new';
  if (Math.abs(x - right) <= REACH) return 'to';
  if (Math.abs(x - left) <= REACH) return 'from';
  return x > left && x < right ? 'move' : 'new';
}

/**
 * The range after a drag from `start` to `x`. A dragged end may pass the other one; a moved range keeps its
 * length and stays inside.
 */
export function dragged(
  edges: readonly number[],
  grip: Grip,
  before: BrushRange | null,
  start: number,
  x: number,
): BrushRange {
  const [pressed, here] = [bucketAt(edges, start), bucketAt(edges, x)];
  if (grip === 'move' && before !== null) return shifted(edges.length - 1, before, here - pressed);
  const fixed = before === null || grip === 'new' ? pressed : grip === 'from' ? before.to - 1 : before.from;
  return { from: Math.min(fixed, here), to: Math.max(fixed, here) + 1 };
}

/**
 * The range after a key: arrows move it by a bucket, with Shift they move its end; Home and End lead to the ends
 * of the axis. Without a range the first key takes a tenth of the axis, at its end. Null for other keys.
 */
export function keyed(count: number, range: BrushRange | null, key: string, shift: boolean): BrushRange | null {
  const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -count, End: count }[key];
  if (by === undefined || count === 0) return null;
  if (range === null) {
    const length = Math.max(1, Math.round(count / 10));
    return key === 'Home' ? { from: 0, to: length } : { from: count - length, to: count };
  }
  if (!shift) return shifted(count, range, by);
  return { from: range.from, to: Math.min(count, Math.max(range.from + 1, range.to + by)) };
}

function shifted(count: number, { from, to }: BrushRange, by: number): BrushRange {
  const step = Math.min(count - to, Math.max(-from, by));
  return { from: from + step, to: to + step };
}
