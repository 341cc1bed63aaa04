import type { DataInfo, Plan, Step } from '../../core/analysis';
import { bucketOf, observedDays } from '../../core/calendar';
import { activityRows } from '../../sql/activityRows';
import { defaultActivity, resolveActivity } from '../../sql/activity';
import { bucketName, bucketOfTime } from '../../sql/calendar';
import { ident, raw, sql } from '../../sql/sql';
import { planSides } from './sides';
import { listedBucket, type LifecycleParams } from './spec';

/**
 * The plan of the lifecycle (SEMANTICS §5, after PostHog's). A customer active in a bucket is *new* where
 * it is the first bucket with activity, *returning* where the bucket before was active too, else
 * *resurrecting*; who was active in the bucket before and is not in this one is *dormant* here.
 * One pass over the spine makes a row per customer and bucket; its neighbours say the rest.
 */
export function planLifecycle(params: LifecycleParams, data: DataInfo, prefix: string): Plan {
  const { spine, asOf, zone } = data;
  const active = `${prefix}_active`;
  const activity = resolveActivity(params.activity ?? defaultActivity(data), data, 'activity');
  const { rows, activities } = activityRows(spine, [{ activity, where: params.where ?? [] }]);
  return [
    {
      step: 'table',
      name: active,
      per: 'customer',
      keep: true,
      sql: sql`SELECT DISTINCT customer, ${bucketOfTime(params.interval ?? 'week', zone, spine.from, spine.to)} AS bucket
        FROM ${rows} AS acted WHERE time <= ${asOf} AND ${activities[0]?.condition ?? sql`TRUE`}`,
    },
    {
      step: 'rows',
      name: 'buckets',
      sql: sql`SELECT bucket,
          count(*) FILTER (WHERE before IS NULL) AS newcomers,
          count(*) FILTER (WHERE before = bucket - 1) AS returning_,
          count(*) FILTER (WHERE before < bucket - 1) AS resurrecting,
          count(*) FILTER (WHERE after IS NULL OR after > bucket + 1) AS leaving
        FROM (SELECT bucket,
            lag(bucket) OVER (PARTITION BY customer ORDER BY bucket) AS before,
            lead(bucket) OVER (PARTITION BY customer ORDER BY bucket) AS after
          FROM ${ident(active)}) AS neighbours
        GROUP BY bucket ORDER BY bucket`,
    },
    ...planSides(params, data, prefix),
    customerList(params, data, active),
  ];
}

/**
 * Who is new, returning, resurrecting or dormant in the listed period, with the first period of activity and in
 * how many there was any up to it.
 */
function customerList(params: LifecycleParams, data: DataInfo, active: string): Step {
  const interval = params.interval ?? 'week';
  const { firstDay, lastDay } = observedDays(data);
  const listed = listedBucket(params, data);
  const [at, before] = [raw(String(listed)), raw(String(listed - 1))];
  return {
    step: 'list',
    name: 'customers',
    columns: ['customer', 'state', 'since', 'periods'],
    sql: sql`SELECT c.name AS customer, s.state, ${bucketName(interval, 's.since', bucketOf(firstDay, interval), bucketOf(lastDay, interval))} AS since, s.periods
      FROM (SELECT customer, min(bucket) AS since, count(*) AS periods,
          CASE WHEN max(bucket) < ${at} THEN 'dormant' WHEN min(bucket) = ${at} THEN 'new'
            WHEN max(CASE WHEN bucket = ${before} THEN 1 ELSE 0 END) = 1 THEN 'returning' ELSE 'resurrecting' END AS state
        FROM ${ident(active)} WHERE bucket <= ${at} GROUP BY customer HAVING max(bucket) >= ${before}) AS s
      JOIN ${ident(data.spine.customersTable)} AS c ON c.id = s.customer
      ORDER BY s.state, s.periods DESC, c.id`,
  };
}
