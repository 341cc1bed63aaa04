import type { Frame } from '../../core/frame';
import type { Dependence } from '../explain/dependence';
import type { Explanation } from '../explain/explanation';
import type { Unexplained } from '../explain/explain';
import type { Importance } from '../explain/permutation';
import type { Band } from '../judge/bands';
import type { CutCurve } from '../judge/curves';
import type { Money, ThresholdRule } from '../judge/thresholds';
import type { ExportOptions } from '../onnx/export/onnx';
import type { Fitted, FittedCalibrated } from '../pipeline/fitted';
import type { Spec } from '../pipeline/spec';
import type { CrossValidation } from '../validate/evaluate';
import type { FoldAsk, FoldScore } from '../validate/fold-score';
import type { FoldSpec } from '../validate/folds';
import type { LearningPoint } from '../validate/learning-curve';
import type { Metric } from '../validate/metric';
import type { ShuffleCheck } from '../validate/shuffle-check';
import type { PairAgreement } from './agreement';
import type { AnsweredBy } from './answers';
import type { Compared } from './compare';
import type { Curves } from './curves';
import type { Drift } from './drift';
import type { Exported } from './export';
import type { Judgement, JudgeOptions } from './judge';
import type { RegressionViews } from './regression';
import type { SegmentPart, SegmentsBy } from './segments';
import type { Profit, ThresholdChoice } from './thresholds';

/*
 * What can be asked of a dataset, as plain data: it moves to the worker that holds the dataset. `rows` are row
 * numbers of the dataset. Null are all of them; where something is learnt or judged, all that have a label, and a
 * row without one is refused. `seed` is a whole number; `draws` bootstrap draws over whole groups (500 are usual, 0
 * gives no intervals). Where a job is `AnsweredBy`, either a fitted model is given, or answers that were made already
 * for these rows in their order: `{ answers }` of one `predict` serves all that follow, and out-of-fold `values` of
 * `validate` (with its `rows`) judge a model on rows that it has not seen.
 */

/** What is to be judged, on which rows. */
export type JudgedAsk = AnsweredBy & { readonly rows: Int32Array | null };

/** The same of probabilities. `positive`: of several classes, the number of the one that is judged against all others. */
export type ScoresAsk = JudgedAsk & { readonly positive?: number };

/** A way of making a model, judged by folds. */
interface SplitAsk {
  readonly spec: Spec;
  readonly folds: FoldSpec;
  readonly rows: Int32Array | null;
  readonly metric: Metric;
  readonly seed: number;
}

/** Every kind of job: what is asked, and what is answered. */
export interface Jobs {
  fit: { ask: { readonly spec: Spec; readonly rows: Int32Array | null; readonly seed: number }; answer: Fitted };
  /** `frame`: other rows than the dataset's, with columns of the same names; null for the dataset's own. */
  predict: {
    ask: { readonly fitted: Fitted; readonly rows: Int32Array | null; readonly frame: Frame | null };
    answer: Float64Array;
  };
  /** Out-of-fold predictions and the metric on each fold. */
  validate: { ask: SplitAsk; answer: CrossValidation };
  /** One fold of a trial of a search. */
  scoreFold: { ask: FoldAsk & { readonly rows: Int32Array | null }; answer: FoldScore };
  /**
   * SHAP values by source column; `background` are training rows. `frame`: as for `predict`; `rows` are then its
   * own.
   */
  explain: {
    ask: {
      readonly fitted: Fitted;
      readonly background: Int32Array | null;
      readonly rows: Int32Array | null;
      readonly frame?: Frame | null;
    };
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
  /** Figures with intervals, beside those of a constant model that is fitted on `trained`. */
  judge: {
    ask: JudgedAsk & { readonly trained: Int32Array | null; readonly options: JudgeOptions };
    answer: Judgement;
  };
  /**
   * ROC, precision–recall, gain and lift (each at most `points` points, 400 when not said, the ends exact), decile
   * table, reliability, histogram by class.
   */
  curves: { ask: ScoresAsk & { readonly points?: number }; answer: Curves };
  /** Every threshold with what it calls: what a threshold slider looks its numbers up in, without asking again. */
  cuts: { ask: ScoresAsk; answer: CutCurve };
  /** A threshold per rule (0.5, best F1, money, capacity) with its confusion matrix and figures. */
  thresholds: { ask: ScoresAsk & { readonly rules: readonly ThresholdRule[] }; answer: readonly ThresholdChoice[] };
  /** Money by share of the rows called, with intervals, and the best cut. `steps` of the curve: 100 when not said. */
  profit: {
    ask: ScoresAsk & {
      readonly money: Money;
      readonly seed: number;
      readonly draws: number;
      readonly steps?: number;
    };
    answer: Profit;
  };
  /** Rows, positives and mean score between rising cut points; 0.3 and 0.7 when not said. */
  bands: { ask: ScoresAsk & { readonly cuts?: readonly number[] }; answer: readonly Band[] };
  /** `judge` for the rows of each segment by themselves; the baseline is one for all. */
  segments: {
    ask: JudgedAsk & { readonly trained: Int32Array | null; readonly by: SegmentsBy; readonly options: JudgeOptions };
    answer: readonly { readonly part: SegmentPart; readonly judgement: Judgement }[];
  };
  /** How far models say the same: models × models. `thresholds` of binary ones, 0.5 each when not said. */
  agreement: {
    ask: {
      readonly models: readonly AnsweredBy[];
      readonly rows: Int32Array | null;
      readonly thresholds?: readonly number[];
    };
    answer: readonly (readonly PairAgreement[])[];
  };
  /** What b is better by than a, figure by figure (names as in `judge`), with paired intervals. */
  compare: {
    ask: {
      readonly a: AnsweredBy;
      readonly b: AnsweredBy;
      readonly rows: Int32Array | null;
      readonly options: JudgeOptions;
    };
    answer: Readonly<Record<string, Compared>>;
  };
  /**
   * Stability of columns (all when not said) and, where a model is given, first of its answers: `expected` rows
   * beside `actual` ones, which are other rows of the dataset or others with columns of the same names. Needs no
   * labels.
   */
  drift: {
    ask: {
      readonly expected: Int32Array | null;
      readonly actual: { readonly rows: Int32Array } | { readonly frame: Frame };
      readonly columns?: readonly string[];
      readonly fitted?: Fitted;
      readonly seed: number;
      readonly draws?: number;
    };
    answer: readonly Drift[];
  };
  /** Predicted against actual, deciles, residuals. */
  regression: {
    ask: JudgedAsk & { readonly seed: number; readonly points?: number; readonly bins?: number };
    answer: RegressionViews;
  };
  /**
   * Calibrates a model that is there, by answers for rows that it had not seen (out of folds of its spec, or of a
   * part that was kept back): at once, where a spec of kind `calibrated` fits the model again for every fold.
   */
  calibrate: {
    ask: {
      readonly fitted: Fitted;
      readonly by: 'platt' | 'isotonic';
      readonly rows: Int32Array | null;
      readonly answers: Float64Array;
    };
    answer: FittedCalibrated;
  };
  /** Whether more rows would help: a point per share of the training rows; 0.1, 0.25, 0.5, 0.75, 1 when not said. */
  learningCurve: { ask: SplitAsk & { readonly shares?: readonly number[] }; answer: readonly LearningPoint[] };
  /** Whether a model is better than one that learns from labels dealt out at random; 5 repeats show, 19 prove (p 0.05). */
  shuffleCheck: { ask: SplitAsk & { readonly repeats: number }; answer: ShuffleCheck };
  /**
   * The model as ONNX bytes, its card and a Python program. `trained`: rows it learnt from, whose number and
   * fingerprint are then told in the file; `file`: the name it will have.
   */
  export: {
    ask: {
      readonly fitted: Fitted;
      readonly options: ExportOptions;
      readonly file: string;
      readonly trained?: Int32Array | null;
    };
    answer: Exported;
  };
}

export type JobName = keyof Jobs;

/** A job with its name, for a message. */
export type Job<K extends JobName = JobName> = { [N in K]: { readonly job: N; readonly ask: Jobs[N]['ask'] } }[K];
