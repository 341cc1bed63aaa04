/*
 * Preprocessing as data: what is asked for (`PreprocessSpec`), and what came out of the training rows
 * (`Preprocessing`), which turns a table into a matrix of features and can be written as ONNX. Both are
 * plain JSON: no NaN, no typed arrays.
 *
 * Two rules hold for the fitted form and for ONNX alike: numbers are read as float32 (`Math.fround`),
 * infinities as missing; a level that is the empty string is a missing value.
 */

/** What stands for a missing number. `linear` and `lasso` predict it from the other columns of numbers. */
export type Imputer =
  | { readonly by: 'mean' | 'median' | 'most-frequent' | 'linear' | 'lasso' }
  | { readonly by: 'constant'; readonly value: number }
  /** Left missing: trees learn where it goes. Linear models refuse it. */
  | { readonly by: 'none' };

/** How a column of numbers becomes features, in this order: flag, impute, ln(1 + x), scale. */
export interface NumberSpec {
  readonly as: 'number';
  readonly impute: Imputer;
  /** A feature more, 1 where the value is missing; only where some training value is. */
  readonly flag: boolean;
  /** ln(1 + max(x, 0)). */
  readonly log: boolean;
  /** Mean 0 and variance 1 (divisor n) on the training rows. */
  readonly scale: boolean;
}

/** How a column of categories becomes features. */
export type CategorySpec =
  /** One 0/1 feature per level of at least `rare` (a share of the training rows); all others and unknown ones pooled. */
  | {
      readonly as: 'one-hot';
      readonly rare: number;
      /** Most levels with a feature of their own: the most frequent ones. */
      readonly most: number;
      /** Missing values get a feature of their own, are given the most frequent level, or are 0 everywhere. */
      readonly missing: 'feature' | 'most-frequent' | 'zeros';
    }
  /**
   * One number per level: the smoothed mean of the label, so that trees split levels by target order
   * (several classes: one feature per class). `smoothing` is the weight of the overall mean, in rows.
   */
  | { readonly as: 'target'; readonly smoothing: number };

/** What is asked for. Columns that are not named in `columns` are treated by their kind. */
export interface PreprocessSpec {
  readonly numbers: NumberSpec;
  readonly categories: CategorySpec;
  readonly columns?: readonly {
    readonly name: string;
    readonly treat: NumberSpec | CategorySpec | { readonly as: 'drop' };
  }[];
  /**
   * Columns of numbers with |Pearson's ρ| above the limit are joined; of each connected component the
   * member with the largest |ρ| to the label stays. Null: all stay.
   */
  readonly correlation: number | null;
}

/** What stands for a missing number, fitted. */
export type Fill =
  | { readonly by: 'value'; readonly value: number }
  /**
   * intercept + Σ coefficient × ((x or fill) − mean) ÷ scale over the terms, kept within [low, high], the
   * range of the training values. Terms are raw values of other columns, before any ln or scaling.
   */
  | {
      readonly by: 'linear';
      readonly intercept: number;
      readonly terms: readonly {
        readonly column: string;
        readonly fill: number;
        readonly mean: number;
        readonly scale: number;
        readonly coefficient: number;
      }[];
      readonly low: number;
      readonly high: number;
    };

/** One or more features, made from one source column. Several blocks may read the same column. */
export type Block =
  /** One feature: x, filled (null: NaN stays NaN), then ln(1 + max(x, 0)), then (x − mean) ÷ scale (null: not). */
  | {
      readonly block: 'number';
      readonly column: string;
      readonly fill: Fill | null;
      readonly log: boolean;
      readonly scale: { readonly mean: number; readonly scale: number } | null;
    }
  /** One feature: 1 where the value (a number or a level) is missing, else 0. */
  | { readonly block: 'missing'; readonly column: string }
  /**
   * One 0/1 feature per level in `levels`, then one for every other level, known or not, if `other`.
   * A missing value is read as the level `fill`; with null it is 0 in all of them.
   */
  | {
      readonly block: 'one-hot';
      readonly column: string;
      readonly levels: readonly string[];
      readonly other: boolean;
      readonly fill: string | null;
    }
  /** One feature: `values[i]` for `levels[i]`, `unknown` for any other level, `missing` (null: NaN) for none. */
  | {
      readonly block: 'map';
      readonly column: string;
      readonly levels: readonly string[];
      readonly values: readonly number[];
      readonly unknown: number;
      readonly missing: number | null;
      /** The class whose share the values are; null for binary and regression. */
      readonly of: string | null;
    };

/** What a feature says of its source column. */
export interface Feature {
  /** Unique, technical: `age`, `age is missing`, `city = Perm`, `city is another`, `city → basic`. */
  readonly name: string;
  readonly column: string;
  readonly says: 'value' | 'missing' | 'level' | 'other' | 'target';
  /** The level of `level`, the class of `target` with several classes; else null. */
  readonly level: string | null;
}

/** Fitted preprocessing. Features follow the blocks in their order. */
export interface Preprocessing {
  readonly version: 1;
  /** Source columns that are read, each once, in the order of the table it was fitted on. */
  readonly inputs: readonly { readonly name: string; readonly kind: 'number' | 'category' }[];
  readonly blocks: readonly Block[];
  readonly features: readonly Feature[];
  /** Columns that were left out, and why; `for` is the correlated column that stayed, `rho` theirs. */
  readonly dropped: readonly {
    readonly column: string;
    readonly because: 'asked' | 'constant' | 'empty' | 'correlated';
    readonly for?: string;
    readonly rho?: number;
  }[];
}

/** For linear models: everything filled, flagged and scaled. */
export const FOR_LINEAR: PreprocessSpec = {
  numbers: { as: 'number', impute: { by: 'median' }, flag: true, log: false, scale: true },
  categories: { as: 'one-hot', rare: 0.01, most: 50, missing: 'feature' },
  correlation: null,
};

/** For trees: missing values stay missing, categories in target order. */
export const FOR_TREES: PreprocessSpec = {
  numbers: { as: 'number', impute: { by: 'none' }, flag: false, log: false, scale: false },
  categories: { as: 'target', smoothing: 20 },
  correlation: null,
};
