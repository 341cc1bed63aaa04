import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import type {
  Engine,
  ExportFormat,
  ImportReport,
  ImportSpec,
  OnProgress,
  Prepared,
  Source,
  Statement,
} from '../../src/core/engine';
import { Calls } from '../../src/core/calls';
import { VitrineError } from '../../src/core/errors';
import { countAt, type Frame } from '../../src/core/frame';
import type { ReadAs, Take } from '../../src/core/reading';
import { prepared } from '../../src/data/formats/prepared';
import { SORTED_ROWS } from '../../src/data/limits';
import { faithful, isQuery, storable } from '../../src/sql/answer';
import { dropTable, importTables, planCsvImport, type ImportPlan } from '../../src/sql/csv-import';
import { csvPieces } from '../../src/sql/csv-pieces';
import { importCsv } from '../../src/sql/csv-rows';
import { databaseFailure, type Doing } from '../../src/sql/failure';
import { partsOf } from '../../src/sql/line-ends';
import { ident, sql } from '../../src/sql/sql';
import { frameFromIpc, ipcFromFrame } from './arrow';
import { IN, openLocked } from './boot';
import {
  appended,
  ask,
  checkReadable,
  cleanUp,
  describe,
  isPieced,
  pack,
  reasonOf,
  replace,
  together,
  type Call,
  type Pieced,
} from './call';
import { inlined } from './literals';
import { rowGroups, type Faults, type ParquetModule } from './parquet';
import { Session } from './session';
import { printedRows, writeCsv } from './written';

/** What differs between the tab and Node: how the engine starts and how files reach it. */
export interface Surroundings<S extends Source> {
  /** Starts DuckDB-WASM in a worker of its own and instantiates it; opening is done here. */
  start(onProgress: (done: number) => void): Promise<AsyncDuckDB>;
  /** Lets the database read a file under a name, without copying it. */
  register(database: AsyncDuckDB, name: string, source: S): Promise<void>;
  /** Texts of `from` bytes on are read in pieces of so many `bytes`. */
  readonly pieces: { readonly from: number; readonly bytes: number };
  /** Bytes `[from, to)` of a file as a file. */
  slice(source: S, from: number, to: number): Promise<Kept<S>>;
  /** Gives the database room outside its memory; answers how many bytes, null where there is none. */
  spill(database: AsyncDuckDB): Promise<number | null>;
  blob(source: S): Promise<Blob>;
  /** Keeps bytes as a file until it is removed. */
  keep(name: string, bytes: AsyncIterable<Uint8Array>): Promise<Kept<S>>;
  parquet(): Promise<ParquetModule>;
  faults: Faults;
}

/** A file that was made, for one import. */
export interface Kept<S extends Source> {
  readonly source: S;
  remove(): Promise<void>;
}

/** Rows of a large Parquet file that are packed at once: a stop waits for it. */
const PACKED_ROWS = 500_000;

/** Rows that are written before it is told how many there are by now. */
const TOLD_ROWS = 20_000;

/** Rows handed over at once by `load`. */
const LOAD_ROWS = 100_000;

/**
 * DuckDB-WASM behind the Engine port. The database starts with the first call. When it has to be ended
 * (a step that ignores a stop, a crash), running calls fail as `engine.lost` and the next call starts an
 * empty one.
 */
export class WasmDuckDB<S extends Source> implements Engine<S> {
  readonly name = 'DuckDB-WASM';
  readonly #surroundings: Surroundings<S>;
  readonly #calls = new Calls();
  readonly #listeners = new Set<OnProgress>();
  #session: Promise<Session> | null = null;
  #token = 0;
  #closed = false;

  constructor(surroundings: Surroundings<S>) {
    this.#surroundings = surroundings;
  }

  version(signal: AbortSignal): Promise<string> {
    return this.#call(signal, { what: 'query', sql: '' }, undefined, ({ session }) =>
      session.whole(session.database.getVersion()),
    );
  }

  query(signal: AbortSignal, statement: Statement, onProgress?: OnProgress, whole = false): Promise<Frame> {
    return this.#call(signal, { what: 'query', sql: statement.text }, onProgress, async (call) => {
      if (whole) return frameFromIpc([await call.session.runWhole(call.connection, inlined(statement))]);
      if (!isQuery(statement.text)) return ask(call, statement);
      return ask(call, faithful(statement, await describe(call, statement)));
    });
  }

  /** Needs no database: it may start meanwhile. */
  async prepare(signal: AbortSignal, source: S, how: ReadAs, onProgress?: OnProgress): Promise<Prepared<S>> {
    if (this.#closed) throw new VitrineError('engine.lost', { reason: 'it was closed' });
    return prepared(signal, source, how, this.#surroundings, onProgress);
  }

  import(
    signal: AbortSignal,
    source: S,
    spec: ImportSpec,
    table: string,
    onProgress?: OnProgress,
  ): Promise<ImportReport> {
    const token = this.#next();
    // A name of our own: the file's may hold characters that file globs or quotes give a meaning.
    const path = `${IN}${token}.${spec.format}`;
    const doing: Doing = { what: spec.format, file: source.name, path };
    const pieced = spec.format === 'csv' && isPieced(source, spec, this.#surroundings.pieces.from);
    // The reader's own progress says nothing about Parquet, which is counted in row groups, nor about pieces.
    const listener = spec.format === 'csv' && !pieced ? onProgress : undefined;
    return this.#call(signal, doing, listener, async (call) => {
      if (source.size === 0) throw new VitrineError('file.empty', { file: source.name });
      await checkReadable(source);
      const tables = importTables(token);
      const { scratch } = tables;
      try {
        const rejects =
          spec.format === 'csv'
            ? await this.#importCsv(
                call,
                source,
                path,
                planCsvImport(spec.dialect, spec.columns, tables, spec.take),
                pieced ? { quote: spec.dialect.quote, onProgress } : null,
              )
            : await this.#importParquet(call, source, scratch, spec.take ?? {}, onProgress);
        const columns = await describe(call, sql`SELECT * FROM ${ident(scratch)}`);
        const counted = await ask(call, sql`SELECT count(*) AS "rows" FROM ${ident(scratch)}`);
        await replace(call, scratch, table);
        return { rows: countAt(counted, 'rows'), columns, ...rejects };
      } finally {
        await cleanUp(call, [dropTable(scratch)]);
      }
    });
  }

  async #importCsv(
    call: Call,
    source: S,
    path: string,
    plan: ImportPlan,
    pieced: Pieced | null,
  ): Promise<Pick<ImportReport, 'rejected' | 'rejects' | 'readable'>> {
    const { session } = call;
    const { database } = session;
    let read = source;
    const made: Kept<S>[] = [];
    const paths: string[] = [];
    const registered = async (register: (path: string) => Promise<void>): Promise<string> => {
      const next = paths.length === 0 ? path : `${path}.${paths.length}.csv`;
      paths.push(next);
      await session.whole(register(next));
      return next;
    };
    try {
      await registered((next) => this.#surroundings.register(database, next, source));
      return await importCsv(path, plan, {
        ask: (statement) => ask(call, statement),
        pieces: pieced === null ? null : () => this.#pieces(call, read, path, pieced),
        pack: () => pack(call, `${plan.scratch}_pack`),
        read: (from, to) => read.read(from, to),
        part: (bytes) => registered((next) => database.registerFileBuffer(next, owned(bytes))),
        changed: async (change) => {
          const next = await this.#surroundings.keep(source.name, change(partsOf(read)));
          made.push(next);
          read = next.source;
          return registered((next) => this.#surroundings.register(database, next, read));
        },
      });
    } finally {
      await cleanUp(call, plan.cleanUp);
      for (const used of paths) if (!session.over) await session.whole(database.dropFile(used));
      for (const one of made) await one.remove();
    }
  }

  /** A text in pieces, each readable until the next is asked for. */
  async *#pieces(
    call: Call,
    source: S,
    path: string,
    { quote, onProgress }: Pieced,
  ): AsyncGenerator<{ readonly path: string; readonly from: number }, void, undefined> {
    const { session, aborted } = call;
    const { database } = session;
    const { bytes } = this.#surroundings.pieces;
    const read = (from: number, to: number): Promise<Uint8Array> => source.read(from, to);
    for await (const { from, to } of csvPieces(source.size, read, bytes, quote)) {
      aborted.throwIfAborted();
      const piece = await this.#surroundings.slice(source, from, to);
      const name = `${path}.${from}.piece.csv`;
      try {
        await session.whole(this.#surroundings.register(database, name, piece.source));
        yield { path: name, from };
      } finally {
        if (!session.over) await session.whole(database.dropFile(name));
        await piece.remove();
      }
      onProgress?.({ done: to / source.size });
    }
  }

  async #importParquet(
    call: Call,
    source: S,
    scratch: string,
    { columns, sample }: Take,
    onProgress?: OnProgress,
  ): Promise<Pick<ImportReport, 'rejected' | 'rejects'>> {
    const { session, connection, aborted } = call;
    const module = await this.#surroundings.parquet();
    const { blob, faults } = { blob: await this.#surroundings.blob(source), faults: this.#surroundings.faults };
    const key = sample?.of === 'customers' ? sample.column : null;
    const read = columns === undefined || key === null || columns.includes(key) ? columns : [...columns, key];
    const group = `${scratch}_group`;
    await together(call, async (between) => {
      let [rows, loose] = [0, 0];
      for await (const { index, groups, ipc, rows: more } of rowGroups(module, blob, source.name, faults, read)) {
        aborted.throwIfAborted();
        if (sample === undefined) await session.insert(connection, scratch, ipc, index === 0);
        else {
          await session.insert(connection, group, ipc, true);
          await ask(call, appended(scratch, group, columns, sample, rows, index === 0));
          await ask(call, dropTable(group));
        }
        rows += more;
        loose += more;
        // As texts: packed as they come, where they are so many that packing pays.
        if (loose >= PACKED_ROWS && more * groups > SORTED_ROWS) {
          await between(() => pack(call, `${scratch}_pack`));
          loose = 0;
        }
        onProgress?.({ done: (index + 1) / groups, rows });
        if (sample?.of === 'first' && rows >= sample.rows) break;
      }
    });
    return { rejected: 0, rejects: [] };
  }

  load(signal: AbortSignal, table: string, frame: Frame): Promise<void> {
    return this.#call(signal, { what: 'query', sql: '' }, undefined, async (call) => {
      const { scratch } = importTables(this.#next());
      try {
        await together(call, async () => {
          // An empty frame still makes its table.
          for (let from = 0; from === 0 || from < frame.length; from += LOAD_ROWS) {
            call.aborted.throwIfAborted();
            const ipc = ipcFromFrame(frame, from, Math.min(from + LOAD_ROWS, frame.length));
            await call.session.insert(call.connection, scratch, ipc, from === 0);
          }
        });
        await replace(call, scratch, table);
      } finally {
        await cleanUp(call, [dropTable(scratch)]);
      }
    });
  }

  export(signal: AbortSignal, statement: Statement, format: ExportFormat, onProgress?: OnProgress): Promise<Blob> {
    return this.#call(signal, { what: 'query', sql: statement.text }, undefined, async (call) => {
      const columns = await describe(call, statement);
      let [rows, told] = [0, 0];
      const onRows = (more: number): void => {
        rows += more;
        if (rows - told < TOLD_ROWS) return;
        told = rows;
        onProgress?.({ done: null, rows });
      };
      if (format === 'csv') return writeCsv(call, statement, columns, onRows);
      if (format !== 'parquet' && format !== 'arrow') {
        const { written } = await import('../../src/data/export/write');
        return written(format, columns, printedRows(call, statement, columns, onRows));
      }
      const parts = call.session.stream(call.connection, inlined(storable(statement, columns)), call.aborted);
      try {
        const { arrowFile, parquetFile } = await import('./stored');
        if (format === 'arrow') return await arrowFile(parts, onRows);
        return await parquetFile(await this.#surroundings.parquet(), parts, onRows);
      } finally {
        await parts.return();
      }
    });
  }

  cancel(): Promise<void> {
    return this.#calls.stop();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const session = this.#session;
    this.#session = null;
    if (session === null) return;
    // A database that never came up has nothing to end.
    await session.then(
      (open) => open.end('it was closed'),
      () => undefined,
    );
  }

  #next(): string {
    this.#token += 1;
    return String(this.#token);
  }

  /** One start for all; forgotten when it fails or the database is over. */
  async #open(): Promise<Session> {
    for (;;) {
      if (this.#closed) throw new VitrineError('engine.lost', { reason: 'it was closed' });
      const starting = (this.#session ??= this.#start());
      const session = await starting;
      if (!session.over) return session;
      if (this.#session === starting) this.#session = null;
    }
  }

  async #start(): Promise<Session> {
    try {
      const database = await this.#surroundings.start((done) => {
        for (const listener of this.#listeners) listener({ done });
      });
      await openLocked(database, await this.#surroundings.spill(database));
      return new Session(database);
    } catch (cause) {
      this.#session = null;
      throw new VitrineError('engine.lost', { reason: `it could not start (${reasonOf(cause)})` }, { cause });
    }
  }

  /** Runs one call on a connection of its own, so that calls overlap and an abort stops this one only. */
  async #call<T>(
    signal: AbortSignal,
    doing: Doing,
    onProgress: OnProgress | undefined,
    work: (call: Call) => Promise<T>,
  ): Promise<T> {
    if (this.#closed) throw new VitrineError('engine.lost', { reason: 'it was closed' });
    return this.#calls.make(signal, (aborted) => this.#work(aborted, doing, onProgress, work));
  }

  async #work<T>(
    aborted: AbortSignal,
    doing: Doing,
    onProgress: OnProgress | undefined,
    work: (call: Call) => Promise<T>,
  ): Promise<T> {
    const session = await this.#open();
    const connection = await session.connect();
    if (onProgress !== undefined) this.#listeners.add(onProgress);
    try {
      const value = await work({ session, connection, aborted });
      onProgress?.({ done: 1 });
      return value;
    } catch (error) {
      if (session.over) throw databaseFailure(error, doing);
      throw aborted.aborted ? new VitrineError('cancelled', {}, { cause: error }) : databaseFailure(error, doing);
    } finally {
      if (onProgress !== undefined) this.#listeners.delete(onProgress);
      await session.disconnect(connection);
    }
  }
}

/** Bytes in a buffer of their own, as a Blob wants them. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
