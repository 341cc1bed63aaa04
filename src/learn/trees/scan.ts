import type { Workspace } from './workspace';

/** A way to part a node's rows. */
export interface Split {
  /** GL² ÷ (HL + l2) + GR² ÷ (HR + l2), summed over the outputs; less the node's own, it is the gain. */
  readonly score: number;
  readonly feature: number;
  /** Index into the feature's cuts. */
  readonly split: number;
  readonly missingLeft: boolean;
  /** Whether the node has missing values of the feature at all. */
  readonly missingSeen: boolean;
  /** Sums of gradient and hessian of the left side (of the first output). */
  readonly gradient: number;
  readonly hessian: number;
  /**
   * The last cut that parts the node's rows in the same way, the bins between being empty; `split` itself when
   * not said. The threshold then lies in the middle.
   */
  readonly until?: number;
}

/** What a split has to respect. */
export interface Limits {
  /** Sum of hessians on either side, at least; > 0. */
  readonly least: number;
  readonly l2: number;
  /** −1, 0 or 1 per feature, null for no constraint at all. */
  readonly monotone: Int8Array | null;
}

/** The node that is to be split: its sums, and the range that its monotone ancestors leave its leaves. */
export interface Sums {
  readonly gradient: number;
  readonly hessian: number;
  readonly low: number;
  readonly high: number;
}

/** The value that minimises a leaf's loss, −G ÷ (H + l2), kept in a range. */
export function leafValue(gradient: number, hessian: number, l2: number, low = -Infinity, high = Infinity): number {
  const value = -gradient / (hessian + l2);
  return value < low ? low : value > high ? high : value;
}

/** The best split over the first `listed` features of the list; null where none is possible. */
export function bestSplit(w: Workspace, histogram: number, listed: number, node: Sums, limits: Limits): Split | null {
  const { least, l2, monotone } = limits;
  if (monotone !== null) return monotoneSplit(w, histogram, listed, node, limits, monotone);
  w.kernel.scan(histogram, w.at.list, listed, w.at.splits, node.gradient, node.hessian, l2, least, w.at.best);
  const { best } = w;
  const score = best[0] as number;
  if (score < 0) return null;
  const feature = best[1] as number;
  const missingSeen = isSeen(w.floats[histogram / 8 + feature * 512 + 1] as number, node);
  return {
    score,
    feature,
    split: best[2] as number,
    missingLeft: best[3] === 1,
    missingSeen,
    gradient: best[4] as number,
    hessian: best[5] as number,
  };
}

/** A split with its last equal cut, by the node's own histograms (one per pair of outputs). */
export function withUntil(w: Workspace, histograms: readonly number[], split: Split): Split {
  const { feature } = split;
  const cuts = w.cuts[feature]?.length ?? 0;
  // Bin s + 2 is the first on the right of cut s.
  for (let until = split.split; until < cuts; until++) {
    for (const place of histograms) {
      const at = place / 8 + feature * 512 + 2 * (until + 2);
      if (w.floats[at] !== 0 || w.floats[at + 1] !== 0) return { ...split, until };
    }
  }
  // Nothing is on the right but missing values.
  return split;
}

/** Whether a sum of hessians is more than what rounding leaves of a difference. */
const isSeen = (missing: number, { hessian }: Sums): boolean => Math.abs(missing) > 1e-9 * hessian;

/**
 * The same under monotone constraints: leaf values are clipped to the node's range, the score is that of the
 * clipped values, and a split whose sides stand in the wrong order is refused.
 */
function monotoneSplit(
  w: Workspace,
  histogram: number,
  listed: number,
  node: Sums,
  { least, l2 }: Limits,
  monotone: Int8Array,
): Split | null {
  let best: Split | null = null;
  const scoreOf = (g: number, h: number, value: number): number => -(2 * g * value + (h + l2) * value * value);
  for (let k = 0; k < listed; k++) {
    const feature = w.list[k] as number;
    const direction = monotone[feature] ?? 0;
    const start = histogram / 8 + feature * 512;
    const count = w.cuts[feature]?.length ?? 0;
    const missing = isSeen(w.floats[start + 1] as number, node);
    for (let left = 0; left <= (missing ? 1 : 0); left++) {
      let gl = left === 1 ? (w.floats[start] as number) : 0;
      let hl = left === 1 ? (w.floats[start + 1] as number) : 0;
      for (let split = 0; split < count; split++) {
        gl += w.floats[start + 2 * split + 2] as number;
        hl += w.floats[start + 2 * split + 3] as number;
        const gr = node.gradient - gl;
        const hr = node.hessian - hl;
        if (!(hl >= least && hr >= least)) continue;
        const low = leafValue(gl, hl, l2, node.low, node.high);
        const high = leafValue(gr, hr, l2, node.low, node.high);
        if (direction * (high - low) < 0) continue;
        const score = scoreOf(gl, hl, low) + scoreOf(gr, hr, high);
        if (score > (best?.score ?? -1))
          best = { score, feature, split, missingLeft: left === 1, missingSeen: missing, gradient: gl, hessian: hl };
      }
    }
  }
  return best;
}

/**
 * The best split by Gini impurity of several classes: the histograms hold the weight of two classes each, in
 * their two numbers. `hessian` is the weight of all classes, `gradient` is not used.
 * @param histograms one per two classes
 * @param totals weight of each class in the node
 */
export function giniSplit(
  w: Workspace,
  histograms: readonly number[],
  listed: number,
  totals: Float64Array,
  least: number,
): Split | null {
  const classes = totals.length;
  const left = new Float64Array(classes);
  const whole = totals.reduce((sum, n) => sum + n, 0);
  let best: Split | null = null;
  const at = (feature: number, bin: number, k: number): number =>
    w.floats[(histograms[k >> 1] as number) / 8 + feature * 512 + 2 * bin + (k & 1)] as number;
  for (let i = 0; i < listed; i++) {
    const feature = w.list[i] as number;
    const count = w.cuts[feature]?.length ?? 0;
    let missing = 0;
    for (let k = 0; k < classes; k++) missing += at(feature, 0, k);
    for (let side = 0; side <= (missing > 0 ? 1 : 0); side++) {
      let weight = 0;
      for (let k = 0; k < classes; k++) weight += left[k] = side === 1 ? at(feature, 0, k) : 0;
      for (let split = 0; split < count; split++) {
        let squares = 0;
        let others = 0;
        for (let k = 0; k < classes; k++) {
          const here = at(feature, split + 1, k);
          weight += here;
          const l = (left[k] as number) + here;
          left[k] = l;
          squares += l * l;
          const r = (totals[k] as number) - l;
          others += r * r;
        }
        if (!(weight >= least && whole - weight >= least)) continue;
        const score = squares / weight + others / (whole - weight);
        if (score > (best?.score ?? -1))
          best = {
            score,
            feature,
            split,
            missingLeft: side === 1,
            missingSeen: missing > 0,
            gradient: 0,
            hessian: weight,
          };
      }
    }
  }
  return best;
}
