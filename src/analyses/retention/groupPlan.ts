import type { Plan } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { NO_VALUE, OTHER, segmentTable } from '../../sql/funnel/groups';
import { activityRows } from '../../sql/activityRows';
import { ident, join, raw, sql } from '../../sql/sql';
import { cellRows, lastRows, table, type Source } from './statements';
import { TOP_VALUES, type RetentionBreakdown, type RetentionParams } from './spec';

/**
 * Retention by groups: rows `groupCohorts`, `groupCells` and, on-or-after, `groupLasts`, as those of all with a
 * column `code` before them; rows `groupNames` `(place, value)` for a property. Codes of a property: places
 * 1, 2 … by number of customers (ties by name), `OTHER`, `NO_VALUE`; of segments: their place, and a customer
 * may be in several or in none.
 */
export function groupSteps(params: RetentionParams, source: Source): Plan {
  const { breakdown } = params;
  if (breakdown === undefined) return [];
  const { values, groups } = source;
  return [
    ...('segments' in breakdown
      ? [table(groups, segmentCodes(breakdown.segments, source))]
      : [
          table(values, valuesOf(breakdown, source)),
          table(groups, valueCodes(values, breakdown.top ?? TOP_VALUES)),
          {
            step: 'rows' as const,
            name: 'groupNames',
            sql: sql`SELECT place, value FROM (${ranked(values)}) AS r WHERE place <= ${breakdown.top ?? TOP_VALUES} ORDER BY place`,
          },
        ]),
    {
      step: 'rows',
      name: 'groupCohorts',
      sql: sql`SELECT g.code, e.cohort, count(*) AS customers, min(e.start) AS earliest, max(e.start) AS latest
        FROM ${ident(source.entries)} AS e JOIN ${ident(groups)} AS g ON g.customer = e.customer
        GROUP BY g.code, e.cohort ORDER BY g.code, e.cohort`,
    },
    { step: 'rows', name: 'groupCells', sql: cellRows(source, groups) },
    ...(params.counting === 'on' ? [] : [{ step: 'rows' as const, name: 'groupLasts', sql: lastRows(source, groups) }]),
  ];
}

/** `(customer, value)`: of the first cohort row that has one, '' where none has. */
function valuesOf({ property }: Extract<RetentionBreakdown, { property: string }>, source: Source): Statement {
  const { data, setup } = source;
  const { rows, activities, columns } = activityRows(
    data.spine,
    [{ activity: setup.cohort, where: setup.cohortWhere }],
    [property],
  );
  const value = sql`CAST(${raw(columns[0] ?? '')} AS VARCHAR)`;
  return sql`SELECT e.customer, coalesce(f.value, '') AS value FROM (SELECT DISTINCT customer FROM ${ident(source.entries)}) AS e
    LEFT JOIN (SELECT customer, ${value} AS value FROM ${rows} AS acted
      WHERE time <= ${data.asOf} AND ${activities[0]?.condition ?? sql`TRUE`} AND ${value} <> ''
      QUALIFY row_number() OVER (PARTITION BY customer ORDER BY time, place) = 1) AS f ON f.customer = e.customer`;
}

const ranked = (values: string): Statement =>
  sql`SELECT value, row_number() OVER (ORDER BY n DESC, value) AS place FROM (
    SELECT value, count(*) AS n FROM ${ident(values)} WHERE value <> '' GROUP BY value) AS counted`;

/** `(customer, code)`. */
function valueCodes(values: string, top: number): Statement {
  return sql`SELECT v.customer, CASE WHEN v.value = '' THEN ${raw(String(NO_VALUE))} WHEN r.place <= ${top} THEN r.place ELSE ${raw(String(OTHER))} END AS code
    FROM ${ident(values)} AS v LEFT JOIN (${ranked(values)}) AS r ON r.value = v.value`;
}

function segmentCodes(segments: readonly string[], source: Source): Statement {
  return join(
    segments.map(
      (name, i) => sql`SELECT customer, ${raw(String(i + 1))} AS code FROM ${ident(segmentTable(source, name))} AS s`,
    ),
    ' UNION ALL ',
  );
}
