import type { DataInfo, Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { bucketColumn } from '../../sql/calendar';
import { quantiles } from '../../sql/quantiles';
import { ident, join, raw, sql } from '../../sql/sql';
import { localDay } from '../../sql/time';
import { overviewCalendar } from './calendar';
import type { OverviewParams } from './spec';

/** Scopes of the totals: everything, the last full period, the one before. */
export const ALL = 0;
export const LAST = 1;
export const PREVIOUS = 2;

/**
 * The plan of the overview (SEMANTICS §2). One pass over the spine makes a row per customer and local
 * day; everything but order values comes from that. An order is a distinct order key per customer, and
 * for purchases without a key each purchase day; it belongs to the day of its first purchase.
 */
export function planOverview(_params: OverviewParams, data: DataInfo, prefix: string): Plan {
  const { spine, asOf, zone } = data;
  const days = `${prefix}_days`;
  const orders = `${prefix}_orders`;
  const calendar = overviewCalendar(data);
  const scopes = scopesOf(calendar.completeUpTo, calendar.period);
  const day = localDay(zone, spine.from, spine.to);
  const table = (name: string, statement: Statement): Step => ({
    step: 'table',
    name,
    sql: statement,
    per: 'customer',
  });
  const bucket = bucketColumn(calendar.bucket);
  return [
    table(
      days,
      sql`SELECT customer, ${day} AS day, count(*) AS events,
          count(*) FILTER (WHERE sign = 1) AS purchases, count(*) FILTER (WHERE sign = -1) AS refunds,
          count(amount) FILTER (WHERE sign = 1) AS valued, sum(amount) FILTER (WHERE sign = 1) AS gross,
          sum(amount * amount) FILTER (WHERE sign = 1) AS squares, sum(amount) FILTER (WHERE sign = -1) AS refunded
        FROM ${ident(spine.table)} WHERE time <= ${asOf} GROUP BY customer, 2`,
    ),
    ...(spine.hasOrder
      ? [
          table(
            orders,
            sql`SELECT customer, CASE WHEN "order" IS NULL THEN -1 - ${day} ELSE "order" END AS key, min(${day}) AS day, sum(amount) AS amount
              FROM ${ident(spine.table)} WHERE sign = 1 AND time <= ${asOf} GROUP BY customer, 2`,
          ),
        ]
      : []),
    { step: 'rows', name: 'totals', sql: scoped(scopes, (scope) => dayTotals(days, scope)) },
    ...(spine.hasOrder
      ? [{ step: 'rows' as const, name: 'orders', sql: scoped(scopes, (scope) => orderTotals(orders, scope)) }]
      : []),
    ...(spine.hasAmount
      ? [
          {
            step: 'rows' as const,
            name: 'median',
            sql: quantiles(
              spine.hasOrder
                ? sql`SELECT ${raw(String(ALL))} AS part, amount AS value FROM ${ident(orders)}`
                : sql`SELECT ${raw(String(ALL))} AS part, amount AS value FROM ${ident(spine.table)} WHERE sign = 1 AND time <= ${asOf}`,
              [{ name: 'median', part: 1, of: 2 }],
            ),
          },
        ]
      : []),
    {
      step: 'rows',
      name: 'series',
      sql: sql`SELECT bucket, count(*) AS customers, count(*) FILTER (WHERE purchases > 0) AS buyers, sum(events) AS events, sum(purchases) AS purchases, sum(gross) AS gross, sum(refunded) AS refunded
        FROM (SELECT customer, ${bucket} AS bucket, sum(events) AS events, sum(purchases) AS purchases, sum(gross) AS gross, sum(refunded) AS refunded
          FROM ${ident(days)} GROUP BY customer, 2) AS active
        GROUP BY bucket ORDER BY bucket`,
    },
    {
      step: 'rows',
      name: 'newcomers',
      sql: sql`SELECT bucket, count(*) AS customers FROM (
          SELECT ${bucket} AS bucket FROM (SELECT customer, min(day) AS day FROM ${ident(days)} GROUP BY customer) AS firsts) AS newcomers
        GROUP BY bucket ORDER BY bucket`,
    },
    {
      step: 'rows',
      name: 'first buyers',
      sql: sql`SELECT bucket, count(*) AS customers FROM (
          SELECT ${bucket} AS bucket FROM (SELECT customer, min(day) AS day FROM ${ident(days)} WHERE purchases > 0 GROUP BY customer) AS firsts) AS buyers
        GROUP BY bucket ORDER BY bucket`,
    },
    ...(spine.hasOrder
      ? [
          {
            step: 'rows' as const,
            name: 'ordered',
            sql: sql`SELECT bucket, count(*) AS orders FROM (SELECT ${bucket} AS bucket FROM ${ident(orders)}) AS o GROUP BY bucket ORDER BY bucket`,
          },
        ]
      : []),
  ];
}

interface Scope {
  readonly scope: number;
  /** Half-open range of days, null for all of them. */
  readonly range: readonly [number, number] | null;
}

function scopesOf(end: number, period: number | null): readonly Scope[] {
  const all: Scope = { scope: ALL, range: null };
  if (period === null) return [all];
  return [
    all,
    { scope: LAST, range: [end - period, end] },
    { scope: PREVIOUS, range: [end - 2 * period, end - period] },
  ];
}

function scoped(scopes: readonly Scope[], one: (scope: Scope) => Statement): Statement {
  return sql`SELECT * FROM (${join(scopes.map(one), ' UNION ALL ')}) AS scopes ORDER BY scope`;
}

const inRange = ({ range }: Scope): Statement =>
  range === null ? sql`` : sql`WHERE day >= ${range[0]} AND day < ${range[1]}`;

function dayTotals(days: string, scope: Scope): Statement {
  return sql`SELECT ${raw(String(scope.scope))} AS scope, count(*) AS customers, count(*) FILTER (WHERE purchases > 0) AS buyers,
      sum(events) AS events, sum(purchases) AS purchases, sum(refunds) AS refunds,
      sum(valued) AS valued, sum(gross) AS gross, sum(squares) AS squares, sum(refunded) AS refunded,
      sum(net) FILTER (WHERE purchases > 0) AS buyer_net, sum(net * net) FILTER (WHERE purchases > 0) AS buyer_squares,
      count(*) FILTER (WHERE purchase_days > 1) AS repeaters
    FROM (
      SELECT customer, sum(events) AS events, sum(purchases) AS purchases, sum(refunds) AS refunds, sum(valued) AS valued,
        sum(gross) AS gross, sum(squares) AS squares, sum(refunded) AS refunded,
        coalesce(sum(gross), 0) + coalesce(sum(refunded), 0) AS net, count(*) FILTER (WHERE purchases > 0) AS purchase_days
      FROM ${ident(days)} ${inRange(scope)} GROUP BY customer) AS customers_`;
}

function orderTotals(orders: string, scope: Scope): Statement {
  return sql`SELECT ${raw(String(scope.scope))} AS scope, sum(n) AS orders, count(*) FILTER (WHERE n > 1) AS repeaters,
      sum(valued) AS valued, sum(amount) AS gross, sum(squares) AS squares
    FROM (
      SELECT customer, count(*) AS n, count(amount) AS valued, sum(amount) AS amount, sum(amount * amount) AS squares
      FROM ${ident(orders)} ${inRange(scope)} GROUP BY customer) AS buyers`;
}
