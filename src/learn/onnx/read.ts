import { bytesOf, fields, integersOf, MalformedMessage, textOf, type Field } from './protobuf';

/** What has to be known of a model before it is loaded; weights stay in the bytes. */
export interface OnnxModel {
  readonly irVersion: number;
  /** Versions by domain; `''` is ai.onnx. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly metadata: ReadonlyMap<string, string>;
  readonly graph: OnnxGraph;
  /** Functions defined inside of the model: operators of its own. */
  readonly functions: number;
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

export interface OnnxNode {
  readonly op: string;
  readonly domain: string;
  /** Tensors and graphs that stand in attributes. */
  readonly tensors: readonly OnnxTensor[];
  readonly graphs: readonly OnnxGraph[];
}

export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** Where its values are: in the file, or in another one. */
  readonly external: boolean;
  /** Bytes its values take in the file. */
  readonly bytes: number;
}

export interface OnnxValue {
  readonly name: string;
  /** ONNX's number of the element type of a tensor, or null for sequences and maps. */
  readonly type: number | null;
  /** null is a dimension of any size. */
  readonly shape: readonly (number | null)[];
}

/** Deeper nesting of graphs than this is nothing a learner writes. */
const MAX_DEPTH = 8;

/**
 * Parses an ONNX file by its protocol buffers, without running or allocating anything of it.
 * @throws MalformedMessage when the bytes are no ONNX model
 */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  let irVersion = 0;
  let graph: OnnxGraph | null = null;
  let functions = 0;
  const opsets = new Map<string, number>();
  const metadata = new Map<string, string>();
  for (const field of fields(bytes)) {
    if (field.field === 1) irVersion = last(field);
    else if (field.field === 7) graph = readGraph(bytesOf(field), 0);
    else if (field.field === 8) {
      const { text, number } = pair(bytesOf(field));
      opsets.set(text === 'ai.onnx' ? '' : text, number);
    } else if (field.field === 14) metadata.set(...entry(bytesOf(field)));
    else if (field.field === 25) functions++;
  }
  if (irVersion === 0 || graph === null || opsets.size === 0) {
    throw new MalformedMessage('it holds no version, no graph or no set of operators');
  }
  return { irVersion, opsets, metadata, graph, functions };
}

function readGraph(bytes: Uint8Array, depth: number): OnnxGraph {
  if (depth > MAX_DEPTH) throw new MalformedMessage('its graphs are nested too deeply');
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const inputs: OnnxValue[] = [];
  const outputs: OnnxValue[] = [];
  for (const field of fields(bytes)) {
    if (field.field === 1) nodes.push(readNode(bytesOf(field), depth));
    else if (field.field === 5) initializers.push(readTensor(bytesOf(field)));
    else if (field.field === 11) inputs.push(readValue(bytesOf(field)));
    else if (field.field === 12) outputs.push(readValue(bytesOf(field)));
    else if (field.field === 15) initializers.push(...readSparse(bytesOf(field)));
  }
  return { nodes, initializers, inputs, outputs };
}

function readNode(bytes: Uint8Array, depth: number): OnnxNode {
  let op = '';
  let domain = '';
  const tensors: OnnxTensor[] = [];
  const graphs: OnnxGraph[] = [];
  for (const field of fields(bytes)) {
    if (field.field === 4) op = textOf(field);
    else if (field.field === 7) domain = textOf(field);
    else if (field.field === 5) {
      for (const part of fields(bytesOf(field))) {
        // t, tensors · g, graphs · sparse_tensor, sparse_tensors
        if (part.field === 5 || part.field === 10) tensors.push(readTensor(bytesOf(part)));
        else if (part.field === 6 || part.field === 11) graphs.push(readGraph(bytesOf(part), depth + 1));
        else if (part.field === 22 || part.field === 23) tensors.push(...readSparse(bytesOf(part)));
      }
    }
  }
  return { op, domain: domain === 'ai.onnx' ? '' : domain, tensors, graphs };
}

function readTensor(bytes: Uint8Array): OnnxTensor {
  const dims: number[] = [];
  let name = '';
  let external = false;
  let size = 0;
  for (const field of fields(bytes)) {
    if (field.field === 1) dims.push(...integersOf(field));
    else if (field.field === 8) name = textOf(field);
    else if (field.field === 13) external = true;
    else if (field.field === 14) external ||= last(field) !== 0;
    else if (field.field !== 2 && field.field !== 12) size += field.wire === 0 ? 8 : Math.max(1, field.value.length);
  }
  return { name, dims, external, bytes: size };
}

/** Values and indices of a sparse tensor, and the dense size it stands for. */
function readSparse(bytes: Uint8Array): readonly OnnxTensor[] {
  const parts: OnnxTensor[] = [];
  const dims: number[] = [];
  for (const field of fields(bytes)) {
    if (field.field === 1 || field.field === 2) parts.push(readTensor(bytesOf(field)));
    else if (field.field === 3) dims.push(...integersOf(field));
  }
  return [...parts, { name: 'sparse', dims, external: false, bytes: 0 }];
}

function readValue(bytes: Uint8Array): OnnxValue {
  let name = '';
  let type: number | null = null;
  const shape: (number | null)[] = [];
  for (const field of fields(bytes)) {
    if (field.field === 1) name = textOf(field);
    if (field.field !== 2) continue;
    for (const kind of fields(bytesOf(field))) {
      if (kind.field !== 1) continue;
      for (const part of fields(bytesOf(kind))) {
        if (part.field === 1) type = last(part);
        else if (part.field === 2) {
          for (const dim of fields(bytesOf(part))) if (dim.field === 1) shape.push(readDim(bytesOf(dim)));
        }
      }
    }
  }
  return { name, type, shape };
}

function readDim(bytes: Uint8Array): number | null {
  for (const field of fields(bytes)) if (field.field === 1) return last(field);
  return null;
}

function last(field: Field): number {
  return integersOf(field).at(-1) ?? 0;
}

function pair(bytes: Uint8Array): { text: string; number: number } {
  let text = '';
  let number = 0;
  for (const field of fields(bytes)) {
    if (field.field === 1) text = textOf(field);
    else if (field.field === 2) number = last(field);
  }
  return { text, number };
}

function entry(bytes: Uint8Array): [string, string] {
  let key = '';
  let value = '';
  for (const field of fields(bytes)) {
    if (field.field === 1) key = textOf(field);
    else if (field.field === 2) value = textOf(field);
  }
  return [key, value];
}
