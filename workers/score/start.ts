import * as ort from 'onnxruntime-web/wasm';
import { wasm } from 'virtual:gz/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm';
import { FLOAT, writeOnnx } from '../../src/learn/onnx/write';
import { capMemory } from './memory';
import type { Onnxruntime } from './runtime';

/** Starts onnxruntime in a worker: its memory capped, one thread (docs/decisions/0016). */
export async function startOnnxruntime(): Promise<Onnxruntime> {
  capMemory();
  ort.env.wasm.wasmBinary = await (await wasm()).arrayBuffer();
  ort.env.wasm.numThreads = 1;
  // It compiles itself with its first session, which takes WebKit seconds: a person's model is not to answer for that.
  const first = await ort.InferenceSession.create(passingOn(), { executionProviders: ['wasm'], logSeverityLevel: 3 });
  await first.release();
  return ort;
}

/** The least of models: it answers what it is given. */
function passingOn(): Uint8Array<ArrayBuffer> {
  const tensor = (name: string) => ({ name, type: FLOAT, shape: ['N'] });
  return writeOnnx(
    {
      name: 'passing-on',
      nodes: [{ op: 'Identity', domain: '', inputs: ['given'], outputs: ['answered'] }],
      initializers: [],
      inputs: [tensor('given')],
      outputs: [tensor('answered')],
    },
    [],
  );
}
