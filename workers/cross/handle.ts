import { scanCross } from '../../src/analyses/overview/cross/scan';
import { EVERYTHING } from '../../src/analyses/overview/cross/shape';
import { crossTable, type CrossTable } from '../../src/analyses/overview/cross/table';
import { packError, VitrineError } from '../../src/core/errors';
import type { CrossAnswer, CrossRequest } from './contract';

/** Keeps one log in typed arrays and counts it as often as it is asked to. */
export class CrossHandler {
  #table: CrossTable | null = null;

  /** Answers one request; every outcome is a message. */
  handle(request: CrossRequest): CrossAnswer {
    const { id } = request;
    try {
      const begun = performance.now();
      if (request.ask === 'load') {
        // Let go first: both at once would take twice the room.
        this.#table = null;
        this.#table = crossTable(request.plain, request.money, request.shape);
      }
      if (this.#table === null) throw new VitrineError('internal', { reason: 'nothing was loaded to count' });
      const counts = scanCross(this.#table, request.ask === 'count' ? request.selection : EVERYTHING);
      return { id, is: 'counted', counts, milliseconds: performance.now() - begun };
    } catch (error) {
      return { id, is: 'failed', error: packError(error) };
    }
  }
}
