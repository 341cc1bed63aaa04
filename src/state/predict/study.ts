import type { Engine, Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { numberAt, numbers } from '../../core/frame';
import type { Learner, Study } from '../../learn/jobs/learner';
import type { DatasetPlan } from '../../learn/dataset';
import { ident, join, raw, sql } from '../../sql/sql';
import { datasetPlan, dropPrepared } from '../../tasks/prepare';
import type { Prepared } from '../../tasks/prepared';

/** Row numbers of a study, by what the rows are for. */
export interface StudyRows {
  /** To learn from. */
  readonly train: Int32Array;
  /** Later ones (or ones kept out), to be judged on. */
  readonly test: Int32Array;
  /** Customers as they are now: to be scored, their label is not known. */
  readonly current: Int32Array;
}

/** What is learnt from, held where models are learnt. */
export interface Opened {
  readonly study: Study;
  readonly rows: StudyRows;
  /** Names of the columns that may be learnt from. */
  readonly features: readonly string[];
}

let prepared = 0;

/** A name for the table of a preparation: none is used twice, so that one given up takes nothing of the next with it. */
export function preparedName(): string {
  prepared += 1;
  return `predict${prepared}`;
}

/**
 * Takes the rows of a prepared task from the engine to where models are learnt. Rows to be scored are among them and
 * have no label. Where they cannot be taken, or nobody waits for them any more, their table goes too.
 * @param also features that are needed although they are not used: by a model that was trained before
 * @throws VitrineError `learn.…` where the rows cannot serve, `cancelled`
 */
export async function openStudy(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  learner: Learner,
  prepared: Prepared,
  also: readonly string[] = [],
): Promise<Opened> {
  const plan = planOf(prepared, also);
  try {
    const frame = await engine.query(signal, rowsOf(prepared, plan));
    const part = numbers(frame, prepared.columns.part);
    const of = (place: number): Int32Array => Int32Array.from(part.keys()).filter((row) => part[row] === place);
    const rows = { train: of(0), test: of(1), current: of(2) };
    const study = await learner.open(signal, frame, { ...plan, unlabelled: 'keep' });
    if (signal.aborted) {
      study.close();
      throw new VitrineError('cancelled', {});
    }
    return { study, rows, features: datasetPlan(prepared).columns.map((c) => c.name) };
  } catch (error) {
    await dropPrepared(engine, prepared).catch(() => undefined); // The first error tells more.
    throw error;
  }
}

function planOf(prepared: Prepared, also: readonly string[]): DatasetPlan {
  const plan = datasetPlan(prepared);
  const more = prepared.columns.features.filter((f) => !f.used && also.includes(f.name));
  return { ...plan, columns: [...plan.columns, ...more.map(({ name, kind }) => ({ name, as: kind }))] };
}

/** Only what is needed, the part as a number: texts of many rows are slow to move. */
function rowsOf({ table, columns }: Prepared, plan: DatasetPlan): Statement {
  const place = sql`CASE ${ident(columns.part)} WHEN 'train' THEN 0 WHEN 'test' THEN 1 ELSE 2 END`;
  const beside = [plan.groups, plan.times].filter((name) => name !== undefined);
  const all = [
    sql`${place} AS ${ident(columns.part)}`,
    ...[...beside, columns.label, ...plan.columns.map((c) => c.name)].map((name) => sql`${ident(name)}`),
  ];
  return sql`SELECT ${join(all, ', ')} FROM ${ident(table)} ORDER BY row_id`;
}

/** Where the thirds of a feature of numbers end, on all rows: two cut points, or one where they are the same. */
export async function thirdsOf(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  { table }: Prepared,
  feature: string,
): Promise<readonly number[]> {
  const at = (share: number): Statement => sql`quantile_cont(${ident(feature)}, ${raw(String(share))})`;
  const frame = await engine.query(signal, sql`SELECT ${at(0.3333)} AS a, ${at(0.6667)} AS b FROM ${ident(table)}`);
  const cuts = [numberAt(frame, 'a'), numberAt(frame, 'b')].filter((cut) => cut !== null);
  return [...new Set(cuts)];
}
