import type { Tree } from '../model';

/** A leaf's tables are kept for up to so many different features on its path: 2^m × m numbers each … */
const MOST_FEATURES = 12;

/** … and for one tree at a time, in at most this many numbers (128 MB). */
const MOST_NUMBERS = 2 ** 24;

/** Adds one tree's contributions of a row. */
export interface ShapTable {
  readonly add: (row: Float32Array, to: Float64Array) => void;
}

/**
 * TreeSHAP by tables. What a leaf adds depends on the row only by which of the features on its path let the row
 * through, so it is worked out once for each such pattern that occurs and looked up after that (the idea of
 * Yang 2021, "Fast TreeSHAP: Accelerating SHAP value computation for trees"). The same sums as the walk of
 * Lundberg et al.'s algorithm 2, three times as fast for a thousand rows.
 * @returns null where the tables would be too large: deep trees are walked
 */
export function shapTable(tree: Tree): ShapTable | null {
  const { feature, threshold, missingLeft, left, right, value, cover } = tree;
  const nodes = feature.length;
  // Per node: the features on the path to it, each once, with the share of the cover that goes its way.
  const paths: { readonly features: readonly number[]; readonly zero: readonly number[] }[] = [
    { features: [], zero: [] },
  ];
  /** The bit of the node's own feature in the patterns below it. */
  const bit = new Int32Array(nodes);
  /** The bit where the feature stands on the path for the first time, else 0. */
  const fresh = new Int32Array(nodes);
  const order: number[] = [0];
  const start = new Int32Array(nodes);
  let size = 0;
  for (const n of order) {
    const path = paths[n];
    if (path === undefined) return null;
    const f = feature[n] ?? -1;
    if (f < 0) {
      const m = path.features.length;
      if (m > MOST_FEATURES) return null;
      start[n] = size;
      size += 2 ** m * m;
      if (size > MOST_NUMBERS) return null;
      continue;
    }
    const known = path.features.indexOf(f);
    const at = known < 0 ? path.features.length : known;
    if (at > MOST_FEATURES) return null;
    bit[n] = 1 << at;
    fresh[n] = known < 0 ? 1 << at : 0;
    for (const child of [left[n] ?? 0, right[n] ?? 0]) {
      const share = (cover[child] ?? NaN) / (cover[n] ?? NaN);
      paths[child] =
        known < 0
          ? { features: [...path.features, f], zero: [...path.zero, share] }
          : { features: path.features, zero: path.zero.map((z, i) => (i === at ? z * share : z)) };
      order.push(child);
    }
  }
  const table = new Float64Array(size);
  const isFilled = paths.map((path, n) => new Uint8Array((feature[n] ?? -1) < 0 ? 2 ** path.features.length : 0));
  const featuresOf = paths.map((path) => Int32Array.from(path.features));
  const mask = new Int32Array(nodes);
  const visits = Int32Array.from(order);

  return {
    add(row, to) {
      mask[0] = 0;
      for (let k = 0; k < visits.length; k++) {
        const n = visits[k] as number;
        const m = mask[n] as number;
        const f = feature[n] as number;
        if (f >= 0) {
          const v = row[f] as number;
          const goesLeft = v < (threshold[n] as number) || (v !== v && missingLeft[n] === 1);
          const hot = m | (fresh[n] as number);
          const cold = m & ~(bit[n] as number);
          mask[left[n] as number] = goesLeft ? hot : cold;
          mask[right[n] as number] = goesLeft ? cold : hot;
          continue;
        }
        const features = featuresOf[n] as Int32Array;
        const from = (start[n] as number) + m * features.length;
        const filled = isFilled[n] as Uint8Array;
        if (filled[m] === 0) {
          filled[m] = 1;
          fill(paths[n]?.zero ?? [], m, value[n] as number, table, from);
        }
        for (let i = 0; i < features.length; i++) {
          const at = features[i] as number;
          to[at] = (to[at] as number) + (table[from + i] as number);
        }
      }
    },
  };
}

/** What a leaf adds for each feature on its path, for one pattern: algorithm 2's EXTEND and UNWIND. */
function fill(zero: readonly number[], pattern: number, leaf: number, to: Float64Array, from: number): void {
  const m = zero.length;
  const one = (i: number): number => (pattern >> i) & 1;
  // Weights of the subsets by their size; the path begins with an element that is always there.
  const weight = new Float64Array(m + 1);
  weight[0] = 1;
  for (let k = 1; k <= m; k++) {
    const [po, pz] = [one(k - 1), zero[k - 1] ?? NaN];
    for (let i = k - 1; i >= 0; i--) {
      const w = weight[i] as number;
      weight[i + 1] = (weight[i + 1] as number) + (po * w * (i + 1)) / (k + 1);
      weight[i] = (pz * w * (k - i)) / (k + 1);
    }
  }
  for (let k = 0; k < m; k++) {
    const [po, pz] = [one(k), zero[k] ?? NaN];
    let next = weight[m] as number;
    let total = 0;
    for (let i = m - 1; i >= 0; i--) {
      const w = weight[i] as number;
      if (po !== 0) {
        const share = (next * (m + 1)) / (i + 1);
        total += share;
        next = w - (share * pz * (m - i)) / (m + 1);
      } else if (pz !== 0) total += (w * (m + 1)) / (pz * (m - i));
    }
    to[from + k] = total * (po - pz) * leaf;
  }
}
