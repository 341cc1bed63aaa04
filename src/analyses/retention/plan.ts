import type { DataInfo, Plan, Step } from '../../core/analysis';
import { observedDays, type BucketSize } from '../../core/calendar';
import type { Statement } from '../../core/engine';
import { bucketOfLocal } from '../../sql/calendar';
import { ident, raw, sql } from '../../sql/sql';
import { localTime } from '../../sql/time';
import { flag, type Activity } from '../../sql/activity';
import { rollingLength, setupOf, type RetentionParams, type RetentionSetup } from './spec';

/** What the statements of this file read. */
interface Source {
  readonly data: DataInfo;
  readonly setup: RetentionSetup;
  /** `(customer, bucket, starts, returns, revenue)`; calendar only. */
  readonly active: string;
  /** `(customer, cohort, start)`; start is epoch ms for rolling, else the cohort again. */
  readonly entries: string;
}

/**
 * The plan of retention (SEMANTICS §5, after Amplitude's and PostHog's). A cohort is everybody whose
 * first cohort event (or, recurring, any cohort event) lies in a calendar bucket of the zone. Period 0
 * is the cohort itself; period p counts its customers with a returning event p buckets later (rolling:
 * at `start + p·L ≤ time < start + (p+1)·L`, where start is the customer's first cohort event of the
 * bucket). Revenue of period p is all money of the cohort's customers in it, whatever their events.
 *
 * One pass over the spine makes a row per customer and bucket; the rest joins that with the entries.
 */
export function planRetention(params: RetentionParams, data: DataInfo, prefix: string): Plan {
  const source: Source = {
    data,
    setup: setupOf(params, data),
    active: `${prefix}_active`,
    entries: `${prefix}_entries`,
  };
  const rolling = params.clock === 'rolling';
  const table = (name: string, statement: Statement): Step => ({
    step: 'table',
    name,
    sql: statement,
    per: 'customer',
  });
  const entries = ident(source.entries);
  return [
    ...(rolling ? [] : [table(source.active, activeBuckets(source))]),
    table(source.entries, rolling ? rollingEntries(params, source) : calendarEntries(params, source)),
    {
      step: 'rows',
      name: 'cohorts',
      sql: sql`SELECT cohort, count(*) AS customers, min(start) AS earliest, max(start) AS latest
        FROM ${entries} GROUP BY cohort ORDER BY cohort`,
    },
    { step: 'rows', name: 'cells', sql: rolling ? rollingCells(source) : calendarCells(source) },
    ...(params.counting === 'on'
      ? []
      : [{ step: 'rows' as const, name: 'lasts', sql: rolling ? rollingLasts(source) : calendarLasts(source) }]),
  ];
}

/** One row per customer and bucket with activity of either kind, or with money. */
function activeBuckets({ data, setup }: Source): Statement {
  const { spine, zone } = data;
  const { firstDay, lastDay } = observedDays(data);
  const revenue = spine.hasAmount;
  return sql`SELECT customer, ${bucketOfLocal(setup.interval, firstDay, lastDay)} AS bucket, max(starts) AS starts, max(returns) AS returns
      ${revenue ? sql`, sum(amount) AS revenue` : sql``}
    FROM (
      SELECT customer, ${localTime(zone, spine.from, spine.to)} AS local, ${flag(setup.cohort)} AS starts, ${flag(setup.returning)} AS returns
        ${revenue ? sql`, amount` : sql``}
      FROM ${ident(spine.table)} WHERE ${seen(data)} AND ${wanted(setup, revenue)}) AS seen
    GROUP BY customer, 2`;
}

const seen = (data: DataInfo): Statement => sql`time <= ${data.asOf}`;

/** Rows that start, return or carry money. */
function wanted({ cohort, returning }: RetentionSetup, revenue: boolean): Statement {
  if (cohort.condition === null || returning.condition === null) return sql`TRUE`;
  return sql`(${cohort.condition} OR ${returning.condition}${revenue ? sql` OR sign <> 0` : sql``})`;
}

const only = ({ condition }: Activity): Statement => condition ?? sql`TRUE`;

function calendarEntries({ entry }: RetentionParams, { active }: Source): Statement {
  const from = sql`FROM ${ident(active)} WHERE starts = 1`;
  return entry === 'first'
    ? sql`SELECT customer, min(bucket) AS cohort, min(bucket) AS start ${from} GROUP BY customer`
    : sql`SELECT customer, bucket AS cohort, bucket AS start ${from}`;
}

function calendarCells({ data, setup, active, entries }: Source): Statement {
  const revenue = data.spine.hasAmount;
  return sql`SELECT e.cohort, a.bucket - e.cohort AS period, sum(a.returns) AS customers
      ${revenue ? sql`, sum(a.revenue) AS revenue` : sql``}
    FROM ${ident(entries)} AS e JOIN ${ident(active)} AS a ON a.customer = e.customer
    WHERE a.bucket >= e.cohort AND a.bucket - e.cohort <= ${setup.periods}
    GROUP BY e.cohort, 2 ORDER BY 1, 2`;
}

/** How many of each cohort came back in which period for the last time; later ones than asked for count as the last. */
function calendarLasts({ setup, active, entries }: Source): Statement {
  return sql`SELECT e.cohort, CASE WHEN r.last - e.cohort > ${setup.periods} THEN ${setup.periods} ELSE r.last - e.cohort END AS period, count(*) AS customers
    FROM ${ident(entries)} AS e JOIN (
      SELECT customer, max(bucket) AS last FROM ${ident(active)} WHERE returns = 1 GROUP BY customer) AS r ON r.customer = e.customer
    WHERE r.last >= e.cohort GROUP BY e.cohort, 2 ORDER BY 1, 2`;
}

function rollingEntries({ entry }: RetentionParams, { data, setup }: Source): Statement {
  const { spine, zone } = data;
  const { firstDay, lastDay } = observedDays(data);
  const rows = sql`FROM ${ident(spine.table)} WHERE ${seen(data)} AND ${only(setup.cohort)}`;
  const starts =
    entry === 'first'
      ? sql`SELECT customer, min(time) AS time ${rows} GROUP BY customer`
      : sql`SELECT customer, time ${rows}`;
  return sql`SELECT customer, ${bucketOfLocal(setup.interval, firstDay, lastDay)} AS cohort, min(time) AS start
    FROM (SELECT customer, time, ${localTime(zone, spine.from, spine.to)} AS local FROM (${starts}) AS starts) AS started
    GROUP BY customer, 2`;
}

function rollingCells({ data, setup, entries }: Source): Statement {
  const revenue = data.spine.hasAmount;
  const length = rollingLength[setup.interval];
  return sql`SELECT cohort, period, sum(returns) AS customers${revenue ? sql`, sum(revenue) AS revenue` : sql``}
    FROM (
      SELECT e.cohort, e.customer, ${periodOf('s.time - e.start', setup.interval)} AS period, max(s.returns) AS returns
        ${revenue ? sql`, sum(s.amount) AS revenue` : sql``}
      FROM ${ident(entries)} AS e JOIN (
        SELECT customer, time, ${flag(setup.returning)} AS returns${revenue ? sql`, amount` : sql``}
        FROM ${ident(data.spine.table)} WHERE ${seen(data)} AND ${wanted(setup, revenue)}) AS s ON s.customer = e.customer
      WHERE s.time >= e.start AND s.time < e.start + ${(setup.periods + 1) * length}
      GROUP BY e.cohort, e.customer, 3) AS periods
    GROUP BY cohort, period ORDER BY cohort, period`;
}

function rollingLasts({ data, setup, entries }: Source): Statement {
  const period = periodOf('r.last - e.start', setup.interval);
  return sql`SELECT e.cohort, CASE WHEN ${period} > ${setup.periods} THEN ${setup.periods} ELSE ${period} END AS period, count(*) AS customers
    FROM ${ident(entries)} AS e JOIN (
      SELECT customer, max(time) AS last FROM ${ident(data.spine.table)} WHERE ${seen(data)} AND ${only(setup.returning)} GROUP BY customer) AS r
      ON r.customer = e.customer
    WHERE r.last >= e.start GROUP BY e.cohort, 2 ORDER BY 1, 2`;
}

/** The rolling period that so many milliseconds after the start lie in. */
function periodOf(elapsed: string, interval: BucketSize): Statement {
  return sql`CAST(floor((${raw(elapsed)}) / ${raw(`${rollingLength[interval]}.0`)}) AS INTEGER)`;
}
