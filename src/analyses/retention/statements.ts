import type { DataInfo, Step } from '../../core/analysis';
import type { BucketSize } from '../../core/calendar';
import type { Statement } from '../../core/engine';
import { flag, type Activity } from '../../sql/activity';
import { activityRows } from '../../sql/activityRows';
import { bucketOfTime } from '../../sql/calendar';
import { ident, raw, sql } from '../../sql/sql';
import { rollingLength, setupOf, type RetentionParams, type RetentionSetup } from './spec';

/** What the statements of retention read. */
export interface Source {
  readonly data: DataInfo;
  readonly setup: RetentionSetup;
  readonly clock: RetentionParams['clock'];
  /** Rows of the log, with the columns that activities ask for. */
  readonly rows: Statement;
  /** With their tests of other columns. */
  readonly cohort: Activity;
  readonly returning: Activity;
  /** `(customer, bucket, starts, returns, revenue)`; calendar only. */
  readonly active: string;
  /** `(customer, cohort, start)`; start is epoch ms for rolling, else the cohort again. */
  readonly entries: string;
  /** Of a breakdown: `(customer, value)` of a column, and `(customer, code)`. */
  readonly values: string;
  readonly groups: string;
}

/** The statements' source for settled parameters. */
export function sourceOf(params: RetentionParams, data: DataInfo, prefix: string): Source {
  const setup = setupOf(params, data);
  const { rows, activities } = activityRows(data.spine, [
    { activity: setup.cohort, where: setup.cohortWhere },
    { activity: setup.returning, where: setup.returningWhere },
  ]);
  const [cohort = setup.cohort, returning = setup.returning] = activities;
  return {
    data,
    setup,
    clock: params.clock,
    rows,
    cohort,
    returning,
    active: `${prefix}_active`,
    entries: `${prefix}_entries`,
    values: `${prefix}_values`,
    groups: `${prefix}_groups`,
  };
}

/** A table that another choice of counting, mean or groups does not change. */
export const table = (name: string, statement: Statement): Extract<Step, { step: 'table' }> => ({
  step: 'table',
  name,
  sql: statement,
  per: 'customer',
  keep: true,
});

/** One row per customer and bucket with activity of either kind, or with money. */
export function activeBuckets(source: Source): Statement {
  const { data, setup, rows, cohort, returning } = source;
  const { spine, zone } = data;
  const revenue = spine.hasAmount;
  // Where every row counts, every bucket does, and there is nothing to aggregate.
  const either = (activity: Activity): Statement =>
    activity.condition === null ? sql`1` : sql`max(${flag(activity)})`;
  return sql`SELECT customer, ${bucketOfTime(setup.interval, zone, spine.from, spine.to)} AS bucket, ${either(cohort)} AS starts, ${either(returning)} AS returns
      ${revenue ? sql`, sum(amount) AS revenue` : sql``}
    FROM ${rows} AS seen WHERE ${seen(data)} AND ${wanted(source)}
    GROUP BY customer, 2`;
}

const seen = (data: DataInfo): Statement => sql`time <= ${data.asOf}`;

/** Rows that start, return or carry money. */
function wanted({ data, cohort, returning }: Source): Statement {
  if (cohort.condition === null || returning.condition === null) return sql`TRUE`;
  return sql`(${cohort.condition} OR ${returning.condition}${data.spine.hasAmount ? sql` OR sign <> 0` : sql``})`;
}

/** Rows of an activity up to as-of, to put after SELECT …. */
export function rowsOf({ rows, data }: Source, { condition }: Activity): Statement {
  return sql`FROM ${rows} AS acted WHERE ${seen(data)} AND ${condition ?? sql`TRUE`}`;
}

export function calendarEntries({ entry }: RetentionParams, { active }: Source): Statement {
  const from = sql`FROM ${ident(active)} WHERE starts = 1`;
  return entry === 'first'
    ? sql`SELECT customer, min(bucket) AS cohort, min(bucket) AS start ${from} GROUP BY customer`
    : sql`SELECT customer, bucket AS cohort, bucket AS start ${from}`;
}

/** What a statement by groups adds: the group's code before the cohort, and the table `(customer, code)` it is read from. */
interface ByGroup {
  readonly code: Statement;
  readonly join: Statement;
}
const byGroup = (groups: string | null): ByGroup =>
  groups === null
    ? { code: sql``, join: sql`` }
    : { code: sql`g.code, `, join: sql`JOIN ${ident(groups)} AS g ON g.customer = e.customer` };

/** Customers back and money by cohort and period, and by group where a table of groups is given. */
export function cellRows(source: Source, groups: string | null): Statement {
  return source.clock === 'rolling' ? rollingCells(source, byGroup(groups)) : calendarCells(source, byGroup(groups));
}

/** How many of each cohort came back in which period for the last time; later ones than asked for count as the last. */
export function lastRows(source: Source, groups: string | null): Statement {
  const { code, join } = byGroup(groups);
  const { setup, entries } = source;
  const most = raw(String(setup.periods));
  const period = lastPeriod(source);
  return sql`SELECT ${code}e.cohort, CASE WHEN ${period} > ${most} THEN ${most} ELSE ${period} END AS period, count(*) AS customers
    FROM ${ident(entries)} AS e JOIN ${lastReturns(source)} AS r ON r.customer = e.customer ${join}
    WHERE r.last >= e.start GROUP BY ${code}e.cohort, CASE WHEN ${period} > ${most} THEN ${most} ELSE ${period} END
    ORDER BY ${code}e.cohort, period`;
}

/** `(customer, last)`: the last return, a bucket or (rolling) a time. */
export function lastReturns(source: Source): Statement {
  return source.clock === 'rolling'
    ? sql`(SELECT customer, max(time) AS last ${rowsOf(source, source.returning)} GROUP BY customer)`
    : sql`(SELECT customer, max(bucket) AS last FROM ${ident(source.active)} WHERE returns = 1 GROUP BY customer)`;
}

/** The period of the last return `r.last` of the entry `e`. */
export function lastPeriod({ clock, setup }: Source): Statement {
  return clock === 'rolling' ? periodOf('r.last - e.start', setup.interval) : sql`(r.last - e.cohort)`;
}

function calendarCells({ data, setup, active, entries }: Source, { code, join }: ByGroup): Statement {
  const revenue = data.spine.hasAmount;
  return sql`SELECT ${code}e.cohort, a.bucket - e.cohort AS period, sum(a.returns) AS customers
      ${revenue ? sql`, sum(a.revenue) AS revenue` : sql``}
    FROM ${ident(entries)} AS e JOIN ${ident(active)} AS a ON a.customer = e.customer ${join}
    WHERE a.bucket >= e.cohort AND a.bucket - e.cohort <= ${raw(String(setup.periods))}
    GROUP BY ${code}e.cohort, a.bucket - e.cohort ORDER BY ${code}e.cohort, period`;
}

export function rollingEntries({ entry }: RetentionParams, source: Source): Statement {
  const { data, setup, cohort } = source;
  const { spine, zone } = data;
  const starts =
    entry === 'first'
      ? sql`SELECT customer, min(time) AS time ${rowsOf(source, cohort)} GROUP BY customer`
      : sql`SELECT customer, time ${rowsOf(source, cohort)}`;
  return sql`SELECT customer, ${bucketOfTime(setup.interval, zone, spine.from, spine.to)} AS cohort, min(time) AS start
    FROM (${starts}) AS started GROUP BY customer, 2`;
}

function rollingCells(source: Source, { code, join }: ByGroup): Statement {
  const revenue = source.data.spine.hasAmount;
  return sql`SELECT ${code}e.cohort, e.period, sum(e.returns) AS customers${revenue ? sql`, sum(e.revenue) AS revenue` : sql``}
    FROM ${rollingPeriods(source)} AS e ${join} GROUP BY ${code}e.cohort, e.period ORDER BY ${code}e.cohort, e.period`;
}

/** `(customer, cohort, period, returns, revenue)`, one row per entry and period with activity or money. */
export function rollingPeriods(source: Source): Statement {
  const { data, setup, rows, returning, entries } = source;
  const revenue = data.spine.hasAmount;
  const length = rollingLength[setup.interval];
  return sql`(SELECT n.cohort, n.customer, ${periodOf('s.time - n.start', setup.interval)} AS period, max(s.returns) AS returns
        ${revenue ? sql`, sum(s.amount) AS revenue` : sql``}
      FROM ${ident(entries)} AS n JOIN (
        SELECT customer, time, ${flag(returning)} AS returns${revenue ? sql`, amount` : sql``}
        FROM ${rows} AS seen WHERE ${seen(data)} AND ${wanted(source)}) AS s ON s.customer = n.customer
      WHERE s.time >= n.start AND s.time < n.start + ${raw(String((setup.periods + 1) * length))}
      GROUP BY n.cohort, n.customer, 3)`;
}

/** The rolling period that so many milliseconds after the start lie in. */
function periodOf(elapsed: string, interval: BucketSize): Statement {
  return sql`CAST(floor((${raw(elapsed)}) / ${raw(`${rollingLength[interval]}.0`)}) AS INTEGER)`;
}
