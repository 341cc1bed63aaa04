/** How long nothing may have been computed before something is done ahead, ms: a person looks around first. */
const QUIET = 500;

/** Does one thing while nobody waits for anything, so that it is done when it is asked for. */
export class Ahead {
  readonly #work: (signal: AbortSignal) => Promise<void>;
  #going: { readonly timer: ReturnType<typeof setTimeout>; readonly controller: AbortController } | null = null;

  /** @param work does nothing where it is done already */
  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.#work = work;
  }

  /** What a person asked for is there: the work begins in a moment, unless it is under way. */
  begin(): void {
    if (this.#going !== null) return;
    const controller = new AbortController();
    const done = (): void => {
      if (this.#going?.controller === controller) this.#going = null;
    };
    const timer = setTimeout(() => {
      // A failure is let go: whoever needs it does it again, and says what is wrong.
      void this.#work(controller.signal).then(done, done);
    }, QUIET);
    this.#going = { timer, controller };
  }

  /** Gives up what is under way: what it is of is out of sight. */
  drop(): void {
    clearTimeout(this.#going?.timer);
    this.#going?.controller.abort();
    this.#going = null;
  }
}
