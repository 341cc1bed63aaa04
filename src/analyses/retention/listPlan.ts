import type { Step } from '../../core/analysis';
import { bucketOf, observedDays } from '../../core/calendar';
import type { Statement } from '../../core/engine';
import { bucketName } from '../../sql/calendar';
import { ident, raw, sql } from '../../sql/sql';
import { lastReturns, rollingPeriods, type Source } from './statements';
import { dayOf, rollingLength, type RetentionCellChoice, type RetentionParams } from './spec';

/**
 * Customers with the cohort they started in (its first day), the last period they were back in and the number
 * of periods they were back in, 0 not counted and none beyond those asked for; NULL and 0 for who never was.
 * With `cell`, those of one cohort who were back in that period, or were not. A customer who starts anew in
 * every period has a row for each start.
 */
export function customerList(params: RetentionParams, source: Source): Step {
  const { data, setup, entries, clock } = source;
  const { firstDay, lastDay } = observedDays(data);
  const [first, last] = [bucketOf(firstDay, setup.interval), bucketOf(lastDay, setup.interval)];
  const back =
    clock === 'rolling'
      ? sql`SELECT customer, cohort, max(period) AS last, count(*) AS periods FROM ${rollingPeriods(source)} AS p
          WHERE returns = 1 AND period > 0 GROUP BY customer, cohort`
      : sql`SELECT n.customer, n.cohort, max(a.bucket - n.cohort) AS last, count(*) AS periods
          FROM ${ident(entries)} AS n JOIN ${ident(source.active)} AS a ON a.customer = n.customer
          WHERE a.returns = 1 AND a.bucket > n.cohort AND a.bucket - n.cohort <= ${raw(String(setup.periods))}
          GROUP BY n.customer, n.cohort`;
  const { cell } = params;
  return {
    step: 'list',
    name: 'customers',
    columns: ['customer', 'cohort', 'last_period', 'periods'],
    sql: sql`SELECT c.name AS customer, ${bucketName(setup.interval, 'e.cohort', first, last)} AS cohort,
        b.last AS last_period, coalesce(b.periods, 0) AS periods
      FROM ${ident(entries)} AS e JOIN ${ident(data.spine.customersTable)} AS c ON c.id = e.customer
        LEFT JOIN (${back}) AS b ON b.customer = e.customer AND b.cohort = e.cohort
      ${cell === undefined ? sql`` : sql`WHERE ${inCell(cell, params, source)}`}
      ORDER BY e.cohort, c.id`,
  };
}

/** Whether the entry `e` is of a cell: back in its period as `counting` says, or not. */
function inCell({ cohort, period, who }: RetentionCellChoice, params: RetentionParams, source: Source): Statement {
  const { setup, clock, active, entries } = source;
  const bucket = bucketOf(dayOf(cohort), setup.interval);
  const at = raw(String(bucket));
  const then = raw(params.counting === 'on' ? '=' : '>=');
  const later = raw(String(period * rollingLength[setup.interval]));
  const back =
    clock === 'calendar'
      ? sql`SELECT customer FROM ${ident(active)} WHERE returns = 1 AND bucket ${then} ${raw(String(bucket + period))}`
      : params.counting === 'on'
        ? sql`SELECT customer FROM ${rollingPeriods(source)} AS p WHERE returns = 1 AND cohort = ${at} AND period = ${raw(String(period))}`
        : sql`SELECT n.customer FROM ${ident(entries)} AS n JOIN ${lastReturns(source)} AS r ON r.customer = n.customer
            WHERE n.cohort = ${at} AND r.last >= n.start + ${later}`;
  // Period 0 is the cohort itself, whatever counts as coming back.
  const isBack = period === 0 ? sql`TRUE` : sql`e.customer IN (${back})`;
  return sql`e.cohort = ${at} AND ${raw(who === 'back' ? '' : 'NOT')} (${isBack})`;
}
