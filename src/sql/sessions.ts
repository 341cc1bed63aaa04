import type { DataInfo } from '../core/analysis';
import type { Statement } from '../core/engine';
import type { Spine } from '../core/spine';
import { withProperties } from './properties';
import { ident, join, raw, sql } from './sql';

/** How a customer's rows are cut into sessions: by a pause, in ms, or by a column that tells them apart. */
export type SessionRule = { readonly gap: number } | { readonly column: string };

/** SEMANTICS §3: 30 minutes. */
export const SESSION_GAP = 30 * 60_000;

/** Columns of sessions by their names, letters and digits alone; a bare "visit" may as well be how many there were. */
const named =
  /^(user|visitor|customer|client|web|ga)?(session|visit)(id|key|token|uuid|guid|no|number)$|^(user|visitor|web)?session$|^(id|ид|код|номер)?(сессии|сеанса)$|^(id|ид|код|номер)визита$|^(сессия|сеанс)$/;

/** The column that tells sessions apart, by its name; undefined where none is called so, or where it is something else. */
export function sessionColumn({ properties, roles }: Spine): string | undefined {
  const taken = new Set<unknown>(Object.values(roles));
  return properties.find(
    ({ name, type }) =>
      (type === 'text' || type === 'number') &&
      !taken.has(name) &&
      named.test(name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')),
  )?.name;
}

/**
 * The session of each row up to as-of: `(customer, place, session)`, where `session` numbers the customer's
 * sessions from 1 in order of time; `place` is the spine's. By a pause: a row begins a new session when the time
 * since the customer's row before is **greater than** the limit. By a column: a session is a value of it, in
 * order of its first row; rows without a value belong to no session and are left out.
 * @throws VitrineError `property.unknown`
 */
export function sessions({ spine, asOf }: DataInfo, rule: SessionRule): Statement {
  if ('gap' in rule) {
    return sql`SELECT customer, place,
        1 + sum(begins) OVER (PARTITION BY customer ORDER BY time, place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session
      FROM (
        SELECT customer, time, place,
          CASE WHEN time - lag(time) OVER (PARTITION BY customer ORDER BY time, place) > ${rule.gap} THEN 1 ELSE 0 END AS begins
        FROM ${ident(spine.table)} WHERE time <= ${asOf}) AS paused`;
  }
  return sql`SELECT customer, place, dense_rank() OVER (PARTITION BY customer ORDER BY began, name) AS session FROM (
      SELECT customer, place, name, min(time) OVER (PARTITION BY customer, name) AS began FROM (
        SELECT customer, place, time, CAST(p0 AS VARCHAR) AS name
        FROM ${withProperties(spine, [rule.column])} AS rows_ WHERE time <= ${asOf} AND p0 IS NOT NULL) AS named) AS begun`;
}

/**
 * In which order windows see rows. `stored`: as the spine holds them, which is by customer, time and place
 * (`core/spine.ts`): DuckDB then streams instead of sorting, three times as fast. `sorted` says the order, for
 * relations that a join may have shuffled and for engines that keep no order.
 */
export type RowOrder = 'stored' | 'sorted';

/** What stands in the parentheses of OVER, and of a running total's OVER. */
export function overRows(order: RowOrder): { readonly each: Statement; readonly running: Statement } {
  const by = order === 'stored' ? sql`` : sql`ORDER BY customer, time, place `;
  return { each: by, running: sql`${by}ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW` };
}

/**
 * The rows up to as-of with the session each belongs to: the spine's columns, `p0`, `p1` … of the properties
 * named, `rn` (from 1 by customer, time and place) and `session`, a number of its own for each session of all
 * customers, rising with customer and first row. Definitions as in {@link sessions}.
 * @param only a condition on the rows that count; others neither begin nor lengthen a session
 * @throws VitrineError `property.unknown`
 */
export function sessionRows(
  data: DataInfo,
  rule: SessionRule,
  { names = [], order = 'stored', only = sql`TRUE` }: SessionRowsOptions = {},
): Statement {
  const { spine, asOf } = data;
  const extra = names.map((_, i) => sql`, ${raw(`p${i}`)}`);
  const columns = sql`customer, time, event, sign, amount, place${join(extra, '')}`;
  if ('gap' in rule) {
    // A join may hand rows on in any order.
    const { each, running } = overRows(names.length > 0 ? 'sorted' : order);
    return sql`SELECT *, sum(begins) OVER (${running}) AS session FROM (
        SELECT ${columns}, row_number() OVER (${each}) AS rn,
          CASE WHEN customer = lag(customer) OVER (${each}) AND time - lag(time) OVER (${each}) <= ${rule.gap} THEN 0 ELSE 1 END AS begins
        FROM ${withProperties(spine, names)} AS rows_ WHERE time <= ${asOf} AND ${only}) AS paused`;
  }
  const all = [...names, rule.column];
  return sql`SELECT *, dense_rank() OVER (ORDER BY customer, began, session_name) AS session FROM (
      SELECT *, row_number() OVER (ORDER BY customer, time, place) AS rn,
        min(time) OVER (PARTITION BY customer, session_name) AS began FROM (
        SELECT ${columns}, CAST(${raw(`p${names.length}`)} AS VARCHAR) AS session_name
        FROM ${withProperties(spine, all)} AS rows_ WHERE time <= ${asOf} AND ${only}) AS named
      WHERE session_name IS NOT NULL) AS begun`;
}

export interface SessionRowsOptions {
  readonly names?: readonly string[];
  readonly order?: RowOrder;
  readonly only?: Statement;
}

/** More sessions than any customer has rows. */
const MOST = 2 ** 24;

/** One whole number for a customer and a session of theirs, below 2^53. */
export const sessionKey: Statement = sql`CAST(customer AS BIGINT) * ${raw(String(MOST))} + CAST(session AS BIGINT)`;

/** The same number outside of SQL; sessions count from 1. */
export const keyOfSession = (customer: number, session: number): number => customer * MOST + session;

/** The customer of a {@link sessionKey} in a column. */
export function customerOfSession(column: string): Statement {
  return sql`CAST(floor(${raw(column)} / ${raw(`${MOST}.0`)}) AS INTEGER)`;
}
