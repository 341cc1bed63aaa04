import type { Tree } from '../model';

/** Tables are kept for up to so many different features on a path: 2^m × m numbers each … */
const MOST_FEATURES = 12;

/** … and for one tree at a time, in at most this many numbers (128 MB). */
const MOST_NUMBERS = 2 ** 24;

/** Where the contributions of rows are added: feature j of row i at `start` + i × `stride` + j. */
export interface ShapPlaces {
  readonly values: Float64Array;
  readonly start: number;
  readonly stride: number;
}

/** Adds one tree's contributions of the rows from `from` to before `to` of `floats`, which has so many columns. */
export type AddShap = (floats: Float32Array, columns: number, from: number, to: number, places: ShapPlaces) => void;

/** A leaf, with the share of the cover that goes its way at each of the features on its path. */
interface Leaf {
  readonly value: number;
  readonly zero: readonly number[];
}

/** A tree laid out for {@link addRows}. Units are a leaf, or a split with two of them: they have a table. */
interface Layout {
  /** Nodes in the order in which they are visited, parents first. */
  readonly nodes: number;
  /** Feature, or −1 for a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** The bit of the node's feature in the patterns below it; and that where it stands on the path for the first time. */
  readonly bit: Int32Array;
  readonly fresh: Int32Array;
  /** Unit of a node, −1 for none; the table of unit u has rows of the features `list[first[u]]` … */
  readonly unit: Int32Array;
  readonly first: Int32Array;
  readonly list: Int32Array;
  readonly tableAt: Int32Array;
  readonly table: Float64Array;
  readonly filledAt: Int32Array;
  readonly filled: Uint8Array;
  /** Of each unit, one or two. */
  readonly leaves: readonly (readonly Leaf[])[];
}

/**
 * TreeSHAP by tables. What a leaf adds depends on the row only by which of the features on its path let the row
 * through, so it is worked out once for each such pattern that occurs and looked up after that (the idea of
 * Yang 2021, "Fast TreeSHAP: Accelerating SHAP value computation for trees"). Two leaves of one split have the same
 * features and one table. The same sums as the walk of Lundberg et al.'s algorithm 2, in another order.
 * @returns null where the tables would be too large: deep trees are walked
 */
export function shapTable(tree: Tree): AddShap | null {
  const layout = layOut(tree);
  if (layout === null) return null;
  const mask = new Int32Array(layout.nodes);
  return (floats, columns, from, to, places) => addRows(layout, mask, floats, columns, from, to, places);
}

function layOut({ feature, threshold, missingLeft, left, right, value, cover }: Tree): Layout | null {
  const isLeaf = (node: number): boolean => (feature[node] ?? -1) < 0;
  interface Visit {
    readonly node: number;
    /** Features on the path, each once, with the share of the cover that goes this way. */
    readonly features: readonly number[];
    readonly zero: readonly number[];
  }
  const visits: Visit[] = [{ node: 0, features: [], zero: [] }];
  const links = { left: [] as number[], right: [] as number[], bit: [] as number[], fresh: [] as number[] };
  const units: { features: readonly number[]; patterns: number; leaves: readonly Leaf[] }[] = [];
  const unit: number[] = [];
  let size = 0;
  let patterns = 0;
  const addUnit = (features: readonly number[], count: number, leaves: readonly Leaf[]): boolean => {
    unit.push(units.length);
    units.push({ features, patterns: count, leaves });
    size += count * features.length;
    patterns += count;
    return features.length <= MOST_FEATURES && size <= MOST_NUMBERS;
  };
  for (const { node, features, zero } of visits) {
    const f = feature[node] ?? -1;
    const known = features.indexOf(f);
    const at = known < 0 ? features.length : known;
    links.bit.push(f < 0 ? 0 : 1 << at);
    links.fresh.push(f < 0 || known >= 0 ? 0 : 1 << at);
    const children = f < 0 ? [] : [left[node] ?? 0, right[node] ?? 0];
    const below = children.map((child): Visit => {
      const share = (cover[child] ?? NaN) / (cover[node] ?? NaN);
      return known < 0
        ? { node: child, features: [...features, f], zero: [...zero, share] }
        : { node: child, features, zero: zero.map((z, i) => (i === at ? z * share : z)) };
    });
    const leaf = (v: Visit): Leaf => ({ value: value[v.node] ?? NaN, zero: v.zero });
    links.left.push(visits.length);
    links.right.push(visits.length + 1);
    const [first] = below;
    if (first === undefined) {
      if (!addUnit(features, 2 ** features.length, [leaf({ node, features, zero })])) return null;
    } else if (children.every(isLeaf)) {
      // The pattern above, and which way the row goes.
      if (!addUnit(first.features, 2 ** (features.length + 1), below.map(leaf))) return null;
    } else {
      unit.push(-1);
      if (first.features.length > MOST_FEATURES) return null;
      visits.push(...below);
    }
  }
  const starts = (sizes: readonly number[]): number[] => {
    let sum = 0;
    return [...sizes.map((n) => (sum += n) - n), sum];
  };
  const nodes = visits.map((v) => v.node);
  return {
    nodes: nodes.length,
    feature: Int32Array.from(nodes, (n) => feature[n] ?? -1),
    threshold: Float64Array.from(nodes, (n) => threshold[n] ?? NaN),
    missingLeft: Uint8Array.from(nodes, (n) => missingLeft[n] ?? 0),
    left: Int32Array.from(links.left),
    right: Int32Array.from(links.right),
    bit: Int32Array.from(links.bit),
    fresh: Int32Array.from(links.fresh),
    unit: Int32Array.from(unit),
    first: Int32Array.from(starts(units.map((u) => u.features.length))),
    list: Int32Array.from(units.flatMap((u) => u.features)),
    tableAt: Int32Array.from(starts(units.map((u) => u.patterns * u.features.length))),
    table: new Float64Array(size),
    filledAt: Int32Array.from(starts(units.map((u) => u.patterns))),
    filled: new Uint8Array(patterns),
    leaves: units.map((u) => u.leaves),
  };
}

function addRows(
  layout: Layout,
  mask: Int32Array,
  floats: Float32Array,
  columns: number,
  from: number,
  to: number,
  { values, start, stride }: ShapPlaces,
): void {
  const { nodes, feature, threshold, missingLeft, left, right, bit, fresh, unit } = layout;
  const { first, list, tableAt, table, filledAt, filled } = layout;
  for (let i = from; i < to; i++) {
    const row = i * columns;
    const out = start + i * stride;
    for (let n = 0; n < nodes; n++) {
      const f = feature[n] as number;
      const u = unit[n] as number;
      let pattern = mask[n] as number;
      if (f >= 0) {
        const v = floats[row + f] as number;
        const goesLeft = v < (threshold[n] as number) || (v !== v && missingLeft[n] === 1);
        if (u < 0) {
          const hot = pattern | (fresh[n] as number);
          const cold = pattern & ~(bit[n] as number);
          mask[left[n] as number] = goesLeft ? hot : cold;
          mask[right[n] as number] = goesLeft ? cold : hot;
          continue;
        }
        pattern = 2 * pattern + (goesLeft ? 1 : 0);
      }
      const head = first[u] as number;
      const width = (first[u + 1] as number) - head;
      const at = (tableAt[u] as number) + pattern * width;
      const flag = (filledAt[u] as number) + pattern;
      if (filled[flag] === 0) {
        filled[flag] = 1;
        fillUnit(layout, n, pattern, at);
      }
      for (let k = 0; k < width; k++) {
        const place = out + (list[head + k] as number);
        values[place] = (values[place] as number) + (table[at + k] as number);
      }
    }
  }
}

/** Works out what the leaves of a node's unit add for one pattern. */
function fillUnit({ unit, leaves, bit, fresh, table }: Layout, node: number, pattern: number, at: number): void {
  const [one, other] = leaves[unit[node] ?? 0] ?? [];
  if (one === undefined) return;
  if (other === undefined) {
    addLeaf(one, pattern, table, at);
    return;
  }
  const above = pattern >> 1;
  const hot = above | (fresh[node] ?? 0);
  const cold = above & ~(bit[node] ?? 0);
  const goesLeft = (pattern & 1) === 1;
  addLeaf(one, goesLeft ? hot : cold, table, at);
  addLeaf(other, goesLeft ? cold : hot, table, at);
}

/** Weights of subsets by their size, for {@link addLeaf}. */
const weight = new Float64Array(MOST_FEATURES + 2);

/** Adds what a leaf adds for each feature on its path, for one pattern: algorithm 2's EXTEND and UNWIND. */
function addLeaf({ value, zero }: Leaf, pattern: number, to: Float64Array, from: number): void {
  const m = zero.length;
  // The path begins with an element that is always there.
  weight[0] = 1;
  for (let k = 1; k <= m; k++) {
    const po = (pattern >> (k - 1)) & 1;
    const pz = zero[k - 1] as number;
    weight[k] = 0;
    for (let i = k - 1; i >= 0; i--) {
      const w = weight[i] as number;
      weight[i + 1] = (weight[i + 1] as number) + (po * w * (i + 1)) / (k + 1);
      weight[i] = (pz * w * (k - i)) / (k + 1);
    }
  }
  for (let k = 0; k < m; k++) {
    const po = (pattern >> k) & 1;
    const pz = zero[k] as number;
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
    to[from + k] = (to[from + k] as number) + total * (po - pz) * value;
  }
}
