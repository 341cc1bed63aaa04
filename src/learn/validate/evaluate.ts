import { fitPipeline } from '../pipeline/fit';
import { predictPipeline } from '../pipeline/predict';
import type { Spec } from '../pipeline/spec';
import { sfc32 } from '../random';
import { partOf, type Report } from '../report';
import { targetOf, weightsOf } from '../rows';
import type { Dataset } from '../table';
import { foldsOf, shuffled, type Fold } from './folds';
import { metricOf, type Metric } from './metric';
import { outOfFold, type OutOfFold } from './out-of-fold';
import { bestTrial, suggest, type Search, type Suggestion, type Trial } from './search';
import { withValues } from './space';

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
  const start = now();
  const share = search.rungs[suggestion.rung] ?? 1;
  const folds = searchFolds(search, dataset, rows).map((f, k) => ({
    train: someOf(f.train, share, search.seed, k),
    test: f.test,
  }));
  let givenUp = false;
  const watched: Report = (done) => {
    try {
      report(done);
    } catch (error) {
      givenUp = true;
      throw error;
    }
  };
  try {
    const spec = withValues(search.spec, search.space, suggestion.values);
    const { scores } = crossValidate(spec, folds, dataset, search.metric, search.seed, watched);
    return { ...suggestion, scores, ...spread(scores), seconds: now() - start, failed: null };
  } catch (error) {
    if (givenUp) throw error;
    const failed = error instanceof Error ? error.message : String(error);
    return { ...suggestion, scores: [], mean: null, sd: null, seconds: now() - start, failed };
  }
}

interface KnownFolds {
  readonly key: string;
  readonly rows: Int32Array;
  readonly folds: readonly Fold[];
}

/** The folds of the latest search of a dataset: all its trials have the same, and dealing groups out takes a while. */
const known = new WeakMap<Dataset, KnownFolds>();

function searchFolds({ folds: spec, seed }: Search, dataset: Dataset, rows: Int32Array): readonly Fold[] {
  const key = `${JSON.stringify(spec)} ${seed}`;
  const last = known.get(dataset);
  if (last?.key === key && last.rows.length === rows.length && last.rows.every((row, i) => row === rows[i]))
    return last.folds;
  const folds = foldsOf(spec, dataset, rows, seed);
  known.set(dataset, { key, rows, folds });
  return folds;
}

/** A share of the rows, at random but the same for every trial, larger ones holding smaller; all of them for 1. */
export function someOf(rows: Int32Array, share: number, seed: number, fold: number): Int32Array {
  if (share >= 1) return rows;
  const order = shuffled(rows.length, sfc32(seed, 0x72756e67, fold).below);
  return order
    .subarray(0, Math.max(1, Math.round(share * rows.length)))
    .map((i) => rows[i] ?? 0)
    .sort();
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
