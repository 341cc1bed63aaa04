import { VitrineError } from '../core/errors';

/** What waits for its turn. */
interface Waiting {
  readonly rank: number;
  readonly begin: () => void;
}

/** Lets so many pieces of work run at a time; of those that wait, the one of the lowest rank is next, then the earliest. */
export class Turns {
  readonly #width: number;
  #running = 0;
  #waiting: Waiting[] = [];

  constructor(width: number) {
    this.#width = width;
  }

  /**
   * Does some work when its turn comes, and ends as it does.
   * @throws VitrineError `cancelled` when the signal aborts before
   */
  async take<T>(signal: AbortSignal, rank: number, work: () => Promise<T>): Promise<T> {
    await this.#turn(signal, rank);
    try {
      return await work();
    } finally {
      // After whoever waits for this work has asked for more: that may be of a lower rank than all that waits.
      setTimeout(() => {
        this.#running -= 1;
        this.#next();
      }, 0);
    }
  }

  #turn(signal: AbortSignal, rank: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.#waiting = this.#waiting.filter((w) => w !== waiting);
        reject(new VitrineError('cancelled', {}));
      };
      const waiting: Waiting = {
        rank,
        begin: () => {
          signal.removeEventListener('abort', stop);
          resolve();
        },
      };
      if (signal.aborted) {
        stop();
        return;
      }
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.push(waiting);
      this.#next();
    });
  }

  #next(): void {
    while (this.#running < this.#width) {
      const next = this.#waiting.reduce<Waiting | null>((a, b) => (a === null || b.rank < a.rank ? b : a), null);
      if (next === null) return;
      this.#waiting = this.#waiting.filter((w) => w !== next);
      this.#running += 1;
      next.begin();
    }
  }
}
