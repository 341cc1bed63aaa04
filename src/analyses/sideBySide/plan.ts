import type { DataInfo, Plan } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { segmentTable } from '../../sql/funnel/groups';
import { rfmBuyers } from '../../sql/rfm';
import { SESSION_GAP, sessionRows } from '../../sql/sessions';
import { ident, join, raw, sql } from '../../sql/sql';
import type { SideBySideParams } from './spec';

/** Numbers of a customer: sessions, those of one event, and RFM's three of a buyer (NULL of others). */
const values = ['s', 'b', 'f', 'r', 'm'] as const;

/**
 * The plan of segments side by side: the table `<prefix>_each`, a row per customer with what they did up to as-of,
 * and rows `groups`: sums and sums of squares by `code`, 0 for everybody, else the segment's place from 1; a
 * customer may be in several. Sessions end after 30 minutes of silence; what purchases are is RFM's.
 */
export function planSideBySide({ segments = [] }: SideBySideParams, data: DataInfo, prefix: string): Plan {
  const { spine } = data;
  const each = ident(`${prefix}_each`);
  const members = [
    sql`SELECT 0 AS code, customer FROM ${each}`,
    ...segments.map(
      (name, i) => sql`SELECT ${raw(String(i + 1))} AS code, customer FROM ${ident(segmentTable({ data }, name))}`,
    ),
  ];
  return [
    { step: 'table', name: `${prefix}_each`, per: 'customer', keep: true, sql: eachCustomer(data) },
    {
      step: 'rows',
      name: 'groups',
      sql: sql`SELECT g.code, count(*) AS n, count(f) AS buyers, ${join(sums(), ', ')}
        FROM (${join(members, ' UNION ALL ')}) AS g JOIN ${each} AS e ON e.customer = g.customer GROUP BY g.code ORDER BY g.code`,
    },
    {
      step: 'list',
      name: 'customers',
      columns: ['customer', 'sessions', 'orders', 'silent', ...(spine.hasAmount ? ['amount'] : [])],
      count: sql`SELECT count(*) AS "rows" FROM ${each}`,
      sql: sql`SELECT c.name AS customer, e.s AS sessions, e.f AS orders, e.r AS silent${spine.hasAmount ? sql`, e.m AS amount` : sql``}
        FROM ${each} AS e JOIN ${ident(spine.customersTable)} AS c ON c.id = e.customer
        ORDER BY e.f DESC NULLS LAST, e.s DESC, e.customer`,
    },
  ];
}

/** Sessions of each customer, and what RFM makes of their purchases. */
function eachCustomer(data: DataInfo): Statement {
  const { spine, asOf } = data;
  const cut = sql`SELECT session, min(customer) AS customer, count(*) AS events
    FROM (${sessionRows(data, { gap: SESSION_GAP })}) AS r GROUP BY session`;
  // A transaction log has no visits: its rows are purchases.
  const seen =
    spine.kind === 'events'
      ? sql`SELECT customer, count(*) AS s, count(*) FILTER (WHERE events = 1) AS b FROM (${cut}) AS sessions GROUP BY customer`
      : sql`SELECT customer, CAST(0 AS BIGINT) AS s, CAST(0 AS BIGINT) AS b FROM ${ident(spine.table)} WHERE time <= ${asOf} GROUP BY customer`;
  return sql`SELECT v.customer, v.s, v.b, p.frequency AS f, p.recency AS r, p.monetary AS m
    FROM (${seen}) AS v LEFT JOIN (${rfmBuyers(data)}) AS p ON p.customer = v.customer`;
}

function sums(): readonly Statement[] {
  const squares = values.map((x) => [x, x] as const);
  return [
    ...values.map((x) => sql`coalesce(sum(${raw(x)}), 0) AS ${raw(`sum_${x}`)}`),
    ...[...squares, ['s', 'b'] as const].map(
      ([x, y]) => sql`coalesce(sum(CAST(${raw(x)} AS DOUBLE) * ${raw(y)}), 0) AS ${raw(`sum_${x}${y}`)}`,
    ),
  ];
}
