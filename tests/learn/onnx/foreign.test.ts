import { describe, expect, test } from 'vitest';
import { describeModel } from '../../../src/learn/onnx/describe';
import { proposeMapping, type OfferedColumn } from '../../../src/learn/onnx/mapping';
import { MessageWriter } from '../../../src/learn/onnx/protobuf';
import { readOnnx } from '../../../src/learn/onnx/read';
import { withoutZipMap } from '../../../src/learn/onnx/rewrite';
import { FLOAT, INT64, STRING } from '../../../src/learn/onnx/types';
import { writeOnnx, type GraphSpec, type Node } from '../../../src/learn/onnx/write';
import type { Column } from '../../../src/learn/table';
import { nodeScorer } from './node-runtime';
import { webScorer } from './runtime';

const ml = 'ai.onnx.ml';

/** The outputs of a model whose probabilities are maps, as skl2onnx and catboost write them. */
function withMaps(graph: GraphSpec): Uint8Array {
  const plain = writeOnnx(graph, []);
  const map = new MessageWriter()
    .varint(1, INT64)
    .message(2, new MessageWriter().message(1, new MessageWriter().varint(1, FLOAT)));
  const sequence = new MessageWriter().message(1, new MessageWriter().message(5, map));
  const value = new MessageWriter().text(1, 'output_probability').message(2, new MessageWriter().message(4, sequence));
  // A later field of a message is appended: the output joins the graph's others.
  const extra = new MessageWriter().message(12, value).done();
  const model = new MessageWriter().varint(1, 8);
  model.message(8, new MessageWriter().text(1, '').varint(2, 17));
  model.message(8, new MessageWriter().text(1, ml).varint(2, 1));
  return model.bytes(7, Uint8Array.from([...graphBytes(plain), ...extra])).done();
}

function graphBytes(bytes: Uint8Array): Uint8Array {
  // The graph is the third field that `writeOnnx` writes: version, producer, graph.
  let at = 2;
  at += 2 + (bytes[at + 1] ?? 0);
  let length = 0;
  let shift = 0;
  at++;
  for (let byte = 0x80; byte >= 0x80; shift += 7) {
    byte = bytes[at++] ?? 0;
    length += (byte & 0x7f) * 2 ** shift;
  }
  return bytes.slice(at, at + length);
}

/** A scikit-learn pipeline of one input per column: impute, scale, one-hot, logistic regression, ZipMap. */
function pipeline(): Uint8Array {
  const nodes: readonly Node[] = [
    {
      op: 'Concat',
      domain: '',
      inputs: ['age', 'fare'],
      outputs: ['numbers'],
      attributes: [{ name: 'axis', integer: 1 }],
    },
    {
      op: 'Imputer',
      domain: ml,
      inputs: ['numbers'],
      outputs: ['whole'],
      attributes: [
        { name: 'imputed_value_floats', floats: [30, 15] },
        { name: 'replaced_value_float', float: NaN },
      ],
    },
    {
      op: 'Scaler',
      domain: ml,
      inputs: ['whole'],
      outputs: ['scaled'],
      attributes: [
        { name: 'offset', floats: [30, 30] },
        { name: 'scale', floats: [0.1, 0.02] },
      ],
    },
    {
      op: 'OneHotEncoder',
      domain: ml,
      inputs: ['sex'],
      outputs: ['hot'],
      attributes: [
        { name: 'cats_strings', texts: ['female', 'male'] },
        { name: 'zeros', integer: 1 },
      ],
    },
    { op: 'Reshape', domain: '', inputs: ['hot', 'shape'], outputs: ['flat'] },
    {
      op: 'Concat',
      domain: '',
      inputs: ['scaled', 'flat'],
      outputs: ['all'],
      attributes: [{ name: 'axis', integer: 1 }],
    },
    {
      op: 'LinearClassifier',
      domain: ml,
      inputs: ['all'],
      outputs: ['label', 'scores'],
      attributes: [
        { name: 'classlabels_strings', texts: ['died', 'survived'] },
        { name: 'coefficients', floats: [0.2, -0.3, -1, 1, -0.2, 0.3, 1, -1] },
        { name: 'intercepts', floats: [0.1, -0.1] },
        { name: 'post_transform', text: 'LOGISTIC' },
      ],
    },
    {
      op: 'Normalizer',
      domain: ml,
      inputs: ['scores'],
      outputs: ['shares'],
      attributes: [{ name: 'norm', text: 'L1' }],
    },
    {
      op: 'ZipMap',
      domain: ml,
      inputs: ['shares'],
      outputs: ['output_probability'],
      attributes: [{ name: 'classlabels_strings', texts: ['died', 'survived'] }],
    },
  ];
  return withMaps({
    name: 'pipeline',
    nodes,
    initializers: [{ name: 'shape', dims: [2], integers: [-1, 2] }],
    inputs: [
      { name: 'age', type: FLOAT, shape: ['N', 1] },
      { name: 'fare', type: FLOAT, shape: ['N', 1] },
      { name: 'sex', type: STRING, shape: ['N', 1] },
    ],
    outputs: [{ name: 'label', type: STRING, shape: ['N'] }],
  });
}

const number = (name: string, ...values: number[]): Column => ({
  name,
  kind: 'number',
  values: Float64Array.from(values),
});

describe('a scikit-learn pipeline of strings and numbers with maps for answers', () => {
  const offered: readonly OfferedColumn[] = [
    { name: 'PassengerId', kind: 'number', role: 'customer' },
    { name: 'Sex', kind: 'category' },
    { name: 'Age', kind: 'number' },
    { name: 'ticket_fare', kind: 'number' },
  ];

  test('is described: inputs, classes, label, probabilities', () => {
    const description = describeModel('pipeline.onnx', pipeline());
    expect(description.inputs.map(({ name, type, columns }) => [name, type, columns])).toEqual([
      ['age', 'float', 1],
      ['fare', 'float', 1],
      ['sex', 'string', 1],
    ]);
    expect(description.outputs).toEqual({
      is: 'classes',
      label: 'label',
      probabilities: ['output_probability'],
      classes: ['died', 'survived'],
    });
  });

  test('is mapped by name, whatever the spelling', () => {
    const { slots, complete } = proposeMapping(describeModel('pipeline.onnx', pipeline()), offered);
    expect(slots.map((s) => [s.name, s.column, s.reason])).toEqual([
      ['age', 'Age', 'same name'],
      ['fare', null, 'none'],
      ['sex', 'Sex', 'same name'],
    ]);
    expect(complete).toBe(false);
    const renamed = offered.map((c) => (c.name === 'ticket_fare' ? { ...c, name: 'FARES' } : c));
    expect(proposeMapping(describeModel('pipeline.onnx', pipeline()), renamed).complete).toBe(true);
  });

  test('is mapped to what else a column is called, the name itself first', () => {
    const made = (name: string, ...aliases: string[]): OfferedColumn => ({ name, kind: 'number', aliases });
    const fares = [made('spend_all', 'monetary', 'fare'), made('events_30d', 'frequency')];
    const mapped = (columns: readonly OfferedColumn[]) =>
      proposeMapping(describeModel('pipeline.onnx', pipeline()), columns).slots.find((s) => s.name === 'fare');
    expect(mapped(fares)).toMatchObject({ column: 'spend_all', reason: 'same meaning', confidence: 0.9 });
    expect(mapped([...fares, made('fare')])).toMatchObject({ column: 'fare', confidence: 1 });
  });

  test('loses its ZipMap and nothing else', () => {
    const read = readOnnx(withoutZipMap(pipeline()));
    expect(read.graph.nodes.map((n) => n.op)).toEqual(
      readOnnx(pipeline()).graph.nodes.map((n) => (n.op === 'ZipMap' ? 'Identity' : n.op)),
    );
    expect(read.graph.outputs[1]).toEqual({ name: 'output_probability', type: FLOAT, shape: [null, null] });
  });

  test('scores, with a missing number and an unknown level; both runtimes agree', async () => {
    const sex: Column = { name: 'Sex', kind: 'category', codes: Int32Array.of(0, 1, -1), levels: ['female', 'male'] };
    const feed = {
      rows: 3,
      inputs: [
        { name: 'age', columns: [number('Age', 22, NaN, 40)] },
        { name: 'fare', columns: [number('Fare', 7.25, 30, 71)] },
        { name: 'sex', columns: [sex] },
      ],
    };
    const web = webScorer();
    await web.add('m', pipeline());
    const prediction = await web.run('m', feed);
    const logistic = (z: number): number => 1 / (1 + Math.exp(-z));
    const z = [-0.1 - 0.2 * -0.8 + 0.3 * -0.455 + 1, -0.1 - 1, -0.1 - 0.2 + 0.3 * 0.82];
    if (prediction.is !== 'classes' || prediction.probabilities === null) throw new Error('no probabilities');
    z.forEach((v, i) => expect(prediction.probabilities?.[2 * i + 1]).toBeCloseTo(logistic(v), 6));
    expect([...(prediction.labels ?? [])]).toEqual(z.map((v) => (v > 0 ? 1 : 0)));
    const node = nodeScorer();
    await node.add('m', pipeline());
    expect(await node.run('m', feed)).toEqual(prediction);
  });

  test('what does not fit is said, with the column', async () => {
    const web = webScorer();
    await web.add('m', pipeline());
    await expect(web.run('m', { rows: 1, inputs: [] })).rejects.toMatchObject({
      details: { reason: 'its input “age” is given nothing' },
    });
    const words: Column = { name: 'Age', kind: 'category', codes: Int32Array.of(0), levels: ['old'] };
    await expect(web.run('m', { rows: 1, inputs: [{ name: 'age', columns: [words] }] })).rejects.toMatchObject({
      details: { reason: '“Age” holds text such as “old” where it takes numbers' },
    });
  });
});

test('a model without names takes the numbers in their order, when there are as many', () => {
  const net = writeOnnx(
    {
      name: 'net',
      nodes: [
        { op: 'MatMul', domain: '', inputs: ['x', 'w'], outputs: ['z'] },
        { op: 'Sigmoid', domain: '', inputs: ['z'], outputs: ['y'] },
      ],
      initializers: [{ name: 'w', dims: [2, 1], values: Float32Array.of(1, -1) }],
      inputs: [{ name: 'x', type: FLOAT, shape: ['N', 'F'] }],
      outputs: [{ name: 'y', type: FLOAT, shape: ['N', 1] }],
    },
    [],
  );
  const description = describeModel('net.onnx', net);
  expect(description.inputs).toMatchObject([{ columns: 2, names: [null, null] }]);
  expect(description.outputs).toMatchObject({ is: 'classes', label: null, probabilities: ['y'] });
  const columns: readonly OfferedColumn[] = [
    { name: 'id', kind: 'number', role: 'customer' },
    { name: 'a', kind: 'number' },
    { name: 'city', kind: 'category' },
    { name: 'b', kind: 'number' },
  ];
  const { slots, complete } = proposeMapping(description, columns);
  expect(slots.map((s) => s.column)).toEqual(['a', 'b']);
  expect(complete).toBe(true);
});
