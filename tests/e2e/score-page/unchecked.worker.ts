import type { InferenceSession } from 'onnxruntime-common';
import type { ScoreRequest } from '../../../workers/score/contract';
import { handle, type Scoring } from '../../../workers/score/handle';
import { firstLine } from '../../../workers/score/runtime';
import { startOnnxruntime } from '../../../workers/score/start';
import { VitrineError } from '../../../src/core/errors';

/**
 * The score worker without the inspection: the product's runtime, cap and protocol, and whatever model is
 * given. So an attack reaches what stands behind the inspection. Models take no feed.
 */
let opened: Promise<Scoring> | null = null;

async function scoring(): Promise<Scoring> {
  const ort = await startOnnxruntime();
  let session: InferenceSession | null = null;
  const refused = (cause: unknown): VitrineError =>
    new VitrineError('model.refused', { model: 'test.onnx', reason: firstLine(cause) }, { cause });
  return {
    async add(_model, bytes) {
      try {
        session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], logSeverityLevel: 3 });
      } catch (cause) {
        throw refused(cause);
      }
      return { producer: '', inputs: [], outputs: { is: 'number', value: 'scores' }, metadata: [], rowsAtOnce: 1 };
    },
    async run() {
      try {
        const features = new ort.Tensor('float32', new Float32Array(2), [1, 2]);
        const answers = await session?.run({ features }, ['scores']);
        return { is: 'number', values: Float64Array.from((answers?.['scores']?.data ?? []) as Float32Array) };
      } catch (cause) {
        throw refused(cause);
      }
    },
    open: () => Promise.reject(new Error('not asked for')),
    score: () => Promise.reject(new Error('not asked for')),
  };
}

self.onmessage = ({ data }: MessageEvent<ScoreRequest>): void => {
  opened ??= scoring();
  const started = opened;
  void handle(
    data,
    () => started,
    (message, transfer = []) => self.postMessage(message, { transfer }),
  );
};
