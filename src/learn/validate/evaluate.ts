import { fitPipeline } from '../pipeline/fit';
import { predictPipeline } from '../pipeline/predict';
import type { Spec } from '../pipeline/spec';
import { partOf, type Report } from '../report';
import { targetOf, weightsOf } from '../rows';
import type { Dataset } from '../table';
import type { Fold } from './folds';
import { metricOf, type Metric } from './metric';
import { outOfFold, type OutOfFold } from './out-of-fold';
import { scoreFold, type FoldScore } from './fold-score';
import { bestTrial, suggest, type Search, type Suggestion, type Trial } from './search';

/** A cross-validated model. */
export interface CrossValidation extends OutOfFold {
  /** The metric on each fold. */
  readonly scores: readonly number[];
}

/**
 * Fits a spec on every fold's training rows and judges it on its test rows.
 * @throws what a fit or `report` throws
 */
export function crossValidate(
  spec: Spec,
  folds: readonly Fold[],
  dataset: Dataset,
  metric: Metric,
  seed: number,
  report: Report = () => undefined,
): CrossValidation {
  const scores: number[] = [];
  const answers = outOfFold(folds, (fold, k) => {
    const own = partOf(report, k / folds.length, (k + 1) / folds.length);
    const fitted = fitPipeline(spec, dataset, fold.train, seed, own);
    const values = predictPipeline(fitted, dataset.table, fold.test);
    scores.push(metricOf(metric, targetOf(dataset.target, fold.test), values, weightsOf(dataset, fold.test)));
    return values;
  });
  return { ...answers, scores };
}

/**
 * Evaluates a suggestion: cross-validation on the rung's share of each fold's training rows. A setting that
 * cannot be fitted is a failed trial; what `report` throws is thrown.
 * @param now a clock in seconds
 */
export function evaluate(
  search: Search,
  suggestion: Suggestion,
  dataset: Dataset,
  rows: Int32Array,
  now: () => number,
  report: Report = () => undefined,
): Trial {
  const count = search.folds.folds;
  const scores: FoldScore[] = [];
  for (let fold = 0; fold < count && scores.every((s) => s.failed === null); fold++) {
    const step = partOf(report, fold / count, (fold + 1) / count);
    scores.push(scoreFold({ search, suggestion, fold }, dataset, rows, now, step));
  }
  return trialOf(suggestion, scores);
}

/** A trial of its folds, in their order: it failed where one of them did. */
export function trialOf(suggestion: Suggestion, folds: readonly FoldScore[]): Trial {
  const seconds = folds.reduce((sum, f) => sum + f.seconds, 0);
  const failed = folds.find((f) => f.failed !== null)?.failed ?? null;
  const scores = failed === null ? folds.map((f) => f.score) : [];
  return { ...suggestion, scores, ...spread(scores), seconds, failed };
}

/** Mean and standard deviation (divisor n − 1) of some scores; null where one of them cannot be measured. */
export function spread(scores: readonly number[]): { readonly mean: number | null; readonly sd: number | null } {
  if (scores.length === 0 || !scores.every(Number.isFinite)) return { mean: null, sd: null };
  const mean = scores.reduce((n, s) => n + s, 0) / scores.length;
  const squares = scores.reduce((n, s) => n + (s - mean) ** 2, 0);
  return { mean, sd: scores.length < 2 ? null : Math.sqrt(squares / (scores.length - 1)) };
}

/**
 * Runs a search to its end, or until a callback throws. Stopped, it goes on from the trials told so far.
 * @param history trials of the same search that were already made
 * @param onTrial told every trial as it ends
 * @returns all trials
 */
export function runSearch(
  search: Search,
  dataset: Dataset,
  rows: Int32Array,
  now: () => number,
  options: {
    readonly history?: readonly Trial[];
    readonly onTrial?: (trial: Trial, best: Trial | null) => void;
    /** Within the trial under way, in [0, 1]. */
    readonly report?: Report;
  } = {},
): readonly Trial[] {
  const history = [...(options.history ?? [])];
  for (;;) {
    const next = suggest(search, history);
    if (next === null) return history;
    const trial = evaluate(search, next, dataset, rows, now, options.report);
    history.push(trial);
    options.onTrial?.(trial, bestTrial(search.metric, history));
  }
}
