import { bootstrap } from '../bootstrap';
import type { Report } from '../report';
import type { CutCurve } from './curves';
import { ranking, type Scored } from './scores';

/** Money per row of each outcome: gains above 0, costs below. */
export interface Money {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly trueNegative: number;
}

/** How the threshold was chosen; kept with the model. */
export type ThresholdRule =
  | { readonly by: 'fixed'; readonly threshold: number }
  | { readonly by: 'best-f1' }
  | { readonly by: 'profit'; readonly money: Money }
  /** As many rows as can be acted on. */
  | { readonly by: 'capacity'; readonly rows: number };

export interface Threshold {
  /** Rows with a score of at least this are called positive; Infinity: nobody. */
  readonly threshold: number;
  /** What the rule made largest: F1 or money; null for the others. */
  readonly best: number | null;
}

/**
 * The threshold a rule gives on rows that were judged. Of equally good ones the highest (fewest called). A
 * capacity that would part rows of one score takes none of them.
 */
export function thresholdBy(rule: ThresholdRule, c: CutCurve): Threshold {
  switch (rule.by) {
    case 'fixed':
      return { threshold: rule.threshold, best: null };
    case 'best-f1':
      return largest(c, (tp, fp) => (2 * tp) / (tp + fp + c.positives), 0);
    case 'profit':
      return largest(c, (tp, fp) => profit(c, rule.money, tp, fp), profit(c, rule.money, 0, 0));
    case 'capacity': {
      let threshold = Infinity;
      c.threshold.forEach((score, i) => {
        if ((c.truePositives[i] ?? 0) + (c.falsePositives[i] ?? 0) <= rule.rows) threshold = score;
      });
      return { threshold, best: null };
    }
  }
}

function largest(c: CutCurve, worth: (tp: number, fp: number) => number, ofNobody: number): Threshold {
  let threshold = Infinity;
  let best = ofNobody;
  c.threshold.forEach((score, i) => {
    const value = worth(c.truePositives[i] ?? 0, c.falsePositives[i] ?? 0);
    if (value > best) [threshold, best] = [score, value];
  });
  return { threshold, best };
}

function profit(c: CutCurve, m: Money, tp: number, fp: number): number {
  return (
    tp * m.truePositive +
    fp * m.falsePositive +
    (c.positives - tp) * m.falseNegative +
    (c.negatives - fp) * m.trueNegative
  );
}

/** Money made when the best-scored share of the rows is called positive. */
export interface ProfitPoint {
  /** In [0, 1], of the weight of all rows. */
  readonly share: number;
  readonly profit: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The profit curve at `steps` + 1 even shares with its bootstrap interval over whole groups. Rows of one
 * score are taken in proportion.
 * @param groups group per row; every row its own when not said
 */
export function profitCurve(
  scored: Scored,
  money: Money,
  options: { readonly seed: number; readonly draws: number; readonly steps?: number; readonly groups?: Int32Array },
  report?: Report,
): readonly ProfitPoint[] {
  const { labels, scores, weights } = scored;
  const order = scored.order ?? ranking(scores);
  const steps = options.steps ?? 100;
  const groups = options.groups ?? Int32Array.from(scores, (_, i) => i);
  // Tie blocks: end positions in the order.
  const ends = Array.from(order.keys()).filter((at) => scores[order[at] ?? 0] !== scores[order[at + 1] ?? -1]);
  const called = (label: number): number => (label === 1 ? money.truePositive : money.falsePositive);
  const left = (label: number): number => (label === 1 ? money.falseNegative : money.trueNegative);
  const curve = (times: Float64Array | null): number[] => {
    let total = 0;
    let sum = 0;
    for (let i = 0; i < scores.length; i++) {
      const w = (weights?.[i] ?? 1) * (times?.[i] ?? 1);
      total += w;
      sum += w * left(labels[i] ?? 0);
    }
    const out = [sum];
    let taken = 0;
    let from = 0;
    for (const end of ends) {
      let w = 0;
      let change = 0;
      for (let at = from; at <= end; at++) {
        const i = order[at] ?? 0;
        const own = (weights?.[i] ?? 1) * (times?.[i] ?? 1);
        w += own;
        change += own * (called(labels[i] ?? 0) - left(labels[i] ?? 0));
      }
      while (out.length <= steps && w > 0 && (out.length / steps) * total <= taken + w) {
        out.push(sum + change * (((out.length / steps) * total - taken) / w));
      }
      taken += w;
      sum += change;
      from = end + 1;
    }
    // Sums of weights may end a hair under the total.
    while (out.length <= steps) out.push(sum);
    return out;
  };
  const value = curve(null);
  const intervals = bootstrap(groups, curve, options, report);
  return value.map((v, k) => ({
    share: k / steps,
    profit: v,
    low: intervals[k]?.low ?? v,
    high: intervals[k]?.high ?? v,
  }));
}
