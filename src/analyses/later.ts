import type {
  Engine,
  ExportFormat,
  ImportReport,
  ImportSpec,
  OnProgress,
  Prepared,
  Source,
  Statement,
} from '../core/engine';
import type { Frame } from '../core/frame';
import type { ReadAs } from '../core/reading';
import { ident, raw, sql } from '../sql/sql';

/**
 * An engine some of whose tables are made when a statement first names them, of a frame or of a statement: what a list
 * reads of a funnel costs as much as its figures, and most lists are never opened. Everything else is the engine's own.
 */
export class LaterEngine<S extends Source = Source> implements Engine<S> {
  readonly name: string;
  readonly #engine: Engine<S>;
  /** Tables still to be made; those of `missing` only where they are not there. */
  readonly #later = new Map<string, Frame | Statement>();
  readonly #missing = new Set<string>();
  /** One is made at a time: two statements may name the same. */
  #making: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine<S>) {
    this.#engine = engine;
    this.name = engine.name;
  }

  /** From now on a table of that name is what is given here. Its statement may name other tables that are made later. */
  later(table: string, of: Frame | Statement): void {
    this.#later.set(table, of);
    this.#missing.delete(table);
  }

  /** As {@link later}, of a table that was asked for before, by the same statement: it is made again only where it is gone. */
  again(table: string, of: Statement): void {
    if (this.#later.has(table)) return;
    this.#later.set(table, of);
    this.#missing.add(table);
  }

  version(signal: AbortSignal): Promise<string> {
    return this.#engine.version(signal);
  }

  async query(signal: AbortSignal, statement: Statement, onProgress?: OnProgress, whole?: boolean): Promise<Frame> {
    await this.#madeFor(statement);
    return this.#engine.query(signal, statement, onProgress, whole);
  }

  prepare(signal: AbortSignal, source: S, how: ReadAs, onProgress?: OnProgress): Promise<Prepared<S>> {
    return this.#engine.prepare(signal, source, how, onProgress);
  }

  import(
    signal: AbortSignal,
    source: S,
    spec: ImportSpec,
    table: string,
    onProgress?: OnProgress,
  ): Promise<ImportReport> {
    return this.#engine.import(signal, source, spec, table, onProgress);
  }

  async load(signal: AbortSignal, table: string, frame: Frame): Promise<void> {
    this.#later.delete(table);
    // One that is being made would be replaced while it is written.
    await this.#making;
    return this.#engine.load(signal, table, frame);
  }

  async export(
    signal: AbortSignal,
    statement: Statement,
    format: ExportFormat,
    onProgress?: OnProgress,
  ): Promise<Blob> {
    await this.#madeFor(statement);
    return this.#engine.export(signal, statement, format, onProgress);
  }

  cancel(): Promise<void> {
    return this.#engine.cancel();
  }

  close(): Promise<void> {
    this.#later.clear();
    return this.#engine.close();
  }

  /** Names in a statement's text; one that is part of another is made too, which does no harm. */
  #named({ text }: Statement): string[] {
    return [...this.#later.keys()].filter((table) => text.includes(table));
  }

  async #madeFor(statement: Statement): Promise<void> {
    const tables = this.#named(statement);
    if (tables.length === 0) return;
    const made = this.#making.then(async () => {
      for (const table of tables) await this.#make(table);
    });
    // The next one begins whatever became of this one; whoever asked for this one hears of it.
    this.#making = made.catch(() => undefined);
    await made;
  }

  async #make(table: string): Promise<void> {
    const of = this.#later.get(table);
    if (of === undefined) return;
    // Not stopped with the statement that named it: others may wait for it, and it takes parts of a second.
    const { signal } = new AbortController();
    if ('columns' in of) await this.#engine.load(signal, table, of);
    else {
      for (const other of this.#named(of)) if (other !== table) await this.#make(other);
      const create = raw(this.#missing.has(table) ? 'CREATE TABLE IF NOT EXISTS' : 'CREATE OR REPLACE TABLE');
      await this.#engine.query(signal, sql`${create} ${ident(table)} AS ${of}`);
    }
    if (this.#later.get(table) === of) this.#later.delete(table);
  }
}
