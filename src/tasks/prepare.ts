import type { Engine, OnProgress, Statement } from '../core/engine';
import type { DatasetPlan } from '../learn/dataset';
import { ident, join, sql } from '../sql/sql';
import { inspect, type MadeTable } from './inspect';
import { prepareLog } from './log/made';
import type { Walking } from './log/walked';
import { Maker } from './maker';
import type { Part, Prepared } from './prepared';
import { prepareSessions } from './session/prepare';
import type { TaskSource } from './source';
import type { Task } from './spec';
import { prepareTable } from './table/prepare';

export interface PrepareOptions {
  /** Name of the table; one made before under it is replaced. `prepared` when not said. */
  readonly name?: string;
  readonly onProgress?: OnProgress;
  /** Where the log's rows can be passed over, in a fifth of the time that SQL takes; null leaves all to SQL. */
  readonly walking?: Walking | null;
}

/** About how many statements a preparation runs. */
const STATEMENTS = 40;

/**
 * Makes a task's rows: see {@link Prepared}. Nothing that a feature sees lies at or after its row's cutoff; that is
 * measured, not assumed, and a task is refused where it is not so.
 * @throws VitrineError `task.future`, `task.overlap`, `task.few`, `span.short`, `role.missing`, `event.unknown`,
 * `property.unknown`, `learn.…`, `engine.*`, `cancelled`
 */
export async function prepareTask(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  source: TaskSource,
  task: Task,
  { name = 'prepared', onProgress = () => undefined, walking = null }: PrepareOptions = {},
): Promise<Prepared> {
  const make = new Maker(signal, engine, STATEMENTS, onProgress);
  try {
    const prepared = await inspect(make, task, await makeRows(make, source, task, name, walking));
    onProgress({ done: 1, rows: prepared.parts.reduce((n, p) => n + p.rows, 0) });
    return prepared;
  } catch (error) {
    await make.sweep();
    throw error;
  }
}

async function makeRows(
  make: Maker,
  source: TaskSource,
  task: Task,
  name: string,
  walking: Walking | null,
): Promise<MadeTable> {
  if (task.kind === 'table') {
    if (source.kind !== 'table') throw new Error('a question of a table is asked of a table');
    return prepareTable(make, source, task, name);
  }
  if (source.kind !== 'log') throw new Error('a question of a log is asked of a log');
  return task.kind === 'log'
    ? prepareLog(make, source.data, task, name, walking)
    : prepareSessions(make, source.data, task, name);
}

/**
 * The rows of some parts with all columns, in the order of `row_id`: train before test before current. The rows of
 * `['train', 'test']` have a label each.
 */
export function preparedRows({ table, columns }: Prepared, parts: readonly Part[]): Statement {
  const wanted = parts.map((p) => sql`${p}`);
  return sql`SELECT * FROM ${ident(table)} WHERE ${ident(columns.part)} IN (${join(wanted, ', ')}) ORDER BY row_id`;
}

/**
 * How the rows of train and test become a dataset of learn/: features in use, label, cutoffs as times, and customers
 * who occur at several cutoffs as groups.
 */
export function datasetPlan({ task, type, columns }: Prepared): DatasetPlan {
  const column = columns.label;
  return {
    columns: columns.features.filter((f) => f.used).map(({ name, kind }) => ({ name, as: kind })),
    target: type === 'binary' ? { task: type, column, positive: '1' } : { task: type, column },
    ...(task.kind === 'table' ? {} : { times: columns.cutoff, groups: columns.key }),
  };
}

/** Frees the table of a preparation. */
export async function dropPrepared(engine: Pick<Engine, 'query'>, { table }: Prepared): Promise<void> {
  await engine.query(new AbortController().signal, sql`DROP TABLE IF EXISTS ${ident(table)}`);
}
