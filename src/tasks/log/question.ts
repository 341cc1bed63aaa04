import type { DataInfo } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { DAY } from '../../core/time';
import { defaultActivity, resolveActivity, type ActivityLabel } from '../../sql/activity';
import { ident, raw, sql } from '../../sql/sql';
import type { LogQuestion, LogTask } from '../spec';
import type { Moment } from './moments';

/** A log's question as conditions on the spine's rows. */
export interface Asked {
  /** Rows that make the label. */
  readonly goal: Statement;
  /** Rows that make a customer one of those asked about. */
  readonly among: Statement;
  /** The same as kinds of rows, for a pass over the log. */
  readonly labels: { readonly goal: ActivityLabel; readonly among: ActivityLabel };
}

/**
 * Reads a question's goal against the data.
 * @throws VitrineError `event.unknown`; `role.missing` where there are no purchases, or no money for their value
 */
export function asked(task: Pick<LogQuestion, 'question' | 'goal'>, data: DataInfo): Asked {
  const { spine } = data;
  const lacks = (roles: string): VitrineError => new VitrineError('role.missing', { source: spine.source, roles });
  if (task.question === 'churn') {
    const choice = task.goal ?? defaultActivity(data);
    const { condition, label: rows } = resolveActivity(choice, data, 'goal');
    const goal = condition ?? sql`TRUE`;
    return { goal, among: goal, labels: { goal: rows, among: rows } };
  }
  if (task.goal === null && spine.purchases === 0) throw lacks('purchase');
  if (task.question === 'value' && !spine.hasAmount) throw lacks('amount');
  const { condition, label: rows } = resolveActivity(task.goal ?? { rows: 'purchases' }, data, 'goal');
  const goal = condition ?? sql`TRUE`;
  return task.question === 'propensity'
    ? { goal, among: sql`TRUE`, labels: { goal: rows, among: { rows: 'all' } } }
    : { goal, among: goal, labels: { goal: rows, among: rows } };
}

/**
 * Who is asked about at a cutoff: `(customer, "latest population")`, with the last time that made them one.
 */
export function population(
  task: Pick<LogQuestion, 'activeWithin'>,
  data: DataInfo,
  { among }: Asked,
  seenUpTo: number,
): Statement {
  const recent =
    task.activeWithin === null ? sql`` : sql` HAVING max(time) >= ${raw(String(seenUpTo - task.activeWithin * DAY))}`;
  return sql`SELECT customer, max(time) AS "latest population" FROM ${ident(data.spine.table)}
    WHERE time < ${raw(String(seenUpTo))} AND ${among} GROUP BY customer${recent}`;
}

/** What customers did in a label window: `(customer, hits, spend)`; who did nothing has no row. */
export function outcome(data: DataInfo, { goal }: Asked, { cutoff, until }: Moment): Statement {
  if (until === null) throw new Error('what is to come has no outcome yet');
  return sql`SELECT customer, count(*) AS hits, round(coalesce(sum(amount) FILTER (WHERE sign = 1), 0), 4) AS spend
    FROM ${ident(data.spine.table)}
    WHERE time >= ${raw(String(cutoff))} AND time < ${raw(String(until))} AND time <= ${data.asOf} AND ${goal} GROUP BY customer`;
}

/**
 * The label from an outcome named `o`: churn 1 without a hit, value the money spent (purchases, refunds not taken
 * off), else 1 with a hit. NULL where it is to come.
 */
export function label(task: LogTask, { until }: Moment): Statement {
  if (until === null) return sql`CAST(NULL AS DOUBLE)`;
  if (task.question === 'value') return sql`CAST(coalesce(o.spend, 0) AS DOUBLE)`;
  const [without, withOne] = task.question === 'churn' ? [1, 0] : [0, 1];
  return sql`CAST(CASE WHEN o.hits IS NULL THEN ${raw(String(without))} ELSE ${raw(String(withOne))} END AS DOUBLE)`;
}
