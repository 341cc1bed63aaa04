import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-web/wasm';
import type { Feed, Prediction } from '../../../src/learn/onnx/feed';
import type { ModelDescription } from '../../../src/learn/onnx/describe';
import type { Table } from '../../../src/learn/table';
import { ModelScorer } from '../../../workers/score/scorer';

/** onnxruntime-web in this process, one thread. */
export function webScorer(): ModelScorer {
  ort.env.wasm.wasmBinary ??= wasmBinary();
  ort.env.wasm.numThreads = 1;
  return new ModelScorer(ort);
}

/** 14 MB: read once. */
function wasmBinary(): ArrayBuffer {
  const path = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  const wasm = readFileSync(path);
  return wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
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
