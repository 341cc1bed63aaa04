import { sfc32 } from '../random';
import type { Dataset, Target } from '../table';

/** Row numbers to learn from and to be judged on, rising; nothing is in both. */
export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** How rows are split. */
export type FoldSpec =
  /** Every row is tested once; classes and groups evenly spread. */
  | { readonly by: 'random'; readonly folds: number }
  /**
   * Every fold is tested on later rows than it learns from; the earliest block is never tested. `gap` in
   * milliseconds keeps apart rows whose label would not have been known (label window).
   */
  | { readonly by: 'time'; readonly folds: number; readonly gap: number };

/**
 * The folds of some rows of a dataset. Same seed, same folds.
 * @throws Error with fewer than 2 folds, fewer groups, rows or times than folds, or without times where they
 * are asked for
 */
export function foldsOf(spec: FoldSpec, dataset: Dataset, rows: Int32Array, seed: number): readonly Fold[] {
  if (!(Number.isInteger(spec.folds) && spec.folds >= 2)) throw new Error(`${spec.folds} folds: at least 2 are needed`);
  return spec.by === 'time'
    ? timeFolds(dataset, rows, spec.folds, spec.gap)
    : foldsFrom(assignment(dataset, rows, spec.folds, seed), rows, spec.folds);
}

function foldsFrom(fold: Int32Array, rows: Int32Array, count: number): readonly Fold[] {
  return Array.from({ length: count }, (_, k) => ({
    train: rows.filter((_row, i) => fold[i] !== k).sort(),
    test: rows.filter((_row, i) => fold[i] === k).sort(),
  }));
}

/**
 * Fold of each of some rows: classes (of numbers: tenths by size) in equal shares, whole groups together. Rows
 * without groups are dealt out class after class in random order. Groups with the same number of rows of each
 * class are dealt out alike, the largest first: customers who always buy are spread as evenly as those who
 * sometimes do. What is left of them goes where its classes are scarcest.
 */
function assignment({ target, groups }: Dataset, rows: Int32Array, count: number, seed: number): Int32Array {
  const random = sfc32(seed, 0x666f6c64);
  const strata = strataOf(target, rows);
  if (groups === undefined) {
    if (rows.length < count) throw new Error(`${rows.length} rows for ${count} folds`);
    const order = shuffled(rows.length, random.below).sort((a, b) => (strata[a] ?? 0) - (strata[b] ?? 0));
    const fold = new Int32Array(rows.length);
    order.forEach((i, at) => (fold[i] = at % count));
    return fold;
  }
  const kinds = strata.reduce((most, s) => Math.max(most, s + 1), 1);
  const members = new Map<number, Float64Array>();
  rows.forEach((row, i) => {
    const group = groups[row] ?? 0;
    const counts = members.get(group) ?? new Float64Array(kinds);
    counts[strata[i] ?? 0] = (counts[strata[i] ?? 0] ?? 0) + 1;
    members.set(group, counts);
  });
  if (members.size < count) throw new Error(`${members.size} groups for ${count} folds`);
  const all = [...members].map(([group, counts]) => ({ group, counts, size: counts.reduce((n, c) => n + c, 0) }));
  const totals = new Float64Array(kinds);
  for (const { counts } of all) counts.forEach((c, k) => (totals[k] = (totals[k] ?? 0) + c));
  const alike = new Map<string, (typeof all)[number][]>();
  for (const at of shuffled(all.length, random.below)) {
    const one = all[at];
    if (one === undefined) continue;
    const key = one.counts.join();
    const others = alike.get(key);
    if (others === undefined) alike.set(key, [one]);
    else others.push(one);
  }
  const loads = Array.from({ length: count }, () => new Float64Array(kinds));
  const foldOf = new Map<number, number>();
  const put = ({ group, counts }: (typeof all)[number], fold: number): void => {
    foldOf.set(group, fold);
    const load = loads[fold];
    if (load !== undefined) counts.forEach((c, k) => (load[k] = (load[k] ?? 0) + c));
  };
  for (const ones of [...alike.values()].sort((a, b) => (b[0]?.size ?? 0) - (a[0]?.size ?? 0))) {
    const dealt = ones.length - (ones.length % count);
    ones.forEach((one, at) => put(one, at < dealt ? at % count : scarcest(one.counts, loads, totals)));
  }
  return Int32Array.from(rows, (row) => foldOf.get(groups[row] ?? 0) ?? 0);
}

/** The fold where the sum of squared shares of the classes rises least. */
function scarcest(counts: Float64Array, loads: readonly Float64Array[], totals: Float64Array): number {
  const costs = loads.map((load) =>
    counts.reduce((sum, c, k) => sum + (c * (2 * (load[k] ?? 0) + c)) / Math.max(1, totals[k] ?? 1) ** 2, 0),
  );
  return costs.indexOf(Math.min(...costs));
}

/** Class of each row; for numbers the tenth by size. */
function strataOf(target: Target, rows: Int32Array): Int32Array {
  if (target.task !== 'regression') return Int32Array.from(rows, (i) => target.labels[i] ?? 0);
  const order = Array.from(rows.keys()).sort(
    (a, b) => (target.values[rows[a] ?? 0] ?? 0) - (target.values[rows[b] ?? 0] ?? 0) || a - b,
  );
  const out = new Int32Array(rows.length);
  order.forEach((i, at) => (out[i] = Math.floor((10 * at) / rows.length)));
  return out;
}

/** 0 … n − 1 in random order (Fisher–Yates). */
export function shuffled(n: number, below: (n: number) => number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = below(i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

/**
 * Blocks of about equally many rows, cut between different times. A group may stand on both sides: what was
 * known of a customer earlier is known later.
 */
function timeFolds({ times }: Dataset, rows: Int32Array, count: number, gap: number): readonly Fold[] {
  if (times === undefined) throw new Error('the rows have no times to be split by');
  const time = (row: number): number => times[row] ?? NaN;
  const distinct = [...new Set(Array.from(rows, time))].sort((a, b) => a - b);
  if (distinct.length < count + 1) throw new Error(`${distinct.length} times for ${count} folds after one another`);
  const order = rows.toSorted((a, b) => time(a) - time(b));
  const starts: number[] = [];
  for (let k = 1; k <= count; k++) {
    const wanted = time(order[Math.floor((k * order.length) / (count + 1))] ?? 0);
    // Every block keeps a time of its own, also where most rows share one.
    const at = Math.max(distinct.indexOf(wanted), distinct.indexOf(starts.at(-1) ?? -Infinity) + 1, 1);
    starts.push(distinct[Math.min(at, distinct.length - 1 - (count - k))] ?? NaN);
  }
  return starts.map((start, k) => ({
    train: rows.filter((i) => time(i) < start && time(i) + gap <= start).sort(),
    test: rows.filter((i) => time(i) >= start && time(i) < (starts[k + 1] ?? Infinity)).sort(),
  }));
}

/**
 * One fold: rows from `cutoff` on are the test, rows whose time + `gap` is not after it the training.
 * @throws Error without times, or when one side is empty
 */
export function holdOut({ times }: Dataset, rows: Int32Array, cutoff: number, gap = 0): Fold {
  if (times === undefined) throw new Error('the rows have no times to be split by');
  const train = rows.filter((i) => (times[i] ?? NaN) < cutoff && (times[i] ?? NaN) + gap <= cutoff).sort();
  const test = rows.filter((i) => (times[i] ?? NaN) >= cutoff).sort();
  if (train.length === 0 || test.length === 0) throw new Error('the cutoff leaves one side without rows');
  return { train, test };
}
