import { bytesOf, fields, MessageWriter, textOf, type Field } from './protobuf';
import { FLOAT } from './types';

/**
 * A model without ZipMap: what that would have made into maps stays a table [N, classes] under the same name
 * of output. onnxruntime-web cannot answer maps. Bytes of a model without ZipMap are answered as they are.
 * @param bytes a model that was inspected
 */
export function withoutZipMap(bytes: Uint8Array): Uint8Array {
  let changed = false;
  const model = new MessageWriter();
  for (const field of fields(bytes)) {
    if (field.field !== 7) copy(model, field);
    else {
      const graph = withoutMaps(bytesOf(field));
      changed ||= graph !== null;
      model.bytes(7, graph ?? bytesOf(field));
    }
  }
  return changed ? model.done() : bytes;
}

/** The graph with Identity in the place of ZipMap, or null when it has none. */
function withoutMaps(bytes: Uint8Array): Uint8Array | null {
  const maps = new Set<string>();
  for (const field of fields(bytes)) {
    if (field.field === 1) for (const name of mapOutputs(bytesOf(field))) maps.add(name);
  }
  if (maps.size === 0) return null;
  const graph = new MessageWriter();
  for (const field of fields(bytes)) {
    const node = field.field === 1 ? bytesOf(field) : null;
    if (node !== null && mapOutputs(node).length > 0) graph.bytes(1, asIdentity(node));
    else if (field.field === 12 && maps.has(nameOf(bytesOf(field)))) graph.message(12, asTable(nameOf(bytesOf(field))));
    // A type noted for a value inside of the graph, which it has no longer.
    else if (field.field === 13 && maps.has(nameOf(bytesOf(field)))) continue;
    else copy(graph, field);
  }
  return graph.done();
}

/** What a node answers, if it is a ZipMap. */
function mapOutputs(node: Uint8Array): readonly string[] {
  let op = '';
  const outputs: string[] = [];
  for (const field of fields(node)) {
    if (field.field === 4) op = textOf(field);
    else if (field.field === 2) outputs.push(textOf(field));
  }
  return op === 'ZipMap' ? outputs : [];
}

function asIdentity(node: Uint8Array): Uint8Array {
  const identity = new MessageWriter();
  // input, output, name; neither operator and domain nor attributes.
  for (const field of fields(node)) if (field.field <= 3) copy(identity, field);
  return identity.text(4, 'Identity').done();
}

/** float [any, any] */
function asTable(name: string): MessageWriter {
  const shape = new MessageWriter().message(1, new MessageWriter()).message(1, new MessageWriter());
  const tensor = new MessageWriter().varint(1, FLOAT).message(2, shape);
  return new MessageWriter().text(1, name).message(2, new MessageWriter().message(1, tensor));
}

function nameOf(value: Uint8Array): string {
  for (const field of fields(value)) if (field.field === 1) return textOf(field);
  return '';
}

function copy(to: MessageWriter, field: Field): void {
  if (field.wire === 0) to.varint(field.field, field.value);
  else if (field.wire === 2) to.bytes(field.field, field.value);
  else to.fixed(field.field, field.wire, field.value);
}
