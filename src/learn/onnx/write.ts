import { MessageWriter } from './protobuf';
import { BOOL, DOUBLE, FLOAT, INT64, STRING, UINT8 } from './types';

export { FLOAT, INT64 };

/** Versions written: readable by every onnxruntime since 1.13. */
export const IR_VERSION = 8;
export const OPSET = 17;
export const ML_OPSET = 3;

export type Attribute =
  | { readonly name: string; readonly integer: number }
  | { readonly name: string; readonly float: number }
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly floats: ArrayLike<number> }
  | { readonly name: string; readonly integers: ArrayLike<number> }
  | { readonly name: string; readonly texts: readonly string[] }
  | { readonly name: string; readonly tensor: Constant }
  | { readonly name: string; readonly graph: MessageWriter };

/** A constant tensor: float32, float64, or those of its own key. */
export type Constant = { readonly name: string; readonly dims: readonly number[] } & (
  | { readonly values: Float32Array | Float64Array }
  | { readonly integers: readonly number[] }
  | { readonly bytes: Uint8Array }
  | { readonly booleans: readonly boolean[] }
  | { readonly texts: readonly string[] }
);

export interface Node {
  readonly op: string;
  /** `''` is ai.onnx. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: readonly Attribute[];
}

/** A tensor's type; a text dimension is a named one of any size. */
export interface TensorType {
  readonly name: string;
  readonly type: number;
  readonly shape: readonly (number | string)[];
}

export interface GraphSpec {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly initializers: readonly Constant[];
  readonly inputs: readonly TensorType[];
  readonly outputs: readonly TensorType[];
}

/**
 * An ONNX file. Equal input gives equal bytes. `metadata` is kept in the order given.
 * @param mlOpset version of ai.onnx.ml: 3, or 5 for TreeEnsemble
 */
export function writeOnnx(
  graph: GraphSpec,
  metadata: readonly (readonly [key: string, value: string])[],
  mlOpset: number = ML_OPSET,
): Uint8Array<ArrayBuffer> {
  const model = new MessageWriter().varint(1, IR_VERSION).text(2, 'vitrine').message(7, writeGraph(graph));
  model.message(8, new MessageWriter().text(1, '').varint(2, OPSET));
  model.message(8, new MessageWriter().text(1, 'ai.onnx.ml').varint(2, mlOpset));
  for (const [key, value] of metadata) model.message(14, new MessageWriter().text(1, key).text(2, value));
  return model.done();
}

/** The graph alone, as it also stands inside of an attribute. */
export function writeGraph(graph: GraphSpec): MessageWriter {
  const message = new MessageWriter();
  for (const node of graph.nodes) message.message(1, writeNode(node));
  message.text(2, graph.name);
  for (const constant of graph.initializers) message.message(5, writeConstant(constant));
  for (const input of graph.inputs) message.message(11, writeType(input));
  for (const output of graph.outputs) message.message(12, writeType(output));
  return message;
}

function writeConstant(constant: Constant): MessageWriter {
  const tensor = new MessageWriter();
  for (const dim of constant.dims) tensor.varint(1, dim);
  const raw = (type: number, values: Float32Array | Float64Array | BigInt64Array | Uint8Array): MessageWriter =>
    tensor
      .varint(2, type)
      .text(8, constant.name)
      // raw_data is little-endian, as every machine we run on.
      .bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  if ('values' in constant) return raw(constant.values instanceof Float32Array ? FLOAT : DOUBLE, constant.values);
  if ('integers' in constant) return raw(INT64, BigInt64Array.from(constant.integers, BigInt));
  if ('bytes' in constant) return raw(UINT8, constant.bytes);
  if ('booleans' in constant) return raw(BOOL, Uint8Array.from(constant.booleans, Number));
  tensor.varint(2, STRING);
  for (const text of constant.texts) tensor.text(6, text);
  return tensor.text(8, constant.name);
}

function writeNode(node: Node): MessageWriter {
  const message = new MessageWriter();
  for (const input of node.inputs) message.text(1, input);
  for (const output of node.outputs) message.text(2, output);
  message.text(4, node.op);
  for (const attribute of node.attributes ?? []) message.message(5, writeAttribute(attribute));
  if (node.domain !== '') message.text(7, node.domain);
  return message;
}

function writeAttribute(attribute: Attribute): MessageWriter {
  const message = new MessageWriter().text(1, attribute.name);
  // Field 20 says which of the others is meant.
  if ('integer' in attribute) message.varint(3, attribute.integer).varint(20, 2);
  else if ('float' in attribute) message.float(2, attribute.float).varint(20, 1);
  else if ('text' in attribute) message.text(4, attribute.text).varint(20, 3);
  else if ('graph' in attribute) message.message(6, attribute.graph).varint(20, 5);
  else if ('tensor' in attribute) message.message(5, writeConstant(attribute.tensor)).varint(20, 4);
  else if ('floats' in attribute) {
    // One field each: ONNX's lists are not packed.
    for (let i = 0; i < attribute.floats.length; i++) message.float(7, attribute.floats[i] ?? NaN);
    message.varint(20, 6);
  } else if ('integers' in attribute) {
    for (let i = 0; i < attribute.integers.length; i++) message.varint(8, attribute.integers[i] ?? 0);
    message.varint(20, 7);
  } else {
    for (const text of attribute.texts) message.text(9, text);
    message.varint(20, 8);
  }
  return message;
}

function writeType({ name, type, shape }: TensorType): MessageWriter {
  const dims = new MessageWriter();
  for (const dim of shape) {
    dims.message(1, typeof dim === 'number' ? new MessageWriter().varint(1, dim) : new MessageWriter().text(2, dim));
  }
  const tensor = new MessageWriter().varint(1, type).message(2, dims);
  return new MessageWriter().text(1, name).message(2, new MessageWriter().message(1, tensor));
}
