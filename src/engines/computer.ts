import type { ComputeAnswer, ComputeRequest } from '../../workers/compute/contract';
import type { Computer } from '../core/analysis';
import { unpackError, VitrineError } from '../core/errors';
import type { Frame } from '../core/frame';
import { buffersOf } from '../core/frames';
import type { Json } from '../core/result';

/** What the bridge needs of a Worker. */
export interface ComputeWorker {
  postMessage(message: ComputeRequest, transfer: ArrayBuffer[]): void;
  terminate(): void;
  // `never`: a page's Worker and a Node thread hand over events of different kinds.
  onmessage: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
}

/**
 * The compute worker as a Computer. One call runs at a time. Computations do not look up while they run,
 * so an aborted one is stopped by ending the worker, which starts anew with the next call.
 */
export class RemoteComputer implements Computer {
  readonly #start: () => ComputeWorker;
  #worker: ComputeWorker | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #lastId = 0;

  /** @param start makes the worker; called with the first call and after the worker had to be ended */
  constructor(start: () => ComputeWorker) {
    this.#start = start;
  }

  compute(
    signal: AbortSignal,
    work: string,
    frame: Frame,
    params: Json,
    onProgress?: (done: number) => void,
  ): Promise<Readonly<Record<string, Frame>>> {
    const turn = this.#queue.then(() => {
      if (signal.aborted) throw new VitrineError('cancelled', {});
      return this.#ask(signal, { id: ++this.#lastId, work, frame, params }, onProgress);
    });
    // The next call waits for the end of this one, however it ends; its caller has the error.
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the worker and frees its memory; a later call starts it again. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #ask(
    signal: AbortSignal,
    request: ComputeRequest,
    onProgress?: (done: number) => void,
  ): Promise<Readonly<Record<string, Frame>>> {
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      const settle = (): void => signal.removeEventListener('abort', stop);
      const fail = (error: VitrineError): void => {
        settle();
        this.close();
        reject(error);
      };
      const stop = (): void => fail(new VitrineError('cancelled', {}));
      worker.onmessage = ({ data }: { readonly data: ComputeAnswer }): void => {
        if (data.id !== request.id) return;
        if (data.is === 'progress') {
          onProgress?.(data.done);
          return;
        }
        settle();
        if (data.is === 'failed') reject(unpackError(data.error));
        else resolve(data.frames);
      };
      worker.onerror = (event: { readonly message: string }): void => {
        fail(new VitrineError('internal', { reason: `the compute worker broke: ${event.message}` }));
      };
      signal.addEventListener('abort', stop);
      worker.postMessage(request, buffersOf([request.frame]));
    });
  }
}
