import type { OnnxGraph, OnnxNode } from './read';
import { constant, inferSizes, known, type Known } from './shapes';

/** Rows scored at once, the most first. */
export const CHUNKS = [16_384, 2048, 256, 32, 1] as const;
/** Values that all operators together may make for one chunk: 256 MB as float32, were nothing ever freed. */
export const MAX_MADE = 64 * 1024 * 1024;
/** Width that a table is taken to have where the model leaves it open. */
const OPEN_WIDTH = 1024;

/**
 * How many rows may be scored at once so that nothing the model makes gets too large.
 * @param nodes the operators in order, see `inOrder`
 * @returns a number of rows, or in words what gets too large, or is only known when it runs
 */
export function rowsAtOnce(graph: OnnxGraph, nodes: readonly OnnxNode[]): number | string {
  let reason = '';
  for (const rows of CHUNKS) {
    const made = sizeOf(graph, nodes, rows);
    if (typeof made === 'number') return rows;
    reason = made;
  }
  return reason;
}

/** Values made for so many rows, or why they may not be made. */
function sizeOf(graph: OnnxGraph, nodes: readonly OnnxNode[], rows: number): number | string {
  const values = startValues(graph, rows);
  let total = 0;
  for (const node of nodes) {
    const outputs = inferSizes(
      node,
      node.inputs.map((name) => values.get(name)),
    );
    if (typeof outputs === 'string') return outputs;
    for (const [i, name] of node.outputs.entries()) {
      const made = outputs[i] ?? outputs[0];
      if (made === undefined) continue;
      total += made.size;
      if (!(total <= MAX_MADE)) return `its operator ${node.op} makes more than ${MAX_MADE} values`;
      values.set(name, made);
    }
  }
  return total;
}

function startValues(graph: OnnxGraph, rows: number): Map<string, Known> {
  const values = new Map<string, Known>();
  for (const { name, shape } of graph.inputs) {
    values.set(name, known(shape.map((d, axis) => (d === null || d <= 0 ? (axis === 0 ? rows : OPEN_WIDTH) : d))));
  }
  for (const tensor of graph.initializers) {
    values.set(tensor.name, constant(tensor.dims, tensor.raw));
  }
  return values;
}
