import { buffersOf } from '../../src/core/frames';
import { ScanTable } from '../../src/analyses/scans';
import { packError } from '../../src/core/errors';
import type { ScanAnswer, ScanRequest } from './contract';

/** Keeps rows and scans them as it is asked to. */
export class ScanHandler {
  readonly #table = new ScanTable();

  /** Answers one request; every outcome is a message. */
  handle(request: ScanRequest, answer: (message: ScanAnswer, transfer: ArrayBuffer[]) => void): void {
    const { id } = request;
    try {
      if (request.ask === 'put') {
        this.#table.put(request.key, request.as, request.frame);
        answer({ id, is: 'done', frames: {} }, []);
        return;
      }
      const keys = this.#table.missing(request.keys);
      if (keys.length > 0) answer({ id, is: 'gone', keys }, []);
      else if (request.ask === 'has') answer({ id, is: 'done', frames: {} }, []);
      else {
        const frames = this.#table.scan(request.keys, request.work, request.params);
        answer({ id, is: 'done', frames }, buffersOf(Object.values(frames)));
      }
    } catch (error) {
      answer({ id, is: 'failed', error: packError(error) }, []);
    }
  }
}
