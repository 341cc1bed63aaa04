import { fitPipeline } from '../pipeline/fit';
import { predictPipeline } from '../pipeline/predict';
import type { Spec } from '../pipeline/spec';
import { partOf, type Report } from '../report';
import { targetOf, weightsOf } from '../rows';
import type { Dataset } from '../table';
import { spread } from './evaluate';
import { someOf } from './fold-score';
import type { Fold } from './folds';
import { metricOf, type Metric } from './metric';

/** What a model that learns from a share of the rows comes to. */
export interface LearningPoint {
  readonly share: number;
  /** Rows that were learnt from, mean over the folds. */
  readonly rows: number;
  /** The metric on each fold's test rows, their mean and standard deviation (divisor n − 1). */
  readonly scores: readonly number[];
  readonly mean: number | null;
  readonly sd: number | null;
  /** The same on the rows that were learnt from, mean: how much is learnt by heart. */
  readonly onTraining: number | null;
}

/**
 * The learning curve: whether more rows would help. Each fold learns from growing shares of its training rows (a
 * larger one holds the smaller) and is tested on the same rows.
 * @param shares in (0, 1], rising
 * @throws Error what a fit throws (a share may hold one class only), and what `report` throws
 */
export function learningCurve(
  spec: Spec,
  folds: readonly Fold[],
  dataset: Dataset,
  { metric, seed, shares }: { readonly metric: Metric; readonly seed: number; readonly shares: readonly number[] },
  report: Report = () => undefined,
): readonly LearningPoint[] {
  // A fit takes about as long as its rows are many.
  const cost = shares.reduce((n, s) => n + s, 0) * folds.length;
  let done = 0;
  const measure = (fitted: ReturnType<typeof fitPipeline>, rows: Int32Array): number =>
    metricOf(
      metric,
      targetOf(dataset.target, rows),
      predictPipeline(fitted, dataset.table, rows),
      weightsOf(dataset, rows),
    );
  return shares.map((share): LearningPoint => {
    const each = folds.map((fold, k) => {
      const own = someOf(fold.train, share, seed, k);
      const fitted = fitPipeline(spec, dataset, own, seed, partOf(report, done / cost, (done + share) / cost));
      done += share;
      return { rows: own.length, test: measure(fitted, fold.test), training: measure(fitted, own) };
    });
    const scores = each.map((e) => e.test);
    return {
      share,
      rows: each.reduce((n, e) => n + e.rows, 0) / Math.max(1, each.length),
      scores,
      ...spread(scores),
      onTraining: spread(each.map((e) => e.training)).mean,
    };
  });
}
