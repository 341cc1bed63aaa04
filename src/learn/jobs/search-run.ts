import { asVitrineError, VitrineError } from '../../core/errors';
import { bestTrial, suggest, type Search, type Suggestion, type Trial } from '../validate/search';
import type { SearchOptions, SearchRun } from './learner';

/**
 * Runs a search on several workers: suggestions are made here, evaluated there. With one worker the trials are
 * the same for the same seed; with more they also depend on which ends first, as any parallel search's do.
 */
export class PooledSearch implements SearchRun {
  readonly ended: Promise<readonly Trial[]>;
  readonly #search: Search;
  readonly #trials: Trial[];
  readonly #running: Suggestion[] = [];
  readonly #evaluate: (suggestion: Suggestion) => Promise<Trial>;
  readonly #onTrial: SearchOptions['onTrial'];
  readonly #width: number;
  readonly #signal: AbortSignal;
  #paused = false;
  #over = false;
  #resolve: (trials: readonly Trial[]) => void = () => undefined;
  #reject: (error: VitrineError) => void = () => undefined;

  /**
   * @param evaluate makes a trial of a suggestion; up to `width` are asked for at a time
   * @param signal ends it; `evaluate` should obey it too
   */
  constructor(
    signal: AbortSignal,
    search: Search,
    width: number,
    evaluate: (suggestion: Suggestion) => Promise<Trial>,
    { history = [], onTrial }: SearchOptions = {},
  ) {
    this.#signal = signal;
    this.#search = search;
    this.#width = width;
    this.#evaluate = evaluate;
    this.#trials = [...history];
    this.#onTrial = onTrial;
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const stop = (): void => this.#fail(new VitrineError('cancelled', {}));
    if (signal.aborted) stop();
    else {
      signal.addEventListener('abort', stop, { once: true });
      const forget = (): void => signal.removeEventListener('abort', stop);
      this.ended.then(forget, forget);
      this.#fill();
    }
  }

  get trials(): readonly Trial[] {
    return this.#trials;
  }

  get best(): Trial | null {
    return bestTrial(this.#search.metric, this.#trials);
  }

  get paused(): boolean {
    return this.#paused;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#fill();
  }

  #fill(): void {
    while (!this.#over && !this.#paused && this.#running.length < this.#width) {
      const next = suggest(this.#search, this.#trials, this.#running);
      if (next === null) break;
      this.#running.push(next);
      this.#evaluate(next).then(
        (trial) => this.#told(next, trial),
        (error: unknown) => this.#fail(asVitrineError(error)),
      );
    }
    // What is paused may still have something to suggest.
    if (this.#running.length > 0 || this.#paused || this.#over) return;
    this.#over = true;
    this.#resolve(this.#trials);
  }

  #told(suggestion: Suggestion, trial: Trial): void {
    if (this.#over || this.#signal.aborted) return;
    this.#running.splice(this.#running.indexOf(suggestion), 1);
    this.#trials.push(trial);
    this.#onTrial?.(trial, this.best);
    this.#fill();
  }

  #fail(error: VitrineError): void {
    if (this.#over) return;
    this.#over = true;
    this.#reject(error);
  }
}
