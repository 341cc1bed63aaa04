import { asVitrineError, isAbort, type VitrineError } from '../../../core/errors';
import type { Locale } from '../../../core/words';
import type { ExhibitState } from '../../../ui/types';
import { errorView } from '../../exhibit-state';

/**
 * Something that is asked of a study, as the page shows it: its answer, how far it is, or why there is none. A late
 * answer of an earlier question is dropped. The answer before stays in view until the new one is there.
 */
export class Asked<T> {
  #value = $state.raw<T | null>(null);
  #error = $state.raw<VitrineError | null>(null);
  #done = $state<number | null>(null);
  #turn = 0;
  #again: ((onProgress: (done: number) => void) => Promise<T>) | null = null;

  get value(): T | null {
    return this.#value;
  }
  get error(): VitrineError | null {
    return this.#error;
  }

  /** Asks; never rejects. */
  async ask(question: (onProgress: (done: number) => void) => Promise<T>): Promise<void> {
    const turn = ++this.#turn;
    this.#again = question;
    this.#error = null;
    this.#done = null;
    try {
      const value = await question((done) => {
        if (turn === this.#turn) this.#done = done;
      });
      if (turn === this.#turn) this.#value = value;
    } catch (error) {
      // Rows that are made anew take this component with them.
      if (turn === this.#turn && !isAbort(error)) this.#error = asVitrineError(error);
    }
  }

  /** Forgets the answer and whatever is under way. */
  forget(): void {
    this.#turn++;
    this.#value = null;
    this.#error = null;
    this.#done = null;
    this.#again = null;
  }

  /** Asks the same once more, after it failed. */
  retry(): void {
    if (this.#again !== null) void this.ask(this.#again);
  }

  /** What an exhibit shows of it. */
  state(locale: Locale): ExhibitState {
    if (this.#error !== null) return { kind: 'error', error: errorView(this.#error, locale) };
    return this.#value === null ? { kind: 'loading', done: this.#done } : { kind: 'ready' };
  }
}
