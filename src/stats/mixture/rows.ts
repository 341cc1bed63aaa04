/** Rows of numbers that stand for customers, equal ones together. */
export interface WeightedRows {
  readonly rows: number;
  readonly columns: number;
  /** Row after row, length rows × columns, all finite. */
  readonly values: Float64Array;
  /** How many customers each row stands for, above 0. */
  readonly weights: Float64Array;
}

/** Draws from [0, 1). Given by the caller, seeded: nothing here knows chance of its own. */
export type Uniform = () => number;

/** Hears how far the work is, in [0, 1]; throws where the caller has given up. */
export type Report = (done: number) => void;

/** The sum of the weights: customers. */
export function totalWeight({ weights }: WeightedRows): number {
  let sum = 0;
  for (const w of weights) sum += w;
  return sum;
}

/**
 * At most `limit` rows, drawn without replacement, in their order and with their weights. Every row has the
 * same chance, so that totals of the sample are in proportion to those of all.
 */
export function sampleRows(all: WeightedRows, limit: number, random: Uniform): WeightedRows {
  const { rows, columns, values, weights } = all;
  if (rows <= limit) return all;
  const drawn = drawIndices(rows, limit, random);
  const some = new Float64Array(limit * columns);
  drawn.forEach((row, i) => some.set(values.subarray(row * columns, (row + 1) * columns), i * columns));
  return { rows: limit, columns, values: some, weights: Float64Array.from(drawn, (row) => weights[row] ?? 0) };
}

/** `count` of the numbers 0 to `of` − 1, without replacement, ascending (Fan, Muller & Rezucha 1962: one pass). */
export function drawIndices(of: number, count: number, random: Uniform): Int32Array {
  const drawn = new Int32Array(Math.min(of, count));
  let taken = 0;
  for (let i = 0; i < of && taken < drawn.length; i++) {
    if (random() * (of - i) < drawn.length - taken) drawn[taken++] = i;
  }
  return drawn;
}

/** How many rows differ, up to `enough`: counting stops there. */
export function distinctRows({ rows, columns, values }: WeightedRows, enough: number): number {
  const seen = new Set<string>();
  for (let i = 0; i < rows && seen.size < enough; i++) {
    seen.add(values.subarray(i * columns, (i + 1) * columns).join(','));
  }
  return seen.size;
}
