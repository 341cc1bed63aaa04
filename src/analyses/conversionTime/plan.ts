import type { DataInfo, Plan } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { setupFunnel } from '../../sql/funnel/setup';
import { attemptTables, funnelAttempts, funnelBase } from '../../sql/funnel/tables';
import { quantiles } from '../../sql/quantiles';
import { customerOfSession } from '../../sql/sessions';
import { ident, join, raw, sql } from '../../sql/sql';
import { readableTime } from '../../sql/time';
import { gridOf, type ConversionTimeParams } from './spec';

/** Most bins of a histogram. */
const MOST_BINS = 60;

/**
 * The plan of time to convert (SEMANTICS §4), over the attempts that count. Part 0 is the whole way, part k ≥ 2
 * the way from the required step before to step k (its number), over those who took it.
 *
 * Rows `quantiles` and `shape` (`part, n, mean, least, most, bins, width`) and `bins` (`part, bin, customers`):
 * ceil(cbrt n) bins, at most 60, of ceil((most − least) / bins) seconds, at least one second; the last bin holds its
 * end too. Rows `survival` (`at, events, censored`): times to conversion of all entrants from the start of the
 * attempt that counts; who did not convert is seen from their last start to the window's end or as-of, whichever
 * is first, so that just the immature are censored before the window's end. List `customers`: who went all the way, how
 * long it took them in ms, and when they started.
 */
export function planConversionTime(params: ConversionTimeParams, data: DataInfo, prefix: string): Plan {
  const setup = setupFunnel(params, data);
  const { required, window } = setup;
  const { own, depth, excluded } = attemptTables(setup, prefix);
  const times = ident(`${prefix}_times`);
  const kept = excluded === null ? sql`` : sql` AND customer NOT IN (SELECT customer FROM ${ident(excluded)})`;
  const part = (number: number, from: string, to: string): Statement =>
    sql`SELECT ${raw(String(number))} AS part, ${raw(`${to} - ${from}`)} AS value FROM ${ident(own)} WHERE ${raw(to)} IS NOT NULL${kept}`;
  const last = `t${required.length}`;
  const customer = setup.sessions === null ? sql`a.customer` : customerOfSession('a.customer');
  const parts = [part(0, 't1', last), ...required.slice(1).map((s, i) => part(s.number, `t${i + 1}`, `t${i + 2}`))];
  // The least k with k³ ≥ n is one more than the number of k with k³ < n: whole numbers only, no rounding.
  const bins = Array.from({ length: MOST_BINS - 1 }, (_, i) => `CASE WHEN n > ${(i + 1) ** 3} THEN 1 ELSE 0 END`);
  const width = 'CASE WHEN most = least THEN 1000 ELSE ceil((most - least) / 1000.0 / bins) * 1000 END';
  const shape = ident(`${prefix}_shape`);
  const grid = raw(String(gridOf(window)));
  return [
    ...funnelBase(setup, prefix),
    ...funnelAttempts(setup, prefix),
    { step: 'table', name: `${prefix}_times`, per: 'customer', sql: join(parts, ' UNION ALL ') },
    {
      step: 'rows',
      name: 'quantiles',
      sql: quantiles(sql`SELECT part, value FROM ${times}`, [
        { name: 'p25', part: 1, of: 4 },
        { name: 'median', part: 1, of: 2 },
        { name: 'p75', part: 3, of: 4 },
        { name: 'p90', part: 9, of: 10 },
        { name: 'p95', part: 19, of: 20 },
      ]),
    },
    {
      step: 'table',
      name: `${prefix}_shape`,
      per: 'all',
      sql: sql`SELECT part, n, mean, least, most, bins, CAST(${raw(width)} AS BIGINT) AS width FROM (
          SELECT part, n, mean, least, most, 1 + ${raw(bins.join(' + '))} AS bins FROM (
            SELECT part, count(*) AS n, avg(value) AS mean, min(value) AS least, max(value) AS most FROM ${times} GROUP BY part) AS summed) AS cut`,
    },
    {
      step: 'rows',
      name: 'shape',
      sql: sql`SELECT part, n, mean, least, most, bins, width FROM ${shape} ORDER BY part`,
    },
    {
      step: 'rows',
      name: 'bins',
      sql: sql`SELECT part, CASE WHEN bin >= bins THEN bins - 1 ELSE bin END AS bin, count(*) AS customers FROM (
          SELECT t.part, s.bins, CAST(floor((t.value - s.least) / CAST(s.width AS DOUBLE)) AS INTEGER) AS bin
          FROM ${times} AS t JOIN ${shape} AS s ON s.part = t.part) AS placed
        GROUP BY 1, 2 ORDER BY 1, 2`,
    },
    {
      step: 'rows',
      name: 'survival',
      sql: sql`SELECT CAST(ceil(value / ${grid}.0) AS BIGINT) * ${grid} AS at, sum(done) AS events, sum(1 - done) AS censored FROM (
          SELECT CASE WHEN d.depth = ${required.length} THEN 1 ELSE 0 END AS done,
            CASE WHEN d.depth = ${required.length} THEN a.${raw(last)} - d.started
              WHEN d.last_start + ${window} <= ${data.asOf} THEN ${window} ELSE ${data.asOf} - d.last_start END AS value
          FROM ${ident(depth)} AS d LEFT JOIN ${ident(own)} AS a ON a.customer = d.customer) AS seen
        GROUP BY 1 ORDER BY 1`,
    },
    {
      step: 'list',
      name: 'customers',
      columns: ['customer', 'took', 'started'],
      sql: sql`SELECT c.name AS customer, a.${raw(last)} - a.t1 AS took, ${readableTime('a.t1')} AS started
        FROM ${ident(own)} AS a JOIN ${ident(data.spine.customersTable)} AS c ON c.id = ${customer}
        WHERE ${raw(`a.${last}`)} IS NOT NULL${kept} ORDER BY took, a.t1, a.customer`,
    },
  ];
}
