import type { DataInfo, Plan } from '../../core/analysis';
import { setupFunnel } from '../../sql/funnel/setup';
import { matches, matchesAny } from '../../sql/funnel/steps';
import { attemptTables, funnelAttempts, funnelBase } from '../../sql/funnel/tables';
import { rowsIn } from '../../sql/funnel/setup';
import { ident, join, raw, sql } from '../../sql/sql';
import { readableTime } from '../../sql/time';
import type { OutOfOrderParams } from './spec';

/**
 * Why somebody who has a step's event is not at that step of the funnel; the first that holds:
 * - `never`: they have no event of the step before;
 * - `before`: all of theirs lie before the first of the step before;
 * - `chain`: they are not at the step before either;
 * - `late`: they are, and come to this one too late, or not from there.
 */
export const reasons = ['never', 'before', 'chain', 'late'] as const;
export type Reason = (typeof reasons)[number];

/**
 * The plan of who has the event of a step and is not there in order. Rows `counts`: `(step, reason, customers)`, where
 * the reason `followed` is who is there. The list has the others, with the first time of the event.
 */
export function planOutOfOrder(params: OutOfOrderParams, data: DataInfo, prefix: string): Plan {
  const setup = setupFunnel(params, data);
  const { required } = setup;
  const { depth } = attemptTables(setup, prefix);
  const [seen, placed] = [`${prefix}_seen`, `${prefix}_placed`];
  const times = required.flatMap((s, i) => [
    sql`min(time) FILTER (WHERE ${matches(s)}) AS ${raw(`f${i + 1}`)}`,
    sql`max(time) FILTER (WHERE ${matches(s)}) AS ${raw(`l${i + 1}`)}`,
  ]);
  const steps = required.slice(1).map((s, i) => {
    const [own, before] = [i + 2, i + 1];
    return sql`SELECT s.customer, ${raw(String(s.number))} AS step, ${raw(`s.f${own}`)} AS first,
        CASE WHEN d.depth >= ${raw(String(own))} THEN 'followed' WHEN ${raw(`s.f${before}`)} IS NULL THEN 'never'
          WHEN ${raw(`s.l${own} < s.f${before}`)} THEN 'before'
          WHEN d.depth IS NULL OR d.depth < ${raw(String(before))} THEN 'chain' ELSE 'late' END AS reason
      FROM ${ident(seen)} AS s LEFT JOIN ${ident(depth)} AS d ON d.customer = s.customer
      WHERE ${raw(`s.f${own}`)} IS NOT NULL`;
  });
  return [
    ...funnelBase(setup, prefix),
    ...funnelAttempts(setup, prefix),
    {
      step: 'table',
      name: seen,
      per: 'customer',
      sql: sql`SELECT customer, ${join(times, ', ')} FROM ${rowsIn(setup, prefix)}
        WHERE time <= ${data.asOf} AND ${matchesAny(required)} GROUP BY customer`,
    },
    { step: 'table', name: placed, per: 'customer', sql: join(steps, ' UNION ALL ') },
    {
      step: 'rows',
      name: 'counts',
      sql: sql`SELECT step, reason, count(*) AS customers FROM ${ident(placed)} GROUP BY step, reason ORDER BY step, reason`,
    },
    {
      step: 'list',
      name: 'customers',
      columns: ['customer', 'step', 'reason', 'first'],
      sql: sql`SELECT c.name AS customer, p.step, p.reason, ${readableTime('p.first')} AS first
        FROM ${ident(placed)} AS p JOIN ${ident(data.spine.customersTable)} AS c ON c.id = p.customer
        WHERE p.reason <> 'followed' ORDER BY p.step, p.reason, p.first, p.customer`,
    },
  ];
}
