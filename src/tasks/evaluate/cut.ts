import type { CutCurve } from '../../learn/judge/curves';
import { thresholdBy, type Money, type ThresholdRule } from '../../learn/judge/thresholds';
import { wilson, type Interval } from '../../stats/rate';

/** What a threshold does to the rows that the model was judged on. */
export interface Cut {
  /** Rows that score at least this are picked; Infinity picks nobody. */
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  /** Rows picked, and their share of all. */
  readonly picked: number;
  readonly share: number;
  /** Of those picked, who are in question; null where nobody is picked. With its Wilson interval. */
  readonly precision: number | null;
  readonly precisionInterval: Interval | null;
  /** Of those in question, who are picked; null where there are none. */
  readonly recall: number | null;
  readonly recallInterval: Interval | null;
  readonly f1: number | null;
  /** Of all others, who are picked. */
  readonly falsePositiveRate: number | null;
  readonly accuracy: number;
  /** How many times the overall rate the rate of those picked is; null where nobody is picked. */
  readonly lift: number | null;
}

/** Place of the last threshold of the curve that is at least `threshold`; −1: none. Thresholds fall. */
export function placeOf(curve: CutCurve, threshold: number): number {
  let [low, high] = [0, curve.threshold.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve.threshold[middle] ?? -Infinity) >= threshold) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The figures of a threshold: a look-up in sums that stand already, so that a slider may ask at every pixel. */
export function cutAt(curve: CutCurve, threshold: number): Cut {
  const at = placeOf(curve, threshold);
  const tp = curve.truePositives[at] ?? 0;
  const fp = curve.falsePositives[at] ?? 0;
  const { positives, negatives } = curve;
  const all = positives + negatives;
  const picked = tp + fp;
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const precision = known(tp / picked);
  return {
    threshold,
    truePositives: tp,
    falsePositives: fp,
    falseNegatives: positives - tp,
    trueNegatives: negatives - fp,
    picked,
    share: all === 0 ? 0 : picked / all,
    precision,
    precisionInterval: wilson(tp, picked),
    recall: known(tp / positives),
    recallInterval: wilson(tp, positives),
    f1: known((2 * tp) / (picked + positives)),
    falsePositiveRate: known(fp / negatives),
    accuracy: all === 0 ? 0 : (tp + negatives - fp) / all,
    lift: precision === null ? null : known(precision / (positives / all)),
  };
}

/** The threshold that picks at most this share of the rows, best scores first; equal scores stay together. */
export function thresholdOfShare(curve: CutCurve, share: number): number {
  const most = share * (curve.positives + curve.negatives) + 1e-9;
  return thresholdBy({ by: 'capacity', rows: most }, curve).threshold;
}

/** Money of one decision: what somebody reached in time brings, and what reaching out costs. */
export interface Costs {
  /** Gained for each one picked who is in question. */
  readonly gain: number;
  /** Spent on each one picked. */
  readonly cost: number;
}

/** The four outcomes' money: somebody not picked brings and costs nothing. */
export function moneyOf({ gain, cost }: Costs): Money {
  return { truePositive: gain - cost, falsePositive: -cost, falseNegative: 0, trueNegative: 0 };
}

/** Money made by a cut. */
export function profitOf(cut: Cut, costs: Costs): number {
  return cut.truePositives * costs.gain - cut.picked * costs.cost;
}

/** A way to choose the threshold, by its name on the page. */
export type CutRule = 'half' | 'best-f1' | 'profit' | 'capacity';

/**
 * The threshold of a rule.
 * @param share of the rows that can be acted on, for `capacity`
 */
export function thresholdFor(rule: CutRule, curve: CutCurve, costs: Costs, share: number): number {
  if (rule === 'capacity') return thresholdOfShare(curve, share);
  const asked: Readonly<Record<Exclude<CutRule, 'capacity'>, ThresholdRule>> = {
    half: { by: 'fixed', threshold: 0.5 },
    'best-f1': { by: 'best-f1' },
    profit: { by: 'profit', money: moneyOf(costs) },
  };
  return thresholdBy(asked[rule], curve).threshold;
}

/** Below this label rate few scores reach one half, however good the model. */
const RARE = 0.2;

/** Whether a class is so rare that a threshold of one half says little. @param rate of the label; null where unknown */
export function isRare(rate: number | null): boolean {
  return rate !== null && rate < RARE;
}
/** A start at one half is none where it picks less than this share of the rows. */
const HARDLY_ANYBODY = 0.01;
/** Share of the rows that a list is begun with where nothing else is known. */
export const USUAL_CAPACITY = 0.2;

/**
 * How the cut starts before anybody chooses: at one half, but with the top fifth of a rare class that hardly anybody
 * reaches one half of. Neither reads an answer of the rows judged.
 * @param rate of the label among the training rows; null where it is unknown
 */
export function startRule(curve: CutCurve, rate: number | null): 'half' | 'capacity' {
  return isRare(rate) && cutAt(curve, 0.5).share < HARDLY_ANYBODY ? 'capacity' : 'half';
}

/**
 * Share of those in question among the best-scored `share` of the rows; rows of one score are taken in proportion.
 * Null without any in question.
 */
export function foundIn(curve: CutCurve, share: number): number | null {
  const all = curve.positives + curve.negatives;
  if (curve.positives === 0) return null;
  let [before, found] = [0, 0];
  for (let i = 0; i < curve.threshold.length; i++) {
    const tp = curve.truePositives[i] ?? 0;
    const taken = tp + (curve.falsePositives[i] ?? 0);
    if (taken >= share * all) {
      const part = taken === before ? 0 : (share * all - before) / (taken - before);
      return (found + part * (tp - found)) / curve.positives;
    }
    [before, found] = [taken, tp];
  }
  return 1;
}
