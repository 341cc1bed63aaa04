import type { Engine } from '../../core/engine';
import { asVitrineError, isAbort, unpackError, type VitrineError } from '../../core/errors';
import type { PreparedPart } from '../../tasks/prepared';
import { countTask, problemOf, type Proposal } from '../../tasks/propose';
import type { TaskSource } from '../../tasks/source';
import type { Task } from '../../tasks/spec';

/** The question as it stands, also while it is edited, with the rows that it would have. */
export class Asked {
  /** The proposal that it began as. */
  #begun = $state.raw<Proposal | null>(null);
  #task = $state.raw<Task | null>(null);
  #counted = $state.raw<readonly PreparedPart[] | null>(null);
  #counting = $state(false);
  #error = $state.raw<VitrineError | null>(null);
  #controller: AbortController | null = null;
  readonly #engine: Pick<Engine, 'query'>;

  constructor(engine: Pick<Engine, 'query'>) {
    this.#engine = engine;
  }

  get begun(): Proposal | null {
    return this.#begun;
  }
  get task(): Task | null {
    return this.#task;
  }
  /** Rows and label rates; null until they are counted, and of sessions. */
  get counted(): readonly PreparedPart[] | null {
    return this.#counted;
  }
  get counting(): boolean {
    return this.#counting;
  }
  /** Why it cannot be learnt. */
  get error(): VitrineError | null {
    return this.#error;
  }

  /** Takes a proposed question, with the counts known of it. */
  take(proposal: Proposal): void {
    this.#controller?.abort();
    this.#counting = false;
    this.#begun = proposal;
    this.#task = proposal.task;
    this.#counted = proposal.parts;
    this.#error = proposal.problem === null ? null : unpackError(proposal.problem);
  }

  /** Puts a question that means the same rows in place of the one that stands. */
  replace(task: Task): void {
    this.#task = task;
  }

  clear(): void {
    this.#controller?.abort();
    this.#counting = false;
    this.#begun = null;
    this.#task = null;
    this.#counted = null;
    this.#error = null;
  }

  /** Changes the question and counts its rows anew. Never rejects. */
  async ask(source: TaskSource | null, task: Task): Promise<void> {
    this.#task = task;
    this.#controller?.abort();
    if (source === null) return;
    const controller = new AbortController();
    this.#controller = controller;
    this.#counted = null;
    this.#error = null;
    this.#counting = true;
    try {
      const parts = await countTask(controller.signal, this.#engine, source, task);
      if (controller.signal.aborted) return;
      this.#counted = parts;
      this.#error = problemOf(task, parts);
    } catch (error) {
      if (!controller.signal.aborted && !isAbort(error)) this.#error = asVitrineError(error);
    } finally {
      if (!controller.signal.aborted) this.#counting = false;
    }
  }
}
