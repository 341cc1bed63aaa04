import type { Matrix } from '../matrix';
import type { Link, Tree, TreeModel } from '../model';
import { sigmoid, softmax } from '../linear/sigmoid';

/** Called with the share done, in [0, 1]; it may throw when the caller has given up. */
export type Report = (done: number) => void;

/** Rows scored at a time: their values and the nodes of a tree stay in the processor's cache. */
const BLOCK = 1024;

/**
 * Trees of a model in one piece, so that a step down is the same few instructions for every node, without a branch:
 * a row's values stand twice, as they are and with the other sign, and a value goes to the first child where it is
 * not below the threshold, else to the second. A missing value is below nothing: it goes to the first, which is the
 * right one, or, where missing values go left, the left one: x ≥ t is then asked as −x < −u, u the float32 number
 * before t. A leaf is its own child, so that four rows can be walked side by side to the depth of the tree.
 */
interface Packed {
  /** Per node: the value's place in a row of twice as many columns. */
  readonly place: Int32Array;
  readonly threshold: Float32Array;
  /** Two per node. */
  readonly children: Int32Array;
  readonly value: Float64Array;
  /** Root of each tree, and the steps that reach every leaf. */
  readonly roots: Int32Array;
  readonly depths: Int32Array;
  /** 1 where most leaves are much nearer than the deepest: rows are walked one by one, each to its leaf. */
  readonly uneven: Uint8Array;
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
  const packed = pack(model.trees, x.columns);
  const width = 2 * x.columns;
  const floats = new Float32Array(BLOCK * width);
  for (let from = 0; from < x.rows; from += BLOCK) {
    report?.(from / x.rows);
    const rows = Math.min(BLOCK, x.rows - from);
    for (let i = 0, at = from * x.columns; i < rows; i++) {
      for (let j = 0, to = i * width; j < x.columns; j++, at++, to++) {
        const v = x.values[at] as number;
        floats[to] = v;
        floats[to + x.columns] = -v;
      }
    }
    const block = sums.subarray(from * base.length, (from + rows) * base.length);
    for (let i = 0; i < block.length; i++) block[i] = base[i % base.length] ?? 0;
    for (let t = 0; t < model.trees.length; t++) {
      addLeaves(packed, t, floats, width, rows, block, outputs[t] ?? 0, base.length);
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

/**
 * The child that a row, which starts at `row` in `floats`, goes to. A comparison is 0 or 1 here: chosen by, it would be
 * a branch that is guessed wrong half of the time.
 */
function below({ place, threshold, children }: Packed, node: number, floats: Float32Array, row: number): number {
  const v = floats[row + (place[node] as number)] as number;
  return children[2 * node + +(v < (threshold[node] as number))] as number;
}

function addLeaves(
  packed: Packed,
  tree: number,
  floats: Float32Array,
  width: number,
  rows: number,
  sums: Float64Array,
  output: number,
  outputs: number,
): void {
  const { value, roots, depths, uneven } = packed;
  const root = roots[tree] as number;
  const depth = depths[tree] as number;
  let i = 0;
  let at = output;
  // A step waits for the one before it: four rows at a time wait for one another instead.
  for (; uneven[tree] === 0 && i + 4 <= rows; i += 4, at += 4 * outputs) {
    const row = i * width;
    let [a, b, c, d] = [root, root, root, root];
    for (let step = 0; step < depth; step++) {
      a = below(packed, a, floats, row);
      b = below(packed, b, floats, row + width);
      c = below(packed, c, floats, row + 2 * width);
      d = below(packed, d, floats, row + 3 * width);
    }
    sums[at] = (sums[at] as number) + (value[a] as number);
    sums[at + outputs] = (sums[at + outputs] as number) + (value[b] as number);
    sums[at + 2 * outputs] = (sums[at + 2 * outputs] as number) + (value[c] as number);
    sums[at + 3 * outputs] = (sums[at + 3 * outputs] as number) + (value[d] as number);
  }
  for (; i < rows; i++, at += outputs) {
    let node = root;
    for (let next = below(packed, node, floats, i * width); next !== node;) {
      node = next;
      next = below(packed, node, floats, i * width);
    }
    sums[at] = (sums[at] as number) + (value[node] as number);
  }
}

/** Lays the nodes of all trees out for {@link addLeaves}; kept as long as the list of trees lives. */
function pack(trees: readonly Tree[], columns: number): Packed {
  const known = packedTrees.get(trees);
  if (known !== undefined) return known;
  const nodes = trees.reduce((n, t) => n + t.feature.length, 0);
  const packed: Packed = {
    place: new Int32Array(nodes),
    threshold: new Float32Array(nodes),
    children: new Int32Array(2 * nodes),
    value: new Float64Array(nodes),
    roots: new Int32Array(trees.length),
    depths: new Int32Array(trees.length),
    uneven: new Uint8Array(trees.length),
  };
  let next = 0;
  trees.forEach((tree, t) => {
    packed.roots[t] = next;
    const queue: [from: number, to: number, depth: number][] = [[0, next++, 0]];
    let [leaves, depths, deepest] = [0, 0, 0];
    for (const [from, to, depth] of queue) {
      const feature = tree.feature[from] ?? -1;
      if (feature < 0) {
        packed.value[to] = tree.value[from] ?? 0;
        packed.children.fill(to, 2 * to, 2 * to + 2);
        [leaves, depths, deepest] = [leaves + 1, depths + depth, depth];
        continue;
      }
      const [left, right] = [next++, next++];
      const threshold = tree.threshold[from] ?? NaN;
      const missingLeft = tree.missingLeft[from] === 1;
      packed.place[to] = missingLeft ? feature + columns : feature;
      packed.threshold[to] = missingLeft ? -floatBefore(threshold) : threshold;
      packed.children.set(missingLeft ? [left, right] : [right, left], 2 * to);
      queue.push([tree.left[from] ?? 0, left, depth + 1], [tree.right[from] ?? 0, right, depth + 1]);
    }
    packed.depths[t] = deepest;
    packed.uneven[t] = deepest > (2 * depths) / leaves ? 1 : 0;
  });
  packedTrees.set(trees, packed);
  return packed;
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The largest float32 number below a finite one. */
function floatBefore(x: number): number {
  // Of 0, whatever its sign: the negative number nearest to it.
  if (Math.fround(x) === 0) return -(2 ** -149);
  float[0] = x;
  bits[0] = (bits[0] ?? 0) + (x > 0 ? -1 : 1);
  return float[0] ?? NaN;
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
