import type { OnnxGraph, OnnxNode } from './read';

/**
 * The operators so that each stands behind those whose answers it reads (files have them so, but need not).
 * @returns the operators, or in words what does not fit together: a circle, a name that nothing gives, or
 * that two operators give
 */
export function inOrder(graph: OnnxGraph): readonly OnnxNode[] | string {
  const given = new Set(['', ...graph.inputs.map((i) => i.name), ...graph.initializers.map((t) => t.name)]);
  const makers = new Map<string, OnnxNode>();
  for (const node of graph.nodes) {
    for (const output of node.outputs) {
      if (output === '') continue;
      if (makers.has(output) || given.has(output)) return `two of its operators give “${output}”`;
      makers.set(output, node);
    }
  }
  const waiting = new Map<OnnxNode, number>();
  const readers = new Map<OnnxNode, OnnxNode[]>();
  const ready: OnnxNode[] = [];
  for (const node of graph.nodes) {
    let open = 0;
    for (const input of node.inputs) {
      if (given.has(input)) continue;
      const maker = makers.get(input);
      if (maker === undefined) return `its operator ${node.op} reads “${input}”, which nothing gives`;
      const list = readers.get(maker);
      if (list === undefined) readers.set(maker, [node]);
      else list.push(node);
      open++;
    }
    waiting.set(node, open);
    if (open === 0) ready.push(node);
  }
  const ordered: OnnxNode[] = [];
  for (let node = ready.shift(); node !== undefined; node = ready.shift()) {
    ordered.push(node);
    for (const reader of readers.get(node) ?? []) {
      const open = (waiting.get(reader) ?? 0) - 1;
      waiting.set(reader, open);
      if (open === 0) ready.push(reader);
    }
  }
  if (ordered.length < graph.nodes.length) return 'its operators wait for each other in a circle';
  const missing = graph.outputs.find((o) => !makers.has(o.name) && !given.has(o.name));
  return missing === undefined ? ordered : `nothing gives its output “${missing.name}”`;
}
