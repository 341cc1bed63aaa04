import type { Matrix } from '../matrix';
import type { Link, Tree, TreeModel } from '../model';
import { sigmoid, softmax } from '../linear/sigmoid';

/** Called with the share done, in [0, 1]; it may throw when the caller has given up. */
export type Report = (done: number) => void;

/** Rows scored at a time: their values and the nodes of a tree stay in the processor's cache. */
const BLOCK = 2048;

/** Trees of a model in one piece: two integers and a float32 per node, right children beside left ones. */
interface Packed {
  /** Per node: feature × 2 + (1 where a missing value goes left), or −1 for a leaf. */
  readonly test: Int32Array;
  /** Per node: the left child; the right one follows it. */
  readonly left: Int32Array;
  readonly threshold: Float32Array;
  readonly value: Float64Array;
  /** Root of each tree. */
  readonly roots: Int32Array;
}

const packedTrees = new WeakMap<readonly Tree[], Packed>();

/**
 * The sums of a model before its link: `base` plus the leaf of every tree, in the order of the trees, in
 * double precision. A value is compared as `Math.fround(value) < threshold`; NaN goes where the tree sends
 * a missing value.
 * @returns rows × outputs, row after row; empty for no rows
 * @throws Error when the matrix has other columns than the model has features
 */
export function marginTrees(model: TreeModel, x: Matrix, report?: Report): Float64Array {
  const { base, outputs } = model;
  if (x.columns !== model.features) throw new Error(`${x.columns} columns for a model of ${model.features} features`);
  const sums = new Float64Array(x.rows * base.length);
  const packed = pack(model.trees);
  const floats = new Float32Array(BLOCK * x.columns);
  for (let from = 0; from < x.rows; from += BLOCK) {
    report?.(from / x.rows);
    const rows = Math.min(BLOCK, x.rows - from);
    floats.set(x.values.subarray(from * x.columns, (from + rows) * x.columns));
    const block = sums.subarray(from * base.length, (from + rows) * base.length);
    for (let i = 0; i < block.length; i++) block[i] = base[i % base.length] ?? 0;
    for (let t = 0; t < model.trees.length; t++) {
      addLeaves(packed, packed.roots[t] ?? 0, floats, x.columns, rows, block, outputs[t] ?? 0, base.length);
    }
  }
  report?.(1);
  return sums;
}

/**
 * What a model predicts: the probability of class 1 (binary), of each class (multiclass), or the number.
 * @returns rows × outputs, row after row
 * @throws Error when the matrix has other columns than the model has features
 */
export function predictTrees(model: TreeModel, x: Matrix, report?: Report): Float64Array {
  const answers = linked(marginTrees(model, x, report), model.link, model.base.length);
  if (model.link !== 'identity' || model.task === 'regression') return answers;
  // A forest's shares are float32 numbers: their sum may pass 1 by a hair.
  for (let i = 0; i < answers.length; i++) answers[i] = Math.min(1, Math.max(0, answers[i] as number));
  return answers;
}

/** Turns sums into outputs in place: rows × outputs. */
export function linked(sums: Float64Array, link: Link, outputs: number): Float64Array {
  if (link === 'logistic') for (let i = 0; i < sums.length; i++) sums[i] = sigmoid(sums[i] ?? NaN);
  if (link === 'softmax') for (let i = 0; i < sums.length; i += outputs) softmax(sums, i, outputs);
  return sums;
}

function addLeaves(
  { test, left, threshold, value }: Packed,
  root: number,
  floats: Float32Array,
  columns: number,
  rows: number,
  sums: Float64Array,
  output: number,
  outputs: number,
): void {
  for (let i = 0, row = 0, at = output; i < rows; i++, row += columns, at += outputs) {
    let node = root;
    let what = test[node] as number;
    while (what >= 0) {
      const v = floats[row + (what >> 1)] as number;
      const goesLeft = v < (threshold[node] as number) || (v !== v && (what & 1) === 1);
      node = (left[node] as number) + (goesLeft ? 0 : 1);
      what = test[node] as number;
    }
    sums[at] = (sums[at] as number) + (value[node] as number);
  }
}

/** Lays the nodes of all trees out for {@link addLeaves}; kept as long as the list of trees lives. */
function pack(trees: readonly Tree[]): Packed {
  const known = packedTrees.get(trees);
  if (known !== undefined) return known;
  const nodes = trees.reduce((n, t) => n + t.feature.length, 0);
  const packed: Packed = {
    test: new Int32Array(nodes),
    left: new Int32Array(nodes),
    threshold: new Float32Array(nodes),
    value: new Float64Array(nodes),
    roots: new Int32Array(trees.length),
  };
  let next = 0;
  trees.forEach((tree, t) => {
    packed.roots[t] = next;
    const queue: [from: number, to: number][] = [[0, next++]];
    for (const [from, to] of queue) {
      const feature = tree.feature[from] ?? -1;
      packed.value[to] = tree.value[from] ?? 0;
      packed.test[to] = feature < 0 ? -1 : feature * 2 + (tree.missingLeft[from] ?? 0);
      packed.threshold[to] = tree.threshold[from] ?? NaN;
      if (feature < 0) continue;
      packed.left[to] = next;
      queue.push([tree.left[from] ?? 0, next++], [tree.right[from] ?? 0, next++]);
    }
  });
  packedTrees.set(trees, packed);
  return packed;
}

/**
 * Adds the leaves of one tree to an output's sums, for the rows whose mark is 1 (all without marks). Reads the
 * rows as they are; {@link marginTrees} is faster for many trees.
 */
export function addTree(
  tree: Tree | undefined,
  { rows, columns, values }: Matrix,
  marked: Int32Array | Uint8Array | null,
  sums: Float64Array,
  output: number,
  outputs: number,
): void {
  if (tree === undefined) throw new Error('no tree');
  const { feature, threshold, missingLeft, left, right, value } = tree;
  for (let i = 0; i < rows; i++) {
    if (marked !== null && marked[i] !== 1) continue;
    let node = 0;
    let f = feature[0] as number;
    while (f >= 0) {
      const v = Math.fround(values[i * columns + f] as number);
      const goesLeft = v < (threshold[node] as number) || (v !== v && missingLeft[node] === 1);
      node = (goesLeft ? left[node] : right[node]) as number;
      f = feature[node] as number;
    }
    const at = i * outputs + output;
    sums[at] = (sums[at] as number) + (value[node] as number);
  }
}
