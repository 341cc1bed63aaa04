import { sigmoid } from './linear/sigmoid';
import { FLOAT, INT64, writeOnnx } from './onnx/write';

/**
 * A binary classifier as it is shipped: counts, days and ratios ≥ 0 in their own units → ln(1 + x) →
 * standardised → logistic. Everything is part of the ONNX graph, so that who scores needs to know the
 * features only.
 */
export interface LogisticPipeline {
  /** Names of the features, in order. */
  readonly features: readonly string[];
  /** Of ln(1 + x). */
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  readonly coefficients: Float64Array;
  readonly intercept: number;
}

/** ln(1 + x); values below 0 count as 0. */
export function logged(x: number): number {
  return Math.log(1 + Math.max(x, 0));
}

/** The probability of class 1 for one row of features, in double precision. */
export function predict(p: LogisticPipeline, row: ArrayLike<number>): number {
  let z = p.intercept;
  for (let j = 0; j < p.features.length; j++) {
    z += ((logged(row[j] ?? NaN) - (p.mean[j] ?? 0)) / (p.scale[j] ?? 1)) * (p.coefficients[j] ?? 0);
  }
  return sigmoid(z);
}

/** Key of the metadata that lists a model's features, as a JSON array of names in order. */
export const FEATURES_KEY = 'vitrine.features';
/** Key of the metadata that names the task. */
export const TASK_KEY = 'vitrine.task';

/**
 * The pipeline as an ONNX file: input `features` float32 [N, features], outputs `label` int64 [N] and
 * `probabilities` float32 [N, 2].
 */
export function pipelineOnnx(task: string, p: LogisticPipeline): Uint8Array<ArrayBuffer> {
  const n = p.features.length;
  return writeOnnx(
    {
      name: task,
      nodes: [
        { op: 'Relu', domain: '', inputs: ['features'], outputs: ['positive'] },
        { op: 'Add', domain: '', inputs: ['positive', 'one'], outputs: ['shifted'] },
        { op: 'Log', domain: '', inputs: ['shifted'], outputs: ['logged'] },
        {
          op: 'Scaler',
          domain: 'ai.onnx.ml',
          inputs: ['logged'],
          outputs: ['scaled'],
          attributes: [
            { name: 'offset', floats: p.mean },
            { name: 'scale', floats: p.scale.map((s) => 1 / s) },
          ],
        },
        {
          op: 'LinearClassifier',
          domain: 'ai.onnx.ml',
          inputs: ['scaled'],
          outputs: ['label', 'probabilities'],
          attributes: [
            { name: 'classlabels_ints', integers: [0, 1] },
            { name: 'coefficients', floats: [...p.coefficients.map((c) => -c), ...p.coefficients] },
            { name: 'intercepts', floats: [-p.intercept, p.intercept] },
            { name: 'multi_class', integer: 0 },
            { name: 'post_transform', text: 'LOGISTIC' },
          ],
        },
      ],
      initializers: [{ name: 'one', dims: [1], values: Float32Array.of(1) }],
      inputs: [{ name: 'features', type: FLOAT, shape: ['N', n] }],
      outputs: [
        { name: 'label', type: INT64, shape: ['N'] },
        { name: 'probabilities', type: FLOAT, shape: ['N', 2] },
      ],
    },
    [
      [TASK_KEY, task],
      [FEATURES_KEY, JSON.stringify(p.features)],
    ],
  );
}
