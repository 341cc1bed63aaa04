import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-web/wasm';
import type { Feed, Prediction } from '../../../src/learn/onnx/feed';
import type { ModelDescription } from '../../../src/learn/onnx/describe';
import type { Table } from '../../../src/learn/table';
import { ModelScorer } from '../../../workers/score/scorer';

/** onnxruntime-web in this process, one thread. */
export function webScorer(): ModelScorer {
  const path = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  const wasm = readFileSync(path);
  ort.env.wasm.wasmBinary ??= wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  ort.env.wasm.numThreads = 1;
  return new ModelScorer(ort);
}

/** Feeds a table to a model that has an input per column, by the columns' names. */
export function feedByName(description: ModelDescription, table: Table): Feed {
  return {
    rows: table.rows,
    inputs: description.inputs.map(({ name }) => {
      const column = table.columns.find((c) => c.name === name);
      if (column === undefined) throw new Error(`no column “${name}”`);
      return { name, columns: [column] };
    }),
  };
}

/** The numbers our own predictor answers: P(class 1), all probabilities, or the values. */
export function numbersOf(prediction: Prediction, binary: boolean): Float64Array {
  if (prediction.is === 'number') return prediction.values;
  const { probabilities } = prediction;
  if (probabilities === null) throw new Error('no probabilities');
  return binary ? probabilities.filter((_, i) => i % 2 === 1) : probabilities;
}

/** The largest difference, absolute up to 1 and relative beyond; NaN against a number is Infinity. */
export function difference(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  a.forEach((x, i) => {
    const y = b[i] ?? NaN;
    if (Number.isNaN(x) && Number.isNaN(y)) return;
    const d = Math.abs(x - y) / Math.max(1, Math.abs(x));
    most = Math.max(most, Number.isNaN(d) ? Infinity : d);
  });
  return most;
}
