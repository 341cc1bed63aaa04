import type { VitrineError } from '../../core/errors';
import type { Judgement } from '../../learn/jobs/judge';
import type { Fitted } from '../../learn/pipeline/fitted';
import type { Spec } from '../../learn/pipeline/spec';
import { isLoss, type Metric } from '../../learn/validate/metric';
import type { Search, Trial } from '../../learn/validate/search';
import type { ModelName } from './candidates';

/** How a model did in cross-validation on the training rows. */
export interface CrossValidated {
  readonly metric: Metric;
  /** On each fold. */
  readonly scores: readonly number[];
  readonly mean: number | null;
  /** Divisor n − 1; null with one fold. */
  readonly sd: number | null;
}

export type ContenderState = 'waiting' | 'searching' | 'fitting' | 'judging' | 'done' | 'failed' | 'stopped';

/** A model on the leaderboard, trained or on its way. */
export interface Contender {
  /** Unique on the leaderboard. */
  readonly id: string;
  /** What it is; `contenderName` of rooms/predict/names.ts says it to a person. */
  readonly name: ModelName;
  /** A name that a person gave it; null without. */
  readonly title: string | null;
  /** Among the models of its kind without a name of their own, from 2 on; the first is only called by its kind. */
  readonly nth?: number;
  /** What is fitted; the best found, once there was a search. */
  readonly spec: Spec;
  readonly state: ContenderState;
  /** Null until it is fitted on all training rows. */
  readonly fitted: Fitted | null;
  readonly cv: CrossValidated | null;
  /** On the test rows, beside a constant model; null until it was judged. */
  readonly test: Judgement | null;
  readonly search: Search | null;
  /** In the order in which they ended. */
  readonly trials: readonly Trial[];
  /** Of searching, fitting and judging, so far. */
  readonly seconds: number;
  readonly error: VitrineError | null;
}

/** A model that can answer. */
export interface Trained extends Contender {
  readonly fitted: Fitted;
}

export function isTrained(contender: Contender): contender is Trained {
  return contender.fitted !== null && contender.state === 'done';
}

/** Mean and standard deviation of the scores of the folds. */
export function crossValidated(metric: Metric, scores: readonly number[]): CrossValidated {
  if (scores.length === 0 || !scores.every(Number.isFinite)) return { metric, scores, mean: null, sd: null };
  const mean = scores.reduce((n, s) => n + s, 0) / scores.length;
  const squares = scores.reduce((n, s) => n + (s - mean) ** 2, 0);
  return { metric, scores, mean, sd: scores.length < 2 ? null : Math.sqrt(squares / (scores.length - 1)) };
}

/**
 * The model that did best in cross-validation by a metric: the test rows choose nothing, so that what they say
 * stays honest. Ties go to the earlier, which is the simpler one. The model that knows nothing is none.
 */
export function leaderOf(contenders: readonly Contender[], metric: Metric | null): Trained | null {
  const sign = metric !== null && isLoss(metric) ? -1 : 1;
  let best: Trained | null = null;
  let most = -Infinity;
  for (const contender of contenders) {
    if (!isTrained(contender) || contender.name === 'constant') continue;
    const mean = contender.cv?.metric === metric ? contender.cv?.mean : null;
    const score = mean === null || mean === undefined ? -Infinity : sign * mean;
    if (best === null || score > most) [best, most] = [contender, score];
  }
  return best;
}

/** Name of a metric among the figures of a judgement (`judge` of learn/jobs). */
export function figureName(metric: Metric, several: boolean): string {
  const names: Readonly<Record<Metric, string>> = {
    'roc-auc': 'rocAuc',
    'average-precision': 'averagePrecision',
    'log-loss': 'logLoss',
    brier: 'brier',
    accuracy: 'accuracy',
    'balanced-accuracy': 'balancedAccuracy',
    f1: several ? 'macroF1' : 'f1',
    rmse: 'rmse',
    mae: 'mae',
    r2: 'r2',
  };
  return names[metric];
}
