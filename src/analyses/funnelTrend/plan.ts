import type { DataInfo, Plan, Step } from '../../core/analysis';
import { observedDays, type BucketSize } from '../../core/calendar';
import type { Json } from '../../core/result';
import { offsetChanges } from '../../core/time';
import type { Statement } from '../../core/engine';
import { bucketOfLocal } from '../../sql/calendar';
import { hitsExclusion } from '../../sql/funnel/attempts';
import { scanRows, scanSpec } from '../../sql/funnel/scan';
import { inPeriod, rowsIn, setupFunnel, type FunnelSetup } from '../../sql/funnel/setup';
import { matches } from '../../sql/funnel/steps';
import { funnelBase, scansRows } from '../../sql/funnel/tables';
import type { TrendSpec } from '../../sql/funnel/trend-pass';
import { ident, raw, sql } from '../../sql/sql';
import { localTime } from '../../sql/time';
import type { FunnelTrendParams } from './spec';

/**
 * The plan of a funnel's trend: per calendar period, who began an attempt in it, and who of them went all the way
 * with an attempt begun in it, however much later. Each period so is the funnel whose `entered` is that period,
 * and a customer who begins in several is in each. Rows `periods`: `(bucket, entered, converted, immature)`.
 */
export function planFunnelTrend(params: FunnelTrendParams, data: DataInfo, prefix: string): Plan {
  const setup = setupFunnel(params, data);
  const { required, window, order, exclusions } = setup;
  const [first] = required;
  if (first === undefined) throw new Error('a funnel needs steps');
  const { firstDay, lastDay } = observedDays(data);
  const size = params.interval ?? 'week';
  if (scansRows(setup)) return scanned(setup, size, prefix);
  const bucket = bucketOfLocal(size, firstDay, lastDay);
  const begins = inPeriod(setup.period) ?? sql`TRUE`;
  const candidates = ident(`${prefix}${order === 'strict' ? '_strict' : ''}_candidates`);
  const end = raw(`t${required.length}`);
  const table = (name: string, statement: Statement): Step => ({
    step: 'table',
    name: `${prefix}_${name}`,
    sql: statement,
    per: 'customer',
  });
  /** Starting rows with their period: `(customer, time, bucket)`. */
  const starts = (from: Statement): Statement => sql`SELECT customer, time, ${bucket} AS bucket
    FROM (SELECT customer, time, ${localTime(data.zone, data.spine.from, data.spine.to)} AS local FROM ${from}) AS placed`;
  const out = exclusions.length > 0;
  return [
    ...funnelBase(setup, prefix),
    table(
      'entered',
      sql`SELECT customer, bucket, max(time) AS last_start FROM (${starts(
        sql`${rowsIn(setup, prefix)} WHERE time <= ${data.asOf} AND ${matches(first)} AND ${begins}`,
      )}) AS starts GROUP BY customer, bucket`,
    ),
    table(
      'converted',
      sql`SELECT DISTINCT customer, bucket FROM (${starts(
        sql`${candidates} WHERE ${end} <= time + ${window} AND ${begins}`,
      )}) AS starts`,
    ),
    ...(out
      ? [
          table(
            'excluded',
            sql`SELECT DISTINCT customer, bucket FROM (${starts(
              sql`${ident(`${prefix}_candidates`)} WHERE ${begins} AND ${hitsExclusion(setup)}`,
            )}) AS starts`,
          ),
        ]
      : []),
    {
      step: 'rows',
      name: 'periods',
      sql: sql`SELECT e.bucket, count(*) AS entered, count(c.customer) AS converted,
          count(*) FILTER (WHERE c.customer IS NULL AND e.last_start + ${window} > ${data.asOf}) AS immature
        FROM ${ident(`${prefix}_entered`)} AS e
        LEFT JOIN ${ident(`${prefix}_converted`)} AS c ON c.customer = e.customer AND c.bucket = e.bucket
        ${out ? sql`LEFT JOIN ${ident(`${prefix}_excluded`)} AS x ON x.customer = e.customer AND x.bucket = e.bucket WHERE x.customer IS NULL` : sql``}
        GROUP BY e.bucket ORDER BY e.bucket`,
    },
  ];
}

/** The same by one scan of the rows. */
function scanned(setup: FunnelSetup, size: BucketSize, prefix: string): Plan {
  const { data } = setup;
  const { zone, spine } = data;
  const spec: TrendSpec = { ...scanSpec(setup), size, changes: offsetChanges(zone, spine.from, spine.to) };
  return [
    ...funnelBase(setup, prefix),
    {
      step: 'scan',
      name: `${prefix}_scan`,
      work: 'funnel-trend',
      ...scanRows(setup, prefix),
      params: JSON.parse(JSON.stringify(spec)) as Json,
    },
    {
      step: 'rows',
      name: 'periods',
      sql: sql`SELECT bucket, entered, converted, immature FROM ${ident(`${prefix}_scan_periods`)} ORDER BY bucket`,
    },
  ];
}
