import type { ImportSpec, OnProgress, Source, Statement } from '../../src/core/engine';
import { VitrineError } from '../../src/core/errors';
import { texts, type Frame } from '../../src/core/frame';
import type { Sample } from '../../src/core/reading';
import { describeStatement, type AnswerColumn } from '../../src/sql/answer';
import { replaceTable } from '../../src/sql/csv-import';
import { isPackedLater, packing } from '../../src/sql/pack';
import { ident, sql } from '../../src/sql/sql';
import { sampled } from '../../src/sql/take';
import { frameFromIpc } from './arrow';
import { inlined } from './literals';
import type { Connection, Session } from './session';

/** One call of the engine, on a connection of its own. */
export interface Call {
  readonly session: Session;
  readonly connection: Connection;
  readonly aborted: AbortSignal;
}

export async function ask({ session, connection, aborted }: Call, statement: Statement): Promise<Frame> {
  return frameFromIpc([await session.run(connection, inlined(statement), aborted)]);
}

export async function describe(call: Call, statement: Statement): Promise<readonly AnswerColumn[]> {
  const described = await ask(call, describeStatement(statement));
  const types = texts(described, 'column_type');
  return texts(described, 'column_name').map((name, i) => ({ name: name ?? '', type: types[i] ?? '' }));
}

/** A file that was moved or changed since it was opened fails here, and under its own name. */
export async function checkReadable(source: Source): Promise<void> {
  await source.read(0, 1).catch((cause: unknown) => {
    throw new VitrineError('file.unreadable', { file: source.name, reason: reasonOf(cause) }, { cause });
  });
}

/** How a text is read in pieces, and who hears how far that is. */
export interface Pieced {
  readonly quote: string;
  readonly onProgress: OnProgress | undefined;
}

/** Whether a text is so large that it is read in pieces, and so written that it can be cut. */
export function isPieced({ size }: Source, { dialect }: Extract<ImportSpec, { format: 'csv' }>, from: number): boolean {
  return size >= from && dialect.escape === undefined && dialect.delimiter !== 'whitespace';
}

/**
 * Packs new rows: a sixth of their memory and less is left. While somebody else writes it cannot be done; the next piece
 * takes it along.
 * @param view a name that nothing else has
 */
export async function pack(call: Call, view: string): Promise<void> {
  try {
    for (const statement of packing(view)) await ask(call, statement);
  } catch (error) {
    call.aborted.throwIfAborted();
    if (!isPackedLater(error)) throw error;
  }
}

/**
 * Does some work in one transaction, or in as many as it ends by `between`. Without, DuckDB packs the tables after every
 * 16 MB that is inserted, which takes twice as long as inserting it.
 * @param work is given `between`, which keeps what was done, does something outside, and goes on
 */
export async function together<T>(
  call: Call,
  work: (between: (outside: () => Promise<void>) => Promise<void>) => Promise<T>,
): Promise<T> {
  let open = false;
  const begin = async (): Promise<void> => {
    await ask(call, sql`BEGIN TRANSACTION`);
    open = true;
  };
  // Not stopped half-way: what is kept is the caller's own table.
  const commit = async (): Promise<void> => {
    open = false;
    await ask({ ...call, aborted: new AbortController().signal }, sql`COMMIT`);
  };
  try {
    await begin();
    const answer = await work(async (outside) => {
      await commit();
      await outside();
      await begin();
    });
    await commit();
    return answer;
  } finally {
    // Else the connection stays in it, and refuses whatever comes next.
    if (open) await cleanUp(call, [sql`ROLLBACK`]);
  }
}

/** Takes the rows of a row group that a sample keeps; the first one makes the table. */
export function appended(
  table: string,
  group: string,
  columns: readonly string[] | undefined,
  sample: Sample,
  before: number,
  first: boolean,
): Statement {
  const cells = columns === undefined ? null : sql`${columns.map(ident)}`;
  const rows = sampled(
    sql`${ident(group)}`,
    cells,
    sample,
    sample.of === 'customers' ? sql`${ident(sample.column)}` : null,
    before,
  );
  return first ? sql`CREATE TABLE ${ident(table)} AS ${rows}` : sql`INSERT INTO ${ident(table)} ${rows}`;
}

/**
 * Puts a filled scratch table in place of `table`: short, never stopped half-way, and one at a time, since two that
 * replace the same table at once fail ("write-write conflict"). One that fails leaves the table as it was.
 */
export async function replace(call: Call, scratch: string, table: string): Promise<void> {
  call.aborted.throwIfAborted();
  const swap = { ...call, aborted: new AbortController().signal };
  await call.session.alone(async () => {
    try {
      for (const statement of replaceTable(scratch, table)) await ask(swap, statement);
    } catch (error) {
      // Else the connection refuses whatever comes next, above all to drop the scratch table.
      if (!call.session.over) await ask(swap, sql`ROLLBACK`);
      throw error;
    }
  });
}

/** Drops what a call worked in, also after an abort; a database that is over has nothing left to drop. */
export async function cleanUp(call: Call, statements: readonly Statement[]): Promise<void> {
  for (const statement of statements) {
    if (!call.session.over) await ask({ ...call, aborted: new AbortController().signal }, statement);
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
