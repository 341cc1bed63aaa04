import { buffersOf } from '../../src/core/frames';
import { ScanTable } from '../../src/analyses/scans';
import { packError } from '../../src/core/errors';
import type { ScanAnswer, ScanRequest } from './contract';

/** Keeps logs and scans them as it is asked to. */
export class ScanHandler {
  readonly #table = new ScanTable();

  /** Answers one request; every outcome is a message. */
  handle(request: ScanRequest, answer: (message: ScanAnswer, transfer: ArrayBuffer[]) => void): void {
    const { id, key } = request;
    try {
      if (request.ask === 'put') {
        this.#table.put(key, request.frame);
        answer({ id, is: 'done', frames: {} }, []);
      } else if (!this.#table.has(key)) answer({ id, is: 'gone' }, []);
      else if (request.ask === 'has') answer({ id, is: 'done', frames: {} }, []);
      else {
        const frames = this.#table.scan(key, request.work, request.params);
        answer({ id, is: 'done', frames }, buffersOf(Object.values(frames)));
      }
    } catch (error) {
      answer({ id, is: 'failed', error: packError(error) }, []);
    }
  }
}
