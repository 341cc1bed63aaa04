import type { Calibration } from '../judge/calibration';
import type { LinearModel, Model } from '../model';
import type { Preprocessing } from '../preprocess/spec';
import type { Task } from '../table';

/*
 * What was fitted, as plain data. Every kind answers the same (see `predictPipeline`): one number per row
 * for binary (P of class 1) and regression, one per class and row (row after row) for several classes.
 */

interface About {
  readonly version: 1;
  readonly task: Task;
  /** Names of the classes of a multiclass task, in the order of the answers; empty else. */
  readonly classes: readonly string[];
}

/** Preprocessing and a learner on its features. */
export interface FittedPipeline extends About {
  readonly kind: 'pipeline';
  readonly preprocessing: Preprocessing;
  readonly model: Model;
}

/**
 * Base models whose answers are the features of a linear model. The features are, base after base: the
 * log-odds of P(class 1), kept within ±`LOGIT_LIMIT` (binary); the probability of each class (several
 * classes); the number (regression).
 */
export interface FittedStack extends About {
  readonly kind: 'stack';
  readonly bases: readonly Fitted[];
  readonly meta: LinearModel;
}

/** Log-odds of a base model beyond this (a probability of 1.1e-7) say no more to a stack's meta-learner. */
export const LOGIT_LIMIT = 16;

/** One model per part of a column; the first part that a row is in answers, else `rest`, fitted on all rows. */
export interface FittedSegments extends About {
  readonly kind: 'segments';
  readonly column: string;
  readonly parts: readonly { readonly where: Part; readonly model: Fitted }[];
  readonly rest: Fitted;
}

/** `level`: equals the level. `range`: low ≤ float32 of x < high, null without an end. Missing values are in none. */
export type Part =
  { readonly level: string } | { readonly range: { readonly low: number | null; readonly high: number | null } };

/** A binary model whose probabilities are corrected. */
export interface FittedCalibrated extends About {
  readonly kind: 'calibrated';
  readonly model: Fitted;
  readonly by: Calibration;
}

export type Fitted = FittedPipeline | FittedStack | FittedSegments | FittedCalibrated;
