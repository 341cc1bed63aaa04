import * as ort from 'onnxruntime-web/wasm';
import { wasm } from 'virtual:gz/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm';
import { packError } from '../../src/core/errors';
import type { ScoreAnswer, ScoreRequest } from './contract';
import { ModelScorer } from './scorer';

const answer = (message: ScoreAnswer, transfer: Transferable[] = []): void => {
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
  ort.env.wasm.wasmBinary = await (await wasm()).arrayBuffer();
  ort.env.wasm.numThreads = 1;
  return new ModelScorer(ort);
}

async function handle(request: ScoreRequest): Promise<void> {
  const { id } = request;
  try {
    const models = await started();
    switch (request.do) {
      case 'start':
        answer({ id, is: 'started' });
        return;
      case 'open':
        answer({ id, is: 'opened', model: await models.open(request.model, request.bytes) });
        return;
      case 'score': {
        const report = (done: number): void => answer({ id, is: 'progress', done });
        const scores = await models.score(request.model, request.features, report);
        answer({ id, is: 'scored', scores }, [scores.buffer]);
      }
    }
  } catch (error) {
    answer({ id, is: 'failed', error: packError(error) });
  }
}

self.onmessage = ({ data }: MessageEvent<ScoreRequest>): void => {
  void handle(data);
};
