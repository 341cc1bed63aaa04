import type { DataInfo, Plan } from '../../core/analysis';
import { observedDays } from '../../core/calendar';
import { bucketOfLocal } from '../../sql/calendar';
import { ident, sql } from '../../sql/sql';
import { localTime } from '../../sql/time';
import { defaultActivity, resolveActivity } from '../../sql/activity';
import type { LifecycleParams } from './spec';

/**
 * The plan of the lifecycle (SEMANTICS §5, after PostHog's). A customer active in a bucket is *new* where
 * it is the first bucket with activity, *returning* where the bucket before was active too, else
 * *resurrecting*; who was active in the bucket before and is not in this one is *dormant* here.
 * One pass over the spine makes a row per customer and bucket; its neighbours say the rest.
 */
export function planLifecycle(params: LifecycleParams, data: DataInfo, prefix: string): Plan {
  const { spine, asOf, zone } = data;
  const active = `${prefix}_active`;
  const { condition } = resolveActivity(params.activity ?? defaultActivity(data), data, 'activity');
  const { firstDay, lastDay } = observedDays(data);
  const bucket = bucketOfLocal(params.interval ?? 'week', firstDay, lastDay);
  return [
    {
      step: 'table',
      name: active,
      per: 'customer',
      sql: sql`SELECT DISTINCT customer, ${bucket} AS bucket FROM (
        SELECT customer, ${localTime(zone, spine.from, spine.to)} AS local
        FROM ${ident(spine.table)} WHERE time <= ${asOf} AND ${condition ?? sql`TRUE`}) AS seen`,
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
  ];
}
