import { packError } from '../../src/core/errors';
import type { Prediction } from '../../src/learn/onnx/feed';
import type { ScoreAnswer, ScoreRequest } from './contract';
import type { ModelScorer } from './scorer';

export type Answer = (message: ScoreAnswer, transfer?: ArrayBufferLike[]) => void;

/** What answers requests. */
export type Scoring = Pick<ModelScorer, 'open' | 'add' | 'score' | 'run'>;

/** Does what is asked and answers it; everything that is thrown is answered as `failed`. */
export async function handle(request: ScoreRequest, started: () => Promise<Scoring>, answer: Answer): Promise<void> {
  const { id } = request;
  const report = (done: number): void => answer({ id, is: 'progress', done });
  try {
    const models = await started();
    switch (request.do) {
      case 'start':
        answer({ id, is: 'started' });
        return;
      case 'open':
        answer({ id, is: 'opened', model: await models.open(request.model, request.bytes) });
        return;
      case 'add':
        answer({ id, is: 'added', description: await models.add(request.model, request.bytes) });
        return;
      case 'score': {
        const scores = await models.score(request.model, request.features, report);
        answer({ id, is: 'scored', scores }, [scores.buffer]);
        return;
      }
      case 'run': {
        const prediction = await models.run(request.model, request.feed, report);
        answer({ id, is: 'predicted', prediction }, buffersOf(prediction));
      }
    }
  } catch (error) {
    answer({ id, is: 'failed', error: packError(error) });
  }
}

function buffersOf(prediction: Prediction): ArrayBufferLike[] {
  if (prediction.is === 'number') return [prediction.values.buffer];
  const { probabilities, labels } = prediction;
  return [probabilities, labels].flatMap((array) => (array === null ? [] : [array.buffer]));
}
