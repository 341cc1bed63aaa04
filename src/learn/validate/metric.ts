import { confusionAt, decisionFigures } from '../judge/binary';
import { multiclassFigures } from '../judge/multiclass';
import { regressionFigures } from '../judge/regression';
import { averagePrecision, brier, logLoss, rocAuc } from '../judge/scores';
import type { Target } from '../table';

/** What a search makes best. `f1`, `accuracy` and `balanced-accuracy` at a threshold of 0.5. */
export type Metric =
  | 'roc-auc'
  | 'average-precision'
  | 'log-loss'
  | 'brier'
  | 'accuracy'
  | 'balanced-accuracy'
  | 'f1'
  | 'rmse'
  | 'mae'
  | 'r2';

/** Whether less is better. */
export function isLoss(metric: Metric): boolean {
  return ['log-loss', 'brier', 'rmse', 'mae'].includes(metric);
}

/**
 * The metric of a model's answers (see `predictPipeline`); NaN where it cannot be measured.
 * @throws Error when the metric is of another kind of task
 */
export function metricOf(metric: Metric, target: Target, answers: Float64Array, weights?: Float64Array): number {
  const weighted = weights === undefined ? {} : { weights };
  if (target.task === 'regression') {
    const f = regressionFigures({ actual: target.values, predicted: answers, ...weighted });
    if (metric === 'rmse' || metric === 'mae' || metric === 'r2') return f[metric].value ?? NaN;
  } else if (target.task === 'binary') {
    const scored = { labels: target.labels, scores: answers, ...weighted };
    const decisions = () => decisionFigures(confusionAt(scored, 0.5));
    if (metric === 'roc-auc') return rocAuc(scored);
    if (metric === 'average-precision') return averagePrecision(scored);
    if (metric === 'log-loss') return logLoss(scored);
    if (metric === 'brier') return brier(scored);
    if (metric === 'accuracy') return decisions().accuracy.value ?? NaN;
    if (metric === 'balanced-accuracy') return decisions().balancedAccuracy.value ?? NaN;
    if (metric === 'f1') return decisions().f1.value ?? NaN;
  } else {
    const f = multiclassFigures({
      labels: target.labels,
      scores: answers,
      classes: target.classes.length,
      ...weighted,
    });
    if (metric === 'roc-auc') return f.rocAuc.value ?? NaN;
    if (metric === 'average-precision') return f.averagePrecision.value ?? NaN;
    if (metric === 'log-loss') return f.logLoss.value ?? NaN;
    if (metric === 'brier') return f.brier.value ?? NaN;
    if (metric === 'accuracy') return f.accuracy.value ?? NaN;
    if (metric === 'balanced-accuracy') return f.balancedAccuracy.value ?? NaN;
    if (metric === 'f1') return f.macroF1.value ?? NaN;
  }
  throw new Error(`${metric} does not judge a ${target.task} model`);
}
