import * as ort from 'onnxruntime-web/wasm';
import { wasm } from 'virtual:gz/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm';
import type { ScoreRequest } from './contract';
import { handle, type Answer } from './handle';
import { capMemory } from './memory';
import { ModelScorer } from './scorer';

const answer: Answer = (message, transfer = []) => {
  self.postMessage(message, { transfer });
};

let scorer: Promise<ModelScorer> | null = null;

/** Starts onnxruntime on first use; a failed start is forgotten, so that the next call tries again. */
async function started(): Promise<ModelScorer> {
  scorer ??= start();
  try {
    return await scorer;
  } catch (error) {
    scorer = null;
    throw error;
  }
}

async function start(): Promise<ModelScorer> {
  capMemory();
  ort.env.wasm.wasmBinary = await (await wasm()).arrayBuffer();
  ort.env.wasm.numThreads = 1;
  return new ModelScorer(ort);
}

self.onmessage = ({ data }: MessageEvent<ScoreRequest>): void => {
  void handle(data, started, answer);
};
