import type { DataInfo, Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { resolveActivity } from '../../sql/activity';
import { rowsIn, setupFunnel } from '../../sql/funnel/setup';
import { ids, matches } from '../../sql/funnel/steps';
import { attemptTables, funnelAttempts, funnelBase } from '../../sql/funnel/tables';
import { propertyOf } from '../../sql/properties';
import { ident, join, raw, sql } from '../../sql/sql';
import { readableTime } from '../../sql/time';
import { MOST_CANDIDATES, type CorrelationParams } from './spec';

/** A candidate is had by at least as many entrants as this, and not had by as many. */
const LEAST_WITH = 10;

/**
 * The plan of what goes along with conversion (SEMANTICS §4, after PostHog's correlation analysis). Who counts:
 * entrants who converted, and those whose window is over; who still can is left out. What counts:
 * - an event, when the customer has it from the first step of the attempt that counts on, before they converted
 *   (who did not: up to the window's end). Events of the funnel's own steps and exclusions are left out, and so is
 *   all that happens at the moment of conversion or after: it would only say that they converted;
 * - a value of a column, when the row of the first step has it: known before anything that followed.
 *
 * Rows `totals` (`did, did_not`) and `candidates` (`part, name, did, did_not`): part −1 an event, else the place of
 * the column; the most frequent first. The list of a candidate, where it is asked for, has all who count.
 */
export function planCorrelation(params: CorrelationParams, data: DataInfo, prefix: string): Plan {
  const setup = setupFunnel(params, data);
  const { required, steps, exclusions, window } = setup;
  const { spine } = data;
  const [first] = required;
  if (first === undefined) throw new Error('a funnel needs steps');
  const { own, depth } = attemptTables(setup, prefix);
  const all = raw(String(required.length));
  const people = ident(`${prefix}_people`);
  const known = [...new Set([...steps, ...exclusions.map((x) => x.test)].flatMap((t) => t.ids))];
  const table = (name: string, statement: Statement): Step => ({
    step: 'table',
    name: `${prefix}_${name}`,
    sql: statement,
    per: 'customer',
  });
  const names = params.properties ?? [];
  const entry = sql`SELECT r.customer, r.place FROM ${rowsIn(setup, prefix)} AS r
    JOIN ${people} AS p ON p.customer = r.customer AND p.started = r.time
    WHERE ${raw(matches(first, `r.${first.column}`).text)}
    QUALIFY row_number() OVER (PARTITION BY r.customer ORDER BY r.place) = 1`;
  const counted = (part: number, name: Statement, from: Statement): Statement =>
    sql`SELECT ${raw(String(part))} AS part, ${name} AS name, sum(done) AS did, sum(1 - done) AS did_not FROM ${from} GROUP BY 2`;
  const parts = [
    sql`SELECT e.part, n.name, e.did, e.did_not FROM (${counted(-1, sql`event`, sql`${ident(`${prefix}_seen`)}`)}) AS e
      JOIN ${ident(spine.eventsTable)} AS n ON n.id = e.name`,
    ...names.map((_, i) =>
      counted(i, sql`${raw(`v${i}`)}`, sql`${ident(`${prefix}_values`)} WHERE ${raw(`v${i}`)} IS NOT NULL`),
    ),
  ];
  return [
    ...funnelBase(setup, prefix),
    ...funnelAttempts(setup, prefix),
    table(
      'people',
      sql`SELECT d.customer, d.started, CASE WHEN d.depth = ${all} THEN 1 ELSE 0 END AS done,
          CASE WHEN d.depth = ${all} THEN a.${raw(`t${required.length}`)} ELSE d.started + ${window} + 1 END AS until
        FROM ${ident(depth)} AS d LEFT JOIN ${ident(own)} AS a ON a.customer = d.customer
        WHERE d.depth = ${all} OR d.last_start + ${window} <= ${data.asOf}`,
    ),
    {
      step: 'rows',
      name: 'totals',
      sql: sql`SELECT count(*) FILTER (WHERE done = 1) AS did, count(*) FILTER (WHERE done = 0) AS did_not FROM ${people}`,
    },
    table(
      'seen',
      sql`SELECT DISTINCT s.customer, s.event, p.done FROM ${ident(spine.table)} AS s JOIN ${people} AS p ON p.customer = s.customer
        WHERE s.event NOT IN (${ids(known)}) AND s.time >= p.started AND s.time < p.until AND s.time <= ${data.asOf}`,
    ),
    ...(names.length === 0
      ? []
      : [
          table(
            'values',
            sql`SELECT p.customer, p.done, ${names.map((name, i) => sql`CAST(r.${ident(propertyOf(spine, name).name)} AS VARCHAR) AS ${raw(`v${i}`)}`)}
              FROM (${entry}) AS e JOIN ${people} AS p ON p.customer = e.customer
              JOIN ${ident(spine.rowsTable)} AS r ON r.rowid = e.place`,
          ),
        ]),
    {
      step: 'rows',
      name: 'candidates',
      sql: sql`SELECT part, name, did, did_not FROM (${join(parts, ' UNION ALL ')}) AS counted
        WHERE did + did_not >= ${LEAST_WITH} AND did + did_not <= (SELECT count(*) FROM ${people}) - ${LEAST_WITH}
        ORDER BY did + did_not DESC, part, name LIMIT ${raw(String(MOST_CANDIDATES))}`,
    },
    ...(params.list === undefined
      ? []
      : [
          {
            step: 'list' as const,
            name: 'customers',
            columns: ['customer', 'has', 'converted', 'started'],
            sql: sql`SELECT c.name AS customer, CASE WHEN h.customer IS NULL THEN 0 ELSE 1 END AS has, p.done AS converted,
                ${readableTime('p.started')} AS started
              FROM ${people} AS p JOIN ${ident(spine.customersTable)} AS c ON c.id = p.customer
              LEFT JOIN (${holders(params.list, names, data, prefix)}) AS h ON h.customer = p.customer
              ORDER BY has DESC, p.done DESC, p.started, p.customer`,
          },
        ]),
  ];
}

/** Who has a candidate: `(customer)`, each once. */
function holders(
  list: NonNullable<CorrelationParams['list']>,
  names: readonly string[],
  data: DataInfo,
  prefix: string,
): Statement {
  if ('property' in list) {
    const column = raw(`v${names.indexOf(list.property)}`);
    return sql`SELECT customer FROM ${ident(`${prefix}_values`)} WHERE ${column} = ${list.value}`;
  }
  const { condition } = resolveActivity(list.event, data, 'list.event');
  return sql`SELECT DISTINCT customer FROM ${ident(`${prefix}_seen`)} WHERE ${condition ?? sql`TRUE`}`;
}
