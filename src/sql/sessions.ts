import type { DataInfo } from '../core/analysis';
import type { Statement } from '../core/engine';
import { withProperties } from './properties';
import { ident, raw, sql } from './sql';

/** How a customer's rows are cut into sessions: by a pause, in ms, or by a column that tells them apart. */
export type SessionRule = { readonly gap: number } | { readonly column: string };

/** SEMANTICS §3: 30 minutes. */
export const SESSION_GAP = 30 * 60_000;

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

/** More sessions than any customer has rows. */
const MOST = 2 ** 24;

/** One whole number for a customer and a session of theirs, below 2^53. */
export const sessionKey: Statement = sql`CAST(customer AS BIGINT) * ${raw(String(MOST))} + CAST(session AS BIGINT)`;

/** The customer of a {@link sessionKey} in a column. */
export function customerOfSession(column: string): Statement {
  return sql`CAST(floor(${raw(column)} / ${raw(`${MOST}.0`)}) AS INTEGER)`;
}
