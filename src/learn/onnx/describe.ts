import { describeOutputs, type OutputRoles } from './answers';
import { featuresOf, type FeatureList } from './features';
import { inspectOnnx, type InspectedModel } from './inspect';
import { valueType, typeName, type ValueType } from './types';
import { VitrineError } from '../../core/errors';

/** One input of a model: a single column, or a table of them. */
export interface ModelInput {
  readonly name: string;
  readonly type: ValueType;
  /** Dimensions as the model takes them: [rows], or [rows, columns]. */
  readonly rank: 1 | 2;
  /** Rows it takes at once where that number is fixed, else null. */
  readonly rows: number | null;
  /** Columns it takes; null where the model leaves it open and nothing in it tells. */
  readonly columns: number | null;
  /** Names of the columns in order, as far as the model says; null for each that has none. */
  readonly names: readonly (string | null)[];
}

/** What a model takes and answers, read from its graph. Plain data. */
export interface ModelDescription {
  /** The program that wrote it, for instance `skl2onnx`; `''` when it does not say. */
  readonly producer: string;
  readonly inputs: readonly ModelInput[];
  readonly outputs: OutputRoles;
  /** As the file has it, in order. */
  readonly metadata: readonly (readonly [key: string, value: string])[];
  /** Rows scored at once, so that nothing it makes gets too large. */
  readonly rowsAtOnce: number;
}

/**
 * Reads what a tabular model takes and answers, without loading it.
 * @param name what a person calls the model, for the error
 * @throws VitrineError `model.not-onnx`, `model.refused`: what could harm, cannot run here, or is no model of
 * tables (pictures, sequences, answers that are neither classes nor a number per row)
 */
export function describeModel(name: string, bytes: Uint8Array): ModelDescription {
  return describeInspected(name, inspectOnnx(name, bytes));
}

/** The same for a model that was inspected before. */
export function describeInspected(name: string, model: InspectedModel): ModelDescription {
  const refuse = (reason: string): VitrineError => new VitrineError('model.refused', { model: name, reason });
  // Older files repeat their constants among the inputs.
  const constants = new Set(model.graph.initializers.map((t) => t.name));
  const wanted = model.graph.inputs.filter((i) => !constants.has(i.name));
  if (wanted.length === 0) throw refuse('it takes no input');
  const features = featuresOf(model, wanted);
  const inputs = wanted.map((input, i): ModelInput => {
    const type = valueType(input.type);
    if (type === null) throw refuse(`its input “${input.name}” takes ${typeName(input.type)}`);
    const rank = input.shape.length;
    if (rank !== 1 && rank !== 2) throw refuse(`its input “${input.name}” has ${rank} dimensions: it is no table`);
    const { columns, names } = features[i] ?? { columns: null, names: [] };
    return { name: input.name, type, rank, rows: fixed(input.shape[0]), columns, names };
  });
  const outputs = describeOutputs(model);
  if (typeof outputs === 'string') throw refuse(outputs);
  return {
    producer: model.producer,
    inputs,
    outputs,
    metadata: [...model.metadata],
    rowsAtOnce: model.rowsAtOnce,
  };
}

/** skl2onnx and others write 0 for “any”. */
function fixed(dim: number | null | undefined): number | null {
  return dim === null || dim === undefined || dim <= 0 ? null : dim;
}

export type { FeatureList, OutputRoles };
