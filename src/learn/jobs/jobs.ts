import type { Frame } from '../../core/frame';
import { dependence, type Dependence } from '../explain/dependence';
import type { Explanation } from '../explain/explanation';
import { explainPipeline, type Unexplained } from '../explain/explain';
import { permutationImportance, type Importance } from '../explain/permutation';
import { tableFromFrame } from '../frame';
import { fitPipeline } from '../pipeline/fit';
import type { Fitted } from '../pipeline/fitted';
import { predictPipeline } from '../pipeline/predict';
import type { Spec } from '../pipeline/spec';
import type { Report } from '../report';
import { everyRow, tableOf } from '../rows';
import type { Dataset, Table } from '../table';
import { crossValidate, evaluate, type CrossValidation } from '../validate/evaluate';
import { foldsOf, type FoldSpec } from '../validate/folds';
import type { Metric } from '../validate/metric';
import type { Search, Suggestion, Trial } from '../validate/search';
import { judge, type Judgement, type JudgeOptions } from './judge';

/*
 * What can be asked of a dataset, as plain data: it moves to the worker that holds the dataset. `rows` are row
 * numbers of the dataset; null are all of them.
 */

/** Every kind of job: what is asked, and what is answered. */
export interface Jobs {
  fit: { ask: { readonly spec: Spec; readonly rows: Int32Array | null; readonly seed: number }; answer: Fitted };
  /** `frame`: other rows than the dataset's, with columns of the same names; null for the dataset's own. */
  predict: {
    ask: { readonly fitted: Fitted; readonly rows: Int32Array | null; readonly frame: Frame | null };
    answer: Float64Array;
  };
  /** Out-of-fold predictions and the metric on each fold. */
  validate: {
    ask: {
      readonly spec: Spec;
      readonly folds: FoldSpec;
      readonly rows: Int32Array | null;
      readonly metric: Metric;
      readonly seed: number;
    };
    answer: CrossValidation;
  };
  /** One trial of a search. */
  evaluate: {
    ask: { readonly search: Search; readonly suggestion: Suggestion; readonly rows: Int32Array | null };
    answer: Trial;
  };
  /** SHAP values by source column; `background` are training rows. */
  explain: {
    ask: { readonly fitted: Fitted; readonly background: Int32Array | null; readonly rows: Int32Array | null };
    answer: Explanation | { readonly unexplained: Unexplained };
  };
  importance: {
    ask: {
      readonly fitted: Fitted;
      readonly rows: Int32Array | null;
      readonly columns: readonly string[];
      readonly metric: Metric;
      readonly seed: number;
      readonly repeats: number;
    };
    answer: readonly Importance[];
  };
  dependence: {
    ask: {
      readonly fitted: Fitted;
      readonly rows: Int32Array | null;
      readonly column: string;
      readonly points: number;
      readonly most: number;
      readonly seed: number;
    };
    answer: Dependence;
  };
  /** Judges a model on `rows`, beside a constant one that is fitted on `trained`. */
  judge: {
    ask: {
      readonly fitted: Fitted;
      readonly trained: Int32Array | null;
      readonly rows: Int32Array | null;
      readonly options: JudgeOptions;
    };
    answer: Judgement;
  };
}

export type JobName = keyof Jobs;

/** A job with its name, for a message. */
export type Job<K extends JobName = JobName> = { [N in K]: { readonly job: N; readonly ask: Jobs[N]['ask'] } }[K];

type Runners = {
  readonly [K in JobName]: (
    dataset: Dataset,
    ask: Jobs[K]['ask'],
    report: Report,
    now: () => number,
  ) => Jobs[K]['answer'];
};

const predictor = (fitted: Fitted) => (table: Table) => predictPipeline(fitted, table);

const runners: Runners = {
  fit: (dataset, { spec, rows, seed }, report) => fitPipeline(spec, dataset, rowsOf(dataset, rows), seed, report),
  predict: (dataset, { fitted, rows, frame }, report) =>
    predictPipeline(fitted, frame === null ? dataset.table : tableFromFrame(frame), rows ?? undefined, report),
  validate: (dataset, { spec, folds, rows, metric, seed }, report) =>
    crossValidate(spec, foldsOf(folds, dataset, rowsOf(dataset, rows), seed), dataset, metric, seed, report),
  evaluate: (dataset, { search, suggestion, rows }, report, now) =>
    evaluate(search, suggestion, dataset, rowsOf(dataset, rows), now, report),
  explain: (dataset, { fitted, background, rows }, report) =>
    explainPipeline(
      fitted,
      dataset.table,
      { table: dataset.table, rows: rowsOf(dataset, background) },
      rowsOf(dataset, rows),
      report,
    ),
  importance: (dataset, { fitted, rows, columns, metric, seed, repeats }, report) =>
    permutationImportance(
      predictor(fitted),
      dataset,
      rowsOf(dataset, rows),
      columns,
      { metric, seed, repeats },
      report,
    ),
  dependence: (dataset, { fitted, rows, column, points, most, seed }, report) => {
    const table = rows === null ? dataset.table : tableOf(dataset.table, rows);
    return dependence(predictor(fitted), table, column, { points, most, seed }, report);
  },
  judge: (dataset, { fitted, trained, rows, options }, report) => {
    const judged = rowsOf(dataset, rows);
    const constant: Spec = {
      kind: 'pipeline',
      preprocess: {
        numbers: { as: 'number', impute: { by: 'none' }, flag: false, log: false, scale: false },
        categories: { as: 'target', smoothing: 0 },
        columns: dataset.table.columns.map(({ name }) => ({ name, treat: { as: 'drop' } })),
        correlation: null,
      },
      learner: { learner: 'constant' },
    };
    const baseline = fitPipeline(constant, dataset, rowsOf(dataset, trained), 0);
    const answers = predictPipeline(fitted, dataset.table, judged);
    return judge(dataset, judged, answers, predictPipeline(baseline, dataset.table, judged), options, report);
  },
};

function rowsOf({ table }: Dataset, rows: Int32Array | null): Int32Array {
  return rows ?? everyRow(table.rows);
}

/**
 * Does one job.
 * @param now a clock in seconds
 * @throws Error what the work throws, and what `report` throws
 */
export function runJob<K extends JobName>(
  dataset: Dataset,
  job: K,
  ask: Jobs[K]['ask'],
  report: Report,
  now: () => number,
): Jobs[K]['answer'] {
  return runners[job](dataset, ask, report, now);
}
