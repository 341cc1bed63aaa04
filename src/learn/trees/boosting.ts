import { anyKernel } from '../kernel/any';
import type { Matrix } from '../matrix';
import type { Tree, TreeModel } from '../model';
import { sfc32 } from '../random';
import type { Target } from '../table';
import { cutPoints, writeBins, type Binned, type Cuts } from './binning';
import { growTree, type GrowOptions } from './grow';
import type { Grown, Leaf } from './nodes';
import { logistic, quantileLoss, softmax, squared, type Objective } from './objectives';
import { monotoneSigns, within, type TreeOptions } from './options';
import { addTree, type Report } from './predict';
import { addRest } from './rest';
import { prepareTarget, weightedQuantile, type Prepared } from './targets';
import { makeWorkspace, type Workspace } from './workspace';

export interface BoostingOptions extends TreeOptions {
  /** Rounds, each of one tree per output; 100 when not said. */
  readonly rounds?: number;
  /** Share of each tree's correction that is applied, in (0, 1]; 0.1 when not said. */
  readonly learningRate?: number;
  /** Sum of hessians of a leaf, at least; 1 when not said. */
  readonly minChildWeight?: number;
  /** Penalty on squared leaf values; 1 when not said. */
  readonly l2?: number;
  /** `leaf`: the leaf that gains most is split first; give `maxLeaves` with it. `depth` when not said. */
  readonly growth?: 'depth' | 'leaf';
  /** Share of rows each tree learns from, in (0, 1]; 1 when not said. */
  readonly subsample?: number;
  /** Share of features each tree learns from, in (0, 1]; 1 when not said. */
  readonly columns?: number;
  /** Predict this quantile, in (0, 1), of a number instead of its mean. */
  readonly quantile?: number;
  /** Rows that only judge: the model ends with the round of their least loss. */
  readonly validation?: Validation;
  /** Whether the loss of the training rows is measured, which takes a tenth of the time; true when not said. */
  readonly measured?: boolean;
  /** Bins of fits of these very rows and weights: taken from here, or put here for the next. */
  readonly binned?: Map<string, Binned>;
}

export interface Validation {
  readonly x: Matrix;
  readonly target: Target;
  readonly weights?: Float64Array;
  /** Rounds without a new least loss after which boosting stops; 20 when not said. */
  readonly patience?: number;
}

export interface BoostingFit {
  readonly model: TreeModel;
  /**
   * Loss after 0, 1, 2 … rounds, by weight: log loss, mean squared error, or pinball loss. Rounds that were
   * dropped by early stopping are in it. Empty where it is not `measured`.
   */
  readonly trainLoss: Float64Array;
  /** The same of the validation rows; null without them. */
  readonly validationLoss: Float64Array | null;
  /** Rounds in the model. */
  readonly rounds: number;
}

/**
 * Gradient boosting of histogram trees (Friedman 2001, with second-order leaves as Chen & Guestrin 2016):
 * log loss for classes, squared error or a quantile's pinball loss for numbers. Missing values (NaN) go, at
 * each node, where the training rows gain most, or with the greater part where none is missing. Leaf values
 * of a quantile are the quantile of the leaf's residuals.
 * @param report told after every split and round
 * @throws Error for a target or an option that does not fit, and where all rows are of one class
 */
export function fitBoosting(
  x: Matrix,
  target: Target,
  options: BoostingOptions,
  report: Report = () => undefined,
): BoostingFit {
  const { seed, rounds = 100, subsample = 1, measured = true } = options;
  within('rounds', rounds, 1);
  within('subsample', subsample, 1e-9, 1);
  const p = prepareTarget(target, x.rows, options.weights, options.classWeights);
  const objective = objectiveOf(target, options);
  const o = growOptions(options, x.columns, target, objective);
  const { cuts, bins } = binsOf(x, p, options, (done) => report(0.04 * done));
  // Depth first, one histogram waits per level; else one per leaf.
  const waiting =
    o.maxLeaves === Infinity
      ? Math.min(o.maxDepth, 64) + 2
      : Math.min(o.maxLeaves + 1, 2 ** Math.min(o.maxDepth, 20) + 1);
  const w = makeWorkspace(x, cuts, 1, waiting, options.kernel ?? anyKernel, bins);
  const [pairs] = w.pairs;
  if (pairs === undefined) throw new Error('no room for gradients');
  const base = objective.base(p);
  if (!base.every(Number.isFinite)) throw new Error('all labels are of one class');
  const sums = spread(base, x.rows);
  const judge = options.validation && judgeOf(options.validation, base, objective, options, x.columns, target);
  const rest = new Int32Array(x.rows + 1);
  const chances = subsample < 1 ? new Float64Array(x.rows) : null;
  const trees: Tree[] = [];
  const trainLoss: number[] = [];
  const validationLoss: number[] = [];
  const columns = Math.max(1, Math.round(within('columns', options.columns ?? 1, 0, 1) * x.columns));
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    // Every output's gradients are of the sums before the round.
    const before = p.outputs > 1 ? sums.slice() : sums;
    if (measured) trainLoss.push(objective.loss(p, before));
    for (let k = 0; k < p.outputs; k++) {
      const done = (within01: number): number => 0.05 + (0.95 * (round + (k + within01) / p.outputs)) / rounds;
      const random = sfc32(seed, round + 1, k + 1);
      if (chances !== null) random.uniforms(chances);
      const count = chooseRows(w, p, subsample, chances, rest);
      objective.gradients(p, before, k, pairs, w.rows, count);
      const listed = chooseColumns(w, columns, random.below);
      let splits = 0;
      const grown = growTree(w, count, listed, o, () => report(done(Math.min(0.9, ++splits / 64))));
      const tree = withValues(grown, w, p, sums, k, objective, options.learningRate ?? 0.1);
      trees.push(tree);
      // Rows that the tree learnt from lie in its leaves; only the others walk down.
      addLeaves(grown.leaves, tree, w, sums, k, p.outputs);
      const others = x.rows - count;
      if (others > 0 && !addRest(tree, w, rest, others, sums, k, p.outputs))
        addTree(tree, x, marked(rest, others, x.rows), sums, k, p.outputs);
      report(done(1));
    }
    if (judge === undefined) continue;
    if (round === 0) validationLoss.push(judge.loss());
    for (let k = 0; k < p.outputs; k++) judge.add(trees[round * p.outputs + k], k);
    validationLoss.push(judge.loss());
    if ((validationLoss[round + 1] ?? NaN) < (validationLoss[best] ?? NaN)) best = round + 1;
    if (round + 1 - best >= judge.patience) break;
  }
  w.kernel.release();
  if (measured) trainLoss.push(objective.loss(p, sums));
  report(1);
  const kept = judge === undefined ? trees : trees.slice(0, best * p.outputs);
  const model: TreeModel = {
    kind: 'trees',
    task: target.task,
    link: objective.link,
    features: x.columns,
    base,
    trees: kept,
    outputs: Int32Array.from(kept, (_, i) => i % p.outputs),
  };
  return {
    model,
    trainLoss: Float64Array.from(trainLoss),
    validationLoss: judge === undefined ? null : Float64Array.from(validationLoss),
    rounds: kept.length / p.outputs,
  };
}

/** Cut points, and the bins where they are kept. */
function binsOf(
  x: Matrix,
  { weights }: Prepared,
  { bins = 255, seed, binned }: BoostingOptions,
  report: Report,
): { readonly cuts: readonly Cuts[]; readonly bins: Uint8Array | null } {
  const key = `${seed} ${bins}`;
  const known = binned?.get(key);
  if (known !== undefined) return known;
  const cuts = cutPoints(x, weights, bins, seed, report);
  if (binned === undefined) return { cuts, bins: null };
  const made = { cuts, bins: new Uint8Array(x.values.length) };
  writeBins(x, cuts, made.bins);
  binned.set(key, made);
  return made;
}

function objectiveOf(target: Target, { quantile }: BoostingOptions): Objective {
  if (quantile !== undefined) {
    if (target.task !== 'regression') throw new Error('a quantile is of a number');
    if (!(quantile > 0 && quantile < 1)) throw new Error(`quantile is ${quantile}, not between 0 and 1`);
    return quantileLoss(quantile);
  }
  return target.task === 'binary' ? logistic : target.task === 'multiclass' ? softmax : squared;
}

function growOptions(o: BoostingOptions, features: number, target: Target, objective: Objective): GrowOptions {
  const monotone = monotoneSigns(o, features);
  if (monotone !== null && target.task === 'multiclass') throw new Error('monotone is for one output');
  if (monotone !== null && objective.refit !== null) throw new Error('monotone is not for quantiles');
  within('learningRate', o.learningRate ?? 0.1, 1e-9, 1);
  return {
    maxDepth: within('maxDepth', o.maxDepth ?? 6, 0),
    maxLeaves: within('maxLeaves', o.maxLeaves ?? Infinity, 1),
    minGain: within('minGain', o.minGain ?? 0, 0),
    least: Math.max(within('minChildWeight', o.minChildWeight ?? 1, 0), 1e-6),
    l2: within('l2', o.l2 ?? 1, 0),
    monotone,
    leafWise: o.growth === 'leaf',
    nodeColumns: null,
    classes: null,
  };
}

function spread(base: Float64Array, rows: number): Float64Array {
  return Float64Array.from({ length: rows * base.length }, (_, i) => base[i % base.length] ?? 0);
}

/**
 * Writes the row numbers of a tree, rising: those with a weight whose chance is below `share`; all others into `rest`.
 * @param chances null takes all
 */
function chooseRows(
  w: Workspace,
  { rows, weights }: Prepared,
  share: number,
  chances: Float64Array | null,
  rest: Int32Array,
): number {
  const chosen = w.rows;
  let count = 0;
  // Both are written and one is kept: to branch by chance is to guess wrong every other time.
  for (let i = 0; i < rows; i++) {
    const likely = chances === null ? 1 : +((chances[i] as number) < share);
    const taken = weights === null ? likely : likely & +(weights[i] !== 0);
    if (count < rows) chosen[count] = i;
    rest[i - count] = i;
    count += taken;
  }
  return count;
}

/** 1 for the first `count` of some rows. */
function marked(some: Int32Array, count: number, rows: number): Uint8Array {
  const marks = new Uint8Array(rows);
  for (let i = 0; i < count; i++) marks[some[i] as number] = 1;
  return marks;
}

/** Writes the feature numbers of a tree, rising: `take` of all by the seed. */
function chooseColumns(w: Workspace, take: number, below: (n: number) => number): number {
  const all = Int32Array.from({ length: w.features }, (_, j) => j);
  for (let i = 0; take < w.features && i < take; i++) {
    const j = i + below(w.features - i);
    const other = all[j] as number;
    all[j] = all[i] as number;
    all[i] = other;
  }
  w.list.set(all.subarray(0, take).sort());
  return take;
}

/** The tree with its leaves' values: shrunk, as float32 numbers. */
function withValues(
  { tree, leaves }: Grown,
  w: Workspace,
  p: Prepared,
  sums: Float64Array,
  output: number,
  { refit }: Objective,
  rate: number,
): Tree {
  const value = new Float64Array(tree.feature.length);
  for (const leaf of leaves) {
    const wanted = refit === null ? leaf.value : residualQuantile(leaf, w, p, sums, output, refit);
    value[leaf.node] = Math.fround(rate * wanted);
  }
  return { ...tree, value };
}

function residualQuantile(
  { from, to }: Leaf,
  w: Workspace,
  { y, weights, outputs }: Prepared,
  sums: Float64Array,
  output: number,
  q: number,
): number {
  const rows = w.rows.subarray(from, to);
  const residuals = Float64Array.from(rows, (i) => (y[i] as number) - (sums[i * outputs + output] as number));
  return weightedQuantile(residuals, weights && Float64Array.from(rows, (i) => weights[i] as number), q);
}

/** Adds every leaf's value to its rows. */
function addLeaves(
  leaves: readonly Leaf[],
  { value }: Tree,
  w: Workspace,
  sums: Float64Array,
  output: number,
  outputs: number,
): void {
  for (const { node, from, to } of leaves) {
    const add = value[node] as number;
    for (let i = from; i < to; i++) {
      const at = (w.rows[i] as number) * outputs + output;
      sums[at] = (sums[at] as number) + add;
    }
  }
}

interface Judge {
  readonly patience: number;
  add(tree: Tree | undefined, output: number): void;
  loss(): number;
}

/** Follows the loss of rows that are not learnt from; they are weighted as the training rows are. */
function judgeOf(
  v: Validation,
  base: Float64Array,
  objective: Objective,
  { classWeights }: BoostingOptions,
  features: number,
  { task }: Target,
): Judge {
  if (v.x.columns !== features) throw new Error(`${v.x.columns} columns to validate ${features} features`);
  if (v.target.task !== task) throw new Error(`${v.target.task} rows to validate a ${task} model`);
  const p = prepareTarget(v.target, v.x.rows, v.weights, classWeights);
  if (p.outputs !== base.length) throw new Error(`${p.outputs} classes to validate a model of ${base.length}`);
  const sums = spread(base, v.x.rows);
  return {
    patience: within('patience', v.patience ?? 20, 1),
    add: (tree, output) => addTree(tree, v.x, null, sums, output, base.length),
    loss: () => objective.loss(p, sums),
  };
}
