import type { DataInfo, Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { DAY, HOUR, offsetChanges, SECOND } from '../../core/time';
import { isScanned, ownLog } from '../../sql/log';
import { quantiles } from '../../sql/quantiles';
import { overRows, sessionRows } from '../../sql/sessions';
import { ident, join, raw, sql } from '../../sql/sql';
import { localTime, readableTime } from '../../sql/time';
import { SESSION_ANSWERS, type SessionsSpec } from '../../sql/walks/sessions';
import { planSides } from './sides';
import { eventsCondition, ruleOf, type SessionsParams } from './spec';

/** Pauses are sorted into bins that double: below 1 s, then [2^(i−1), 2^i) s; the last is open (194 days and more). */
export const PAUSE_BINS = 25;

/** Columns of the list, one row per session; the features of SEMANTICS §3. One event has no duration. */
export const sessionColumns = [
  'customer',
  'began',
  'ended',
  'duration',
  'events',
  'items',
  'categories',
  'bounce',
  'entry',
  'exit',
  'carts',
  'searches',
  'purchases',
  'amount',
  'hour',
  'weekday',
] as const;

/** Positions and events share a whole number: position × this + event, below 2^63. */
const EVENTS = raw('2147483648');

/**
 * The plan of sessions (SEMANTICS §3). One pass over the spine makes the table `<prefix>_sessions`, a row per
 * session; it is kept, and everything but the pauses is read from it. Where rows are scanned, the figures of sessions
 * by pauses are counted in the scan, and the table is made for the list alone. Where a pause is chosen, the list is of
 * the customers who made it.
 */
export function planSessions(params: SessionsParams, data: DataInfo, prefix: string): Plan {
  const rule = ruleOf(params);
  const scanned = 'gap' in rule && isScanned(data);
  const table: Step = {
    step: 'table',
    name: `${prefix}_sessions`,
    per: 'customer',
    keep: true,
    sql: sessionTable(params, data),
  };
  return [
    ...(scanned ? scanSteps(rule.gap, data, prefix) : []),
    scanned ? { ...table, later: true } : table,
    ...(scanned ? [] : figureSteps(params, data, prefix)),
    ...planSides(params.breakdown, data, prefix),
    ...(params.pause === undefined ? [list(data, prefix, scanned)] : [pauseList(params.pause, data)]),
  ];
}

/** The figures by a scan; events get their names here. */
function scanSteps(gap: number, data: DataInfo, prefix: string): Plan {
  const { spine, zone } = data;
  const spec: SessionsSpec = { gap, changes: offsetChanges(zone, spine.from, spine.to), bins: PAUSE_BINS };
  return [
    {
      step: 'scan',
      name: `${prefix}_scan`,
      work: 'sessions',
      sql: ownLog(data),
      params: { ...spec, changes: spec.changes.map((c) => ({ ...c })) },
      answers: SESSION_ANSWERS,
    },
    {
      step: 'rows',
      name: 'ends',
      sql: namedEnds(data, sql`SELECT event, entries, exits, bought FROM ${ident(`${prefix}_scan_ends`)}`),
    },
  ];
}

/** What statements read of the sessions' beginnings in local time. */
function localParts({ spine, zone }: DataInfo, prefix: string) {
  const table = ident(`${prefix}_sessions`);
  const day = sql`CAST(floor(local / ${raw(`${DAY}.0`)}) AS INTEGER)`;
  return {
    local: sql`(SELECT *, ${localTime(zone, spine.from, spine.to)} AS local FROM (SELECT *, began AS time FROM ${table}) AS s)`,
    hour: sql`CAST(floor(local / ${raw(`${HOUR}.0`)}) - 24 * floor(local / ${raw(`${DAY}.0`)}) AS INTEGER)`,
    day,
    // 1970-01-01 was a Thursday; weeks begin on Monday, day 0.
    weekday: sql`(${day} + 3 - 7 * CAST(floor((${day} + 3) / 7.0) AS INTEGER))`,
  };
}

function figureSteps(params: SessionsParams, data: DataInfo, prefix: string): Plan {
  const table = ident(`${prefix}_sessions`);
  const { local, hour, day, weekday } = localParts(data, prefix);
  return [
    {
      step: 'rows',
      name: 'totals',
      sql: sql`SELECT count(*) AS customers, ${totals} FROM (
          SELECT customer, count(*) AS s, count(*) FILTER (WHERE events = 1) AS b, count(*) FILTER (WHERE purchases > 0) AS c,
            sum(events) AS e FROM ${table} GROUP BY customer) AS per_customer`,
    },
    {
      step: 'rows',
      name: 'spread',
      sql: quantiles(
        sql`SELECT 1 AS part, ended - began AS value FROM ${table} WHERE events > 1 UNION ALL SELECT 2 AS part, events AS value FROM ${table}`,
        [
          { name: 'p25', part: 1, of: 4 },
          { name: 'median', part: 1, of: 2 },
          { name: 'p75', part: 3, of: 4 },
          { name: 'p90', part: 9, of: 10 },
        ],
      ),
    },
    {
      step: 'rows',
      name: 'ends',
      sql: namedEnds(
        data,
        sql`SELECT entry AS event, count(*) AS entries, 0 AS exits, count(*) FILTER (WHERE purchases > 0) AS bought FROM ${table} GROUP BY entry
          UNION ALL SELECT exit_ AS event, 0 AS entries, count(*) AS exits, 0 AS bought FROM ${table} GROUP BY exit_`,
      ),
    },
    {
      step: 'rows',
      name: 'hours',
      sql: sql`SELECT ${weekday} AS weekday, ${hour} AS "hour", count(*) AS sessions, count(*) FILTER (WHERE purchases > 0) AS bought
        FROM ${local} AS l GROUP BY 1, 2 ORDER BY 1, 2`,
    },
    {
      step: 'rows',
      name: 'days',
      sql: sql`SELECT ${day} AS day, count(*) AS sessions, count(*) FILTER (WHERE events = 1) AS bounces,
          count(*) FILTER (WHERE purchases > 0) AS bought FROM ${local} AS l GROUP BY 1 ORDER BY 1`,
    },
    { step: 'rows', name: 'pauses', sql: pauses(params, data) },
  ];
}

/** Sessions by the name of their first and last event, from rows `event, entries, exits, bought`. */
function namedEnds({ spine }: DataInfo, ends: Statement): Statement {
  return sql`SELECT n.name, sum(entries) AS entries, sum(exits) AS exits, sum(bought) AS bought FROM (${ends}) AS both_ends
    JOIN ${ident(spine.eventsTable)} AS n ON n.id = both_ends.event
    GROUP BY n.name ORDER BY entries DESC, exits DESC, n.name LIMIT 200`;
}

function list(data: DataInfo, prefix: string, scanned: boolean): Step {
  const { spine } = data;
  const { local, hour, weekday } = localParts(data, prefix);
  return {
    step: 'list',
    name: 'sessions',
    columns: sessionColumns,
    count: scanned ? 'listed' : sql`SELECT count(*) AS "rows" FROM ${ident(`${prefix}_sessions`)}`,
    sql: sql`SELECT c.name AS customer, ${readableTime('began')} AS began, ${readableTime('ended')} AS ended, CASE WHEN events > 1 THEN ended - began END AS duration, events,
          items, categories, events = 1 AS bounce, a.name AS entry, z.name AS exit, carts, searches, purchases, l.amount,
          ${hour} AS "hour", ${weekday} + 1 AS weekday
        FROM ${local} AS l JOIN ${ident(spine.customersTable)} AS c ON c.id = l.customer
        JOIN ${ident(spine.eventsTable)} AS a ON a.id = l.entry JOIN ${ident(spine.eventsTable)} AS z ON z.id = l.exit_
        ORDER BY l.began DESC, l.session`,
  };
}

/** Customers with pauses from `from` ms on and below `to`: how many such pauses, and the longest of them. */
function pauseList({ from, to }: NonNullable<SessionsParams['pause']>, data: DataInfo): Step {
  const below = to === undefined ? sql`` : sql` AND pause < ${to}`;
  return {
    step: 'list',
    name: 'pauses',
    columns: ['customer', 'pauses', 'longest'],
    sql: sql`SELECT c.name AS customer, p.pauses, p.longest
      FROM (SELECT customer, count(*) AS pauses, max(pause) AS longest FROM ${pausesBetween(data)} AS between_rows
        WHERE pause >= ${from}${below} GROUP BY customer) AS p
      JOIN ${ident(data.spine.customersTable)} AS c ON c.id = p.customer
      ORDER BY p.pauses DESC, p.longest DESC, c.id`,
  };
}

/** `(customer, pause)`: ms from each row of a customer to the next; NULL once for each. */
function pausesBetween({ spine, asOf }: DataInfo): Statement {
  const { each } = overRows('stored');
  return sql`(SELECT customer, CASE WHEN customer = lag(customer) OVER (${each}) THEN time - lag(time) OVER (${each}) END AS pause
      FROM ${ident(spine.table)} WHERE time <= ${asOf})`;
}

const totals: Statement = join(
  ['s', 'e', 'b', 'c']
    .map((x) => sql`coalesce(sum(${raw(x)}), 0) AS ${raw(x)}`)
    .concat(
      [
        ['s', 's'],
        ['s', 'e'],
        ['e', 'e'],
        ['s', 'b'],
        ['b', 'b'],
        ['s', 'c'],
        ['c', 'c'],
      ].map(([x = '', y = '']) => sql`coalesce(sum(CAST(${raw(x)} AS DOUBLE) * ${raw(y)}), 0) AS ${raw(x + y)}`),
    ),
  ', ',
);

/** One row per session. `entry` and `exit_` are events of its first and last row by time, then place. */
function sessionTable(params: SessionsParams, data: DataInfo): Statement {
  const names = [params.items, params.categories].filter((n) => n !== undefined);
  const counted = (place: number | null): Statement =>
    place === null ? sql`CAST(NULL AS BIGINT)` : sql`count(DISTINCT ${raw(`p${place}`)})`;
  const items = params.items === undefined ? null : 0;
  const categories = params.categories === undefined ? null : names.length - 1;
  const times = (condition: Statement | null): Statement =>
    condition === null ? sql`CAST(0 AS BIGINT)` : sql`count(*) FILTER (WHERE ${condition})`;
  return sql`SELECT session, customer, began, ended, events, carts, searches, purchases, amount, items, categories,
      CAST(first_ - ${EVENTS} * CAST(floor(first_ / ${EVENTS}) AS BIGINT) AS INTEGER) AS entry,
      CAST(last_ - ${EVENTS} * CAST(floor(last_ / ${EVENTS}) AS BIGINT) AS INTEGER) AS exit_
    FROM (SELECT session, min(customer) AS customer, min(time) AS began, max(time) AS ended, count(*) AS events,
        min(rn * ${EVENTS} + event) AS first_, max(rn * ${EVENTS} + event) AS last_,
        ${times(eventsCondition(params.carts, data, 'carts'))} AS carts,
        ${times(eventsCondition(params.searches, data, 'searches'))} AS searches,
        count(*) FILTER (WHERE sign = 1) AS purchases, sum(amount) FILTER (WHERE sign <> 0) AS amount,
        ${counted(items)} AS items, ${counted(categories)} AS categories
      FROM (${sessionRows(data, ruleOf(params), { names })}) AS r GROUP BY session) AS g`;
}

/**
 * How long customers pause between two of their rows: bins that double, with how many of the pauses are longer
 * than the limit, half of it and twice it.
 */
function pauses(params: SessionsParams, data: DataInfo): Statement {
  const rule = ruleOf(params);
  const limit = 'gap' in rule ? rule.gap : null;
  const among = (low: number, high: number): string => {
    if (low === high) return String(low);
    const middle = Math.floor((low + high + 1) / 2);
    return `CASE WHEN pause < ${SECOND * 2 ** (middle - 1)} THEN ${among(low, middle - 1)} ELSE ${among(middle, high)} END`;
  };
  const longer = (than: number | null): Statement =>
    than === null ? sql`CAST(0 AS BIGINT)` : sql`count(*) FILTER (WHERE pause > ${than})`;
  return sql`SELECT ${raw(among(0, PAUSE_BINS - 1))} AS bin, count(*) AS pauses, ${longer(limit)} AS over,
      ${longer(limit === null ? null : limit / 2)} AS over_half, ${longer(limit === null ? null : limit * 2)} AS over_double
    FROM ${pausesBetween(data)} AS p
    WHERE pause IS NOT NULL GROUP BY 1 ORDER BY 1`;
}
