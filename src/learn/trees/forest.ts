import { anyKernel } from '../kernel/any';
import type { Matrix } from '../matrix';
import type { Tree, TreeModel } from '../model';
import { sfc32, type Random } from '../random';
import type { Target } from '../table';
import { cutPoints } from './binning';
import { growTree, type GrowOptions } from './grow';
import type { Grown } from './nodes';
import { monotoneSigns, within, type TreeOptions } from './options';
import { addTree, type Report } from './predict';
import { prepareTarget, weightedMean, type Prepared } from './targets';
import { makeWorkspace, type Workspace } from './workspace';

export interface TreeFitOptions extends TreeOptions {
  /** Weight of the rows of a leaf, at least, where the weights of all rows average 1; 1 when not said. */
  readonly minLeaf?: number;
  /** Features each node chooses from: their root, all, or a share in (0, 1]. Where none of them can be split, others are tried. */
  readonly maxFeatures?: 'root' | 'all' | number;
}

export interface ForestOptions extends TreeFitOptions {
  /** 100 when not said. */
  readonly trees?: number;
  /** Whether each tree learns from as many rows drawn with replacement, by the seed; true when not said. */
  readonly bootstrap?: boolean;
}

export interface ForestFit {
  readonly model: TreeModel;
  /** What rows are given by the trees that did not learn from them; null without bootstrap. */
  readonly outOfBag: OutOfBag | null;
}

export interface OutOfBag {
  /** Rows × outputs, as `predictTrees` gives them; NaN where every tree learnt from the row. */
  readonly predictions: Float64Array;
  /** Accuracy (probability of 0.5 and more is class 1; the first of equal classes), or R²; weighted. */
  readonly score: number;
}

/**
 * A CART decision tree by histograms: Gini impurity for classes (which for two is the variance of 0/1), else
 * variance. Leaves hold shares of class weights, or means. As deep as it goes unless `maxDepth` ends it.
 * @throws Error for a target or an option that does not fit
 */
export function fitTree(
  x: Matrix,
  target: Target,
  options: TreeFitOptions,
  report: Report = () => undefined,
): TreeModel {
  return fitForest(x, target, { maxFeatures: 'all', ...options, trees: 1, bootstrap: false }, report).model;
}

/**
 * A random forest (Breiman 2001): trees on bootstrap samples, each node choosing among some features (the root
 * of their number for classes, all for numbers, unless said otherwise, as scikit-learn does). The model is in
 * the space of probabilities: each leaf holds its share of the mean, of class 1 for a binary target. A
 * multiclass tree is kept once per class, with the same structure.
 * @throws Error for a target or an option that does not fit
 */
export function fitForest(
  x: Matrix,
  target: Target,
  options: ForestOptions,
  report: Report = () => undefined,
): ForestFit {
  const { trees = 100, bootstrap = true, seed } = options;
  within('trees', trees, 1);
  const prepared = prepareTarget(target, x.rows, options.weights, options.classWeights);
  const weights = prepared.weights === null ? null : scaled(prepared.weights);
  const cuts = cutPoints(x, weights, options.bins ?? 255, seed, (done) => report(0.05 * done));
  const { outputs, y } = prepared;
  const w = makeWorkspace(x, cuts, Math.ceil(outputs / 2), 0, options.kernel ?? anyKernel);
  // Variances of numbers far from 0 would be lost in their squares.
  const centre = target.task === 'regression' ? Math.fround(weightedMean(y, weights)) : 0;
  const grown: Tree[] = [];
  const bag = bootstrap ? { sums: new Float64Array(x.rows * outputs), times: new Int32Array(x.rows) } : null;
  for (let t = 0; t < trees; t++) {
    const random = sfc32(seed, 0x74726565, t);
    const drawn = bootstrap ? drawRows(x.rows, random) : null;
    const count = fillPairs(w, prepared, weights, drawn, centre);
    const { length } = grown;
    const tick = (): void => report(0.05 + (0.95 * t) / trees);
    const one = growTree(w, count, w.features, growOptions(target, options, w.features, random), tick);
    for (let k = 0; k < outputs; k++) grown.push(leafShares(one, w, prepared, k, 1 / trees));
    if (bag !== null && drawn !== null) {
      const isOut = drawn.map((n) => (n === 0 ? 1 : 0));
      for (let k = 0; k < outputs; k++) addTree(grown[length + k], x, isOut, bag.sums, k, outputs);
      isOut.forEach((out, i) => (bag.times[i] = (bag.times[i] ?? 0) + out));
    }
    report(0.05 + (0.95 * (t + 1)) / trees);
  }
  w.kernel.release();
  const base = new Float64Array(outputs).fill(centre);
  const model: TreeModel = {
    kind: 'trees',
    task: target.task,
    link: 'identity',
    features: x.columns,
    base,
    trees: grown,
    outputs: Int32Array.from(grown, (_, i) => i % outputs),
  };
  return { model, outOfBag: bag && outOfBag(target, prepared, bag.sums, bag.times, trees, centre) };
}

/** Weights whose mean is 1. */
function scaled(weights: Float64Array): Float64Array {
  const mean = weightedMean(weights, null);
  return weights.map((w) => w / mean);
}

/** How often each row is drawn. */
function drawRows(rows: number, random: Random): Int32Array {
  const times = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    const row = random.below(rows);
    times[row] = (times[row] as number) + 1;
  }
  return times;
}

/** Writes the rows of a tree and their pairs: (−weight × value, weight), or the weights of two classes each. */
function fillPairs(
  w: Workspace,
  { y, outputs }: Prepared,
  weights: Float64Array | null,
  drawn: Int32Array | null,
  centre: number,
): number {
  let count = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = (drawn?.[i] ?? 1) * (weights?.[i] ?? 1);
    if (weight === 0) continue;
    w.rows[count++] = i;
    const value = y[i] as number;
    w.pairs.forEach((pairs, p) => {
      pairs[2 * i] = outputs === 1 ? -weight * (value - centre) : value === 2 * p ? weight : 0;
      pairs[2 * i + 1] = outputs === 1 ? weight : value === 2 * p + 1 ? weight : 0;
    });
  }
  return count;
}

function growOptions(target: Target, o: ForestOptions, features: number, random: Random): GrowOptions {
  const { maxFeatures = target.task === 'regression' ? 'all' : 'root' } = o;
  const wanted =
    maxFeatures === 'root' ? Math.sqrt(features) : maxFeatures === 'all' ? features : maxFeatures * features;
  const take = Math.max(1, Math.floor(within('maxFeatures', wanted, 0, features)));
  const monotone = monotoneSigns(o, features);
  if (monotone !== null && target.task === 'multiclass') throw new Error('monotone is for one output');
  return {
    maxDepth: within('maxDepth', o.maxDepth ?? Infinity, 0),
    maxLeaves: within('maxLeaves', o.maxLeaves ?? Infinity, 1),
    minGain: o.minGain ?? 0,
    // Class weights may be below 1; rounding must not close a leaf of exactly this weight.
    least: Math.max(within('minLeaf', o.minLeaf ?? 1, 0) * (1 - 1e-9), 1e-6),
    l2: 0,
    monotone,
    leafWise: true,
    nodeColumns: {
      take,
      shuffle(list) {
        for (let i = 0; i < list.length; i++) list[i] = i;
        if (take === list.length) return;
        for (let i = list.length - 1; i > 0; i--) {
          const j = random.below(i + 1);
          const other = list[j] as number;
          list[j] = list[i] as number;
          list[i] = other;
        }
      },
    },
    classes: target.task === 'multiclass' ? target.classes.length : null,
  };
}

/** The tree with an output's share in its leaves: means of numbers less their centre, or shares of a class. */
function leafShares({ tree, leaves }: Grown, w: Workspace, { outputs }: Prepared, k: number, share: number): Tree {
  const value = new Float64Array(tree.feature.length);
  const pairs = w.pairs[k >> 1] ?? new Float32Array();
  for (const leaf of leaves) {
    if (outputs === 1) {
      value[leaf.node] = Math.fround(leaf.value * share);
      continue;
    }
    let sum = 0;
    for (let i = leaf.from; i < leaf.to; i++) sum += pairs[2 * (w.rows[i] as number) + (k & 1)] as number;
    value[leaf.node] = Math.fround((sum / (tree.cover[leaf.node] ?? NaN)) * share);
  }
  return { ...tree, value };
}

function outOfBag(
  target: Target,
  { y, outputs, weights }: Prepared,
  sums: Float64Array,
  times: Int32Array,
  trees: number,
  centre: number,
): OutOfBag {
  const predictions = sums.map((sum, at) => {
    const n = times[Math.floor(at / outputs)] ?? 0;
    return n === 0 ? NaN : (sum * trees) / n + centre;
  });
  const rows = Int32Array.from(y, (_, i) => i).filter((i) => (times[i] ?? 0) > 0);
  const of = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i] ?? NaN);
  const rowWeights = weights && of(weights);
  if (target.task !== 'regression') {
    const right = rows.map((i) => (likeliest(predictions.subarray(i * outputs, (i + 1) * outputs)) === y[i] ? 1 : 0));
    return { predictions, score: weightedMean(Float64Array.from(right), rowWeights) };
  }
  const actual = of(y);
  const mean = weightedMean(actual, rowWeights);
  const variance = weightedMean(
    actual.map((v) => (v - mean) ** 2),
    rowWeights,
  );
  const error = weightedMean(
    Float64Array.from(rows, (i) => ((y[i] ?? NaN) - (predictions[i] ?? NaN)) ** 2),
    rowWeights,
  );
  return { predictions, score: 1 - error / variance };
}

/** The class of a row's outputs. */
function likeliest(row: Float64Array): number {
  if (row.length === 1) return (row[0] ?? NaN) >= 0.5 ? 1 : 0;
  return row.reduce((best, p, k) => (p > (row[best] ?? NaN) ? k : best), 0);
}
