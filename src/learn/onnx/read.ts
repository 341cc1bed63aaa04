import { Attributes } from './attributes';
import { bytesOf, fields, integersOf, MalformedMessage, textOf, type Field } from './protobuf';

/** What has to be known of a model before it is loaded; weights stay in the bytes. */
export interface OnnxModel {
  readonly irVersion: number;
  /** The program that wrote it, `''` when it does not say. */
  readonly producer: string;
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
  /** `''` is an optional input or output that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
  /** Tensors and graphs that stand in attributes. */
  readonly tensors: readonly OnnxTensor[];
  readonly graphs: readonly OnnxGraph[];
}

export interface OnnxTensor {
  readonly name: string;
  /** ONNX's number. */
  readonly type: number;
  readonly dims: readonly number[];
  /** Where its values are: in the file, or in another one. */
  readonly external: boolean;
  /** Bytes its values take in the file. */
  readonly bytes: number;
  /** The message itself, for `readTensorValues`; empty for a sparse one. */
  readonly raw: Uint8Array;
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
/** Operators, constants, attributes, names and dimensions together. A forest is a dozen, however large. */
const MAX_PARTS = 200_000;

/** Counts what is read, so that a file of millions of empty parts cannot fill the memory. */
class Budget {
  #left = MAX_PARTS;
  /** @throws TooManyParts */
  spend(parts = 1): void {
    this.#left -= parts;
    if (this.#left < 0) throw new TooManyParts(`it has more than ${MAX_PARTS} parts`);
  }
}

/** A protocol buffer that is well formed but absurd. */
export class TooManyParts extends MalformedMessage {}

/**
 * Parses an ONNX file by its protocol buffers, without running or allocating anything of it.
 * @throws MalformedMessage when the bytes are no ONNX model; TooManyParts
 */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  let irVersion = 0;
  let producer = '';
  let graph: OnnxGraph | null = null;
  let functions = 0;
  const opsets = new Map<string, number>();
  const metadata = new Map<string, string>();
  const budget = new Budget();
  for (const field of fields(bytes)) {
    budget.spend();
    if (field.field === 1) irVersion = last(field);
    else if (field.field === 2) producer = textOf(field);
    else if (field.field === 7) graph = readGraph(bytesOf(field), 0, budget);
    else if (field.field === 8) {
      const { text, number } = pair(bytesOf(field));
      opsets.set(text === 'ai.onnx' ? '' : text, number);
    } else if (field.field === 14) metadata.set(...entry(bytesOf(field)));
    else if (field.field === 25) functions++;
  }
  if (irVersion === 0 || graph === null || opsets.size === 0) {
    throw new MalformedMessage('it holds no version, no graph or no set of operators');
  }
  return { irVersion, producer, opsets, metadata, graph, functions };
}

function readGraph(bytes: Uint8Array, depth: number, budget: Budget): OnnxGraph {
  if (depth > MAX_DEPTH) throw new MalformedMessage('its graphs are nested too deeply');
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const inputs: OnnxValue[] = [];
  const outputs: OnnxValue[] = [];
  for (const field of fields(bytes)) {
    budget.spend();
    if (field.field === 1) nodes.push(readNode(bytesOf(field), depth, budget));
    else if (field.field === 5) initializers.push(readTensor(bytesOf(field), budget));
    else if (field.field === 11) inputs.push(readValue(bytesOf(field), budget));
    else if (field.field === 12) outputs.push(readValue(bytesOf(field), budget));
    else if (field.field === 15) initializers.push(...readSparse(bytesOf(field), budget));
  }
  return { nodes, initializers, inputs, outputs };
}

function readNode(bytes: Uint8Array, depth: number, budget: Budget): OnnxNode {
  let op = '';
  let domain = '';
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, Uint8Array>();
  const tensors: OnnxTensor[] = [];
  const graphs: OnnxGraph[] = [];
  for (const field of fields(bytes)) {
    budget.spend();
    if (field.field === 1) inputs.push(textOf(field));
    else if (field.field === 2) outputs.push(textOf(field));
    else if (field.field === 4) op = textOf(field);
    else if (field.field === 7) domain = textOf(field);
    else if (field.field === 5) {
      const raw = bytesOf(field);
      for (const part of fields(raw)) {
        if (part.field === 1) attributes.set(textOf(part), raw);
        // t, tensors · g, graphs · sparse_tensor, sparse_tensors
        else if (part.field === 5 || part.field === 10) tensors.push(readTensor(bytesOf(part), budget));
        else if (part.field === 6 || part.field === 11) graphs.push(readGraph(bytesOf(part), depth + 1, budget));
        else if (part.field === 22 || part.field === 23) tensors.push(...readSparse(bytesOf(part), budget));
      }
    }
  }
  return {
    op,
    domain: domain === 'ai.onnx' ? '' : domain,
    inputs,
    outputs,
    attributes: new Attributes(attributes),
    tensors,
    graphs,
  };
}

function readTensor(bytes: Uint8Array, budget: Budget): OnnxTensor {
  budget.spend();
  let name = '';
  let type = 0;
  let external = false;
  let size = 0;
  const dims: number[] = [];
  for (const field of fields(bytes)) {
    if (field.field === 1) readDims(dims, field, budget);
    else if (field.field === 2) type = last(field);
    else if (field.field === 8) name = textOf(field);
    else if (field.field === 13) external = true;
    else if (field.field === 14) external ||= last(field) !== 0;
    else if (field.field !== 12) size += field.wire === 0 ? 8 : Math.max(1, field.value.length);
  }
  return { name, type, dims, external, bytes: size, raw: bytes };
}

function readDims(dims: number[], field: Field, budget: Budget): void {
  // A dimension takes at least a byte.
  budget.spend(field.wire === 0 ? 1 : field.value.length);
  const more = integersOf(field);
  for (const dim of more) dims.push(dim);
}

/** Values and indices of a sparse tensor, and the dense size it stands for. */
function readSparse(bytes: Uint8Array, budget: Budget): readonly OnnxTensor[] {
  const parts: OnnxTensor[] = [];
  const dims: number[] = [];
  for (const field of fields(bytes)) {
    if (field.field === 1 || field.field === 2) parts.push(readTensor(bytesOf(field), budget));
    else if (field.field === 3) readDims(dims, field, budget);
  }
  const { name = '', type = 0 } = parts[0] ?? {};
  return [...parts, { name, type, dims, external: false, bytes: Infinity, raw: new Uint8Array() }];
}

function readValue(bytes: Uint8Array, budget: Budget): OnnxValue {
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
          for (const dim of fields(bytesOf(part))) {
            budget.spend();
            if (dim.field === 1) shape.push(readDim(bytesOf(dim)));
          }
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
  if (field.wire !== 0) throw new MalformedMessage(`field ${field.field} is no whole number`);
  return integersOf(field)[0] ?? 0;
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
