import { createSubscriber } from 'svelte/reactivity';
import { asVitrineError, isAbort, type VitrineError } from '../core/errors';
import type { Result } from '../core/result';

export type RunStatus = 'waiting' | 'running' | 'done' | 'failed' | 'stopped';

/**
 * One analysis being run: what an exhibit shows. Starting it again supersedes the run before; a late
 * answer of a superseded run is dropped.
 */
export class Run<F = unknown> {
  #status = $state<RunStatus>('waiting');
  /** In [0, 1], or null while it cannot be known. */
  progress = $state<number | null>(null);
  #result = $state.raw<Result<F> | null>(null);
  error = $state.raw<VitrineError | null>(null);
  #controller: AbortController | null = null;
  readonly #look: () => void;

  /** @param onLook called when the page begins to show this run; what it answers, when the page shows it no more */
  constructor(onLook: () => () => void = () => () => undefined) {
    this.#look = createSubscriber(onLook);
  }

  get status(): RunStatus {
    this.#look();
    return this.#status;
  }

  /** The last result; kept while a newer one is computed, so that the picture does not vanish. */
  get result(): Result<F> | null {
    this.#look();
    return this.#result;
  }

  /** The last result where there is one: looking at it does not ask for it. */
  get known(): Result<F> | null {
    return this.#result;
  }

  /** Runs `work`; its outcome becomes this run's state. Never rejects. */
  async start(
    work: (signal: AbortSignal, onProgress: (done: number | null) => void) => Promise<Result<F>>,
  ): Promise<void> {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    const current = (): boolean => this.#controller === controller;
    this.#status = 'running';
    this.progress = null;
    this.error = null;
    try {
      const result = await work(controller.signal, (done) => {
        // By whole percents: the page draws anew at each.
        if (current()) this.progress = done === null ? null : Math.round(done * 100) / 100;
      });
      if (!current()) return;
      this.#result = result;
      this.#status = 'done';
    } catch (error) {
      if (!current()) return;
      if (isAbort(error)) {
        this.#status = 'stopped';
      } else {
        this.error = asVitrineError(error);
        this.#status = 'failed';
      }
    } finally {
      if (current()) this.#controller = null;
    }
  }

  /** Asks the running work to stop; the state becomes `stopped` once it has. */
  stop(): void {
    this.#controller?.abort();
  }

  /** Gives up what is under way; what is shown stays, as one of before, for a newer run follows. */
  abandon(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.#status = 'waiting';
  }

  /** Back to `waiting`, without a result. */
  clear(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.#status = 'waiting';
    this.progress = null;
    this.#result = null;
    this.error = null;
  }
}
