import type { Fitted } from '../../pipeline/fitted';
import { DOUBLE, FLOAT, INT64, STRING } from '../types';
import { ML_OPSET, writeOnnx, type TensorType } from '../write';
import { writeFitted } from './fitted';
import { Graph } from './graph';
import { detailsOf, type ModelDetails } from './details';
import { Sources } from './sources';
import type { TreeOperator } from './trees';

/** A source column and the input that takes it. */
export interface ExportedInput {
  /** As it is called in the graph: the column's name, unless that cannot be. */
  readonly input: string;
  readonly column: string;
  readonly kind: 'number' | 'category';
}

export interface ExportOptions {
  /** Name of the graph: what the model is for. */
  readonly name: string;
  /** What is told in the file besides the graph. */
  readonly details?: ModelDetails;
  /** Rows with P(class 1) ≥ threshold are labelled 1; 0.5 when not said. Binary only. */
  readonly threshold?: number;
  /** Names of class 0 and class 1 of a binary model: its labels are then text. */
  readonly labels?: readonly [string, string];
  /** 3 when not said; 5 makes smaller files, for onnxruntime from 1.20 on. */
  readonly trees?: TreeOperator;
}

/**
 * A fitted model with its preprocessing and calibration as one ONNX file (IR 8, opset 17, ai.onnx.ml 3 or
 * 5). Inputs: one per source column, float [N, 1] (NaN is missing) or string [N, 1] (empty is missing).
 * Outputs: `label` [N] and `probabilities` float [N, classes], or `prediction` double [N, 1]. Same model and
 * options: the same bytes.
 * @throws Error for a model that reads no column
 */
export function exportOnnx(fitted: Fitted, options: ExportOptions): Uint8Array<ArrayBuffer> {
  const inputs = exportedInputs(fitted);
  const named = outputNames(fitted);
  const graph = new Graph([...inputs.map((i) => i.input), ...Object.values(named)]);
  const sources = new Sources(graph, new Map(inputs.map((i) => [i.column, i])));
  const operator = options.trees ?? 3;
  const answer = writeFitted(graph, sources, fitted, operator, fitted.task === 'regression');
  const outputs: TensorType[] = [];
  const put = (value: string, name: string, type: number, shape: readonly (number | string)[]): void => {
    graph.answer(value, name);
    outputs.push({ name, type, shape });
  };
  if (fitted.task === 'regression') {
    // In double precision: amounts have more digits than float32 holds, and may be larger.
    put(answer, named.prediction, DOUBLE, ['N', 1]);
  } else {
    const { index, probabilities, classes } = decide(graph, fitted, answer, options.threshold ?? 0.5);
    const names = fitted.task === 'binary' ? options.labels : fitted.classes;
    const label = names === undefined ? index : graph.add('Gather', [graph.texts(names, [names.length]), index]);
    put(label, named.label, names === undefined ? INT64 : STRING, ['N']);
    put(probabilities, named.probabilities, FLOAT, ['N', classes]);
  }
  return writeOnnx(
    {
      name: options.name,
      nodes: graph.nodes,
      initializers: graph.constants,
      inputs: inputs.map(({ input, kind }) => ({
        name: input,
        type: kind === 'number' ? FLOAT : STRING,
        shape: ['N', 1],
      })),
      outputs,
    },
    detailsOf(fitted, inputs, options),
    operator === 5 ? 5 : ML_OPSET,
  );
}

/** int64 [N]: the class of each row; float [N, classes]: their probabilities. */
function decide(
  graph: Graph,
  fitted: Fitted,
  answer: string,
  threshold: number,
): { readonly index: string; readonly probabilities: string; readonly classes: number } {
  const float = (value: string): string => graph.add('Cast', [value], [{ name: 'to', integer: FLOAT }]);
  if (fitted.task === 'binary') {
    const reached = graph.add('GreaterOrEqual', [answer, graph.doubles([threshold], [1, 1])]);
    const column = graph.add('Cast', [reached], [{ name: 'to', integer: INT64 }]);
    const other = graph.add('Sub', [graph.doubles([1], [1, 1]), answer]);
    const both = graph.add('Concat', [other, answer], [{ name: 'axis', integer: 1 }]);
    return { index: graph.add('Squeeze', [column, graph.integers([1])]), probabilities: float(both), classes: 2 };
  }
  const most = [
    { name: 'axis', integer: 1 },
    { name: 'keepdims', integer: 0 },
  ];
  return { index: graph.add('ArgMax', [answer], most), probabilities: float(answer), classes: fitted.classes.length };
}

/** Every source column that some part of a model reads, in the order in which they are first read. */
export function exportedInputs(fitted: Fitted): readonly ExportedInput[] {
  const columns = new Map<string, 'number' | 'category'>();
  collect(fitted, columns);
  const taken: string[] = [];
  return [...columns].map(([column, kind], i) => {
    // ONNX takes the empty name for “left out”, and strings end at a zero byte.
    const input = free(column === '' || column.includes('\0') ? `column ${i + 1}` : column, taken);
    taken.push(input);
    return { input, column, kind };
  });
}

/** Names of the outputs, also those that a model of this task has not: as they are, unless a column is called so. */
export function outputNames(fitted: Fitted): Readonly<Record<'label' | 'probabilities' | 'prediction', string>> {
  const taken = exportedInputs(fitted).map((i) => i.input);
  return {
    label: free('label', taken),
    probabilities: free('probabilities', taken),
    prediction: free('prediction', taken),
  };
}

function collect(fitted: Fitted, columns: Map<string, 'number' | 'category'>): void {
  switch (fitted.kind) {
    case 'pipeline':
      for (const { name, kind } of fitted.preprocessing.inputs) columns.set(name, kind);
      return;
    case 'calibrated':
      collect(fitted.model, columns);
      return;
    case 'stack':
      for (const base of fitted.bases) collect(base, columns);
      return;
    case 'segments':
      if (fitted.parts.length > 0) {
        columns.set(fitted.column, fitted.parts.some((p) => 'level' in p.where) ? 'category' : 'number');
      }
      for (const { model } of fitted.parts) collect(model, columns);
      collect(fitted.rest, columns);
  }
}

function free(name: string, taken: readonly string[]): string {
  let found = name;
  for (let i = 1; taken.includes(found); i++) found = `${name}_${i}`;
  return found;
}
