import { packError, VitrineError } from '../../src/core/errors';
import { datasetFromFrame, summaryOf } from '../../src/learn/dataset';
import type { Dataset } from '../../src/learn/table';
import { learnError } from '../../src/learn/jobs/failed';
import type { Job } from '../../src/learn/jobs/jobs';
import { runJob } from '../../src/learn/jobs/runners';
import { arraysOf } from '../../src/learn/jobs/transfer';
import type { ComputeCallId, LearnAnswer, LearnRequest } from './contract';
import { sha256 } from './sha256';

type Answer = (message: LearnAnswer, transfer: ArrayBuffer[]) => void;

/** The inside of a learning worker: holds one dataset and answers every request with messages. */
export class LearnHandler {
  readonly #answer: Answer;
  #dataset: Dataset | null = null;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  handle(request: LearnRequest): void {
    const { id } = request;
    try {
      switch (request.is) {
        case 'open':
          this.#hold(id, datasetFromFrame(request.frame, request.plan));
          return;
        case 'hold':
          this.#hold(id, request.dataset);
          return;
        case 'give':
          request.port.postMessage(this.#held());
          this.#answer({ id, is: 'given' }, []);
          return;
        case 'take': {
          const { port } = request;
          port.onmessage = ({ data }: { readonly data: Dataset }): void => {
            port.close();
            this.#hold(id, data);
          };
          return;
        }
        case 'run':
          void this.#run(id, request.job);
      }
    } catch (error) {
      this.#fail(id, error);
    }
  }

  async #run(id: ComputeCallId, { job, ask }: Job): Promise<void> {
    try {
      const host = { now: () => performance.now() / 1000, sha256 };
      const answer = await runJob(this.#held(), job, ask, this.#teller(id), host);
      this.#answer({ id, is: 'done', answer }, arraysOf(answer));
    } catch (error) {
      this.#fail(id, error);
    }
  }

  #fail(id: ComputeCallId, error: unknown): void {
    this.#answer({ id, is: 'failed', error: packError(learnError(error)) }, []);
  }

  #hold(id: ComputeCallId, dataset: Dataset): void {
    this.#dataset = dataset;
    this.#answer({ id, is: 'held', summary: summaryOf(dataset) }, []);
  }

  #held(): Dataset {
    if (this.#dataset === null) throw new VitrineError('internal', { reason: 'no dataset is held' });
    return this.#dataset;
  }

  /** Tells progress at most once per percent. */
  #teller(id: ComputeCallId): (done: number) => void {
    let told = 0;
    return (done) => {
      if (done - told < 0.01) return;
      told = done;
      this.#answer({ id, is: 'progress', done }, []);
    };
  }
}
