import type { Engine, Statement } from '../../core/engine';
import { numbers } from '../../core/frame';
import type { Learner, Study } from '../../learn/jobs/learner';
import { ident, join, sql } from '../../sql/sql';
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

const parts = ['train', 'test', 'current'] as const;

/** Names of the features that are learnt from. */
export function usedFeatures({ columns }: Prepared): readonly string[] {
  return columns.features.filter((f) => f.used).map((f) => f.name);
}

/**
 * Takes the rows of a prepared task from the engine to where models are learnt. Rows to be scored have no label:
 * they are given one that is never read, for a dataset has one in every row.
 * @throws VitrineError `learn.…` where the rows cannot serve, `cancelled`
 */
export async function openStudy(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  learner: Learner,
  prepared: Prepared,
): Promise<Opened> {
  const { columns, type } = prepared;
  const features = usedFeatures(prepared);
  const frame = await engine.query(signal, rowsOf(prepared, features));
  const part = numbers(frame, columns.part);
  const rows = parts.map((_, place) => Int32Array.from(part.keys()).filter((row) => part[row] === place));
  const [train = new Int32Array(), test = new Int32Array(), current = new Int32Array()] = rows;
  const study = await learner.open(signal, frame, {
    columns: features.map((name) => ({ name })),
    target:
      type === 'binary' ? { task: type, column: columns.label, positive: '1' } : { task: type, column: columns.label },
    groups: columns.key,
    ...(prepared.task.kind === 'table' ? {} : { times: columns.cutoff }),
  });
  return { study, rows: { train, test, current }, features };
}

function rowsOf(prepared: Prepared, features: readonly string[]): Statement {
  const { table, columns, classes } = prepared;
  const { label, part } = columns;
  const first = classes[0]?.name;
  // Binary labels and numbers are numbers in the table, several classes are texts.
  const none = prepared.type === 'multiclass' ? (first ?? '') : 0;
  const place = sql`CASE ${ident(part)} WHEN 'train' THEN 0 WHEN 'test' THEN 1 ELSE 2 END`;
  const all = [
    sql`${place} AS ${ident(part)}`,
    sql`${ident(columns.key)}`,
    ...(prepared.task.kind === 'table' ? [] : [sql`${ident(columns.cutoff)}`]),
    sql`coalesce(${ident(label)}, ${none}) AS ${ident(label)}`,
    ...features.map((name) => sql`${ident(name)}`),
  ];
  return sql`SELECT ${join(all, ', ')} FROM ${ident(table)} ORDER BY row_id`;
}
