import type { Matrix } from '../matrix';
import { sfc32 } from '../random';

/** Bins of a feature in a `u8`: bin 0 is for missing values, 1 to 255 hold values from low to high. */
export const MOST_BINS = 255;

/** Rows that cut points are taken from; more say nothing new about 255 quantiles. */
const MOST_SAMPLED = 200_000;

/**
 * Cut points of a feature, rising float32 numbers: split `s` sends left what is below `cuts[s]`, that is the
 * bins 1 to s + 1. A feature with missing values ends with a cut at Infinity, which parts them from all
 * others; where it can be split at all, so that a constant feature has none.
 */
export type Cuts = Float64Array;

/** A matrix in bins; see {@link cutPoints} and {@link writeBins}. */
export interface Binned {
  readonly cuts: readonly Cuts[];
  readonly bins: Uint8Array;
}

/**
 * Cut points of every column: between neighbouring values where there are at most `bins` different ones, else
 * at weighted quantiles. Values are taken as float32, as the predictor and ONNX compare them. Of more than
 * 200,000 rows a seeded sample decides.
 * @param weights one per row, ≥ 0
 * @param bins 2 to 255, the bin of missing values not counted
 * @param report told after every column
 */
export function cutPoints(
  x: Matrix,
  weights: Float64Array | null,
  bins: number,
  seed: number,
  report: (done: number) => void = () => undefined,
): readonly Cuts[] {
  if (!(bins >= 2 && bins <= MOST_BINS)) throw new Error(`${bins} bins where 2 to ${MOST_BINS} are possible`);
  const rows = sampled(x.rows, seed);
  const some = weights !== null && weights.some((w) => w !== weights[0]) ? rows.map((r) => weights[r] ?? 0) : null;
  return Array.from({ length: x.columns }, (_, j) => {
    const values = new Float32Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = x.values[(rows[i] ?? 0) * x.columns + j] ?? NaN;
    const cuts = columnCuts(values, some, bins, hasMissing(x, j));
    report((j + 1) / x.columns);
    return cuts;
  });
}

/** A seeded sample of row numbers, rising: one at random out of each of equal runs of rows. */
function sampled(rows: number, seed: number): Float64Array {
  if (rows <= MOST_SAMPLED) return Float64Array.from({ length: rows }, (_, i) => i);
  const random = sfc32(seed, 0x62696e);
  const run = rows / MOST_SAMPLED;
  return Float64Array.from({ length: MOST_SAMPLED }, (_, i) => Math.floor((i + random.uniform()) * run));
}

function hasMissing({ rows, columns, values }: Matrix, column: number): boolean {
  for (let i = 0; i < rows; i++) if (Number.isNaN(values[i * columns + column])) return true;
  return false;
}

function columnCuts(values: Float32Array, weights: Float64Array | null, bins: number, missing: boolean): Cuts {
  const sorted = present(values).sort();
  const distinct = differing(sorted);
  const room = missing ? bins - 1 : bins;
  const cuts: number[] = [];
  if (distinct.length <= room) for (let i = 1; i < distinct.length; i++) cuts.push(between(distinct, i));
  else cuts.push(...quantileCuts(distinct, massBefore(values, weights, sorted, distinct), room));
  // What is infinite already would go the way of the missing.
  if (missing && distinct.length > 0 && distinct[distinct.length - 1] !== Infinity) cuts.push(Infinity);
  return Float64Array.from(cuts);
}

/** The values that are there. */
function present(values: Float32Array): Float32Array {
  const kept = new Float32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value === value) kept[count++] = value;
  }
  return kept.subarray(0, count);
}

/** Each value of a sorted list once. */
function differing(sorted: Float32Array): Float32Array {
  const kept = new Float32Array(sorted.length);
  let count = 0;
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) kept[count++] = sorted[i] as number;
  return kept.subarray(0, count);
}

/** A float32 number t with `distinct[i − 1] < t ≤ distinct[i]`: halfway where the precision has one. */
function between(distinct: Float32Array, i: number): number {
  const low = distinct[i - 1] ?? NaN;
  const high = distinct[i] ?? NaN;
  const middle = Math.fround(low / 2 + high / 2);
  return middle > low && middle <= high ? middle : high;
}

/** Per different value, the weight of all lower ones; the last is the whole weight. */
function massBefore(
  values: Float32Array,
  weights: Float64Array | null,
  sorted: Float32Array,
  distinct: Float32Array,
): Float64Array {
  const mass = new Float64Array(distinct.length + 1);
  if (weights === null) {
    for (let i = 0, d = -1; i < sorted.length; i++) {
      if (sorted[i] !== distinct[d]) d++;
      mass[d + 1] = i + 1;
    }
    return mass;
  }
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (Number.isNaN(value)) continue;
    const d = below(distinct, value);
    mass[d + 1] = (mass[d + 1] ?? 0) + (weights[i] ?? 0);
  }
  for (let d = 1; d < mass.length; d++) mass[d] = (mass[d] ?? 0) + (mass[d - 1] ?? 0);
  return mass;
}

/**
 * Cuts so that bins weigh about the same: a value that is heavier than a bin has one of its own, and the
 * others share what is left.
 */
function quantileCuts(distinct: Float32Array, mass: Float64Array, bins: number): number[] {
  const cuts: number[] = [];
  const total = mass[distinct.length] ?? 0;
  let start = 0;
  for (let i = 1; i < distinct.length && cuts.length < bins - 1; i++) {
    const share = (total - start) / (bins - cuts.length);
    const here = mass[i] ?? 0;
    const next = mass[i + 1] ?? total;
    // Ends the bin before a value whose middle lies beyond the share.
    if (here > start && (here + next) / 2 - start >= share) {
      cuts.push(between(distinct, i));
      start = here;
    }
  }
  return cuts;
}

/** Number of values in a rising list that are < value. */
function below(list: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? NaN) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Writes the bin of every value, row after row: 0 for NaN, else 1 + the number of cuts that are ≤ the value. */
export function writeBins(x: Matrix, cuts: readonly Cuts[], bins: Uint8Array): void {
  const { rows, columns, values } = x;
  cuts.forEach((cut, j) => {
    // As many steps for every value, without a branch to guess; nothing is at or above NaN.
    const steps = Math.ceil(Math.log2(cut.length + 1));
    const padded = new Float64Array(2 ** steps).fill(NaN);
    padded.set(cut);
    for (let i = 0, at = j; i < rows; i++, at += columns) {
      const value = Math.fround(values[at] as number);
      let below = 0;
      for (let half = (2 ** steps) >> 1; half > 0; half >>= 1)
        below += half * +((padded[below + half - 1] as number) <= value);
      bins[at] = (below + 1) * +(value === value);
    }
  });
}
