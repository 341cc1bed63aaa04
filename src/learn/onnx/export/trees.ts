import type { TreeModel } from '../../model';
import type { Attribute } from '../write';
import { DOUBLE } from '../types';
import { ML, type Graph } from './graph';

/** How trees are written: TreeEnsembleRegressor of ai.onnx.ml 3, or TreeEnsemble of 5. */
export type TreeOperator = 3 | 5;

/**
 * double [N, outputs]: a tree model's sums before its link. The operator answers float32; with `exact` every
 * tree has an output of its own and the sum is made in double precision, as our own predictor makes it. That
 * is slower, and needed where a step of a calibration would enlarge a rounding.
 * @param features float [N, features]
 */
export function writeTrees(
  graph: Graph,
  model: TreeModel,
  features: string,
  operator: TreeOperator,
  exact: boolean,
): string {
  const outputs = model.base.length;
  const target = (tree: number): number => (exact ? tree : (model.outputs[tree] ?? 0));
  const targets = exact ? model.trees.length : outputs;
  const base = graph.doubles([...model.base], [1, outputs]);
  if (model.trees.length === 0) {
    const missing = graph.add('IsNaN', [features]);
    const any = graph.add('Gather', [missing, graph.integers([0])], [{ name: 'axis', integer: 1 }]);
    return graph.add('Where', [any, base, base]);
  }
  const attributes = operator === 3 ? regressor(model, target, targets) : ensemble(model, target, targets);
  const leaves = graph.add(operator === 3 ? 'TreeEnsembleRegressor' : 'TreeEnsemble', [features], attributes, ML);
  const sums = graph.add('Cast', [leaves], [{ name: 'to', integer: DOUBLE }]);
  if (!exact) return graph.add('Add', [sums, base]);
  if (outputs === 1) {
    const total = graph.add('ReduceSum', [sums, graph.integers([1])], [{ name: 'keepdims', integer: 1 }]);
    return graph.add('Add', [total, base]);
  }
  const place = Array.from({ length: targets * outputs }, (_, i) =>
    (model.outputs[Math.floor(i / outputs)] ?? 0) === i % outputs ? 1 : 0,
  );
  return graph.add('Add', [graph.add('MatMul', [sums, graph.doubles(place, [targets, outputs])]), base]);
}

/** Lists of TreeEnsembleRegressor: one entry per node, one per leaf. */
function regressor(model: TreeModel, target: (tree: number) => number, targets: number): readonly Attribute[] {
  const tree: number[] = [];
  const id: number[] = [];
  const feature: number[] = [];
  const threshold: number[] = [];
  const modes: string[] = [];
  const yes: number[] = [];
  const no: number[] = [];
  const missing: number[] = [];
  const leaf = { tree: [] as number[], node: [] as number[], target: [] as number[], weight: [] as number[] };
  model.trees.forEach((t, k) => {
    for (let node = 0; node < t.feature.length; node++) {
      const splits = (t.feature[node] ?? -1) >= 0;
      tree.push(k);
      id.push(node);
      feature.push(splits ? (t.feature[node] ?? 0) : 0);
      threshold.push(splits ? (t.threshold[node] ?? 0) : 0);
      modes.push(splits ? 'BRANCH_LT' : 'LEAF');
      yes.push(splits ? (t.left[node] ?? 0) : 0);
      no.push(splits ? (t.right[node] ?? 0) : 0);
      missing.push(splits ? (t.missingLeft[node] ?? 0) : 0);
      if (splits) continue;
      leaf.tree.push(k);
      leaf.node.push(node);
      leaf.target.push(target(k));
      leaf.weight.push(t.value[node] ?? 0);
    }
  });
  return [
    { name: 'aggregate_function', text: 'SUM' },
    { name: 'n_targets', integer: targets },
    { name: 'nodes_falsenodeids', integers: no },
    { name: 'nodes_featureids', integers: feature },
    { name: 'nodes_missing_value_tracks_true', integers: missing },
    { name: 'nodes_modes', texts: modes },
    { name: 'nodes_nodeids', integers: id },
    { name: 'nodes_treeids', integers: tree },
    { name: 'nodes_truenodeids', integers: yes },
    { name: 'nodes_values', floats: threshold },
    { name: 'post_transform', text: 'NONE' },
    { name: 'target_ids', integers: leaf.target },
    { name: 'target_nodeids', integers: leaf.node },
    { name: 'target_treeids', integers: leaf.tree },
    { name: 'target_weights', floats: leaf.weight },
  ];
}

/** BRANCH_LT of TreeEnsemble. */
const LESS = 1;

/** Lists of TreeEnsemble: one entry per split; leaves apart. A tree of one leaf is a split with it on both sides. */
function ensemble(model: TreeModel, target: (tree: number) => number, targets: number): readonly Attribute[] {
  const roots: number[] = [];
  const feature: number[] = [];
  const threshold: number[] = [];
  const yes: number[] = [];
  const no: number[] = [];
  const yesLeaf: number[] = [];
  const noLeaf: number[] = [];
  const missing: number[] = [];
  const leafTarget: number[] = [];
  const leafWeight: number[] = [];
  model.trees.forEach((t, k) => {
    // Where each node of this tree stands: among the splits, or among the leaves.
    const place = new Int32Array(t.feature.length);
    let splits = feature.length;
    roots.push(splits);
    for (let node = 0; node < place.length; node++) {
      if ((t.feature[node] ?? -1) >= 0) place[node] = splits++;
      else {
        place[node] = leafTarget.length;
        leafTarget.push(target(k));
        leafWeight.push(t.value[node] ?? 0);
      }
    }
    const isLeaf = (node: number): number => ((t.feature[node] ?? -1) >= 0 ? 0 : 1);
    const split = (f: number, at: number, left: number, right: number, tracks: number): void => {
      feature.push(f);
      threshold.push(at);
      yes.push(place[left] ?? 0);
      no.push(place[right] ?? 0);
      yesLeaf.push(isLeaf(left));
      noLeaf.push(isLeaf(right));
      missing.push(tracks);
    };
    for (let node = 0; node < place.length; node++) {
      if (isLeaf(node) === 1) continue;
      split(
        t.feature[node] ?? 0,
        t.threshold[node] ?? 0,
        t.left[node] ?? 0,
        t.right[node] ?? 0,
        t.missingLeft[node] ?? 0,
      );
    }
    if (isLeaf(0) === 1) split(0, 0, 0, 0, 0);
  });
  const n = feature.length;
  return [
    { name: 'aggregate_function', integer: 1 },
    { name: 'leaf_targetids', integers: leafTarget },
    {
      name: 'leaf_weights',
      tensor: { name: 'leaf_weights', dims: [leafWeight.length], values: Float32Array.from(leafWeight) },
    },
    { name: 'n_targets', integer: targets },
    { name: 'nodes_falseleafs', integers: noLeaf },
    { name: 'nodes_falsenodeids', integers: no },
    { name: 'nodes_featureids', integers: feature },
    { name: 'nodes_missing_value_tracks_true', integers: missing },
    { name: 'nodes_modes', tensor: { name: 'nodes_modes', dims: [n], bytes: new Uint8Array(n).fill(LESS) } },
    { name: 'nodes_splits', tensor: { name: 'nodes_splits', dims: [n], values: Float32Array.from(threshold) } },
    { name: 'nodes_trueleafs', integers: yesLeaf },
    { name: 'nodes_truenodeids', integers: yes },
    { name: 'post_transform', integer: 0 },
    { name: 'tree_roots', integers: roots },
  ];
}
