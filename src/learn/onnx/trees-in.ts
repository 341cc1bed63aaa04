import type { Tree } from '../model';
import { DETAILS, unpackFloats } from './export/details';
import type { OnnxModel, OnnxNode } from './read';

/** The trees of one operator of a model, with the output that each adds to. */
export interface ReadTrees {
  readonly trees: readonly Tree[];
  readonly outputs: Int32Array;
}

/**
 * Trees of a model's TreeEnsembleRegressor operators with `<` only, one entry per operator; covers and gains
 * where the file is ours and tells them, else 0.
 * @returns an empty list where the model has none, or others
 */
export function readTrees(model: OnnxModel): readonly ReadTrees[] {
  const found = model.graph.nodes.filter((n) => n.domain === 'ai.onnx.ml' && n.op === 'TreeEnsembleRegressor');
  if (found.some((n) => n.attributes.texts('nodes_modes').some((m) => m !== 'LEAF' && m !== 'BRANCH_LT'))) return [];
  const covers = unpackFloats(model.metadata.get(DETAILS.covers) ?? '');
  const gains = unpackFloats(model.metadata.get(DETAILS.gains) ?? '');
  const total = found.reduce((n, node) => n + node.attributes.integers('nodes_treeids').length, 0);
  const told = covers?.length === total && gains?.length === total;
  let from = 0;
  return found.map((node) => {
    const read = readOne(node);
    const trees = read.trees.map((tree): Tree => {
      const to = from + tree.feature.length;
      const part = (all: Float32Array | null): Float64Array =>
        told && all !== null ? Float64Array.from(all.subarray(from, to)) : new Float64Array(tree.feature.length);
      const whole = { ...tree, cover: part(covers), gain: part(gains) };
      from = to;
      return whole;
    });
    return { trees, outputs: read.outputs };
  });
}

function readOne({ attributes }: OnnxNode): {
  readonly trees: readonly Omit<Tree, 'cover' | 'gain'>[];
  readonly outputs: Int32Array;
} {
  const treeOf = attributes.integers('nodes_treeids');
  const ids = attributes.integers('nodes_nodeids');
  const modes = attributes.texts('nodes_modes');
  const features = attributes.integers('nodes_featureids');
  const thresholds = attributes.floats('nodes_values');
  const yes = attributes.integers('nodes_truenodeids');
  const no = attributes.integers('nodes_falsenodeids');
  const missing = attributes.integers('nodes_missing_value_tracks_true');
  const weight = new Map<string, { readonly value: number; readonly output: number }>();
  const leafTrees = attributes.integers('target_treeids');
  const leafNodes = attributes.integers('target_nodeids');
  const leafTargets = attributes.integers('target_ids');
  attributes.floats('target_weights').forEach((value, i) => {
    weight.set(`${leafTrees[i] ?? 0}/${leafNodes[i] ?? 0}`, { value, output: leafTargets[i] ?? 0 });
  });
  const starts = treeOf.flatMap((t, i) => (i === 0 || t !== treeOf[i - 1] ? [i] : []));
  const outputs = new Int32Array(starts.length);
  const trees = starts.map((start, k) => {
    const end = starts[k + 1] ?? treeOf.length;
    const n = end - start;
    const place = new Map(ids.slice(start, end).map((id, i) => [id, i]));
    const list = (value: (i: number) => number): readonly number[] =>
      Array.from({ length: n }, (_, i) => value(start + i));
    const splits = (i: number): boolean => modes[i] !== 'LEAF';
    const leaf = (i: number) => weight.get(`${treeOf[i] ?? 0}/${ids[i] ?? 0}`);
    for (let i = start; i < end; i++) if (!splits(i)) outputs[k] = leaf(i)?.output ?? 0;
    return {
      feature: Int32Array.from(list((i) => (splits(i) ? (features[i] ?? 0) : -1))),
      threshold: Float64Array.from(list((i) => (splits(i) ? (thresholds[i] ?? 0) : 0))),
      missingLeft: Uint8Array.from(list((i) => missing[i] ?? 0)),
      left: Int32Array.from(list((i) => (splits(i) ? (place.get(yes[i] ?? 0) ?? 0) : 0))),
      right: Int32Array.from(list((i) => (splits(i) ? (place.get(no[i] ?? 0) ?? 0) : 0))),
      value: Float64Array.from(list((i) => leaf(i)?.value ?? 0)),
    };
  });
  return { trees, outputs };
}
