import type { Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import type { FunnelSetup } from '../../sql/funnel/setup';
import { customerOfSession } from '../../sql/sessions';
import { ident, raw, sql } from '../../sql/sql';

/**
 * The list `groups` of a funnel by one property or two: a row per customer and group, with the codes of
 * `sql/funnel/groups.ts` (`b` is 1 where there is one breakdown), the number of the furthest step and of the one
 * after which they stopped, NULL for who converted.
 * @param step SQL that numbers the depth `g.depth`
 * @param axes how many breakdowns there are
 */
export function groupList(setup: FunnelSetup, prefix: string, step: Statement, axes: number): Step {
  const codes = (axis: 0 | 1) => ident(`${prefix}_groups_codes${axis}`);
  const owner = setup.sessions === null ? sql`g.owner` : customerOfSession('g.owner');
  const two = axes > 1;
  return {
    step: 'list',
    name: 'groups',
    columns: ['customer', 'a', 'b', 'step', 'dropped_at'],
    sql: sql`SELECT c.name AS customer, g.a, g.b, ${step} AS step,
        CASE WHEN g.depth < ${raw(String(setup.required.length))} THEN ${step} END AS dropped_at
      FROM (SELECT e.owner, a.code AS a, ${raw(two ? 'b.code' : '1')} AS b, max(e.depth) AS depth
        FROM ${ident(`${prefix}_groups_in`)} AS e JOIN ${codes(0)} AS a ON a.unit = e.unit
          ${two ? sql`JOIN ${codes(1)} AS b ON b.unit = e.unit` : sql``}
        GROUP BY e.owner, a.code, ${raw(two ? 'b.code' : '3')}) AS g
      JOIN ${ident(setup.data.spine.customersTable)} AS c ON c.id = ${owner}
      ORDER BY g.a, g.b, g.depth DESC, c.id, g.owner`,
  };
}
