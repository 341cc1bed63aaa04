import type { Tree } from '../model';
import type { Cuts } from './binning';
import type { Workspace } from './workspace';

/**
 * A tree on bins. A row goes to the second child where its bin, moved by `shift` modulo 256, is above the limit: moved
 * by 255, the bin of missing values comes last and goes right. A leaf is its own child.
 */
interface BinnedTree {
  readonly feature: Int32Array;
  readonly shift: Int32Array;
  readonly limit: Int32Array;
  /** Two per node. */
  readonly children: Int32Array;
  readonly depth: number;
}

/**
 * Adds the leaves of a tree to an output's sums for rows that it did not learn from. They walk on bins, which are an
 * eighth of the memory of the values they stand for.
 * @param rows numbers of rows of the workspace, the first `count` of them
 * @returns false, and nothing is added, where a threshold of the tree is none of the cuts
 */
export function addRest(
  tree: Tree,
  w: Workspace,
  rows: Int32Array,
  count: number,
  sums: Float64Array,
  output: number,
  outputs: number,
): boolean {
  const binned = onBins(tree, w.cuts);
  if (binned === null) return false;
  const { depth } = binned;
  const { value } = tree;
  const bins = w.bytes.subarray(w.at.bins);
  const width = w.features;
  let i = 0;
  // A step waits for the one before it: four rows at a time wait for one another instead.
  for (; i + 4 <= count; i += 4) {
    const [r0, r1, r2, r3] = [rows[i] as number, rows[i + 1] as number, rows[i + 2] as number, rows[i + 3] as number];
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let step = 0; step < depth; step++) {
      a = next(binned, a, bins, r0 * width);
      b = next(binned, b, bins, r1 * width);
      c = next(binned, c, bins, r2 * width);
      d = next(binned, d, bins, r3 * width);
    }
    const at = output;
    sums[r0 * outputs + at] = (sums[r0 * outputs + at] as number) + (value[a] as number);
    sums[r1 * outputs + at] = (sums[r1 * outputs + at] as number) + (value[b] as number);
    sums[r2 * outputs + at] = (sums[r2 * outputs + at] as number) + (value[c] as number);
    sums[r3 * outputs + at] = (sums[r3 * outputs + at] as number) + (value[d] as number);
  }
  for (; i < count; i++) {
    const row = rows[i] as number;
    let node = 0;
    for (let step = 0; step < depth; step++) node = next(binned, node, bins, row * width);
    sums[row * outputs + output] = (sums[row * outputs + output] as number) + (value[node] as number);
  }
  return true;
}

function next({ feature, shift, limit, children }: BinnedTree, node: number, bins: Uint8Array, row: number): number {
  const bin = ((bins[row + (feature[node] as number)] as number) + (shift[node] as number)) & 255;
  return children[2 * node + +(bin > (limit[node] as number))] as number;
}

/** Null where a threshold is none of the cuts: between two of them, what a bin holds may lie on either side. */
function onBins(tree: Tree, cuts: readonly Cuts[]): BinnedTree | null {
  const nodes = tree.feature.length;
  const feature = new Int32Array(nodes);
  const shift = new Int32Array(nodes);
  const limit = new Int32Array(nodes).fill(255);
  const children = new Int32Array(2 * nodes);
  const depths = new Int32Array(nodes);
  let depth = 0;
  for (let node = 0; node < nodes; node++) {
    const f = tree.feature[node] as number;
    if (f < 0) {
      children.fill(node, 2 * node, 2 * node + 2);
      depth = Math.max(depth, depths[node] as number);
      continue;
    }
    const split = cuts[f]?.indexOf(tree.threshold[node] as number) ?? -1;
    if (split < 0) return null;
    const [left, right] = [tree.left[node] as number, tree.right[node] as number];
    feature[node] = f;
    // Left are the bins up to split + 1, and bin 0 where missing values go left.
    shift[node] = tree.missingLeft[node] === 1 ? 0 : 255;
    limit[node] = tree.missingLeft[node] === 1 ? split + 1 : split;
    children.set([left, right], 2 * node);
    // Children have higher numbers than their parents.
    depths[left] = depths[right] = (depths[node] as number) + 1;
  }
  return { feature, shift, limit, children, depth };
}
