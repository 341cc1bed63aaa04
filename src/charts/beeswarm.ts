/** A point of a swarm: which value it is, and how far it is moved off the middle, in px. */
export interface SwarmPoint {
  readonly index: number;
  readonly x: number;
  readonly dy: number;
}

/**
 * Points side by side where many have about the same place, so that a crowd shows as a bulge: places are cut into
 * columns of `size` px, and the points of a column are laid alternately above and below the middle. A column that
 * would pass `half` px is pressed together.
 * @param at px across per value; NaN is left out
 * @returns in the order of `at`
 */
export function beeswarm(at: ArrayLike<number>, size: number, half: number): readonly SwarmPoint[] {
  const columns = new Map<number, number[]>();
  for (let i = 0; i < at.length; i++) {
    const x = at[i] ?? NaN;
    if (Number.isNaN(x)) continue;
    const column = Math.round(x / size);
    const own = columns.get(column);
    if (own === undefined) columns.set(column, [i]);
    else own.push(i);
  }
  const points: SwarmPoint[] = [];
  for (const own of columns.values()) {
    const reach = Math.ceil((own.length - 1) / 2);
    const step = reach === 0 ? 0 : Math.min(size, half / reach);
    own.forEach((index, k) => {
      const side = k % 2 === 1 ? 1 : -1;
      points.push({ index, x: at[index] ?? NaN, dy: k === 0 ? 0 : side * Math.ceil(k / 2) * step });
    });
  }
  return points.sort((a, b) => a.index - b.index);
}
