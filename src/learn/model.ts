import type { Task } from './table';

/* Fitted learners as plain data: they move between workers, are kept on the device and written as ONNX. */

/** How the sums of a model become its output. `softmax` is over the outputs of a row. */
export type Link = 'identity' | 'logistic' | 'softmax';

/** Coefficients per output: one for `binary` (the margin of class 1) and `regression`, one per class else. */
export interface LinearModel {
  readonly kind: 'linear';
  readonly task: Task;
  readonly link: Link;
  readonly features: number;
  /** Outputs × features, row after row. */
  readonly coefficients: Float64Array;
  /** One per output. */
  readonly intercepts: Float64Array;
}

/** One tree as parallel arrays of its nodes; node 0 is the root. */
export interface Tree {
  /** Feature tested, or −1 for a leaf. */
  readonly feature: Int32Array;
  /** A value goes left where `Math.fround(value) < threshold`; thresholds are float32 numbers. */
  readonly threshold: Float64Array;
  /** 1 where a missing value (NaN) goes left. */
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What a leaf adds to its output; float32 numbers. */
  readonly value: Float64Array;
  /** Sum of the weights (boosting: of the hessians) of the training rows that came through. */
  readonly cover: Float64Array;
  /** What the split gained; 0 for a leaf. */
  readonly gain: Float64Array;
}

/** A sum of trees: one decision tree, a forest (leaves hold their share of the mean), or boosted trees. */
export interface TreeModel {
  readonly kind: 'trees';
  readonly task: Task;
  readonly link: Link;
  readonly features: number;
  /** Start of each output's sum. */
  readonly base: Float64Array;
  readonly trees: readonly Tree[];
  /** Output that each tree adds to. A binary model has one output: the margin, or for forests P(class 1). */
  readonly outputs: Int32Array;
}

/** The same for every row: probabilities of the classes (binary: of class 1 only), or a number. */
export interface ConstantModel {
  readonly kind: 'constant';
  readonly task: Task;
  readonly features: number;
  readonly values: Float64Array;
}

/** A learner fitted on a matrix of numbers. Stacks and segment-wise models are made of pipelines, see there. */
export type Model = LinearModel | TreeModel | ConstantModel;
