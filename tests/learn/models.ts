import { FLOAT, INT64, writeGraph, writeOnnx, type GraphSpec, type Node } from '../../src/learn/onnx/write';
import { BOOL } from '../../src/learn/onnx/types';
import { FEATURES_KEY, TASK_KEY } from '../../src/learn/pipeline';

/** A graph of one input `features` [N, width] and one output `scores`, as a starting point for hostile ones. */
export function graph(nodes: readonly Node[], width = 2, more: Partial<GraphSpec> = {}): GraphSpec {
  return {
    name: 'test',
    nodes,
    initializers: [],
    inputs: [{ name: 'features', type: FLOAT, shape: ['N', width] }],
    outputs: [{ name: 'scores', type: FLOAT, shape: ['N', 'M'] }],
    ...more,
  };
}

export function model(spec: GraphSpec, features: readonly string[] = ['a', 'b']): Uint8Array<ArrayBuffer> {
  return writeOnnx(spec, [
    [TASK_KEY, 'propensity'],
    [FEATURES_KEY, JSON.stringify(features)],
  ]);
}

export const identity: Node = { op: 'Identity', domain: '', inputs: ['features'], outputs: ['scores'] };

/** A Loop without an end: no trip count, and a condition that stays true. onnxruntime loads it, and never answers. */
export function endlessLoop(): Uint8Array<ArrayBuffer> {
  const same = (from: string, to: string): Node => ({ op: 'Identity', domain: '', inputs: [from], outputs: [to] });
  const body = writeGraph({
    name: 'body',
    nodes: [same('go', 'again'), same('x', 'y')],
    initializers: [],
    inputs: [
      { name: 'i', type: INT64, shape: [] },
      { name: 'go', type: BOOL, shape: [] },
      { name: 'x', type: FLOAT, shape: ['N', 2] },
    ],
    outputs: [
      { name: 'again', type: BOOL, shape: [] },
      { name: 'y', type: FLOAT, shape: ['N', 2] },
    ],
  });
  const loop: Node = {
    op: 'Loop',
    domain: '',
    inputs: ['', 'yes', 'features'],
    outputs: ['scores'],
    attributes: [{ name: 'body', graph: body }],
  };
  const yes: Node = {
    op: 'Cast',
    domain: '',
    inputs: ['one'],
    outputs: ['yes'],
    attributes: [{ name: 'to', integer: BOOL }],
  };
  return model(graph([yes, loop], 2, { initializers: [{ name: 'one', dims: [], values: Float32Array.of(1) }] }));
}
