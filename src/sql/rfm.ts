import type { DataInfo } from '../core/analysis';
import type { Statement } from '../core/engine';
import { scores, segmentOf, type RfmSegment } from '../core/rfmSegments';
import { DAY } from '../core/time';
import { quantiles } from './quantiles';
import { ident, join, raw, sql } from './sql';
import { localDay } from './time';

/** The three axes, in the order of the parts of {@link rfmCuts}. */
export const rfmAxes = ['recency', 'frequency', 'monetary'] as const;
export type RfmAxis = (typeof rfmAxes)[number];

/** What recency is counted in. */
export const recencyUnits = ['day', 'week', 'month'] as const;
export type RecencyUnit = (typeof recencyUnits)[number];

/** Days of a recency unit; a month is a twelfth of 365.25 days. */
export const recencyDays: Readonly<Record<RecencyUnit, number>> = { day: 1, week: 7, month: 365.25 / 12 };

/** `part` of an axis in the answer of {@link rfmCuts}, from 1. */
export const partOf = (axis: RfmAxis): number => rfmAxes.indexOf(axis) + 1;

/** How scores are made of the three values. */
export interface RfmScoring {
  /** Number of scores of an axis, 2 or more; 5 where segments are wanted. */
  readonly bins: number;
  /** Own cut points per axis, ascending, `bins − 1` of them; quantiles of the buyers where not said. */
  readonly cuts?: { readonly [A in RfmAxis]?: readonly number[] | undefined } | undefined;
}

/** Scores 1 to 5 by quintile: SEMANTICS §6. */
export const quintiles: RfmScoring = { bins: 5 };

/**
 * Who bought at least once up to `asOf` (epoch ms, inclusive), one row each:
 *
 * | column | type | meaning |
 * |---|---|---|
 * | customer | INTEGER | |
 * | recency | INTEGER | whole units of 24 hours (weeks of 7, months of 30.4375 days) from the last purchase to `asOf` |
 * | frequency | BIGINT | distinct orders; a purchase without an order, or all without an order column: distinct purchase days in the zone |
 * | monetary | DOUBLE | net sum of purchases and refunds to 4 decimals, NULL without amounts |
 *
 * Partitioned by customer.
 */
export function rfmBuyers({ spine, asOf, zone }: DataInfo, at = asOf, unit: RecencyUnit = 'day'): Statement {
  // Order keys are not negative, so a day's negative number cannot be one.
  const day = localDay(zone, spine.from, spine.to);
  const key = spine.hasOrder ? sql`CASE WHEN "order" IS NULL THEN -1 - ${day} ELSE "order" END` : day;
  // Rounded, for two customers who paid the same must tie whatever the order of their sums.
  const monetary = spine.hasAmount ? sql`round(sum(amount), 4)` : sql`CAST(NULL AS DOUBLE)`;
  return sql`
    SELECT customer, CAST(floor((${at} - max(last)) / ${raw(`${recencyDays[unit] * DAY}.0`)}) AS INTEGER) AS recency,
      count(*) FILTER (WHERE last IS NOT NULL) AS frequency, ${monetary} AS monetary
    FROM (
      SELECT customer, ${key} AS key, max(time) FILTER (WHERE sign = 1) AS last, sum(amount) AS amount
      FROM ${ident(spine.table)} WHERE sign <> 0 AND time <= ${at} GROUP BY customer, 2) AS orders
    GROUP BY customer HAVING max(last) IS NOT NULL`;
}

/**
 * Cut points of the table `buyers` ({@link rfmBuyers}): rows `part` (1 recency, 2 frequency, 3 monetary),
 * `n` buyers, `c1` … `c<bins − 1>`, ascending. Own cut points stand as given; the others are type-7
 * quantiles. No row for money without amounts, no rows without buyers.
 */
export function rfmCuts(buyers: string, hasAmount: boolean, { bins, cuts }: RfmScoring = quintiles): Statement {
  const fractions = steps(bins).map((part) => ({ name: `c${part}`, part, of: bins }));
  const axes = rfmAxes.filter((axis) => axis !== 'monetary' || hasAmount);
  const free = axes.filter((axis) => cuts?.[axis] === undefined);
  const part = (axis: RfmAxis) => raw(String(partOf(axis)));
  const values = free.map(
    (axis) => sql`SELECT ${part(axis)} AS part, CAST(${raw(axis)} AS DOUBLE) AS value FROM ${ident(buyers)}`,
  );
  const own = axes.flatMap((axis) => {
    const given = cuts?.[axis];
    if (given === undefined) return [];
    const points = given.map((at, i) => sql`CAST(${at} AS DOUBLE) AS ${raw(`c${i + 1}`)}`);
    return [
      sql`SELECT ${part(axis)} AS part, CAST(count(*) AS DOUBLE) AS n, ${points} FROM ${ident(buyers)} HAVING count(*) > 0`,
    ];
  });
  if (own.length === 0) return quantiles(join(values, ' UNION ALL '), fractions);
  const made =
    free.length === 0
      ? []
      : [sql`SELECT part, n, ${raw(cutNames(bins))} FROM (${quantiles(join(values, ' UNION ALL '), fractions)}) AS q`];
  return join([...made, ...own], ' UNION ALL ');
}

/** `c1, c2, …`: the cut points' columns in the answer of {@link rfmCuts}. */
export const cutNames = (bins: number): string =>
  steps(bins)
    .map((c) => `c${c}`)
    .join(', ');

/**
 * The table `buyers` ({@link rfmBuyers}) with its scores `r`, `f`, `m` of 1 to `bins`, by the cut points in the
 * table `cuts` ({@link rfmCuts}). A score is 1 + the number of cut points below the value, so ties share a
 * score and bins are closed on the right; recency is reversed. `m` is NULL without amounts.
 */
export function rfmScored(buyers: string, cuts: string, hasAmount: boolean, bins = quintiles.bins): Statement {
  const above = (value: string, axis: string): Statement =>
    sql`${raw(
      steps(bins)
        .map((c) => `CASE WHEN ${value} > ${axis}.c${c} THEN 1 ELSE 0 END`)
        .join(' + '),
    )}`;
  const cut = (axis: RfmAxis, alias: string): Statement =>
    sql`CROSS JOIN (SELECT ${raw(cutNames(bins))} FROM ${ident(cuts)} WHERE part = ${raw(String(partOf(axis)))}) AS ${raw(alias)}`;
  return sql`
    SELECT customer, recency, frequency, monetary, ${raw(String(bins))} - (${above('recency', 'rc')}) AS r, 1 + ${above('frequency', 'fc')} AS f,
      ${hasAmount ? sql`1 + ${above('monetary', 'mc')}` : sql`CAST(NULL AS INTEGER)`} AS m
    FROM ${ident(buyers)} ${cut('recency', 'rc')} ${cut('frequency', 'fc')} ${hasAmount ? cut('monetary', 'mc') : sql``}`;
}

/**
 * The segment of the columns `r` and `f` (scores 1 to 5) as text; `otherwise`, a key of ours, where they are
 * NULL (somebody who never bought).
 * @param alias of the table that holds them
 */
export function segmentColumn(alias: string, otherwise: string): Statement {
  const cells = new Map<RfmSegment, string[]>();
  for (const r of scores) {
    for (const f of scores) {
      const segment = segmentOf(r, f);
      cells.set(segment, [...(cells.get(segment) ?? []), String(r * 10 + f)]);
    }
  }
  const branches = [...cells].map(
    ([segment, keys]) => sql`WHEN ${raw(`${alias}.r * 10 + ${alias}.f IN (${keys.join(', ')}) THEN '${segment}'`)}`,
  );
  return sql`CASE ${join(branches, ' ')} ELSE ${raw(`'${otherwise}'`)} END`;
}

const steps = (bins: number): number[] => Array.from({ length: bins - 1 }, (_, i) => i + 1);
