import { DOUBLE } from '../types';
import type { Graph } from './graph';

/** Number type inside of a graph. */
export type Precision = 'float' | 'double';

/** The inputs of a graph, read as the fitted models read their columns; each is prepared once. */
export class Sources {
  readonly #graph: Graph;
  readonly #inputs: ReadonlyMap<string, { readonly input: string; readonly kind: 'number' | 'category' }>;
  readonly #clean = new Map<string, string>();

  /** @param inputs by source column */
  constructor(
    graph: Graph,
    inputs: ReadonlyMap<string, { readonly input: string; readonly kind: 'number' | 'category' }>,
  ) {
    this.#graph = graph;
    this.#inputs = inputs;
  }

  kind(column: string): 'number' | 'category' {
    return this.#of(column).kind;
  }

  /** float or double [N, columns]: numbers as they are, NaN where missing or infinite. */
  numbers(columns: readonly string[], precision: Precision): string {
    const key = `${precision}:${JSON.stringify(columns)}`;
    const known = this.#clean.get(key);
    if (known !== undefined) return known;
    const graph = this.#graph;
    let value: string;
    if (precision === 'double') {
      value = graph.add('Cast', [this.numbers(columns, 'float')], [{ name: 'to', integer: DOUBLE }]);
    } else {
      const inputs = columns.map((c) => this.#of(c).input);
      const [only] = inputs;
      const all =
        only !== undefined && inputs.length === 1 ? only : graph.add('Concat', inputs, [{ name: 'axis', integer: 1 }]);
      value = graph.add('Where', [graph.add('IsInf', [all]), graph.floats([NaN], [1, 1]), all]);
    }
    this.#clean.set(key, value);
    return value;
  }

  /** string [N, 1]; the empty text is a missing value. */
  text(column: string): string {
    return this.#of(column).input;
  }

  /** bool [N, 1]: whether the value is missing. */
  missing(column: string): string {
    if (this.kind(column) === 'number') return this.#graph.add('IsNaN', [this.numbers([column], 'float')]);
    return this.#graph.add('Equal', [this.#code(column), this.#graph.integers([1], [1, 1])]);
  }

  /** bool [N, 1]: whether the level is this one. */
  isLevel(column: string, level: string): string {
    return this.#graph.add('Equal', [this.places(column, [level], 1, 1), this.#graph.integers([0], [1, 1])]);
  }

  /** int64 [N, 1]: place of each level in a list, or what is said for others and for a missing value. */
  places(column: string, levels: readonly string[], other: number, missing: number): string {
    const known = levels.filter((l) => l !== '');
    return this.#graph.add(
      'LabelEncoder',
      [this.text(column)],
      [
        { name: 'keys_strings', texts: [...known, ''] },
        { name: 'values_int64s', integers: [...known.map((l) => levels.indexOf(l)), missing] },
        { name: 'default_int64', integer: other },
      ],
      'ai.onnx.ml',
    );
  }

  /** bool [N, 1] of which nothing matters but its rows. */
  rows(): string {
    const [column] = this.#inputs.keys();
    if (column === undefined) throw new Error('a model that reads no column cannot be written as ONNX');
    return this.missing(column);
  }

  #code(column: string): string {
    return this.places(column, [], 0, 1);
  }

  #of(column: string): { readonly input: string; readonly kind: 'number' | 'category' } {
    const found = this.#inputs.get(column);
    if (found === undefined) throw new Error(`“${column}” is no input`);
    return found;
  }
}
