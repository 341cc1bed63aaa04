import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { VitrineError } from '../../src/core/errors';
import { concatenated, END_OF_STREAM } from './arrow';

/**
 * How long a step may go on after an abort before the database is given up, ms. Stops are heard within
 * 0.1 s on a quiet machine; giving up costs every table.
 */
const GRACE = 2000;
/** How long the end of a stopped statement's transaction may take, ms: what it built up is given back in it. */
const SETTLING = 10_000;

/** Connection of a session. */
export type Connection = number;

/**
 * One live database in its worker, until it is lost. Queries run in slices, so that others get their
 * turn between them and an abort is heard.
 */
export class Session {
  readonly database: AsyncDuckDB;
  readonly #lost: Promise<never>;
  #fail: (error: VitrineError) => void = () => undefined;
  #over = false;
  #alone: Promise<unknown> = Promise.resolve();

  constructor(database: AsyncDuckDB) {
    this.database = database;
    this.#lost = new Promise((_, reject) => {
      this.#fail = reject;
    });
    // Every call races against it; with no call running nobody has to hear of it.
    this.#lost.catch(() => undefined);
  }

  get over(): boolean {
    return this.#over;
  }

  /** Ends the database and its memory; whatever runs fails as `engine.lost` with the reason. */
  end(reason: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#fail(new VitrineError('engine.lost', { reason }));
    void this.database.terminate();
  }

  /** Does some work when all work that was given here before has ended. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#alone.then(work);
    // However it ends: its caller has the error.
    this.#alone = done.catch(() => undefined);
    return done;
  }

  /** Waits for a step that cannot be stopped half-way. @throws VitrineError `engine.lost` */
  whole<T>(step: Promise<T>): Promise<T> {
    return Promise.race([step, this.#lost]);
  }

  /**
   * Waits for a slice of a query. One that goes on too long after an abort (some joins never look up)
   * can only be ended together with the database.
   */
  async slice<T>(step: Promise<T>, aborted: AbortSignal, grace = GRACE): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = (): void => {
      timer = setTimeout(() => this.end('a step did not stop when asked to'), grace);
    };
    if (aborted.aborted) watch();
    else aborted.addEventListener('abort', watch);
    try {
      return await this.whole(step);
    } finally {
      clearTimeout(timer);
      aborted.removeEventListener('abort', watch);
    }
  }

  connect(): Promise<Connection> {
    return this.whole(this.database.connectInternal());
  }

  async disconnect(connection: Connection): Promise<void> {
    if (!this.#over) await this.whole(this.database.disconnect(connection));
  }

  /** Runs a statement; yields the schema and then each batch of rows as parts of an Arrow IPC stream. */
  async *stream(
    connection: Connection,
    text: string,
    aborted: AbortSignal,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    aborted.throwIfAborted();
    try {
      yield* this.#parts(connection, text, aborted);
    } finally {
      if (aborted.aborted) await this.#settle(connection, aborted);
    }
  }

  async *#parts(
    connection: Connection,
    text: string,
    aborted: AbortSignal,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const { database } = this;
    let header = await this.slice(database.startPendingQuery(connection, text), aborted);
    while (header === null) {
      if (aborted.aborted) {
        await this.slice(database.cancelPendingQuery(connection), aborted);
        aborted.throwIfAborted();
      }
      header = await this.slice(database.pollPendingQuery(connection), aborted);
    }
    yield header;
    for (;;) {
      aborted.throwIfAborted();
      const batch = await this.slice(database.fetchQueryResults(connection), aborted);
      // null: nothing yet; empty: the end.
      if (batch === null) continue;
      if (batch.length === 0) return;
      yield batch;
    }
  }

  /**
   * Ends the transaction of a statement that was stopped. DuckDB-WASM keeps it open, even past the end of its
   * connection, until that connection is given another statement; and while it is open, nobody else can replace
   * the table that was being replaced ("write-write conflict"). A join that never looks up goes on in here for minutes.
   */
  async #settle(connection: Connection, aborted: AbortSignal): Promise<void> {
    if (!this.#over) await this.slice(this.database.runQuery(connection, 'SELECT 1'), aborted, SETTLING);
  }

  /** Runs a statement; its whole answer as an Arrow IPC stream. */
  async run(connection: Connection, text: string, aborted: AbortSignal): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const part of this.stream(connection, text, aborted)) parts.push(part);
    return concatenated([...parts, END_OF_STREAM]);
  }

  /** Runs a statement in one piece; its whole answer as an Arrow IPC file. Nobody else has a turn meanwhile. */
  runWhole(connection: Connection, text: string): Promise<Uint8Array> {
    return this.whole(this.database.runQuery(connection, text));
  }

  /** Appends an Arrow IPC stream to a table, which `create` makes first. */
  async insert(connection: Connection, table: string, ipc: Uint8Array, create: boolean): Promise<void> {
    await this.whole(this.database.insertArrowFromIPCStream(connection, ipc, { name: table, create }));
  }
}
