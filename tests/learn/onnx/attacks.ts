import { MessageWriter } from '../../../src/learn/onnx/protobuf';
import { writeOnnx, type Attribute } from '../../../src/learn/onnx/write';
import { endlessLoop, graph, identity, model } from '../models';

/** Models that mean harm, each with the reason for which it is refused. */
export const attacks: readonly (readonly [name: string, bytes: Uint8Array, reason: RegExp])[] = [
  ['endless loop', endlessLoop(), /a Loop, which may never end/],
  ['tensor of 4 GB', hugeTensor(), /makes more than/],
  ['4 GB by doubling', doubling(), /makes more than/],
  ['4 GB by broadcasting', broadcasting(), /makes more than/],
  ['values in another file', external(), /in another file/],
  ['foreign domain', model(graph([{ ...identity, op: 'Run', domain: 'com.example' }])), /operators of “com.example”/],
  ['cut off', model(graph([identity])).slice(0, 80), /cut off|in the middle/],
  ['operators in a circle', circle(), /in a circle/],
  ['tree that is a circle', treeCircle(), /a tree that is a circle/],
  ['feature in foreign memory', treeCircle({ feature: 1_000_000, yes: 1 }), /does not have/],
  ['a million empty operators', crowd(), /more than 200000 parts/],
];

/** A Constant of rows × 32,768 float32 values by ConstantOfShape: 146 bytes that allocate 4 GB, or what is asked for. */
export function hugeTensor(rows = 32_768): Uint8Array {
  const shape = { name: 'shape', dims: [2], integers: [rows, 32_768] };
  const huge = { op: 'ConstantOfShape', domain: '', inputs: ['shape'], outputs: ['huge'] };
  const sum = { op: 'ReduceSum', domain: '', inputs: ['huge'], outputs: ['scores'] };
  return model(graph([huge, sum], 2, { initializers: [shape] }));
}

function doubling(): Uint8Array {
  const nodes = Array.from({ length: 40 }, (_, i) => ({
    op: 'Concat',
    domain: '',
    inputs: i === 0 ? ['features', 'features'] : [`x${i - 1}`, `x${i - 1}`],
    outputs: [i === 39 ? 'scores' : `x${i}`],
    attributes: [{ name: 'axis', integer: 1 }],
  }));
  return model(graph(nodes));
}

function broadcasting(): Uint8Array {
  const constant = (name: string, dims: readonly number[]) => ({ name, dims, values: new Float32Array(32_768) });
  const add = { op: 'Add', domain: '', inputs: ['column', 'row'], outputs: ['scores'] };
  return model(graph([add], 2, { initializers: [constant('column', [32_768, 1]), constant('row', [1, 32_768])] }));
}

function external(): Uint8Array {
  const place = new MessageWriter().text(1, 'location').text(2, '../../etc/passwd');
  const tensor = new MessageWriter().varint(1, 4).varint(2, 1).text(8, 'w').message(13, place).varint(14, 1);
  const body = new MessageWriter().text(2, 'g').message(5, tensor);
  const opset = new MessageWriter().text(1, '').varint(2, 17);
  return new MessageWriter().varint(1, 8).message(7, body).message(8, opset).done();
}

function circle(): Uint8Array {
  const add = (a: string, b: string, out: string) => ({ op: 'Add', domain: '', inputs: [a, b], outputs: [out] });
  return model(graph([add('features', 'b', 'a'), add('a', 'a', 'b'), { ...identity, inputs: ['b'] }]));
}

/** A tree whose root is its own child, unless told otherwise. */
function treeCircle({ feature = 0, yes = 0 }: { readonly feature?: number; readonly yes?: number } = {}): Uint8Array {
  const attributes: readonly Attribute[] = [
    { name: 'n_targets', integer: 1 },
    { name: 'nodes_treeids', integers: [0, 0, 0] },
    { name: 'nodes_nodeids', integers: [0, 1, 2] },
    { name: 'nodes_featureids', integers: [feature, 0, 0] },
    { name: 'nodes_modes', texts: ['BRANCH_LT', 'LEAF', 'LEAF'] },
    { name: 'nodes_values', floats: [0.5, 0, 0] },
    { name: 'nodes_truenodeids', integers: [yes, 0, 0] },
    { name: 'nodes_falsenodeids', integers: [2, 0, 0] },
    { name: 'target_treeids', integers: [0, 0] },
    { name: 'target_nodeids', integers: [1, 2] },
    { name: 'target_ids', integers: [0, 0] },
    { name: 'target_weights', floats: [1, 2] },
  ];
  const tree = {
    op: 'TreeEnsembleRegressor',
    domain: 'ai.onnx.ml',
    inputs: ['features'],
    outputs: ['scores'],
    attributes,
  };
  return model(graph([tree]));
}

function crowd(): Uint8Array {
  const opset = new MessageWriter().text(1, '').varint(2, 17);
  const empty = new Uint8Array(2_000_000);
  for (let i = 0; i < empty.length; i += 2) empty[i] = 0x0a;
  return new MessageWriter().varint(1, 8).bytes(7, empty).message(8, opset).done();
}

/** A harmless model, to damage. */
export function harmless(): Uint8Array {
  return writeOnnx(graph([identity]), []);
}
