import type { Engine, OnProgress, Statement } from '../core/engine';
import type { Frame } from '../core/frame';
import { ident, printed, sql } from '../sql/sql';

/** Runs the statements of a preparation, one after another, and keeps their texts for the receipt. */
export class Maker {
  readonly signal: AbortSignal;
  readonly #engine: Pick<Engine, 'query'>;
  readonly #onProgress: OnProgress;
  readonly #made = new Set<string>();
  readonly #statements: string[] = [];
  #steps = 0;

  /** @param expected about how many statements there will be, for the progress */
  constructor(
    signal: AbortSignal,
    engine: Pick<Engine, 'query'>,
    readonly expected: number,
    onProgress: OnProgress = () => undefined,
  ) {
    this.signal = signal;
    this.#engine = engine;
    this.#onProgress = onProgress;
  }

  /** What was run, with the values written in. */
  get statements(): readonly string[] {
    return this.#statements;
  }

  /** Makes a table, replacing one of that name. */
  async table(name: string, statement: Statement): Promise<void> {
    this.#made.add(name);
    await this.#run(sql`CREATE OR REPLACE TABLE ${ident(name)} AS ${statement}`);
  }

  async rows(statement: Statement): Promise<Frame> {
    return this.#run(statement);
  }

  /** Makes a table that the receipt does not tell of: a step on the way to what {@link note}d statements say. */
  async scratch(name: string, statement: Statement): Promise<void> {
    this.#made.add(name);
    await this.ask(sql`CREATE OR REPLACE TABLE ${ident(name)} AS ${statement}`);
  }

  /** The same of rows that are here. */
  async load(engine: Pick<Engine, 'load'>, name: string, frame: Frame): Promise<void> {
    this.signal.throwIfAborted();
    this.#made.add(name);
    await engine.load(this.signal, name, frame);
  }

  /** Keeps the text of a statement that answers what was found in another way: SQL is what a person can run elsewhere. */
  note(name: string | null, statement: Statement): void {
    const made = name === null ? statement : sql`CREATE OR REPLACE TABLE ${ident(name)} AS ${statement}`;
    this.#statements.push(printed(made));
  }

  async drop(name: string): Promise<void> {
    this.#made.delete(name);
    await this.#engine.query(this.signal, sql`DROP TABLE IF EXISTS ${ident(name)}`);
  }

  /** Drops every table made that still stands; for after a failure, so without the signal. */
  async sweep(): Promise<void> {
    const free = new AbortController().signal;
    await Promise.allSettled(
      [...this.#made].map((name) => this.#engine.query(free, sql`DROP TABLE IF EXISTS ${ident(name)}`)),
    );
  }

  async #run(statement: Statement): Promise<Frame> {
    this.note(null, statement);
    return this.ask(statement);
  }

  /** Runs a statement that the receipt does not tell of. */
  async ask(statement: Statement): Promise<Frame> {
    this.signal.throwIfAborted();
    this.#onProgress({ done: Math.min(0.99, this.#steps++ / this.expected) });
    return this.#engine.query(this.signal, statement);
  }
}
