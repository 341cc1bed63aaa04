import type { DataInfo, Plan } from '../../core/analysis';
import { bucketOf, observedDays } from '../../core/calendar';
import type { Statement } from '../../core/engine';
import { bucketName, bucketOfTime } from '../../sql/calendar';
import { ident, raw, sql } from '../../sql/sql';
import type { CohortSize } from './buckets';
import { chosen, type CohortValueParams } from './spec';

/**
 * The plan of cohorts of value: a cohort is everybody whose first purchase lies in a calendar bucket of the
 * zone; its value after p periods is all their money from that bucket to p buckets later, per customer of the
 * cohort, whether or not they bought again. Refunds before the bucket of the first purchase are of purchases
 * that the data does not hold: they are counted apart. Unknown amounts count 0.
 *
 * The spread of customers around the mean needs the sum of squares of what each has brought by period p. A
 * customer's running sum changes only in buckets with money, so the rows `cells` answer by how much the sum of
 * squares grows in each period, and nobody is listed in periods without money. The list `customers` has everybody with
 * a cohort: its first day, in how many periods there was money, and all of it.
 */
export function planCohortValue(params: CohortValueParams, data: DataInfo, prefix: string): Plan {
  const { spine, asOf, zone } = data;
  const { interval, periods } = chosen(params);
  const [money, running] = [`${prefix}_money`, `${prefix}_running`];
  const paid = params.money === 'net' ? sql`sign <> 0` : sql`sign = 1`;
  return [
    {
      step: 'table',
      name: money,
      per: 'customer',
      keep: true,
      sql: sql`SELECT customer, ${bucket(interval, zone, spine.from, spine.to)} AS bucket, max(sign) AS bought, sum(coalesce(amount, 0)) AS money
        FROM ${ident(spine.table)} WHERE time <= ${asOf} AND ${paid} GROUP BY customer, 2`,
    },
    {
      step: 'table',
      name: running,
      per: 'customer',
      keep: true,
      sql: sql`SELECT m.customer, f.cohort, m.bucket - f.cohort AS period, m.money,
          sum(m.money) OVER (PARTITION BY m.customer ORDER BY m.bucket) AS total
        FROM ${ident(money)} AS m JOIN (
          SELECT customer, min(bucket) AS cohort FROM ${ident(money)} WHERE bought = 1 GROUP BY customer) AS f ON f.customer = m.customer
        WHERE m.bucket >= f.cohort`,
    },
    {
      step: 'rows',
      name: 'cells',
      sql: sql`SELECT cohort, period, count(*) AS customers, sum(money) AS money,
          sum(total * total - (total - money) * (total - money)) AS squares
        FROM ${ident(running)} WHERE period <= ${raw(String(periods))} GROUP BY cohort, period ORDER BY cohort, period`,
    },
    {
      step: 'rows',
      name: 'apart',
      sql: sql`SELECT count(DISTINCT m.customer) AS customers, coalesce(sum(m.money), 0) AS money
        FROM ${ident(money)} AS m LEFT JOIN (
          SELECT customer, min(bucket) AS cohort FROM ${ident(money)} WHERE bought = 1 GROUP BY customer) AS f ON f.customer = m.customer
        WHERE f.cohort IS NULL OR m.bucket < f.cohort`,
    },
    {
      step: 'list',
      name: 'customers',
      columns: ['customer', 'cohort', 'periods', 'money'],
      count: sql`SELECT count(*) AS "rows" FROM ${ident(running)} WHERE period = 0`,
      sql: sql`SELECT c.name AS customer, ${cohortDay(interval, data)} AS cohort, r.periods, r.money
        FROM (SELECT customer, cohort, count(*) AS periods, round(sum(money), 4) AS money
          FROM ${ident(running)} GROUP BY customer, cohort) AS r
        JOIN ${ident(spine.customersTable)} AS c ON c.id = r.customer
        ORDER BY r.cohort, r.money DESC, c.id`,
    },
  ];
}

/** The first day of a customer's cohort, as the figures name it. */
function cohortDay(size: CohortSize, data: DataInfo): Statement {
  const { firstDay, lastDay } = observedDays(data);
  if (size === 'week') return bucketName('week', 'r.cohort', 0, 0);
  const column = size === 'quarter' ? '(r.cohort * 3)' : 'r.cohort';
  // A quarter begins up to two months before the first day seen.
  return bucketName('month', column, bucketOf(firstDay, 'month') - 2, bucketOf(lastDay, 'month'));
}

function bucket(size: CohortSize, zone: string, from: number, to: number): Statement {
  return size === 'quarter'
    ? sql`CAST(floor((${bucketOfTime('month', zone, from, to)}) / 3.0) AS INTEGER)`
    : bucketOfTime(size, zone, from, to);
}
