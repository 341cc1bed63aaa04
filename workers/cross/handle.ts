import { scanCross } from '../../src/analyses/overview/cross/scan';
import { EVERYTHING, HOURS, type CrossSelection, type CrossShape } from '../../src/analyses/overview/cross/shape';
import { crossTable, type CrossTable } from '../../src/analyses/overview/cross/table';
import { packError, VitrineError } from '../../src/core/errors';
import type { CrossAnswer, CrossRequest } from './contract';

/** Keeps one log in typed arrays and counts it as often as it is asked to. */
export class CrossHandler {
  #table: CrossTable | null = null;
  #rehearsals: CrossSelection[] = [];

  /** Answers one request; every outcome is a message. */
  handle(request: CrossRequest): CrossAnswer {
    const { id } = request;
    try {
      const begun = performance.now();
      if (request.ask === 'load') {
        // Let go first: both at once would take twice the room.
        this.#table = null;
        this.#table = crossTable(request.plain, request.money, request.shape);
        this.#rehearsals = rehearsalsOf(request.shape);
      }
      if (this.#table === null) throw new VitrineError('internal', { reason: 'nothing was loaded to count' });
      const counts = scanCross(this.#table, request.ask === 'count' ? request.selection : EVERYTHING);
      return { id, is: 'counted', counts, milliseconds: performance.now() - begun };
    } catch (error) {
      return { id, is: 'failed', error: packError(error) };
    }
  }

  /**
   * Counts one selection that nobody asked for, so that the first ones of a hand are as quick as the later: until the
   * loops are compiled for choices like these, a count takes up to eight times as long.
   * @returns whether there is another to count
   */
  rehearse(): boolean {
    const next = this.#rehearsals.shift();
    if (next !== undefined && this.#table !== null) scanCross(this.#table, next);
    return this.#rehearsals.length > 0;
  }
}

/** A choice of each kind, and stretches of days as a brush that grows makes them: these last, for they come first. */
function rehearsalsOf({ firstSlot, slots }: CrossShape): CrossSelection[] {
  const [first, days] = [Math.ceil(firstSlot / HOURS), Math.floor(slots / HOURS)];
  const stretch = (share: number): CrossSelection => ({
    ...EVERYTHING,
    days: { from: first + Math.floor(0.3 * days), to: first + Math.ceil(share * days) },
  });
  return [
    { ...EVERYTHING, cell: { weekday: 2, from: 12, to: 13 } },
    { ...EVERYTHING, value: 0 },
    { ...EVERYTHING, event: 0 },
    ...[0.32, 0.36, 0.4, 0.5, 0.6, 0.7].map(stretch),
  ];
}
