import type { ScoreRequest } from './contract';
import { handle, type Answer } from './handle';
import { ModelScorer } from './scorer';
import { startOnnxruntime } from './start';

const answer: Answer = (message, transfer = []) => {
  self.postMessage(message, { transfer });
};

let scorer: Promise<ModelScorer> | null = null;

/** Starts onnxruntime on first use; a failed start is forgotten, so that the next call tries again. */
async function started(): Promise<ModelScorer> {
  scorer ??= startOnnxruntime().then((ort) => new ModelScorer(ort));
  try {
    return await scorer;
  } catch (error) {
    scorer = null;
    throw error;
  }
}

self.onmessage = ({ data }: MessageEvent<ScoreRequest>): void => {
  void handle(data, started, answer);
};
