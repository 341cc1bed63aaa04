import type { Block, Fill, Preprocessing } from '../../preprocess/spec';
import { DOUBLE, FLOAT } from '../types';
import type { Graph } from './graph';
import type { Precision, Sources } from './sources';

type NumberBlock = Extract<Block, { readonly block: 'number' }>;

/** Some features [N, width], and their places among all. */
interface Piece {
  readonly value: string;
  readonly places: readonly number[];
}

/**
 * Features [N, features] as preprocessing makes them, in the type that the model reads. Logarithms, scaling
 * and linear imputation are computed in double precision, as our own predictor computes them; columns that
 * are treated alike are computed together.
 */
export function writePreprocessing(
  graph: Graph,
  sources: Sources,
  preprocessing: Preprocessing,
  precision: Precision,
): string {
  const { blocks } = preprocessing;
  const pieces: Piece[] = [];
  const numbers: { readonly block: NumberBlock; readonly place: number }[] = [];
  let at = 0;
  for (const block of blocks) {
    const width = block.block === 'one-hot' ? block.levels.length + (block.other ? 1 : 0) : 1;
    if (block.block === 'number') numbers.push({ block, place: at });
    else if (width > 0) {
      const places = Array.from({ length: width }, (_, i) => at + i);
      pieces.push({ value: writeBlock(graph, sources, block, precision), places });
    }
    at += width;
  }
  pieces.push(...writeNumbers(graph, sources, numbers, precision));
  return inPlace(graph, pieces);
}

/** Blocks of numbers: those that are only filled, the others, and each that is filled linearly. */
function writeNumbers(
  graph: Graph,
  sources: Sources,
  numbers: readonly { readonly block: NumberBlock; readonly place: number }[],
  precision: Precision,
): readonly Piece[] {
  const groups = new Map<string, { readonly block: NumberBlock; readonly place: number }[]>();
  for (const entry of numbers) {
    const { fill, log, scale } = entry.block;
    const linear = fill?.by === 'linear' ? `linear ${entry.place}` : '';
    const key = `${linear}/${String(log)}/${String(scale !== null)}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].map((group) => ({
    value: writeGroup(
      graph,
      sources,
      group.map((g) => g.block),
      precision,
    ),
    places: group.map((g) => g.place),
  }));
}

/** Blocks that differ in their figures only: [N, blocks]. */
function writeGroup(graph: Graph, sources: Sources, blocks: readonly NumberBlock[], precision: Precision): string {
  const [first] = blocks;
  if (first === undefined) throw new Error('no blocks');
  const row = [1, blocks.length];
  const exact = first.log || first.scale !== null || first.fill?.by === 'linear';
  const inner: Precision = exact ? 'double' : precision;
  let value = sources.numbers(
    blocks.map((b) => b.column),
    inner,
  );
  if (first.fill?.by === 'linear') {
    value = graph.add('Where', [graph.add('IsNaN', [value]), writeLinear(graph, sources, first.fill), value]);
  } else if (blocks.some((b) => b.fill !== null)) {
    const fills = blocks.map((b) => (b.fill?.by === 'value' ? b.fill.value : NaN));
    const constant = inner === 'double' ? graph.doubles(fills, row) : graph.floats(fills, row);
    value = graph.add('Where', [graph.add('IsNaN', [value]), constant, value]);
  }
  if (first.log) {
    // Not Max: that may lose a NaN, which trees want to see.
    const zero = graph.doubles([0], [1, 1]);
    value = graph.add('Where', [graph.add('Less', [value, zero]), zero, value]);
    value = graph.add('Log', [graph.add('Add', [value, graph.doubles([1], [1, 1])])]);
  }
  if (first.scale !== null) {
    const means = blocks.map((b) => b.scale?.mean ?? 0);
    const scales = blocks.map((b) => b.scale?.scale ?? 1);
    value = graph.add('Div', [graph.add('Sub', [value, graph.doubles(means, row)]), graph.doubles(scales, row)]);
  }
  return inner === precision ? value : cast(graph, value, precision);
}

/** double [N, 1]: what a linear imputer puts in the place of a missing value. */
function writeLinear(graph: Graph, sources: Sources, fill: Extract<Fill, { readonly by: 'linear' }>): string {
  const { terms } = fill;
  const one = [1, 1];
  const row = [1, terms.length];
  let sum: string;
  if (terms.length === 0) {
    const c = graph.doubles([fill.intercept], one);
    sum = graph.add('Where', [sources.rows(), c, c]);
  } else {
    const x = sources.numbers(
      terms.map((t) => t.column),
      'double',
    );
    const fills = graph.doubles(
      terms.map((t) => t.fill),
      row,
    );
    const full = graph.add('Where', [graph.add('IsNaN', [x]), fills, x]);
    const centred = graph.add('Sub', [
      full,
      graph.doubles(
        terms.map((t) => t.mean),
        row,
      ),
    ]);
    const weighed = graph.add('Mul', [
      centred,
      graph.doubles(
        terms.map((t) => t.coefficient),
        row,
      ),
    ]);
    const scaled = graph.add('Div', [
      weighed,
      graph.doubles(
        terms.map((t) => t.scale),
        row,
      ),
    ]);
    const total = graph.add('ReduceSum', [scaled, graph.integers([1])], [{ name: 'keepdims', integer: 1 }]);
    sum = graph.add('Add', [total, graph.doubles([fill.intercept], one)]);
  }
  return graph.add('Clip', [sum, graph.doubles([fill.low], []), graph.doubles([fill.high], [])]);
}

/** A block that is not a number's: [N, its features]. */
function writeBlock(graph: Graph, sources: Sources, block: Exclude<Block, NumberBlock>, precision: Precision): string {
  if (block.block === 'missing') return cast(graph, sources.missing(block.column), precision);
  if (block.block === 'map') {
    // A list of values with those for other levels and for none behind it.
    const n = block.levels.length;
    const place = sources.places(block.column, block.levels, n, n + 1);
    const values = [...block.values, block.unknown, block.missing ?? NaN];
    const table = precision === 'double' ? graph.doubles(values, [n + 2]) : graph.floats(values, [n + 2]);
    return graph.add('Gather', [table, place]);
  }
  const n = block.levels.length;
  const other = block.other ? n : -1;
  const known = block.fill === null ? -1 : block.levels.indexOf(block.fill);
  const missing = block.fill === null ? -1 : known >= 0 ? known : other;
  const width = n + (block.other ? 1 : 0);
  const place = sources.places(block.column, block.levels, other, missing);
  const each = graph.integers(
    Array.from({ length: width }, (_, i) => i),
    [1, width],
  );
  return cast(graph, graph.add('Equal', [place, each]), precision);
}

function cast(graph: Graph, value: string, precision: Precision): string {
  return graph.add('Cast', [value], [{ name: 'to', integer: precision === 'double' ? DOUBLE : FLOAT }]);
}

/** All pieces side by side, in the order of the features. */
function inPlace(graph: Graph, pieces: readonly Piece[]): string {
  const [only] = pieces;
  if (only === undefined) throw new Error('a model without features cannot be written as ONNX');
  const joined =
    pieces.length === 1
      ? only.value
      : graph.add(
          'Concat',
          pieces.map((p) => p.value),
          [{ name: 'axis', integer: 1 }],
        );
  const order = pieces.flatMap((p) => p.places);
  if (order.every((place, i) => place === i)) return joined;
  const from = order.map((_, place) => order.indexOf(place));
  return graph.add('Gather', [joined, graph.integers(from)], [{ name: 'axis', integer: 1 }]);
}
