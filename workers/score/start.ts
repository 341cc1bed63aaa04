import * as ort from 'onnxruntime-web/wasm';
import { wasm } from 'virtual:gz/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm';
import { capMemory } from './memory';
import type { Onnxruntime } from './runtime';

/** Starts onnxruntime in a worker: its memory capped, one thread (docs/decisions/0016). */
export async function startOnnxruntime(): Promise<Onnxruntime> {
  capMemory();
  ort.env.wasm.wasmBinary = await (await wasm()).arrayBuffer();
  ort.env.wasm.numThreads = 1;
  return ort;
}
