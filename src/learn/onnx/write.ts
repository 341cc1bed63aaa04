import { MessageWriter } from './protobuf';

/** ONNX's numbers for types of tensors. */
export const FLOAT = 1;
export const INT64 = 7;

/** Versions written: readable by every onnxruntime since 1.13. */
export const IR_VERSION = 8;
export const OPSET = 17;
export const ML_OPSET = 3;

export type Attribute =
  | { readonly name: string; readonly integer: number }
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly floats: ArrayLike<number> }
  | { readonly name: string; readonly integers: readonly number[] }
  | { readonly name: string; readonly graph: MessageWriter };

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
  /** float32 constants. */
  readonly initializers: readonly {
    readonly name: string;
    readonly dims: readonly number[];
    readonly values: Float32Array;
  }[];
  readonly inputs: readonly TensorType[];
  readonly outputs: readonly TensorType[];
}

/** An ONNX file. Equal input gives equal bytes. `metadata` is kept in the order given. */
export function writeOnnx(
  graph: GraphSpec,
  metadata: readonly (readonly [key: string, value: string])[],
): Uint8Array<ArrayBuffer> {
  const model = new MessageWriter().varint(1, IR_VERSION).text(2, 'vitrine').message(7, writeGraph(graph));
  model.message(8, new MessageWriter().text(1, '').varint(2, OPSET));
  model.message(8, new MessageWriter().text(1, 'ai.onnx.ml').varint(2, ML_OPSET));
  for (const [key, value] of metadata) model.message(14, new MessageWriter().text(1, key).text(2, value));
  return model.done();
}

/** The graph alone, as it also stands inside of an attribute. */
export function writeGraph(graph: GraphSpec): MessageWriter {
  const message = new MessageWriter();
  for (const node of graph.nodes) message.message(1, writeNode(node));
  message.text(2, graph.name);
  for (const { name, dims, values } of graph.initializers) {
    const tensor = new MessageWriter();
    for (const dim of dims) tensor.varint(1, dim);
    // raw_data is little-endian, as every machine we run on.
    tensor
      .varint(2, FLOAT)
      .text(8, name)
      .bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    message.message(5, tensor);
  }
  for (const input of graph.inputs) message.message(11, writeType(input));
  for (const output of graph.outputs) message.message(12, writeType(output));
  return message;
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
  else if ('text' in attribute) message.text(4, attribute.text).varint(20, 3);
  else if ('graph' in attribute) message.message(6, attribute.graph).varint(20, 5);
  else if ('floats' in attribute) {
    for (const value of Array.from(attribute.floats)) message.float(7, value);
    message.varint(20, 6);
  } else {
    for (const value of attribute.integers) message.varint(8, value);
    message.varint(20, 7);
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
