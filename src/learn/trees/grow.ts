import { Nodes, type Grown, type Leaf } from './nodes';
import { bestSplit, giniSplit, leafValue, withUntil, type Limits, type Split } from './scan';
import type { Workspace } from './workspace';

export interface GrowOptions extends Limits {
  /** Splits between the root and a leaf, at most; 0 makes a single leaf. */
  readonly maxDepth: number;
  readonly maxLeaves: number;
  /** A split has to gain more than this. */
  readonly minGain: number;
  /** Split the leaf that gains most first, not level by level; matters where `maxLeaves` ends the growth. */
  readonly leafWise: boolean;
  /** The features of each node's search; null when those of the tree serve all its nodes. */
  readonly nodeColumns: NodeColumns | null;
  /** Number of classes where several are grown together by Gini impurity, else null. */
  readonly classes: number | null;
}

/** Features by turns: the first `take` of a new random order, then more until a split is found. */
export interface NodeColumns {
  readonly take: number;
  /** Puts all features into a new order. */
  shuffle(list: Int32Array): void;
}

interface Open {
  readonly node: number;
  readonly depth: number;
  readonly from: number;
  readonly to: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly low: number;
  readonly high: number;
  /** Place of the kept histogram, or −1. */
  histogram: number;
  /** Per class, with several; else empty. */
  readonly totals: Float64Array;
  split: Split | null;
  gain: number;
}

/**
 * Grows one tree on the first `count` rows of `workspace.rows`, which it reorders, with the first `listed`
 * features of `workspace.list`. Deterministic: sums run in the order of the rows, the first of equal splits
 * wins. `tick` is called after every split and may throw.
 */
export function growTree(w: Workspace, count: number, listed: number, o: GrowOptions, tick: () => void): Grown {
  const nodes = new Nodes();
  const leaves: Leaf[] = [];
  const free = [...w.at.waiting];
  const keeps = o.nodeColumns === null && o.classes === null;
  const queue: Open[] = [];

  const close = (n: Open): void => {
    if (n.histogram >= 0) free.push(n.histogram);
    n.histogram = -1;
    const value = leafValue(n.gradient, n.hessian, o.l2, n.low, n.high);
    leaves.push({ node: n.node, from: n.from, to: n.to, value, low: n.low, high: n.high });
  };
  const splittable = (n: Open): boolean => n.depth < o.maxDepth && n.to - n.from >= 2 && n.hessian >= 2 * o.least;
  const accept = (n: Open, split: Split | null): void => {
    const own = o.classes === null ? ownScore(n, o) : giniScore(n);
    const gain = (split?.score ?? 0) - own;
    // Rounding makes a split of nothing gain a few ulps of the scores it is the difference of.
    if (split !== null && gain > o.minGain && gain > 1e-10 * own) {
      n.split = split;
      n.gain = gain;
      queue.push(n);
    } else close(n);
  };
  /** Sums a node's rows at a place and looks for its split there. */
  const build = (n: Open, place: number): void => {
    sumRows(w, n, place, listed, 0);
    accept(n, bestSplit(w, place, listed, n, o));
  };
  const search = (n: Open): void => {
    if (!splittable(n)) close(n);
    else if (keeps) {
      n.histogram = free.pop() ?? -1;
      build(n, n.histogram >= 0 ? n.histogram : (w.at.passing[0] ?? 0));
    } else accept(n, passingSplit(w, n, listed, o));
  };
  /** Sums the rows of the smaller side only; the other one's sums are the difference. */
  const searchBoth = (parent: Open, a: Open, b: Open): void => {
    const whole = parent.histogram;
    parent.histogram = -1;
    if (whole < 0 || !(splittable(a) || splittable(b))) {
      if (whole >= 0) free.push(whole);
      search(a);
      search(b);
      return;
    }
    const [small, large] = a.to - a.from <= b.to - b.from ? [a, b] : [b, a];
    const kept = free.pop() ?? -1;
    const place = kept >= 0 ? kept : (w.at.passing[0] ?? 0);
    sumRows(w, small, place, listed, 0);
    w.kernel.subtract(whole, place, w.at.list, listed);
    small.histogram = kept;
    large.histogram = whole;
    for (const [n, at] of [
      [small, place],
      [large, whole],
    ] as const) {
      if (splittable(n)) accept(n, bestSplit(w, at, listed, n, o));
      else close(n);
    }
  };

  const root = open(0, 0, 0, count, sumsOf(w, 0, count, o.classes), -Infinity, Infinity);
  nodes.cover[root.node] = root.hessian;
  search(root);
  while (queue.length > 0 && leaves.length + queue.length < o.maxLeaves) {
    const parent = next(queue, o);
    const [a, b] = divide(w, parent, o, nodes);
    if (b === null) close(parent);
    else searchBoth(parent, a, b);
    tick();
  }
  for (const n of queue) close(n);
  return { tree: nodes.tree(), leaves };
}

/** The score of a node that is not split. */
function ownScore(n: Open, { l2 }: GrowOptions): number {
  const value = leafValue(n.gradient, n.hessian, l2, n.low, n.high);
  return -(2 * n.gradient * value + (n.hessian + l2) * value * value);
}

function giniScore(n: Open): number {
  return n.totals.reduce((sum, t) => sum + t * t, 0) / n.hessian;
}

/** No classes: one array for all, as an empty one costs as much as another. */
const NONE = new Float64Array(0);

/** A node before its split is looked for. */
function open(node: number, depth: number, from: number, to: number, sums: NodeSums, low: number, high: number): Open {
  const { gradient, hessian, totals } = sums;
  return { node, depth, from, to, gradient, hessian, totals, low, high, histogram: -1, split: null, gain: 0 };
}

type NodeSums = Pick<Open, 'gradient' | 'hessian' | 'totals'>;

/** Sums of a range of rows, in their order. */
function sumsOf(w: Workspace, from: number, to: number, classes: number | null): NodeSums {
  const totals = new Float64Array(classes ?? 2);
  for (let k = 0; k < totals.length; k++) {
    const pairs = w.pairs[k >> 1] ?? new Float32Array();
    let sum = 0;
    for (let i = from; i < to; i++) sum += pairs[2 * (w.rows[i] as number) + (k & 1)] as number;
    totals[k] = sum;
  }
  if (classes === null) return { gradient: totals[0] ?? 0, hessian: totals[1] ?? 0, totals: NONE };
  return { gradient: 0, hessian: totals.reduce((sum, t) => sum + t, 0), totals };
}

function sumRows(w: Workspace, n: Open, place: number, listed: number, pair: number): void {
  const { at, features } = w;
  const rows = at.rows + 4 * n.from;
  w.kernel.histogram(at.bins, features, rows, n.to - n.from, at.pairs[pair] ?? 0, place, at.list, listed);
}

/**
 * The best split of a node that keeps no histogram, of its first features. Where none of them can be split,
 * further ones are tried one by one, as scikit-learn does: the first that can be split is taken.
 */
function passingSplit(w: Workspace, n: Open, listed: number, o: GrowOptions): Split | null {
  const take = o.nodeColumns?.take ?? listed;
  o.nodeColumns?.shuffle(w.list);
  for (let from = 0; from < listed; from += from === 0 ? take : 1) {
    // The list's head is what the kernel reads; what was tried there is done with.
    if (from > 0) w.list[0] = w.list[from] ?? 0;
    const some = from === 0 ? Math.min(take, listed) : 1;
    w.at.passing.forEach((place, pair) => sumRows(w, n, place, some, pair));
    const split =
      o.classes === null
        ? bestSplit(w, w.at.passing[0] ?? 0, some, n, o)
        : giniSplit(w, w.at.passing, some, n.totals, o.least);
    if (split !== null) return withUntil(w, w.at.passing, split);
  }
  return null;
}

/** Takes the node whose turn it is: the last found (depth first), the first (level by level), or the best. */
function next(queue: Open[], { leafWise, maxLeaves }: GrowOptions): Open {
  let turn = maxLeaves === Infinity ? queue.length - 1 : 0;
  if (leafWise && maxLeaves !== Infinity) {
    queue.forEach((n, i) => {
      if (n.gain > (queue[turn]?.gain ?? 0)) turn = i;
    });
  }
  const [taken] = queue.splice(turn, 1);
  if (taken === undefined) throw new Error('no node is open');
  return taken;
}

/** Parts a node's rows; the second is null when all went one way, which only rounding can bring about. */
function divide(w: Workspace, n: Open, o: GrowOptions, nodes: Nodes): readonly [Open, Open | null] {
  const { split } = n;
  if (split === null) throw new Error('a node without a split is open');
  const { feature } = split;
  const { at } = w;
  const left = w.kernel.partition(
    at.rows + 4 * n.from,
    n.to - n.from,
    at.scratch,
    at.bins + feature,
    w.features,
    split.split + 1,
    split.missingLeft ? 1 : 0,
  );
  const middle = n.from + left;
  if (left === 0 || middle === n.to) return [n, null];
  // Where no missing value was seen, later ones go with the greater part of the rows.
  const missingLeft = split.missingSeen ? split.missingLeft : 2 * left > n.to - n.from;
  const [a, b] = nodes.split(n.node, feature, thresholdOf(w, split), missingLeft, n.gain);
  const { gradient, hessian } = split;
  const { classes } = o;
  const ofLeft = classes === null ? { gradient, hessian, totals: NONE } : sumsOf(w, n.from, middle, classes);
  const rest = { gradient: n.gradient - gradient, hessian: n.hessian - hessian, totals: NONE };
  const ofRight = classes === null ? rest : sumsOf(w, middle, n.to, classes);
  nodes.cover[a] = ofLeft.hessian;
  nodes.cover[b] = ofRight.hessian;
  const { low, high } = n;
  const border = o.monotone === null ? 0 : borderOf(n, ofLeft, ofRight, o);
  const direction = o.monotone?.[feature] ?? 0;
  return [
    open(a, n.depth + 1, n.from, middle, ofLeft, direction < 0 ? border : low, direction > 0 ? border : high),
    open(b, n.depth + 1, middle, n.to, ofRight, direction > 0 ? border : low, direction < 0 ? border : high),
  ];
}

/**
 * Midway between the node's own values, as scikit-learn puts it, where the histogram is of this node alone; the
 * first cut that parts them where it is not kept so exactly.
 */
function thresholdOf(w: Workspace, { feature, split, until = split }: Split): number {
  const cuts = w.cuts[feature];
  const [low, high] = [cuts?.[split] ?? NaN, cuts?.[until] ?? NaN];
  const middle = Math.fround(low / 2 + high / 2);
  return Number.isFinite(middle) ? middle : low;
}

/** Where the values of two sides of a monotone split meet. */
function borderOf({ low, high }: Open, a: NodeSums, b: NodeSums, { l2 }: GrowOptions): number {
  return (leafValue(a.gradient, a.hessian, l2, low, high) + leafValue(b.gradient, b.hessian, l2, low, high)) / 2;
}
