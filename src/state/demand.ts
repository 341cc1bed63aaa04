import type { Ahead } from './ahead';

/**
 * Which analyses somebody looks at, and which of them are still to be computed. They are computed one after
 * another, in the order in which they were asked for; what nobody looks at waits until somebody does.
 */
export class Demand<K> {
  /** How many look at each; a Map keeps the order of asking. */
  readonly #wanted = new Map<K, number>();
  /** Computed, or being computed, from what the data is now. */
  readonly #fresh = new Set<K>();
  readonly #run: (kind: K) => Promise<void>;
  readonly #ahead: Ahead | null;
  #open = false;
  #going: Promise<void> | null = null;

  /**
   * @param run computes one; never rejects
   * @param ahead begun when something was computed and nothing more is asked for; dropped when the data is another
   */
  constructor(run: (kind: K) => Promise<void>, ahead: Ahead | null = null) {
    this.#run = run;
    this.#ahead = ahead;
  }

  /** Whether somebody looks at it. */
  wants(kind: K): boolean {
    return this.#wanted.has(kind);
  }

  /** Somebody looks at an analysis, until the function that is answered is called. */
  want(kind: K): () => void {
    this.#wanted.set(kind, (this.#wanted.get(kind) ?? 0) + 1);
    void this.#pump();
    return () => {
      const left = (this.#wanted.get(kind) ?? 1) - 1;
      if (left > 0) this.#wanted.set(kind, left);
      else this.#wanted.delete(kind);
    };
  }

  /** To be called when one is computed for another reason too: it is not computed twice. */
  begun(kind: K): void {
    this.#fresh.add(kind);
  }

  /** What was computed of one is out of date: it is computed when somebody looks, anew. Answers whether somebody does now. */
  outdated(kind: K): boolean {
    this.#fresh.delete(kind);
    return this.#wanted.has(kind);
  }

  /** Nothing is computed from now on, and what was is forgotten. */
  close(): void {
    this.#open = false;
    this.#fresh.clear();
    this.#ahead?.drop();
  }

  /** What was computed is out of date; what is looked at is computed anew. Ends when that is done. */
  renew(): Promise<void> {
    this.#open = true;
    this.#fresh.clear();
    this.#ahead?.drop();
    return this.#pump();
  }

  /** Ends when nothing is being computed: for work that can wait for what is looked at. */
  async rest(): Promise<void> {
    while (this.#going !== null) await this.#going;
  }

  #pump(): Promise<void> {
    this.#going ??= this.#work().finally(() => (this.#going = null));
    return this.#going;
  }

  async #work(): Promise<void> {
    // A room asks for all it shows while it is being drawn: that comes first.
    await Promise.resolve();
    for (let computed = false; ; computed = true) {
      const next = this.#open ? [...this.#wanted.keys()].find((kind) => !this.#fresh.has(kind)) : undefined;
      if (next === undefined) {
        if (computed && this.#open) this.#ahead?.begin();
        return;
      }
      this.#fresh.add(next);
      await this.#run(next);
    }
  }
}
