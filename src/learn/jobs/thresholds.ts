import { bootstrap, type Interval } from '../bootstrap';
import { confusionAt, decisionFigures, type Confusion, type DecisionFigures } from '../judge/binary';
import { cutCurve } from '../judge/curves';
import { ranking, type Scored } from '../judge/scores';
import { profitCurve, thresholdBy, type Money, type ProfitPoint, type ThresholdRule } from '../judge/thresholds';
import { partOf, type Report } from '../report';
import { finite } from './answers';

/** What a rule leads to. */
export interface ThresholdChoice {
  readonly rule: ThresholdRule;
  /** Rows with a score of at least this are called positive; null: nobody is. */
  readonly threshold: number | null;
  /** What the rule made largest: F1 or money; null for the others. */
  readonly best: number | null;
  /** Share of the rows called positive, by weight; null without rows. */
  readonly called: number | null;
  readonly confusion: Confusion;
  readonly figures: DecisionFigures;
}

/** Every rule's threshold on these rows, and what it comes to on them. */
export function thresholdChoices(scored: Scored, rules: readonly ThresholdRule[]): readonly ThresholdChoice[] {
  const cuts = cutCurve(scored);
  return rules.map((rule): ThresholdChoice => {
    const { threshold, best } = thresholdBy(rule, cuts);
    const confusion = confusionAt(scored, threshold);
    const { truePositives, falsePositives } = confusion;
    return {
      rule,
      threshold: finite(threshold),
      best,
      called: finite((truePositives + falsePositives) / (cuts.positives + cuts.negatives)),
      confusion,
      figures: decisionFigures(confusion),
    };
  });
}

/** Money by how many of the rows are called positive. */
export interface Profit {
  /** At even shares of the rows from nobody (share 0) to everybody (share 1), with 95 % intervals. */
  readonly points: readonly ProfitPoint[];
  /** The most money on these rows: its threshold (null: calling nobody is best), share of rows and interval. */
  readonly best: {
    readonly threshold: number | null;
    readonly share: number;
    readonly profit: number;
    readonly interval: Interval | null;
  };
}

/**
 * The profit curve and its best cut. The best of many cuts looks a little better on its own rows than it will on
 * others; its interval is of that cut, and does not know that it was chosen.
 * @param options `draws` 0: no intervals; `steps` 100 when not said
 */
export function profitOf(
  scored: Scored,
  money: Money,
  options: {
    readonly seed: number;
    readonly draws: number;
    readonly groups: Int32Array;
    readonly steps?: number | undefined;
  },
  report: Report = () => undefined,
): Profit {
  const ordered = { ...scored, order: scored.order ?? ranking(scored.scores) };
  const { seed, draws, groups, steps } = options;
  const points = profitCurve(
    ordered,
    money,
    { seed, draws, groups, ...(steps === undefined ? {} : { steps }) },
    partOf(report, 0, 0.8),
  );
  const [choice] = thresholdChoices(ordered, [{ by: 'profit', money }]);
  const threshold = choice?.threshold ?? null;
  const each = Float64Array.from(scored.scores, (score, i) => {
    const called = threshold !== null && score >= threshold;
    const gain =
      scored.labels[i] === 1
        ? called
          ? money.truePositive
          : money.falseNegative
        : called
          ? money.falsePositive
          : money.trueNegative;
    return gain * (scored.weights?.[i] ?? 1);
  });
  const sum = (times: Float64Array): number => times.reduce((n, t, i) => n + t * (each[i] ?? 0), 0);
  const [interval] = bootstrap(groups, (times) => [sum(times)], { seed, draws }, partOf(report, 0.8, 1));
  return {
    points,
    best: {
      threshold,
      share: choice?.called ?? 0,
      profit: choice?.best ?? 0,
      interval: interval ?? null,
    },
  };
}
