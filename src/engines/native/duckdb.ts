import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DuckDBInstance,
  version as duckdbVersion,
  type DuckDBConnection,
  type DuckDBPreparedStatement,
  type DuckDBResult,
} from '@duckdb/node-api';
import { Calls } from '../../core/calls';
import { csvHeader } from '../../core/csv';
import type {
  Engine,
  ExportFormat,
  ImportReport,
  ImportSpec,
  OnProgress,
  Prepared,
  Statement,
  Value,
} from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { countAt, texts, type Frame } from '../../core/frame';
import type { ReadAs, Take } from '../../core/reading';
import type { OutRows } from '../../data/export/cells';
import { written } from '../../data/export/write';
import { prepared } from '../../data/formats/prepared';
import { csvLines, describeStatement, faithful, isQuery, printed, storable, type AnswerColumn } from '../../sql/answer';
import { dropTable, importTables, planCsvImport, replaceTable, type ImportPlan } from '../../sql/csv-import';
import { importCsv } from '../../sql/csv-rows';
import { databaseFailure, type Doing } from '../../sql/failure';
import { partsOf } from '../../sql/line-ends';
import { ident, join as joinSql, raw, sql } from '../../sql/sql';
import { sampled } from '../../sql/take';
import { appendFrame, readFrame, readTexts } from './frames';
import { keptFile, type PathSource } from './source';

export { pathSource, type PathSource } from './source';

export interface NativeOptions {
  /** Worker threads of the database; all cores when not said. */
  readonly threads?: number;
  /** As DuckDB writes it, for instance `4GB`; 80 % of the machine when not said. More spills to disk. */
  readonly memoryLimit?: string;
}

/** How often a running call's progress is asked for and a wanted stop is repeated, ms. */
const BEAT = 50;

/** Native DuckDB in the process of the command line, in memory, spilling to the system's temporary folder. */
export class NativeDuckDB implements Engine<PathSource> {
  readonly name = 'DuckDB';
  readonly #database: DuckDBInstance;
  readonly #folder: string;
  readonly #calls = new Calls();
  #imports = 0;
  #replacing: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(database: DuckDBInstance, folder: string) {
    this.#database = database;
    this.#folder = folder;
  }

  /** Starts an empty database. */
  static async open(options: NativeOptions = {}): Promise<NativeDuckDB> {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-'));
    const database = await DuckDBInstance.create(':memory:', {
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
      ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
      temp_directory: folder,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    });
    return new NativeDuckDB(database, folder);
  }

  version(signal: AbortSignal): Promise<string> {
    return this.#call(signal, { what: 'query', sql: '' }, undefined, () => Promise.resolve(duckdbVersion()));
  }

  query(signal: AbortSignal, statement: Statement, onProgress?: OnProgress): Promise<Frame> {
    return this.#call(signal, { what: 'query', sql: statement.text }, onProgress, async (connection) => {
      if (!isQuery(statement.text)) return readFrame(await run(connection, statement));
      const columns = await describe(connection, statement);
      return readFrame(await run(connection, faithful(statement, columns)));
    });
  }

  async prepare(
    signal: AbortSignal,
    source: PathSource,
    how: ReadAs,
    onProgress?: OnProgress,
  ): Promise<Prepared<PathSource>> {
    if (this.#closed) throw new VitrineError('engine.lost', { reason: 'it was closed' });
    return prepared(signal, source, how, { keep: keptFile }, onProgress);
  }

  import(
    signal: AbortSignal,
    source: PathSource,
    spec: ImportSpec,
    table: string,
    onProgress?: OnProgress,
  ): Promise<ImportReport> {
    const doing: Doing = { what: spec.format, file: source.name, path: source.path };
    return this.#call(signal, doing, onProgress, async (connection, aborted) => {
      if (source.size === 0) throw new VitrineError('file.empty', { file: source.name });
      const tables = importTables(String(++this.#imports));
      const plan = spec.format === 'csv' ? planCsvImport(spec.dialect, spec.columns, tables, spec.take) : null;
      try {
        if (plan === null) await run(connection, parquetTable(tables.scratch, source.path, spec.take ?? {}));
        const rejects = plan === null ? { rejected: 0, rejects: [] } : await this.#importCsv(connection, source, plan);
        const columns = await describe(connection, sql`SELECT * FROM ${ident(tables.scratch)}`);
        const counted = await readFrame(
          await run(connection, sql`SELECT count(*) AS "rows" FROM ${ident(tables.scratch)}`),
        );
        aborted.throwIfAborted();
        await this.#replace(connection, tables.scratch, table);
        return { rows: countAt(counted, 'rows'), columns, ...rejects };
      } finally {
        await runAll(connection, [...(plan?.cleanUp ?? []), dropTable(tables.scratch)]);
      }
    });
  }

  async #importCsv(
    connection: DuckDBConnection,
    source: PathSource,
    plan: ImportPlan,
  ): Promise<Pick<ImportReport, 'rejected' | 'rejects' | 'readable'>> {
    const part = join(this.#folder, `part-${++this.#imports}.csv`);
    let read = source;
    const removes = [(): Promise<void> => rm(part, { force: true })];
    try {
      return await importCsv(source.path, plan, {
        ask: async (statement) => readFrame(await run(connection, statement)),
        // More than the memory goes to disk here.
        pieces: null,
        pack: () => Promise.resolve(),
        read: (from, to) => read.read(from, to),
        part: async (bytes) => {
          await writeFile(part, bytes);
          return part;
        },
        changed: async (change) => {
          const next = await keptFile(source.name, change(partsOf(read)));
          removes.push(next.remove);
          read = next.source;
          return read.path;
        },
      });
    } finally {
      for (const remove of removes) await remove();
    }
  }

  load(signal: AbortSignal, table: string, frame: Frame): Promise<void> {
    return this.#call(signal, { what: 'query', sql: '' }, undefined, async (connection, aborted) => {
      const { scratch } = importTables(String(++this.#imports));
      const columns = frame.columns.map(
        ({ name, type }) => sql`${ident(name)} ${raw(type === 'number' ? 'DOUBLE' : 'VARCHAR')}`,
      );
      try {
        await run(connection, sql`CREATE TABLE ${ident(scratch)} (${joinSql(columns, ', ')})`);
        const appender = await connection.createAppender(scratch);
        appendFrame(appender, frame);
        appender.closeSync();
        aborted.throwIfAborted();
        await this.#replace(connection, scratch, table);
      } finally {
        await run(connection, dropTable(scratch));
      }
    });
  }

  /** One at a time, as two that replace the same table at once fail; one that fails leaves the table as it was. */
  #replace(connection: DuckDBConnection, scratch: string, table: string): Promise<void> {
    const done = this.#replacing.then(async () => {
      try {
        await runAll(connection, replaceTable(scratch, table));
      } catch (error) {
        await run(connection, sql`ROLLBACK`);
        throw error;
      }
    });
    // However it ends: its caller has the error.
    this.#replacing = done.catch(() => undefined);
    return done;
  }

  export(signal: AbortSignal, statement: Statement, format: ExportFormat, onProgress?: OnProgress): Promise<Blob> {
    return this.#call(signal, { what: 'query', sql: statement.text }, onProgress, async (connection, aborted) => {
      const columns = await describe(connection, statement);
      if (format === 'csv') return writeCsv(connection, statement, columns, aborted);
      if (format === 'parquet') return this.#writeParquet(connection, statement, columns);
      if (format !== 'arrow') return written(format, columns, printedRows(connection, statement, columns, aborted));
      // This binding hands over no Arrow; Parquet keeps the same types.
      const { arrowOfParquet } = await import('./parquet');
      return arrowOfParquet(await this.#writeParquet(connection, statement, columns));
    });
  }

  async #writeParquet(
    connection: DuckDBConnection,
    statement: Statement,
    columns: readonly AnswerColumn[],
  ): Promise<Blob> {
    const path = join(this.#folder, `export-${++this.#imports}.parquet`);
    try {
      // Written in, not bound: DuckDB numbers the target before the query's own values.
      const target = raw(`'${path.replaceAll("'", "''")}'`);
      await run(connection, sql`COPY (${storable(statement, columns)}) TO ${target} (FORMAT parquet)`);
      return new Blob([await readFile(path)], { type: 'application/vnd.apache.parquet' });
    } finally {
      await rm(path, { force: true });
    }
  }

  cancel(): Promise<void> {
    return this.#calls.stop();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.cancel();
    this.#database.closeSync();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Runs one call on a connection of its own, so that calls overlap and an abort stops this one only. */
  async #call<T>(
    signal: AbortSignal,
    doing: Doing,
    onProgress: OnProgress | undefined,
    work: (connection: DuckDBConnection, aborted: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (this.#closed) throw new VitrineError('engine.lost', { reason: 'it was closed' });
    return this.#calls.make(signal, (aborted) => this.#work(aborted, doing, onProgress, work));
  }

  async #work<T>(
    aborted: AbortSignal,
    doing: Doing,
    onProgress: OnProgress | undefined,
    work: (connection: DuckDBConnection, aborted: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const connection = await this.#database.connect();
    const beat = setInterval(() => {
      // Repeated: an interrupt between two statements of a call is forgotten by the database.
      if (aborted.aborted) connection.interrupt();
      else if (onProgress !== undefined) onProgress(progress(connection));
    }, BEAT);
    const interrupt = (): void => connection.interrupt();
    aborted.addEventListener('abort', interrupt);
    try {
      if (onProgress !== undefined) await run(connection, sql`SET enable_progress_bar = true`);
      if (onProgress !== undefined) await run(connection, sql`SET enable_progress_bar_print = false`);
      const value = await work(connection, aborted);
      onProgress?.({ done: 1 });
      return value;
    } catch (error) {
      throw aborted.aborted ? new VitrineError('cancelled', {}, { cause: error }) : databaseFailure(error, doing);
    } finally {
      clearInterval(beat);
      aborted.removeEventListener('abort', interrupt);
      connection.closeSync();
    }
  }
}

function progress(connection: DuckDBConnection): { done: number | null } {
  const { percentage } = connection.progress;
  return { done: percentage < 0 ? null : Math.min(1, percentage / 100) };
}

async function run(connection: DuckDBConnection, statement: Statement): Promise<DuckDBResult> {
  const prepared = await prepare(connection, statement);
  try {
    return await prepared.run();
  } finally {
    prepared.destroySync();
  }
}

async function runAll(connection: DuckDBConnection, statements: readonly Statement[]): Promise<void> {
  for (const statement of statements) await run(connection, statement);
}

async function prepare(connection: DuckDBConnection, { text, values }: Statement): Promise<DuckDBPreparedStatement> {
  const prepared = await connection.prepare(text);
  for (const [index, value] of values.entries()) bind(prepared, index + 1, value);
  return prepared;
}

/** Whole numbers as BIGINT, other numbers as DOUBLE: the same in every engine. */
function bind(prepared: DuckDBPreparedStatement, index: number, value: Value): void {
  if (value === null) prepared.bindNull(index);
  else if (typeof value === 'boolean') prepared.bindBoolean(index, value);
  else if (typeof value === 'string') prepared.bindVarchar(index, value);
  else if (Number.isSafeInteger(value)) prepared.bindBigInt(index, BigInt(value));
  else prepared.bindDouble(index, value);
}

async function describe(connection: DuckDBConnection, statement: Statement): Promise<readonly AnswerColumn[]> {
  const described = await readFrame(await run(connection, describeStatement(statement)));
  const types = texts(described, 'column_type');
  return texts(described, 'column_name').map((name, i) => ({ name: name ?? '', type: types[i] ?? '' }));
}

/** Rows as the database prints them, chunk by chunk. */
async function* printedRows(
  connection: DuckDBConnection,
  statement: Statement,
  columns: readonly AnswerColumn[],
  aborted: AbortSignal,
): AsyncGenerator<OutRows, void, undefined> {
  const prepared = await prepare(connection, printed(statement, columns));
  try {
    const result = await prepared.stream();
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      const rows = chunk;
      const cells = columns.map((_, i) => {
        const into: (string | null)[] = [];
        readTexts(rows, i, into);
        return into;
      });
      yield { length: rows.rowCount, columns: cells };
    }
    // A stream that is interrupted ends as if it were done.
    aborted.throwIfAborted();
  } finally {
    prepared.destroySync();
  }
}

async function writeCsv(
  connection: DuckDBConnection,
  statement: Statement,
  columns: readonly AnswerColumn[],
  aborted: AbortSignal,
): Promise<Blob> {
  const prepared = await prepare(connection, csvLines(statement, columns));
  try {
    const result = await prepared.stream();
    const parts: string[] = [csvHeader(columns.map((c) => c.name))];
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      const lines: (string | null)[] = [];
      readTexts(chunk, 0, lines);
      parts.push(lines.join(''));
    }
    // A stream that is interrupted ends as if it were done.
    aborted.throwIfAborted();
    return new Blob(parts, { type: 'text/csv;charset=utf-8' });
  } finally {
    prepared.destroySync();
  }
}

/** Makes a table of what is wanted of a Parquet file. */
function parquetTable(table: string, path: string, { columns, sample }: Take): Statement {
  const cells = columns === undefined ? null : sql`${columns.map(ident)}`;
  const key = sample?.of === 'customers' ? sql`${ident(sample.column)}` : null;
  return sql`CREATE TABLE ${ident(table)} AS ${sampled(sql`read_parquet(${path})`, cells, sample, key)}`;
}
