import type { OnnxNode } from './read';
import { readTensorValues } from './tensor';

/** Deeper than any tree that is learnt; the runtime follows trees by recursion. */
const MAX_DEPTH = 1000;

/**
 * Why the trees of an operator cannot be walked: a circle in a tree would never end, and a feature that the
 * table does not have would be read from foreign memory. Null for sound ones and for other operators.
 * @param width features of the table, null where it is not known
 */
export function treeFault(node: OnnxNode, width: number | null): string | null {
  if (node.domain !== 'ai.onnx.ml' || !node.op.startsWith('TreeEnsemble')) return null;
  const features = node.attributes.integers('nodes_featureids');
  if (features.some((f) => f < 0 || (width !== null && f >= width))) {
    return `its ${node.op} reads a feature that its table does not have`;
  }
  const trees = node.op === 'TreeEnsemble' ? joinedTrees(node) : separateTrees(node);
  if (typeof trees === 'string') return `its ${node.op} ${trees}`;
  return depthFault(trees) ? `its ${node.op} has a tree that is a circle, or too deep` : null;
}

/** Children by node, −1 for none, and where each tree starts. */
interface Trees {
  readonly yes: Int32Array;
  readonly no: Int32Array;
  readonly roots: readonly number[];
}

/** TreeEnsembleClassifier and -Regressor: nodes are named by tree and number. */
function separateTrees({ attributes }: OnnxNode): Trees | string {
  const tree = attributes.integers('nodes_treeids');
  const id = attributes.integers('nodes_nodeids');
  const yesId = attributes.integers('nodes_truenodeids');
  const noId = attributes.integers('nodes_falsenodeids');
  const modes = attributes.texts('nodes_modes');
  const n = tree.length;
  if ([id, yesId, noId, modes].some((list) => list.length !== n)) return 'has lists of different lengths';
  const place = new Map<string, number>();
  for (let i = 0; i < n; i++) place.set(`${tree[i] ?? 0}/${id[i] ?? 0}`, i);
  const yes = new Int32Array(n).fill(-1);
  const no = new Int32Array(n).fill(-1);
  const roots: number[] = [];
  for (let i = 0; i < n; i++) {
    if (i === 0 || tree[i] !== tree[i - 1]) roots.push(i);
    if (modes[i] === 'LEAF') continue;
    const left = place.get(`${tree[i] ?? 0}/${yesId[i] ?? 0}`);
    const right = place.get(`${tree[i] ?? 0}/${noId[i] ?? 0}`);
    if (left === undefined || right === undefined) return 'has a tree with a branch to nowhere';
    yes[i] = left;
    no[i] = right;
  }
  return { yes, no, roots };
}

/** TreeEnsemble of ai.onnx.ml 5: nodes by position; leaves have a list of their own. */
function joinedTrees({ attributes }: OnnxNode): Trees | string {
  const roots = attributes.integers('tree_roots');
  const yes = Int32Array.from(attributes.integers('nodes_truenodeids'));
  const no = Int32Array.from(attributes.integers('nodes_falsenodeids'));
  const yesLeaf = attributes.integers('nodes_trueleafs');
  const noLeaf = attributes.integers('nodes_falseleafs');
  const leaves = attributes.integers('leaf_targetids').length;
  const n = yes.length;
  const splits = attributes.tensor('nodes_splits');
  const modes = attributes.tensor('nodes_modes');
  if (splits === undefined || modes === undefined) return 'has no splits';
  const lengths = [no.length, yesLeaf.length, noLeaf.length, attributes.integers('nodes_featureids').length];
  if (lengths.some((l) => l !== n)) return 'has lists of different lengths';
  if (readTensorValues(splits).values.length !== n) return 'has lists of different lengths';
  if (roots.some((r) => r < 0 || r >= n)) return 'has a tree that starts nowhere';
  for (let i = 0; i < n; i++) {
    for (const [next, leaf] of [
      [yes, yesLeaf[i]],
      [no, noLeaf[i]],
    ] as const) {
      const at = next[i] ?? -1;
      if (at < 0 || at >= (leaf === 1 ? leaves : n)) return 'has a tree with a branch to nowhere';
      if (leaf === 1) next[i] = -1;
    }
  }
  return { yes, no, roots };
}

/** Whether a walk from some root comes back to where it was, or goes too deep. Every node is entered once. */
function depthFault({ yes, no, roots }: Trees): boolean {
  const entered = new Uint8Array(yes.length);
  for (const root of roots) {
    const open: { readonly node: number; readonly depth: number }[] = [{ node: root, depth: 0 }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { node, depth } = next;
      // A node with two ways to it is no tree: it may be a circle.
      if (depth > MAX_DEPTH || entered[node] === 1) return true;
      entered[node] = 1;
      for (const child of [yes[node] ?? -1, no[node] ?? -1])
        if (child >= 0) open.push({ node: child, depth: depth + 1 });
    }
  }
  return false;
}
