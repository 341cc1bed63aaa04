import type { Matrix } from '../matrix';
import type { Tree, TreeModel } from '../model';
import type { Report } from './predict';
import { shapTable, type AddShap } from './shap-table';

/** What each feature adds to each output of each row. */
export interface Shap {
  readonly rows: number;
  readonly outputs: number;
  readonly features: number;
  /** Rows × outputs × features. With `base` a row's values sum to its margin. */
  readonly values: Float64Array;
  /** Expected margin of each output over the training rows, by cover. */
  readonly base: Float64Array;
}

/** Fewer rows are walked: they meet few patterns twice. */
const FEW_ROWS = 8;

/** Rows between two reports. */
const ROWS_TOLD = 128;

/**
 * Path-dependent TreeSHAP (Lundberg et al. 2020, algorithm 2): a feature that is not known goes both ways, by
 * the covers of the training rows. In the space of the sums: the margin of class 1 (binary boosting), of each
 * class (multiclass), the number, or, for forests, the probability. Adds up to `marginTrees` to rounding.
 * @param report told after every tree, and within it
 * @throws Error when the matrix has other columns than the model has features
 */
export function treeShap(model: TreeModel, x: Matrix, report: Report = () => undefined): Shap {
  const { features, trees, outputs } = model;
  if (x.columns !== features) throw new Error(`${x.columns} columns for a model of ${features} features`);
  const count = model.base.length;
  const values = new Float64Array(x.rows * count * features);
  const base = model.base.slice();
  const floats = Float32Array.from(x.values);
  trees.forEach((tree, t) => {
    const k = outputs[t] ?? 0;
    base[k] = (base[k] ?? 0) + expectation(tree, 0);
    // Tables take the time of some rows to fill.
    const add = (x.rows >= FEW_ROWS ? shapTable(tree) : null) ?? makeWalk(tree);
    const places = { values, start: k * features, stride: count * features };
    for (let from = 0; from < x.rows; from += ROWS_TOLD) {
      report((t + from / x.rows) / trees.length);
      add(floats, features, from, Math.min(x.rows, from + ROWS_TOLD), places);
    }
  });
  report(1);
  return { rows: x.rows, outputs: count, features, values, base };
}

/** One tree with room for its paths: level `d` of a walk has up to `d + 1` elements of its own. */
function makeWalk({ feature, threshold, missingLeft, left, right, value, cover }: Tree): AddShap {
  const depth = depthOf({ feature, left, right });
  const size = ((depth + 2) * (depth + 3)) / 2;
  // The unique features of a path: share of covers when unknown, 1 or 0 when known, and the weights of subsets.
  const features = new Int32Array(size);
  const zero = new Float64Array(size);
  const one = new Float64Array(size);
  const weight = new Float64Array(size);

  /** Appends a feature to the path at `start` with `length` elements. */
  function extend(start: number, length: number, pz: number, po: number, f: number): void {
    features[start + length] = f;
    zero[start + length] = pz;
    one[start + length] = po;
    weight[start + length] = length === 0 ? 1 : 0;
    for (let i = length - 1; i >= 0; i--) {
      const w = weight[start + i] as number;
      weight[start + i + 1] = (weight[start + i + 1] as number) + (po * w * (i + 1)) / (length + 1);
      weight[start + i] = (pz * w * (length - i)) / (length + 1);
    }
  }

  /** Takes element `at` out of the path whose last element is `last`. */
  function unwind(start: number, last: number, at: number): void {
    const po = one[start + at] as number;
    const pz = zero[start + at] as number;
    let next = weight[start + last] as number;
    for (let i = last - 1; i >= 0; i--) {
      const w = weight[start + i] as number;
      if (po !== 0) {
        weight[start + i] = (next * (last + 1)) / ((i + 1) * po);
        next = w - ((weight[start + i] as number) * pz * (last - i)) / (last + 1);
      } else weight[start + i] = (w * (last + 1)) / (pz * (last - i));
    }
    for (let i = at; i < last; i++) {
      features[start + i] = features[start + i + 1] as number;
      zero[start + i] = zero[start + i + 1] as number;
      one[start + i] = one[start + i + 1] as number;
    }
  }

  /** Sum of the weights that the path would have without element `at`. */
  function unwoundSum(start: number, last: number, at: number): number {
    const po = one[start + at] as number;
    const pz = zero[start + at] as number;
    let next = weight[start + last] as number;
    let total = 0;
    for (let i = last - 1; i >= 0; i--) {
      const w = weight[start + i] as number;
      if (po !== 0) {
        const share = (next * (last + 1)) / ((i + 1) * po);
        total += share;
        next = w - (share * pz * (last - i)) / (last + 1);
      } else if (pz !== 0) total += (w * (last + 1)) / (pz * (last - i));
    }
    return total;
  }

  function visit(
    row: Float32Array,
    to: Float64Array,
    node: number,
    parent: number,
    length: number,
    pz: number,
    po: number,
    f: number,
  ): void {
    // A level works on a copy of the path above it, right behind it.
    const start = parent + length;
    for (let i = 0; i < length; i++) {
      features[start + i] = features[parent + i] as number;
      zero[start + i] = zero[parent + i] as number;
      one[start + i] = one[parent + i] as number;
      weight[start + i] = weight[parent + i] as number;
    }
    extend(start, length, pz, po, f);
    const split = feature[node] as number;
    if (split < 0) {
      const leaf = value[node] as number;
      for (let i = 1; i <= length; i++) {
        const share = unwoundSum(start, length, i) * ((one[start + i] as number) - (zero[start + i] as number));
        const at = features[start + i] as number;
        to[at] = (to[at] as number) + share * leaf;
      }
      return;
    }
    const v = row[split] as number;
    const goesLeft = v < (threshold[node] as number) || (v !== v && missingLeft[node] === 1);
    const hot = (goesLeft ? left[node] : right[node]) as number;
    const cold = (goesLeft ? right[node] : left[node]) as number;
    let inZero = 1;
    let inOne = 1;
    let last = length;
    // A feature that is on the path already counts once.
    for (let i = 1; i <= length; i++) {
      if (features[start + i] !== split) continue;
      inZero = zero[start + i] as number;
      inOne = one[start + i] as number;
      unwind(start, length, i);
      last--;
      break;
    }
    const whole = cover[node] as number;
    visit(row, to, hot, start, last + 1, (inZero * (cover[hot] as number)) / whole, inOne, split);
    // What is neither known nor possible has no weight.
    visit(row, to, cold, start, last + 1, (inZero * (cover[cold] as number)) / whole, 0, split);
  }

  return (floats, columns, from, to, places) => {
    for (let i = from; i < to; i++) {
      const start = places.start + i * places.stride;
      const row = floats.subarray(i * columns, (i + 1) * columns);
      visit(row, places.values.subarray(start, start + columns), 0, 0, 0, 1, 1, -1);
    }
  };
}

/** Splits between the root and the deepest leaf. */
function depthOf({ feature, left, right }: Pick<Tree, 'feature' | 'left' | 'right'>, node = 0): number {
  if ((feature[node] ?? -1) < 0) return 0;
  const below = (next: number | undefined): number => depthOf({ feature, left, right }, next ?? 0);
  return 1 + Math.max(below(left[node]), below(right[node]));
}

function expectation(t: Pick<Tree, 'feature' | 'left' | 'right' | 'value' | 'cover'>, node: number): number {
  if ((t.feature[node] ?? -1) < 0) return t.value[node] ?? NaN;
  const [a, b] = [t.left[node] ?? 0, t.right[node] ?? 0];
  const [ca, cb] = [t.cover[a] ?? NaN, t.cover[b] ?? NaN];
  return (expectation(t, a) * ca + expectation(t, b) * cb) / (ca + cb);
}
