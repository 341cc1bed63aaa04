import { fitConstant } from '../linear/constant';
import { fitElasticNet, fitRidge } from '../linear/least-squares';
import { fitLogistic } from '../linear/logistic';
import { predictConstant, predictLinear } from '../linear/predict';
import type { Matrix } from '../matrix';
import type { Model } from '../model';
import type { Report } from '../report';
import type { Target } from '../table';
import type { Binned } from '../trees/binning';
import { fitBoosting } from '../trees/boosting';
import { fitForest, fitTree } from '../trees/forest';
import { predictTrees } from '../trees/predict';
import type { LearnerSpec } from './spec';

/** Rows as learners take them. */
export interface Rows {
  readonly x: Matrix;
  readonly target: Target;
  readonly weights?: Float64Array;
}

/** What a learner needs beside its rows. */
export interface FitContext {
  readonly seed: number;
  readonly report: Report;
  /** Rows that end boosting early. */
  readonly validation?: Rows;
  /** Bins of the rows by their seed and number: boosting takes them from there, or puts them there. */
  readonly binned?: Map<string, Binned>;
  /** Per feature, for boosting. */
  readonly monotone?: readonly (-1 | 0 | 1)[];
}

/**
 * Fits one learner.
 * @throws Error when the learner cannot answer the task, or cannot be fitted (see each learner)
 */
export function fitLearner(spec: LearnerSpec, { x, target, weights }: Rows, context: FitContext): Model {
  const { seed, report } = context;
  const weighted = weights === undefined ? {} : { weights };
  switch (spec.learner) {
    case 'constant':
      return fitConstant(x.columns, target, { ...(spec.by === undefined ? {} : { by: spec.by }), ...weighted });
    case 'logistic': {
      if (target.task === 'regression') throw new Error('logistic regression is for classes');
      return fitLogistic(x, target, { ...spec, ...weighted }, report).model;
    }
    case 'ridge': {
      const y = numbersOf(target, spec.learner);
      return fitRidge(x, y, { alpha: spec.alpha * total(weights, x.rows), ...weighted }, report).model;
    }
    case 'elastic-net': {
      const y = numbersOf(target, spec.learner);
      const alpha = spec.alpha * (deviation(y, weights) || 1);
      const share = spec.l1Ratio === undefined ? {} : { l1Ratio: spec.l1Ratio };
      return fitElasticNet(x, y, { alpha, ...share, ...weighted }, report).model;
    }
    case 'tree': {
      const { learner: _, ...options } = spec;
      return fitTree(x, target, { seed, ...options, ...weighted }, report);
    }
    case 'forest': {
      const { learner: _, ...options } = spec;
      return fitForest(x, target, { seed, ...options, ...weighted }, report).model;
    }
    case 'boosting': {
      const { learner: _, early, monotone: __, ...options } = spec;
      const { validation, monotone, binned } = context;
      const patience = early?.patience === undefined ? {} : { patience: early.patience };
      return fitBoosting(
        x,
        target,
        {
          seed,
          measured: false,
          ...options,
          ...weighted,
          ...(binned === undefined ? {} : { binned }),
          ...(monotone === undefined ? {} : { monotone }),
          ...(validation === undefined ? {} : { validation: { ...validation, ...patience } }),
        },
        report,
      ).model;
    }
  }
}

function numbersOf(target: Target, learner: string): Float64Array {
  if (target.task === 'regression') return target.values;
  throw new Error(`${learner} is for numbers`);
}

function total(weights: Float64Array | undefined, rows: number): number {
  return weights === undefined ? rows : weights.reduce((n, w) => n + w, 0);
}

function deviation(y: Float64Array, weights: Float64Array | undefined): number {
  const all = total(weights, y.length);
  const mean = y.reduce((sum, v, i) => sum + (weights?.[i] ?? 1) * v, 0) / all;
  return Math.sqrt(y.reduce((sum, v, i) => sum + (weights?.[i] ?? 1) * (v - mean) ** 2, 0) / all);
}

/** P(class 1), the probability of each class (rows × classes), or the number, per row. */
export function predictModel(model: Model, x: Matrix, report?: Report): Float64Array {
  switch (model.kind) {
    case 'constant':
      return predictConstant(model, x.rows);
    case 'linear':
      return predictLinear(model, x);
    case 'trees':
      return predictTrees(model, x, report);
  }
}
