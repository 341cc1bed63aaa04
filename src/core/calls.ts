import { VitrineError } from './errors';

/** Calls that are under way: each can be stopped by who made it, and all of them together. */
export class Calls {
  readonly #running = new Map<AbortController, Promise<unknown>>();

  /**
   * Makes one.
   * @param work is given a signal that is aborted with the caller's, or when all are stopped
   * @throws VitrineError `cancelled` when it was stopped before it began; else whatever `work` throws
   */
  async make<T>(signal: AbortSignal, work: (aborted: AbortSignal) => Promise<T>): Promise<T> {
    if (signal.aborted) throw new VitrineError('cancelled', {});
    const stop = new AbortController();
    const answer = work(AbortSignal.any([signal, stop.signal]));
    this.#running.set(stop, answer);
    try {
      return await answer;
    } finally {
      this.#running.delete(stop);
    }
  }

  /** Stops all that are under way. Ends when they have ended, however they did; never rejects. */
  async stop(): Promise<void> {
    for (const controller of this.#running.keys()) controller.abort();
    await Promise.allSettled(this.#running.values());
  }
}
