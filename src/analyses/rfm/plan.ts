import type { DataInfo, Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { quantiles, type Fraction } from '../../sql/quantiles';
import { ident, join, raw, sql } from '../../sql/sql';
import { localDay } from '../../sql/time';
import { scores, segmentOf, WINDOW_SHOPPERS, type Score } from './segments';
import type { RfmParams } from './spec';

const fifths: readonly Fraction[] = [1, 2, 3, 4].map((part) => ({ name: `c${part}`, part, of: 5 }));

/** Parts of the cut points' answer. */
export const RECENCY = 1;
export const FREQUENCY = 2;
export const MONETARY = 3;

/**
 * The plan of RFM (SEMANTICS §6; Hughes 1994, "Strategic Database Marketing"; segment names after
 * Putler's map). Per customer who bought at least once up to the as-of date:
 * recency, whole days of 24 hours from the last purchase to as-of; frequency, distinct orders (purchases
 * without an order key, or without an order column: distinct purchase days in the zone); monetary, the
 * net sum, refunds taken off. Score = 1 + number of type-7 cut points (20, 40, 60, 80 %) that lie below
 * the value, so ties share a score and bins are closed on the right; recency reversed.
 */
export function planRfm(_params: RfmParams, data: DataInfo, prefix: string): Plan {
  const { spine } = data;
  const buyers = `${prefix}_buyers`;
  const cuts = `${prefix}_cuts`;
  const scored = `${prefix}_scored`;
  const table = (name: string, statement: Statement, per: 'customer' | 'all'): Step => ({
    step: 'table',
    name,
    sql: statement,
    per,
  });
  return [
    table(buyers, buyersOf(data), 'customer'),
    table(
      cuts,
      quantiles(
        sql`SELECT ${raw(String(RECENCY))} AS part, CAST(recency AS DOUBLE) AS value FROM ${ident(buyers)}
          UNION ALL SELECT ${raw(String(FREQUENCY))}, CAST(frequency AS DOUBLE) FROM ${ident(buyers)}
          ${spine.hasAmount ? sql`UNION ALL SELECT ${raw(String(MONETARY))}, monetary FROM ${ident(buyers)}` : raw('')}`,
        fifths,
      ),
      'all',
    ),
    table(scored, scoredOf(buyers, cuts, spine.hasAmount), 'all'),
    {
      step: 'rows',
      name: 'cuts',
      sql: sql`SELECT part, n, c1, c2, c3, c4 FROM ${ident(cuts)} ORDER BY part`,
    },
    {
      step: 'rows',
      name: 'cells',
      sql: sql`SELECT r, f, count(*) AS customers, sum(recency) AS recency, sum(frequency) AS frequency, sum(monetary) AS monetary
        FROM ${ident(scored)} GROUP BY r, f ORDER BY r, f`,
    },
    {
      step: 'rows',
      name: 'monetary',
      sql: sql`SELECT m, count(*) AS customers FROM ${ident(scored)} WHERE m IS NOT NULL GROUP BY m ORDER BY m`,
    },
    {
      step: 'rows',
      name: 'seen',
      // The spine knows its number of customers; it has to be counted only for an earlier as-of.
      sql:
        data.asOf >= spine.to
          ? sql`SELECT CAST(${spine.customers} AS BIGINT) AS customers`
          : sql`SELECT count(*) AS customers FROM (${seen(data)}) AS seen`,
    },
    { step: 'list', name: 'customers', ...customerList(data, scored) },
  ];
}

/** `(customer, recency, frequency, monetary)`, one row per customer with a purchase. */
function buyersOf({ spine, asOf, zone }: DataInfo): Statement {
  // Order keys are not negative, so a day's negative number cannot be one.
  const day = localDay(zone, spine.from, spine.to);
  const key = spine.hasOrder ? sql`CASE WHEN "order" IS NULL THEN -1 - ${day} ELSE "order" END` : day;
  // Rounded, for two customers who paid the same must tie whatever the order of their sums.
  const monetary = spine.hasAmount ? sql`round(sum(amount), 4)` : sql`CAST(NULL AS DOUBLE)`;
  return sql`
    SELECT customer, CAST(floor((${asOf} - max(last)) / 86400000.0) AS INTEGER) AS recency,
      count(*) FILTER (WHERE last IS NOT NULL) AS frequency, ${monetary} AS monetary
    FROM (
      SELECT customer, ${key} AS key, max(time) FILTER (WHERE sign = 1) AS last, sum(amount) AS amount
      FROM ${ident(spine.table)} WHERE sign <> 0 AND time <= ${asOf} GROUP BY customer, 2) AS orders
    GROUP BY customer HAVING max(last) IS NOT NULL`;
}

function scoredOf(buyers: string, cuts: string, hasAmount: boolean): Statement {
  const above = (value: string, axis: string): Statement =>
    sql`${raw([1, 2, 3, 4].map((c) => `CASE WHEN ${value} > ${axis}.c${c} THEN 1 ELSE 0 END`).join(' + '))}`;
  const cut = (part: number, alias: string): Statement =>
    sql`CROSS JOIN (SELECT c1, c2, c3, c4 FROM ${ident(cuts)} WHERE part = ${raw(String(part))}) AS ${raw(alias)}`;
  return sql`
    SELECT customer, recency, frequency, monetary, 5 - (${above('recency', 'rc')}) AS r, 1 + ${above('frequency', 'fc')} AS f,
      ${hasAmount ? sql`1 + ${above('monetary', 'mc')}` : sql`CAST(NULL AS INTEGER)`} AS m
    FROM ${ident(buyers)} ${cut(RECENCY, 'rc')} ${cut(FREQUENCY, 'fc')} ${hasAmount ? cut(MONETARY, 'mc') : sql``}`;
}

const seen = ({ spine, asOf }: DataInfo): Statement =>
  sql`SELECT DISTINCT customer FROM ${ident(spine.table)} WHERE time <= ${asOf}`;

/** Every customer seen up to as-of: best scores first, window shoppers last. */
function customerList(data: DataInfo, scored: string): { sql: Statement; columns: readonly string[] } {
  const branches = scores.flatMap((r) =>
    scores.map((f) => sql`WHEN s.r = ${raw(String(r))} AND s.f = ${raw(String(f))} THEN ${segment(r, f)}`),
  );
  const names = ident(data.spine.customersTable);
  // A whole spine's customers are its dictionary; no pass over the rows is needed.
  const all =
    data.asOf >= data.spine.to
      ? sql`SELECT id AS customer, name FROM ${names}`
      : sql`SELECT k.customer, c.name FROM (${seen(data)}) AS k JOIN ${names} AS c ON c.id = k.customer`;
  return {
    columns: ['customer', 'recency', 'frequency', 'monetary', 'r', 'f', 'm', 'segment'],
    sql: sql`SELECT a.name AS customer, s.recency, s.frequency, s.monetary, s.r, s.f, s.m,
        CASE ${join(branches, ' ')} ELSE ${raw(`'${WINDOW_SHOPPERS}'`)} END AS segment
      FROM (${all}) AS a LEFT JOIN ${ident(scored)} AS s ON s.customer = a.customer
      ORDER BY s.r DESC NULLS LAST, s.f DESC, s.m DESC, s.monetary DESC, a.customer`,
  };
}

function segment(r: Score, f: Score) {
  return raw(`'${segmentOf(r, f)}'`);
}
