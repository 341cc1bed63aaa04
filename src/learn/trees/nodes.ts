import type { Tree } from '../model';

/** A leaf of a grown tree, and its rows: `workspace.rows[from … to)`. */
export interface Leaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  /** −G ÷ (H + l2) of the first pair, within its monotone range. */
  readonly value: number;
  /** The monotone range. */
  readonly low: number;
  readonly high: number;
}

export interface Grown {
  /** Its leaves hold 0: their values are the caller's to set. */
  readonly tree: Tree;
  readonly leaves: readonly Leaf[];
}

/** The nodes of a tree in the making; it starts as one leaf, node 0. */
export class Nodes {
  readonly #feature = [-1];
  readonly #threshold = [0];
  readonly #missingLeft = [0];
  readonly #left = [-1];
  readonly #right = [-1];
  readonly #gain = [0];
  readonly cover = [0];

  /** Makes a leaf a test with two leaves, and returns their numbers. */
  split(node: number, feature: number, threshold: number, missingLeft: boolean, gain: number): [number, number] {
    const left = this.#leaf();
    const right = this.#leaf();
    this.#feature[node] = feature;
    this.#threshold[node] = threshold;
    this.#missingLeft[node] = missingLeft ? 1 : 0;
    this.#left[node] = left;
    this.#right[node] = right;
    this.#gain[node] = gain;
    return [left, right];
  }

  #leaf(): number {
    this.#feature.push(-1);
    this.#threshold.push(0);
    this.#missingLeft.push(0);
    this.#left.push(-1);
    this.#right.push(-1);
    this.#gain.push(0);
    return this.cover.push(0) - 1;
  }

  tree(): Tree {
    return {
      feature: Int32Array.from(this.#feature),
      threshold: Float64Array.from(this.#threshold),
      missingLeft: Uint8Array.from(this.#missingLeft),
      left: Int32Array.from(this.#left),
      right: Int32Array.from(this.#right),
      value: new Float64Array(this.#feature.length),
      cover: Float64Array.from(this.cover),
      gain: Float64Array.from(this.#gain),
    };
  }
}
