import * as ort from 'onnxruntime-node';
import { ModelScorer } from '../../../workers/score/scorer';

/** onnxruntime's own build for Node, one thread: a second opinion beside the one of WebAssembly. */
export function nodeScorer(): ModelScorer {
  return new ModelScorer({
    Tensor: ort.Tensor,
    InferenceSession: {
      create: (bytes, options) =>
        ort.InferenceSession.create(bytes, { ...options, intraOpNumThreads: 1, interOpNumThreads: 1 }),
    },
    providers: ['cpu'],
  });
}
