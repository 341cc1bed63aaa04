import type { ClassWeights } from '../class-weights';
import type { PreprocessSpec } from '../preprocess/spec';
import type { FoldSpec } from '../validate/folds';

/* What can be fitted, as plain JSON. Options without a value mean what the learner's own docstring says. */

export type LearnerSpec =
  /** The baseline that knows no feature. */
  | { readonly learner: 'constant'; readonly by?: 'mean' | 'median' }
  /** Binary and several classes. */
  | { readonly learner: 'logistic'; readonly C: number; readonly l1Ratio?: number }
  /** Numbers; `alpha` is per row, so that it means the same for any number of rows. */
  | { readonly learner: 'ridge'; readonly alpha: number }
  /** Numbers; `alpha` is a share of the label's standard deviation. */
  | { readonly learner: 'elastic-net'; readonly alpha: number; readonly l1Ratio?: number }
  | {
      readonly learner: 'tree';
      readonly maxDepth?: number;
      readonly maxLeaves?: number;
      readonly minLeaf?: number;
    }
  | {
      readonly learner: 'forest';
      readonly trees?: number;
      readonly maxDepth?: number;
      readonly minLeaf?: number;
      readonly maxFeatures?: 'root' | 'all' | number;
    }
  | {
      readonly learner: 'boosting';
      readonly rounds?: number;
      readonly learningRate?: number;
      readonly maxDepth?: number;
      readonly maxLeaves?: number;
      readonly minChildWeight?: number;
      readonly l2?: number;
      readonly minGain?: number;
      readonly growth?: 'depth' | 'leaf';
      readonly subsample?: number;
      readonly columns?: number;
      readonly quantile?: number;
      /**
       * Ends with the round of the least loss on `share` of the training rows, which are kept out of the
       * fit: the latest where rows have times, whole groups, else random ones by class.
       */
      readonly early?: { readonly share: number; readonly patience?: number };
      /** Columns of numbers along which the prediction never falls (1) or never rises (−1). */
      readonly monotone?: readonly { readonly column: string; readonly sign: 1 | -1 }[];
    };

export interface PipelineSpec {
  readonly kind: 'pipeline';
  readonly preprocess: PreprocessSpec;
  readonly learner: LearnerSpec;
  readonly classWeights?: ClassWeights;
}

/** Base models and a linear model over their out-of-fold predictions; the bases are then fitted on all rows. */
export interface StackSpec {
  readonly kind: 'stack';
  readonly bases: readonly Spec[];
  /** Of the logistic (classes; its C) or ridge (numbers; alpha = 1 ÷ C per row) meta-learner. */
  readonly C: number;
  readonly folds: FoldSpec;
}

/** One model per part of a column; parts with too few rows are answered by a model fitted on all rows. */
export interface SegmentsSpec {
  readonly kind: 'segments';
  readonly column: string;
  /** For a column of numbers: rising cut points, k of them make k + 1 parts. Levels else. */
  readonly cuts?: readonly number[];
  /** Rows of a part, at least; of each class, for classes, a tenth of it. */
  readonly least: number;
  readonly of: Spec;
}

/** A binary model whose probabilities are corrected by what its out-of-fold predictions turned out to be. */
export interface CalibratedSpec {
  readonly kind: 'calibrated';
  readonly by: 'platt' | 'isotonic';
  readonly folds: FoldSpec;
  readonly of: Spec;
}

export type Spec = PipelineSpec | StackSpec | SegmentsSpec | CalibratedSpec;
