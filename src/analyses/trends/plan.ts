import type { DataInfo, Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { defaultActivity, resolveActivity } from '../../sql/activity';
import { passes, propertiesOf, withProperties } from '../../sql/properties';
import { segmentTable } from '../../sql/funnel/groups';
import { ident, join, raw, sql } from '../../sql/sql';
import { localTime } from '../../sql/time';
import { bucketAt, bucketColumn, bucketsOf } from './buckets';
import { formulaOf, TOP_VALUES, type TrendSeries, type TrendsListChoice, type TrendsParams } from './spec';
import { seriesOf } from './formula';

/** Groups are numbered from 1; these are no values. */
export const OTHER = 0;
export const NO_VALUE = -1;

/** Which buckets are shown, and which the period before is: `[from, to)`. */
export interface Shown {
  readonly from: number;
  readonly to: number;
  /** End of the complete ones. */
  readonly completeTo: number;
  readonly before: { readonly from: number; readonly to: number } | null;
}

export function shownBuckets({ interval, last, compare }: TrendsParams, data: DataInfo): Shown {
  const { first, last: end, complete } = bucketsOf(interval ?? 'day', data);
  const completeTo = first + complete;
  const from = last === undefined ? first : Math.max(first, completeTo - last);
  return {
    from,
    to: end + 1,
    completeTo,
    before: compare === undefined ? null : { from: from - (completeTo - from), to: from },
  };
}

/**
 * The plan of trends: each series' rows by bucket (and group), counted; unique customers only where they are
 * asked for. `totals` has whole periods, for unique customers of a period are no sum of its buckets.
 */
export function planTrends(params: TrendsParams, data: DataInfo, prefix: string): Plan {
  const { breakdown } = params;
  const series = params.series ?? [];
  const wanted = seriesOf(formulaOf(params));
  const shown = shownBuckets(params, data);
  const top = `${prefix}_top`;
  const first = series[wanted[0] ?? 0];
  const property = breakdown !== undefined && 'property' in breakdown ? breakdown : null;
  const rows = wanted.map((i) => ({ i, statement: seriesRows(series[i], params, data, top) }));
  const each = (group: Statement, where: Statement): Statement =>
    join(
      rows.map(
        ({ i, statement }) =>
          sql`SELECT ${raw(String(i))} AS series, ${group}, count(*) AS events, ${uniques(series[i])} AS customers,
            sum(amount) FILTER (WHERE sign <> 0) AS amount, count(amount) FILTER (WHERE sign <> 0) AS amounts
          FROM (${statement}) AS r WHERE ${where} GROUP BY 2, 3`,
      ),
      ' UNION ALL ',
    );
  const start = shown.before?.from ?? shown.from;
  const period = sql`CASE WHEN bucket >= ${shown.from} THEN 1 ELSE 0 END`;
  return [
    ...(property === null || first === undefined
      ? []
      : [
          {
            step: 'table' as const,
            name: top,
            per: 'all' as const,
            sql: topValues(first, property.property, property.top ?? TOP_VALUES, data),
          },
          { step: 'rows' as const, name: 'names', sql: sql`SELECT id, name FROM ${ident(top)} ORDER BY id` },
        ]),
    {
      step: 'rows',
      name: 'buckets',
      sql: sql`SELECT * FROM (${each(sql`bucket, grp`, sql`bucket >= ${start}`)}) AS s ORDER BY series, grp, bucket`,
    },
    {
      step: 'rows',
      name: 'totals',
      sql: sql`SELECT * FROM (${each(sql`${period} AS bucket, grp`, sql`bucket >= ${start} AND bucket < ${shown.completeTo}`)}) AS s ORDER BY series, grp, bucket`,
    },
    ...(params.list === undefined ? [] : [customerList(params.list, params, data, top)]),
  ];
}

/** The customers of a bucket, of one of the groups of a property's values; most rows first. */
function customerList(
  { at, series = 0, group }: TrendsListChoice,
  params: TrendsParams,
  data: DataInfo,
  top: string,
): Step {
  const rows = seriesRows((params.series ?? [])[series], params, data, top);
  const inGroup =
    group === undefined
      ? sql``
      : 'value' in group
        ? sql` AND grp = (SELECT id FROM ${ident(top)} WHERE name = ${group.value})`
        : sql` AND grp = ${group.kind === 'other' ? OTHER : NO_VALUE}`;
  const { hasAmount, customersTable } = data.spine;
  return {
    step: 'list',
    name: 'customers',
    columns: ['customer', 'events', ...(hasAmount ? ['amount'] : [])],
    sql: sql`SELECT c.name AS customer, l.events${hasAmount ? sql`, l.amount` : sql``}
      FROM (SELECT customer, count(*) AS events, round(sum(amount) FILTER (WHERE sign <> 0), 4) AS amount
        FROM (${rows}) AS r WHERE bucket = ${bucketAt(at, params.interval ?? 'day')}${inGroup} GROUP BY customer) AS l
      JOIN ${ident(customersTable)} AS c ON c.id = l.customer ORDER BY l.events DESC, l.customer`,
  };
}

/** Counting unique customers costs the most, so only where it is asked for. */
function uniques(series: TrendSeries | undefined): Statement {
  return series?.measure === 'customers' || series?.measure === 'perCustomer'
    ? sql`count(DISTINCT customer)`
    : sql`CAST(0 AS BIGINT)`;
}

function matching({ activity, where = [] }: TrendSeries, data: DataInfo, names: readonly string[]): Statement {
  const { condition } = resolveActivity(activity ?? defaultActivity(data), data, 'series');
  return sql`time <= ${data.asOf} AND ${condition ?? sql`TRUE`} AND ${passes(where, data.spine, names)}`;
}

/** `customer, sign, amount, bucket, grp` of one series. */
function seriesRows(series: TrendSeries | undefined, params: TrendsParams, data: DataInfo, top: string): Statement {
  if (series === undefined) throw new Error('trends have to be settled before they are planned');
  const { spine, zone } = data;
  const { breakdown } = params;
  const property = breakdown !== undefined && 'property' in breakdown ? breakdown.property : null;
  const names = [...new Set([...propertiesOf(series.where ?? []), ...(property === null ? [] : [property])])];
  const bucket = bucketColumn(params.interval ?? 'day', data);
  const value = property === null ? sql`` : sql`, CAST(${raw(`p${names.indexOf(property)}`)} AS VARCHAR) AS value`;
  const rows = sql`SELECT customer, sign, amount, ${localTime(zone, spine.from, spine.to)} AS local${value}
    FROM ${withProperties(spine, names)} AS w WHERE ${matching(series, data, names)}`;
  if (property !== null)
    return sql`SELECT customer, sign, amount, ${bucket} AS bucket,
        CASE WHEN l.value IS NULL THEN ${NO_VALUE} ELSE coalesce(t.id, ${OTHER}) END AS grp
      FROM (${rows}) AS l LEFT JOIN ${ident(top)} AS t ON t.name = l.value`;
  if (breakdown !== undefined && 'segments' in breakdown)
    return join(
      breakdown.segments.map(
        (
          s,
          i,
        ) => sql`SELECT customer, sign, amount, ${bucket} AS bucket, ${raw(String(i + 1))} AS grp FROM (${rows}) AS l
          WHERE customer IN (SELECT customer FROM ${ident(segmentTable({ data }, s))})`,
      ),
      ' UNION ALL ',
    );
  return sql`SELECT customer, sign, amount, ${bucket} AS bucket, 1 AS grp FROM (${rows}) AS l`;
}

/** The values with most rows of the first series, `(id from 1, name)`; ties by name. */
function topValues(series: TrendSeries, property: string, top: number, data: DataInfo): Statement {
  const names = [...new Set([...propertiesOf(series.where ?? []), property])];
  return sql`SELECT CAST(rank AS INTEGER) AS id, name FROM (
      SELECT name, row_number() OVER (ORDER BY rows DESC, name) AS rank FROM (
        SELECT CAST(${raw(`p${names.indexOf(property)}`)} AS VARCHAR) AS name, count(*) AS rows
        FROM ${withProperties(data.spine, names)} AS w WHERE ${matching(series, data, names)} GROUP BY 1) AS c
      WHERE name IS NOT NULL) AS r WHERE rank <= ${top}`;
}
