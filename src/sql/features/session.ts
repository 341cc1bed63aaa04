import type { DataInfo } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { DAY, HOUR, MINUTE } from '../../core/time';
import { withProperties } from '../properties';
import { overRows, sessionRows } from '../sessions';
import { ident, join, raw, sql } from '../sql';
import { localTime } from '../time';
import { featureColumns } from './columns';
import { ofStage } from './days';
import type { FeatureGroup } from './groups';

/** What is read for a session: its own first rows, and the customer's sessions before. */
export const sessionReadings = ['session', 'history'] as const;
export type SessionReading = (typeof sessionReadings)[number];

/** A feature of a session as it was known at its cutoff. */
export interface SessionFeature {
  readonly name: string;
  readonly group: FeatureGroup;
  readonly kind: 'number' | 'category';
  readonly unit: 'days' | 'count' | 'money' | 'share' | 'none';
  readonly reading: SessionReading;
}

export interface SessionAsked {
  /** Condition on the spine's rows. */
  readonly goal: Statement;
  readonly first: { readonly events: number } | { readonly minutes: number };
  /** ms of silence that end a session. */
  readonly gap: number;
  /** Exclusive end of what was observed, epoch ms. */
  readonly end: number;
}

interface Column extends SessionFeature {
  readonly sql: Statement;
}

/** Event names that get a count of their own: the most frequent ones of at most this many. */
const COUNTED_EVENTS = 12;

/**
 * Sessions that have come to their cutoff without the goal: `(session, customer, start_at, end_at, cutoff_at, is_open,
 * label, features …, "latest session", "latest history")`, one row each. `is_open`: 1 where the session may still go
 * on at the end of the data. `label`: 1 where the goal comes at the cutoff or later. Rows that share the last seen
 * event's millisecond but follow it are neither seen nor a goal; a session whose goal is among them is left out.
 */
export function sessionFeatures(
  data: DataInfo,
  { goal, first, gap, end }: SessionAsked,
): { readonly statement: Statement; readonly features: readonly SessionFeature[] } {
  const { spine, zone } = data;
  const { item, category } = featureColumns(spine.properties);
  const names = [item, category].filter((n) => n !== null);
  const property = (name: string): Statement => sql`${raw(`p${names.indexOf(name)}`)}`;
  const { running } = overRows('stored');
  // A session's rows stand together, so that they are numbered without being put in order again.
  const numbered = sql`SELECT *, rn - max(CASE WHEN begins = 1 THEN rn END) OVER (${running}) + 1 AS k
    FROM (${sessionRows(data, { gap })}) AS rows_`;
  const [marked, cut] =
    'events' in first
      ? [
          sql`SELECT *, k <= ${whole(first.events)} AS seen FROM (${numbered}) AS numbered`,
          sql`max(time) FILTER (WHERE k = ${whole(first.events)}) + 1`,
        ]
      : [
          sql`SELECT *, time < min(time) OVER (PARTITION BY session) + ${minutes(first)} AS seen FROM (${numbered}) AS numbered`,
          sql`min(time) + ${minutes(first)}`,
        ];
  const own = ownColumns(
    data,
    first,
    item === null ? null : property(item),
    category === null ? null : property(category),
  );
  const past = pastColumns(spine.hasAmount && spine.purchases > 0);
  // A running sum is of 128 bits, which are slow to group by.
  const grouped = sql`SELECT CAST(session AS BIGINT) AS session, min(customer) AS customer, min(time) AS start_at, max(time) AS end_at,
      ${cut} AS cutoff_at, ${join(
        own.map((c) => sql`${c.sql} AS ${ident(c.name)}`),
        ', ',
      )},
      max(time) FILTER (WHERE seen) AS "latest session",
      min(time) FILTER (WHERE ${goal}) AS goal_first, max(time) FILTER (WHERE ${goal}) AS goal_last,
      count(*) FILTER (WHERE sign = 1) AS bought_, coalesce(sum(amount) FILTER (WHERE sign = 1), 0) AS spent_
    FROM (SELECT *, CASE WHEN k = 1 THEN ${localTime(zone, spine.from, spine.to)} END AS local
      FROM ${withProperties(spine, names, sql`(${marked})`)} AS marked) AS timed
    GROUP BY CAST(session AS BIGINT)`;
  const history = sql`SELECT *, lag(end_at) OVER (PARTITION BY customer ORDER BY session) AS "latest history",
      ${join(
        past.map((c) => sql`${c.sql} AS ${ident(c.name)}`),
        ', ',
      )}
    FROM (${grouped}) AS grouped`;
  const columns = [...own, ...past].map((c) =>
    c.kind === 'number' ? sql`CAST(${ident(c.name)} AS DOUBLE) AS ${ident(c.name)}` : ident(c.name),
  );
  return {
    statement: sql`SELECT session, customer, start_at, end_at, CAST(cutoff_at AS BIGINT) AS cutoff_at,
        CASE WHEN end_at + ${whole(gap)} >= ${whole(end)} THEN 1 ELSE 0 END AS is_open,
        CAST(CASE WHEN goal_last >= cutoff_at THEN 1 ELSE 0 END AS DOUBLE) AS label, ${columns},
        "latest session", "latest history"
      FROM (${history}) AS sessions
      WHERE cutoff_at <= ${whole(end)} AND (goal_first IS NULL OR goal_first >= cutoff_at)`,
    features: [...own, ...past].map(({ name, group, kind, unit, reading }) => ({ name, group, kind, unit, reading })),
  };
}

/** Features of the session's own rows up to the cutoff, as aggregates over its marked rows. */
function ownColumns(
  { spine }: DataInfo,
  first: SessionAsked['first'],
  item: Statement | null,
  category: Statement | null,
): readonly Column[] {
  const column = (
    name: string,
    group: FeatureGroup,
    statement: Statement,
    unit: SessionFeature['unit'] = 'count',
    kind: SessionFeature['kind'] = 'number',
  ): Column => ({ name, group, kind, unit, reading: 'session', sql: statement });
  const counted = spine.events.filter((e) => e.rows > 0).slice(0, COUNTED_EVENTS);
  const listed = (value: Statement): Statement =>
    sql`CASE ${value} ${join(
      counted.map((e) => sql`WHEN ${whole(e.id)} THEN ${e.name}`),
      ' ',
    )} ELSE 'other' END`;
  const stages = (['cart', 'checkout'] as const).filter((stage) => (spine.roles.stages?.[stage] ?? []).length > 0);
  return [
    ...('minutes' in first ? [column('events_seen', 'frequency', sql`count(*) FILTER (WHERE seen)`)] : []),
    ...counted.map((e) =>
      column(`events: ${e.name}`, 'frequency', sql`count(*) FILTER (WHERE seen AND event = ${whole(e.id)})`),
    ),
    ...stages.map((stage) =>
      column(
        `seconds_to_${stage}`,
        'funnel',
        sql`(min(time) FILTER (WHERE seen AND ${ofStage(spine, stage)}) - min(time)) / 1000.0`,
        'none',
      ),
    ),
    column('seconds_seen', 'sessions', sql`(max(time) FILTER (WHERE seen) - min(time)) / 1000.0`, 'none'),
    ...(item === null ? [] : [column('items_seen', 'variety', sql`count(DISTINCT ${item}) FILTER (WHERE seen)`)]),
    ...(category === null
      ? []
      : [column('categories_seen', 'variety', sql`count(DISTINCT ${category}) FILTER (WHERE seen)`)]),
    column('first_event', 'funnel', listed(sql`min(event) FILTER (WHERE k = 1)`), 'none', 'category'),
    ...('events' in first
      ? [
          column(
            'last_event',
            'funnel',
            listed(sql`min(event) FILTER (WHERE k = ${whole(first.events)})`),
            'none',
            'category',
          ),
        ]
      : []),
    column('hour', 'calendar', sql`floor((min(local) % ${whole(DAY)}) / ${whole(HOUR)})`, 'none'),
    // 1970-01-01 was a Thursday; 1 is Monday.
    column(
      'weekday',
      'calendar',
      sql`CAST((CAST(floor(min(local) / ${raw(`${DAY}.0`)}) AS BIGINT) + 3) % 7 + 1 AS VARCHAR)`,
      'none',
      'category',
    ),
  ];
}

/** Features of the customer's sessions before, as windows over the customer's sessions. */
function pastColumns(money: boolean): readonly Column[] {
  const before = sql`OVER (PARTITION BY customer ORDER BY session ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;
  const column = (name: string, statement: Statement, unit: SessionFeature['unit'] = 'count'): Column => ({
    name,
    group: 'history',
    kind: 'number',
    unit,
    reading: 'history',
    sql: statement,
  });
  return [
    column('sessions_before', sql`count(*) ${before}`),
    column('purchases_before', sql`coalesce(sum(bought_) ${before}, 0)`),
    ...(money ? [column('spend_before', sql`round(coalesce(sum(spent_) ${before}, 0), 4)`, 'money')] : []),
    column('days_since_session', sql`(start_at - max(end_at) ${before}) / ${raw(`${DAY}.0`)}`, 'days'),
    column(
      'days_since_bought',
      sql`(start_at - max(CASE WHEN bought_ > 0 THEN end_at END) ${before}) / ${raw(`${DAY}.0`)}`,
      'days',
    ),
  ];
}

/** The first minutes, in ms. */
const minutes = (first: { readonly minutes: number }): ReturnType<typeof raw> =>
  whole(Math.round(first.minutes * MINUTE));

function whole(n: number): ReturnType<typeof raw> {
  if (!Number.isSafeInteger(n)) throw new Error(`${n} is no whole number`);
  return raw(String(n));
}
