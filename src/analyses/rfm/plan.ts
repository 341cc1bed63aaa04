import type { DataInfo, Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { rfmSegments, WINDOW_SHOPPERS } from '../../core/rfmSegments';
import { quantiles } from '../../sql/quantiles';
import { cutNames, rfmAxes, rfmBuyers, rfmCuts, rfmScored, segmentColumn } from '../../sql/rfm';
import { ident, join, raw, sql } from '../../sql/sql';
import { planSides } from './sides';
import type { RfmParams } from './spec';

/** Columns of the list of customers: see {@link planRfm}. */
export const rfmListNames = [
  'customer',
  'recency',
  'frequency',
  'monetary',
  'r',
  'f',
  'm',
  'score',
  'segment',
] as const;

/** Whether customers have segments: the map of ten names is one of five scores. */
export const hasSegments = ({ bins }: Pick<RfmParams, 'bins'>): boolean => bins === 5;

/**
 * The plan of RFM (SEMANTICS §6; Hughes 1994, "Strategic Database Marketing"; segment names after
 * Putler's map). Per customer who bought at least once up to the as-of date:
 * recency, whole days of 24 hours (or weeks, months) from the last purchase to as-of; frequency, distinct
 * orders (purchases without an order key, or without an order column: distinct purchase days in the zone);
 * monetary, the net sum, refunds taken off. Score = 1 + number of cut points that lie below the value, so
 * ties share a score and bins are closed on the right; recency reversed. Cut points are type-7 quantiles
 * (20, 40, 60, 80 % for five scores) or given.
 *
 * **Scores as features.** The list `customers` has one row per customer seen up to as-of, to join by
 * customer: `customer` (its name in the file), `recency` (whole units), `frequency`, `monetary`, the scores
 * `r`, `f`, `m` (1 to `bins`), `score` (their weighted mean, 4 decimals; without amounts of `r` and `f`) and
 * `segment` (a key of `core/rfmSegments.ts`; NULL where there are no segments). Who never bought has NULL in
 * all but `segment`. It sees nothing after as-of, so as features of a task it is asked for as of the moment
 * before the cutoff.
 */
export function planRfm(params: RfmParams, data: DataInfo, prefix: string): Plan {
  const { spine } = data;
  const { bins, recencyUnit } = params;
  const buyers = `${prefix}_buyers`;
  const cuts = `${prefix}_cuts`;
  const scored = `${prefix}_scored`;
  const table = (name: string, statement: Statement, per: 'customer' | 'all'): Step => ({
    step: 'table',
    name,
    sql: statement,
    per,
  });
  const sums = sql`count(*) AS customers, sum(recency) AS recency, sum(frequency) AS frequency, sum(monetary) AS monetary,
    sum(CAST(frequency AS DOUBLE) * frequency) AS frequency2, sum(monetary * monetary) AS monetary2,
    sum(frequency * monetary) AS cross, sum(${scoreOf(params, spine.hasAmount)}) AS score`;
  return [
    table(buyers, rfmBuyers(data, data.asOf, recencyUnit), 'customer'),
    table(cuts, rfmCuts(buyers, spine.hasAmount, params), 'all'),
    table(scored, rfmScored(buyers, cuts, spine.hasAmount, bins), 'all'),
    {
      step: 'rows',
      name: 'cuts',
      sql: sql`SELECT part, n, ${raw(cutNames(bins))} FROM ${ident(cuts)} ORDER BY part`,
    },
    {
      step: 'rows',
      name: 'cells',
      sql: sql`SELECT r, f, ${sums} FROM ${ident(scored)} GROUP BY r, f ORDER BY r, f`,
    },
    {
      step: 'rows',
      name: 'monetary',
      sql: sql`SELECT m, count(*) AS customers FROM ${ident(scored)} WHERE m IS NOT NULL GROUP BY m ORDER BY m`,
    },
    ...(hasSegments(params) ? [{ step: 'rows', name: 'medians', sql: medians(scored) } as const] : []),
    {
      step: 'rows',
      name: 'seen',
      // The spine knows its number of customers; it has to be counted only for an earlier as-of.
      sql:
        data.asOf >= spine.to
          ? sql`SELECT CAST(${spine.customers} AS BIGINT) AS customers`
          : sql`SELECT count(*) AS customers FROM (${seen(data)}) AS seen`,
    },
    ...planSides(params, data, prefix),
    { step: 'list', name: 'customers', columns: rfmListNames, sql: customerList(params, data, scored) },
  ];
}

/** `part` of a segment's axis in the answer `medians`. */
export const medianPart = (segment: number, axis: number): number => segment * rfmAxes.length + axis;

/** Medians of the three values per segment. */
function medians(scored: string): Statement {
  const place = sql`CASE segment ${join(
    rfmSegments.map((name, i) => sql`WHEN ${raw(`'${name}'`)} THEN ${raw(String(i))}`),
    ' ',
  )} END`;
  const values = rfmAxes.map(
    (axis, i) =>
      sql`SELECT ${place} * ${raw(String(rfmAxes.length))} + ${raw(String(i))} AS part, CAST(${raw(axis)} AS DOUBLE) AS value FROM named`,
  );
  return sql`WITH named AS (SELECT recency, frequency, monetary, ${segmentColumn('s', WINDOW_SHOPPERS)} AS segment FROM ${ident(scored)} AS s)
    SELECT part, median FROM (${quantiles(join(values, ' UNION ALL '), [{ name: 'median', part: 1, of: 2 }])}) AS q ORDER BY part`;
}

/** The weighted mean of the columns `r`, `f`, `m`, to 4 decimals; without amounts of the first two. */
function scoreOf({ weights }: RfmParams, hasAmount: boolean): Statement {
  const { recency, frequency } = weights;
  const monetary = hasAmount ? weights.monetary : 0;
  const money = hasAmount ? sql` + m * CAST(${monetary} AS DOUBLE)` : sql``;
  return sql`round((r * CAST(${recency} AS DOUBLE) + f * CAST(${frequency} AS DOUBLE)${money}) / CAST(${recency + frequency + monetary} AS DOUBLE), 4)`;
}

const seen = ({ spine, asOf }: DataInfo): Statement =>
  sql`SELECT DISTINCT customer FROM ${ident(spine.table)} WHERE time <= ${asOf}`;

/** Every customer seen up to as-of: best scores first, window shoppers last. */
function customerList(params: RfmParams, data: DataInfo, scored: string): Statement {
  const names = ident(data.spine.customersTable);
  // A whole spine's customers are its dictionary; no pass over the rows is needed.
  const all =
    data.asOf >= data.spine.to
      ? sql`SELECT id AS customer, name FROM ${names}`
      : sql`SELECT k.customer, c.name FROM (${seen(data)}) AS k JOIN ${names} AS c ON c.id = k.customer`;
  const segment = hasSegments(params)
    ? segmentColumn('s', WINDOW_SHOPPERS)
    : sql`CASE WHEN s.customer IS NULL THEN ${raw(`'${WINDOW_SHOPPERS}'`)} ELSE NULL END`;
  return sql`SELECT a.name AS customer, s.recency, s.frequency, s.monetary, s.r, s.f, s.m, s.score, ${segment} AS segment
    FROM (${all}) AS a
    LEFT JOIN (SELECT *, ${scoreOf(params, data.spine.hasAmount)} AS score FROM ${ident(scored)}) AS s ON s.customer = a.customer
    ORDER BY s.r DESC NULLS LAST, s.f DESC, s.m DESC, s.monetary DESC, a.customer`;
}
