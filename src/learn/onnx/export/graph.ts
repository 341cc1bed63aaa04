import type { Attribute, Constant, Node } from '../write';

/** ONNX's operators for learning. */
export const ML = 'ai.onnx.ml';

/** Values of a constant without its name. */
export type ConstantValues = Constant extends infer C ? (C extends Constant ? Omit<C, 'name'> : never) : never;

/** Operators and constants of a graph that is being written; gives every value a name of its own. */
export class Graph {
  readonly nodes: Node[] = [];
  readonly constants: Constant[] = [];
  readonly #known = new Map<string, string>();
  readonly #taken: Set<string>;
  #last = 0;

  /** @param taken names that inputs and outputs have */
  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** Adds an operator with one output; answers that output's name. */
  add(op: string, inputs: readonly string[], attributes: readonly Attribute[] = [], domain = ''): string {
    const output = this.#fresh(op);
    this.nodes.push({ op, domain, inputs, outputs: [output], attributes });
    return output;
  }

  /** Gives a value the name of an output. */
  answer(value: string, output: string): void {
    this.nodes.push({ op: 'Identity', domain: '', inputs: [value], outputs: [output] });
  }

  /** float64 numbers of a shape; equal constants are one. */
  doubles(values: readonly number[], dims: readonly number[]): string {
    return this.#constant(`d${dims.join()}:${values.join()}`, { dims, values: Float64Array.from(values) });
  }

  floats(values: readonly number[], dims: readonly number[]): string {
    return this.#constant(`f${dims.join()}:${values.join()}`, { dims, values: Float32Array.from(values) });
  }

  integers(integers: readonly number[], dims: readonly number[] = [integers.length]): string {
    return this.#constant(`i${dims.join()}:${integers.join()}`, { dims, integers });
  }

  texts(texts: readonly string[], dims: readonly number[]): string {
    return this.#constant(`t${dims.join()}:${JSON.stringify(texts)}`, { dims, texts });
  }

  #constant(key: string, constant: ConstantValues): string {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const name = this.#fresh('constant');
    this.constants.push({ ...constant, name });
    this.#known.set(key, name);
    return name;
  }

  #fresh(what: string): string {
    let name: string;
    do name = `${what}_${++this.#last}`;
    while (this.#taken.has(name));
    return name;
  }
}
