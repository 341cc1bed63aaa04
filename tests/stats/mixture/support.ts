import type { WeightedRows } from '../../../src/stats/mixture/rows';

/** Rows of weight 1. */
export function rowsOf(rows: readonly (readonly number[])[]): WeightedRows {
  return {
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    values: Float64Array.from(rows.flat()),
    weights: new Float64Array(rows.length).fill(1),
  };
}

/** Equal rows as one, with the group of each row given. */
export function grouped(rows: readonly (readonly number[])[]): { data: WeightedRows; index: readonly number[] } {
  const groups = new Map<string, number>();
  const index = rows.map((row) => {
    const key = row.join(',');
    const known = groups.get(key) ?? groups.size;
    groups.set(key, known);
    return known;
  });
  const first = Array.from({ length: groups.size }, (_, g) => rows[index.indexOf(g)] ?? []);
  const data = rowsOf(first);
  index.forEach((g) => (data.weights[g] = (data.weights[g] ?? 0) + 1));
  return { data: { ...data, weights: data.weights.map((w) => w - 1) }, index };
}
