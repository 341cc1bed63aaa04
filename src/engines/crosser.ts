import type { CrossAnswer, CrossRequest } from '../../workers/cross/contract';
import type { CrossCounts, CrossSelection, CrossShape } from '../analyses/overview/cross/shape';
import { unpackError, VitrineError } from '../core/errors';
import type { Frame } from '../core/frame';
import { buffersOf } from '../core/frames';

/** What the bridge needs of a Worker. */
export interface CrossWorker {
  postMessage(message: CrossRequest, transfer: ArrayBuffer[]): void;
  terminate(): void;
  onmessage: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
}

/**
 * The worker of the cross-filter: apart from the one that fits models, for a hand that moves does not wait.
 * One request is under way at a time; of those that wait the newest alone is asked, the others end as
 * `cancelled`.
 */
export class RemoteCrosser {
  readonly #start: () => CrossWorker;
  #worker: CrossWorker | null = null;
  #lastId = 0;
  #under: {
    readonly id: number;
    readonly done: (answer: CrossAnswer) => void;
    fail: (e: VitrineError) => void;
  } | null = null;
  #next: (() => void) | null = null;
  #dropNext: (() => void) | null = null;

  /** @param start makes the worker; called with the first load and after the worker was ended */
  constructor(start: () => CrossWorker) {
    this.#start = start;
  }

  /** Takes a log in the place of the one before and counts all of it. @throws VitrineError */
  load(plain: Frame, money: Frame, shape: CrossShape): Promise<CrossCounts> {
    // The log before it may be large: a new worker gives its memory back for certain.
    this.close();
    return this.#ask({ id: ++this.#lastId, ask: 'load', plain, money, shape }, buffersOf([plain, money]));
  }

  /** Counts a selection of the log loaded last. @throws VitrineError, `cancelled` when a newer one took its place */
  count(selection: CrossSelection): Promise<CrossCounts> {
    return this.#ask({ id: ++this.#lastId, ask: 'count', selection }, []);
  }

  /** Ends the worker and frees its memory; what waits ends as `cancelled`. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#dropNext?.();
    this.#next = this.#dropNext = null;
    this.#under?.fail(new VitrineError('cancelled', {}));
    this.#under = null;
  }

  #ask(request: CrossRequest, transfer: ArrayBuffer[]): Promise<CrossCounts> {
    return new Promise((resolve, reject) => {
      const send = (): void => {
        this.#under = {
          id: request.id,
          fail: reject,
          done: (answer) => (answer.is === 'counted' ? resolve(answer.counts) : reject(unpackError(answer.error))),
        };
        this.#started().postMessage(request, transfer);
      };
      if (this.#under === null) {
        send();
        return;
      }
      this.#dropNext?.();
      this.#next = send;
      this.#dropNext = () => reject(new VitrineError('cancelled', {}));
    });
  }

  #started(): CrossWorker {
    if (this.#worker !== null) return this.#worker;
    const worker = this.#start();
    worker.onmessage = ({ data }: { readonly data: CrossAnswer }): void => {
      const under = this.#under;
      if (under === null || under.id !== data.id) return;
      this.#under = null;
      under.done(data);
      const next = this.#next;
      this.#next = this.#dropNext = null;
      next?.();
    };
    worker.onerror = (event: { readonly message: string }): void => {
      const under = this.#under;
      this.#under = null;
      under?.fail(new VitrineError('internal', { reason: `the cross-filter's worker broke: ${event.message}` }));
      this.close();
    };
    this.#worker = worker;
    return worker;
  }
}
