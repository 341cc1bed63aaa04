import type { Metric } from '../../learn/validate/metric';
import type { Task } from '../../learn/table';

/** Learners that can be chosen, in the order in which they are trained: quick ones first. */
export const learnerNames = ['logistic', 'elastic-net', 'ridge', 'tree', 'forest', 'boosting'] as const;
export type LearnerName = (typeof learnerNames)[number];

/** How models are trained; {@link usualSettings} is what one button does. */
export interface TrainSettings {
  readonly learners: readonly LearnerName[];
  /** What a search makes best, and what the leader is chosen by. */
  readonly metric: Metric;
  /** Parts of the cross-validation. */
  readonly folds: number;
  /** `time`: every part is judged on later rows than it learnt from; needs several training cutoffs. */
  readonly by: 'random' | 'time';
  /** Settings that are tried of each learner; 1 tries its defaults only. */
  readonly trials: number;
  /** Begin each setting on a ninth of the rows, and let the best third go on (successive halving). */
  readonly halving: boolean;
  /** Choose later settings by what earlier ones came to (TPE); else all are random. */
  readonly tpe: boolean;
  /** Classes count the same, however rare. */
  readonly balanced: boolean;
  readonly impute: 'median' | 'mean' | 'most-frequent' | 'linear' | 'lasso';
  /** Whether a missing value is a feature of its own. */
  readonly flags: boolean;
  /** ln(1 + x) of numbers, for linear models. */
  readonly log: boolean;
  /** Levels with less than this share of the rows are pooled. */
  readonly rare: number;
  /** Of columns that say nearly the same (|ρ| above it) one stays; null keeps all. */
  readonly correlation: number | null;
  /** A model per value or range of this feature beside the single one; null for none. */
  readonly segment: string | null;
  /** Where the segment's ranges end, for a feature of numbers; null for one of categories. */
  readonly cuts: readonly number[] | null;
  /** A model that learns from the others' answers. */
  readonly stack: boolean;
  /** Probabilities are corrected by what out-of-fold predictions turned out to be. */
  readonly calibrate: 'none' | 'platt' | 'isotonic';
  readonly seed: number;
}

/** Learners that can answer a task. */
export function learnersFor(task: Task): readonly LearnerName[] {
  return task === 'regression'
    ? ['elastic-net', 'ridge', 'tree', 'forest', 'boosting']
    : ['logistic', 'tree', 'forest', 'boosting'];
}

/** Metrics that judge a task, the usual one first. */
export function metricsFor(task: Task): readonly Metric[] {
  return task === 'regression'
    ? ['rmse', 'mae', 'r2']
    : ['roc-auc', 'average-precision', 'log-loss', 'brier', 'f1', 'balanced-accuracy', 'accuracy'];
}

/**
 * What one button does: a linear model that leaves weak features out, boosted trees, a short search of each.
 * @param counts whether features are counts, days and money of a log, which are skewed and never negative
 */
export function usualSettings(task: Task, rows: number, counts: boolean): TrainSettings {
  return {
    learners: task === 'regression' ? ['elastic-net', 'boosting'] : ['logistic', 'boosting'],
    metric: metricsFor(task)[0] ?? 'roc-auc',
    folds: rows <= 10_000 ? 5 : 3,
    by: 'random',
    // More where they are quick: a search shall take seconds.
    trials: rows <= 20_000 ? 12 : rows <= 60_000 ? 8 : 6,
    halving: true,
    tpe: true,
    balanced: false,
    impute: 'median',
    flags: true,
    log: counts,
    rare: 0.01,
    correlation: null,
    segment: null,
    cuts: null,
    stack: false,
    calibrate: 'none',
    seed: 1,
  };
}
