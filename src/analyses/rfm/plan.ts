import type { DataInfo, Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { WINDOW_SHOPPERS } from '../../core/rfmSegments';
import { rfmBuyers, rfmCuts, rfmScored, segmentColumn } from '../../sql/rfm';
import { ident, sql } from '../../sql/sql';
import type { RfmParams } from './spec';

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
    table(buyers, rfmBuyers(data), 'customer'),
    table(cuts, rfmCuts(buyers, spine.hasAmount), 'all'),
    table(scored, rfmScored(buyers, cuts, spine.hasAmount), 'all'),
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

const seen = ({ spine, asOf }: DataInfo): Statement =>
  sql`SELECT DISTINCT customer FROM ${ident(spine.table)} WHERE time <= ${asOf}`;

/** Every customer seen up to as-of: best scores first, window shoppers last. */
function customerList(data: DataInfo, scored: string): { sql: Statement; columns: readonly string[] } {
  const names = ident(data.spine.customersTable);
  // A whole spine's customers are its dictionary; no pass over the rows is needed.
  const all =
    data.asOf >= data.spine.to
      ? sql`SELECT id AS customer, name FROM ${names}`
      : sql`SELECT k.customer, c.name FROM (${seen(data)}) AS k JOIN ${names} AS c ON c.id = k.customer`;
  return {
    columns: ['customer', 'recency', 'frequency', 'monetary', 'r', 'f', 'm', 'segment'],
    sql: sql`SELECT a.name AS customer, s.recency, s.frequency, s.monetary, s.r, s.f, s.m,
        ${segmentColumn('s', WINDOW_SHOPPERS)} AS segment
      FROM (${all}) AS a LEFT JOIN ${ident(scored)} AS s ON s.customer = a.customer
      ORDER BY s.r DESC NULLS LAST, s.f DESC, s.m DESC, s.monetary DESC, a.customer`,
  };
}
