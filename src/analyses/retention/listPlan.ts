import type { Step } from '../../core/analysis';
import { bucketOf, observedDays } from '../../core/calendar';
import type { Statement } from '../../core/engine';
import { bucketName } from '../../sql/calendar';
import { NO_VALUE, OTHER } from '../../sql/funnel/groups';
import { ident, join, raw, sql } from '../../sql/sql';
import { dayOf, rollingLength, type RetentionListChoice, type RetentionParams } from './spec';
import { lastReturns, rollingPeriods, type Source } from './statements';

/**
 * Customers with the cohort they started in (its first day), the last period they were back in and the number
 * of periods they were back in, 0 not counted and none beyond those asked for; NULL and 0 for who never was.
 * With a cohort and a period, those of a cell who were back in it, or were not; with a period alone, those of the
 * cohorts for which it is over, as in the mean: of the others nobody knows yet. A customer who starts anew in
 * every period has a row for each start. Asked for by itself: it costs as much as all the cells.
 */
export function customerList(list: RetentionListChoice, params: RetentionParams, source: Source): Step {
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
  return {
    step: 'list',
    name: 'customers',
    columns: ['customer', 'cohort', 'last_period', 'periods'],
    sql: sql`SELECT c.name AS customer, ${bucketName(setup.interval, 'e.cohort', first, last)} AS cohort,
        b.last AS last_period, coalesce(b.periods, 0) AS periods
      FROM ${ident(entries)} AS e JOIN ${ident(data.spine.customersTable)} AS c ON c.id = e.customer
        LEFT JOIN (${back}) AS b ON b.customer = e.customer AND b.cohort = e.cohort
        ${backIn(list, params, source)} ${inGroup(list, source)} ${whereOver(list, source)}
      WHERE ${isListed(list, source)} ORDER BY e.cohort, c.id`,
  };
}

function isListed({ cohort, period, who }: RetentionListChoice, { setup }: Source): Statement {
  const tests = [
    ...(cohort === undefined ? [] : [sql`e.cohort = ${raw(String(bucketOf(dayOf(cohort), setup.interval)))}`]),
    // Period 0 is the cohort itself, whatever counts as coming back.
    ...(period === undefined
      ? []
      : period === 0
        ? [raw(who === 'back' ? 'TRUE' : 'FALSE')].map((x) => sql`${x}`)
        : [sql`k.customer IS ${raw(who === 'back' ? 'NOT NULL' : 'NULL')}`]),
  ];
  return tests.length === 0 ? sql`TRUE` : join(tests, ' AND ');
}

/** Keeps the cohorts for which the period is over, where all are asked for at once; see `cohortsOf` in `result.ts`. */
function whereOver(list: RetentionListChoice, source: Source): Statement {
  const { cohort, period } = list;
  if (cohort !== undefined || period === undefined || period === 0) return sql``;
  const { setup, clock, entries, data } = source;
  const { completeUpTo, end } = observedDays(data);
  const rolling = clock === 'rolling';
  // Buckets up to this one are over.
  const over = raw(String(bucketOf(completeUpTo, setup.interval) - 1 - (rolling ? 0 : period)));
  const inTime = rolling
    ? sql` AND max(e.start) <= ${raw(String(end - (period + 1) * rollingLength[setup.interval]))}`
    : sql``;
  return sql`JOIN (SELECT e.cohort FROM ${ident(entries)} AS e ${inGroup(list, source)}
    GROUP BY e.cohort HAVING e.cohort <= ${over}${inTime}) AS o ON o.cohort = e.cohort`;
}

/** Keeps those of one group of a column's values; see `groupPlan.ts`. */
function inGroup({ group }: RetentionListChoice, { values, groups }: Source): Statement {
  if (group === undefined) return sql``;
  return typeof group === 'string'
    ? sql`JOIN ${ident(groups)} AS g ON g.customer = e.customer AND g.code = ${raw(String(group === 'other' ? OTHER : NO_VALUE))}`
    : sql`JOIN ${ident(values)} AS g ON g.customer = e.customer AND g.value = ${group.value}`;
}

/** Joins `k`, the entries back in the period as `counting` says. */
function backIn({ period }: RetentionListChoice, params: RetentionParams, source: Source): Statement {
  if (period === undefined || period === 0) return sql``;
  const { setup, clock, active, entries } = source;
  const at = raw(String(period));
  const later = raw(String(period * rollingLength[setup.interval]));
  const rolling = clock === 'rolling';
  const back =
    params.counting === 'on'
      ? rolling
        ? sql`SELECT customer, cohort FROM ${rollingPeriods(source)} AS p WHERE returns = 1 AND period = ${at}`
        : sql`SELECT n.customer, n.cohort FROM ${ident(entries)} AS n JOIN ${ident(active)} AS a
            ON a.customer = n.customer AND a.bucket = n.cohort + ${at} WHERE a.returns = 1`
      : sql`SELECT n.customer, n.cohort FROM ${ident(entries)} AS n JOIN ${lastReturns(source)} AS r ON r.customer = n.customer
          WHERE r.last >= n.start + ${rolling ? later : at}`;
  return sql`LEFT JOIN (${back}) AS k ON k.customer = e.customer AND k.cohort = e.cohort`;
}
