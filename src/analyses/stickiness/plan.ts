import type { DataInfo, Plan } from '../../core/analysis';
import { bucketOf, bucketStart, observedDays, type BucketSize } from '../../core/calendar';
import { activityRows } from '../../sql/activityRows';
import { bucketColumn } from '../../sql/calendar';
import { ident, raw, sql } from '../../sql/sql';
import { localDay } from '../../sql/time';
import { defaultActivity, resolveActivity } from '../../sql/activity';
import { planSides } from './sides';
import type { StickinessParams } from './spec';

/** The windows that are counted: `days` half-open, `count` of them. */
export interface Windows {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Complete calendar windows of the log; for `all` one window of every day seen, the last one included. */
export function windowsOf(per: 'week' | 'month' | 'all', data: DataInfo): Windows {
  const { firstDay, lastDay, completeUpTo } = observedDays(data);
  if (per === 'all') return { from: firstDay, to: lastDay + 1, count: 1 };
  const first = bucketOf(firstDay - 1, per) + 1;
  const end = bucketOf(completeUpTo, per);
  const count = Math.max(0, end - first);
  return { from: bucketStart(first, per), to: bucketStart(first + count, per), count };
}

/** Settled unit and window. */
export function unitsOf({ unit, per }: StickinessParams): { unit: BucketSize; per: 'week' | 'month' | 'all' } {
  if (unit === undefined || per === undefined) throw new Error('stickiness has to be settled before it is planned');
  return { unit, per };
}

/**
 * The plan of stickiness (SEMANTICS §5, after PostHog's): for each customer and window, in how many units
 * there was activity; answered as how many customers (counted once per window) have each number, and as a list
 * of the customers of the last window.
 */
export function planStickiness(params: StickinessParams, data: DataInfo, prefix: string): Plan {
  const { spine, asOf, zone } = data;
  const { unit, per } = unitsOf(params);
  const { from, to, count } = windowsOf(per, data);
  const activity = resolveActivity(params.activity ?? defaultActivity(data), data, 'activity');
  const { rows, activities } = activityRows(spine, [{ activity, where: params.where ?? [] }]);
  const window = per === 'all' ? sql`0` : bucketColumn(per);
  const last = per === 'all' ? 0 : bucketOf(from, per) + count - 1;
  const units = `${prefix}_units`;
  return [
    {
      step: 'table',
      name: units,
      per: 'customer',
      keep: true,
      sql: sql`SELECT customer, span, count(*) AS units FROM (
          SELECT ${raw(unit === 'day' ? '' : 'DISTINCT')} customer, ${window} AS span, ${bucketColumn(unit)} AS unit FROM (
            SELECT DISTINCT customer, ${localDay(zone, spine.from, spine.to)} AS day
            FROM ${rows} AS acted WHERE time <= ${asOf} AND ${activities[0]?.condition ?? sql`TRUE`}) AS days
          WHERE day >= ${from} AND day < ${to}) AS units
        GROUP BY customer, span`,
    },
    {
      step: 'rows',
      name: 'counts',
      sql: sql`SELECT units, count(*) AS customers FROM ${ident(units)} GROUP BY units ORDER BY units`,
    },
    ...planSides(params.breakdown, data, prefix),
    {
      step: 'list',
      name: 'customers',
      columns: ['customer', 'units'],
      sql: sql`SELECT c.name AS customer, u.units FROM ${ident(units)} AS u
        JOIN ${ident(spine.customersTable)} AS c ON c.id = u.customer
        WHERE u.span = ${raw(String(last))} ORDER BY u.units DESC, c.id`,
    },
  ];
}
