import { asVitrineError, VitrineError } from '../../core/errors';
import { trialOf } from '../validate/evaluate';
import type { FoldAsk, FoldScore } from '../validate/fold-score';
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
  readonly #scoreFold: (ask: FoldAsk) => Promise<FoldScore>;
  readonly #onTrial: SearchOptions['onTrial'];
  readonly #width: number;
  readonly #signal: AbortSignal;
  #paused = false;
  #over = false;
  #resolve: (trials: readonly Trial[]) => void = () => undefined;
  #reject: (error: VitrineError) => void = () => undefined;

  /**
   * @param scoreFold measures one fold of a suggestion; the folds of up to `width` suggestions are asked for at once
   * @param signal ends it; `scoreFold` should obey it too
   */
  constructor(
    signal: AbortSignal,
    search: Search,
    width: number,
    scoreFold: (ask: FoldAsk) => Promise<FoldScore>,
    { history = [], onTrial }: SearchOptions = {},
  ) {
    this.#signal = signal;
    this.#search = search;
    this.#width = width;
    this.#scoreFold = scoreFold;
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

  /** Folds side by side: the last trial of a search is not left to one worker. */
  async #evaluate(suggestion: Suggestion): Promise<Trial> {
    const search = this.#search;
    const folds = Array.from({ length: search.folds.folds }, (_, fold) =>
      this.#scoreFold({ search, suggestion, fold }),
    );
    return trialOf(suggestion, await Promise.all(folds));
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
