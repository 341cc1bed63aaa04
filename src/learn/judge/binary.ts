import { figure, unmeasured, type Figure } from './figure';
import { averagePrecision, brier, logLoss, ranking, rocAuc, type Scored } from './scores';

/** Rows by what they are and what they are called, by weight. */
export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** Rows with a score of at least `threshold` are called positive. */
export function confusionAt({ labels, scores, weights }: Scored, threshold: number): Confusion {
  let truePositives = 0;
  let falsePositives = 0;
  let falseNegatives = 0;
  let trueNegatives = 0;
  for (let i = 0; i < scores.length; i++) {
    const w = weights?.[i] ?? 1;
    const called = (scores[i] ?? NaN) >= threshold;
    if (labels[i] === 1) {
      if (called) truePositives += w;
      else falseNegatives += w;
    } else if (called) falsePositives += w;
    else trueNegatives += w;
  }
  return { truePositives, falsePositives, falseNegatives, trueNegatives };
}

/** What follows from a threshold. */
export interface DecisionFigures {
  readonly accuracy: Figure;
  readonly balancedAccuracy: Figure;
  readonly precision: Figure;
  readonly recall: Figure;
  readonly specificity: Figure;
  readonly f1: Figure;
  readonly fBeta: Figure;
}

/**
 * Definitions as scikit-learn's, but where it answers 0 for 0 ÷ 0 with a warning, the figure is null.
 * @param beta how many times as much recall counts in F-beta as precision
 */
export function decisionFigures(c: Confusion, beta = 2): DecisionFigures {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = c;
  const all = tp + fp + fn + tn;
  const f = (b: number): Figure =>
    figure(((1 + b * b) * tp) / ((1 + b * b) * tp + b * b * fn + fp), all > 0 ? 'no-positives' : 'no-rows');
  return {
    accuracy: figure((tp + tn) / all, 'no-rows'),
    balancedAccuracy: figure((tp / (tp + fn) + tn / (tn + fp)) / 2, all > 0 ? 'one-class' : 'no-rows'),
    precision: figure(tp / (tp + fp), all > 0 ? 'none-predicted' : 'no-rows'),
    recall: figure(tp / (tp + fn), all > 0 ? 'no-positives' : 'no-rows'),
    specificity: figure(tn / (tn + fp), all > 0 ? 'one-class' : 'no-rows'),
    f1: f(1),
    fBeta: f(beta),
  };
}

/** What needs no threshold. */
export interface ScoreFigures {
  readonly rocAuc: Figure;
  readonly averagePrecision: Figure;
  readonly logLoss: Figure;
  readonly brier: Figure;
}

/** Ranking figures need both classes (average precision: a positive); the others need rows only. */
export function scoreFigures(scored: Scored): ScoreFigures {
  if (scored.scores.length === 0) {
    const none = unmeasured('no-rows');
    return { rocAuc: none, averagePrecision: none, logLoss: none, brier: none };
  }
  // Both go through the rows by falling score: they are put in order once.
  const { order = ranking(scored.scores) } = scored;
  const ranked = { ...scored, order };
  return {
    rocAuc: figure(rocAuc(ranked), 'one-class'),
    averagePrecision: figure(averagePrecision(ranked), 'no-positives'),
    logLoss: figure(logLoss(scored), 'no-rows'),
    brier: figure(brier(scored), 'no-rows'),
  };
}
