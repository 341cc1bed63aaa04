import type { Statement } from '../../core/engine';
import { passes, propertiesOf, withProperties } from '../properties';
import { sessionKey, sessions } from '../sessions';
import { join, raw, sql } from '../sql';
import type { FunnelSetup } from './setup';
import { ids, type RowTest } from './steps';

/**
 * The rows a funnel sees, made into flags: `customer, time, place`, `s1 … sK` (1 where the row belongs to the
 * step), `x1 …` (to the exclusion), `b0 …` (text of a column to break down by, '' where it is missing). Rows up
 * to as-of that belong to none are left out, unless the order is strict, where they matter. By session,
 * `customer` is the session's key, and rows without a session are left out.
 */
export function flaggedRows(setup: FunnelSetup): Statement {
  const { data, steps, exclusions, properties } = setup;
  const tests: readonly RowTest[] = [...steps, ...exclusions.map((x) => x.test)];
  const names = [...new Set([...properties, ...propertiesOf(tests.flatMap((t) => t.where))])];
  const flag = (test: RowTest): Statement =>
    sql`CASE WHEN event IN (${ids(test.ids)}) AND ${passes(test.where, data.spine, names)} THEN 1 ELSE 0 END`;
  const flags = [
    ...steps.map((s) => sql`${flag(s)} AS ${raw(s.column)}`),
    ...exclusions.map((x, i) => sql`${flag(x.test)} AS ${raw(`x${i + 1}`)}`),
    ...properties.map((p, i) => sql`coalesce(CAST(${raw(`p${names.indexOf(p)}`)} AS VARCHAR), '') AS ${raw(`b${i}`)}`),
  ];
  const known = [...new Set(tests.flatMap((t) => t.ids))].sort((a, b) => a - b);
  const strict = setup.order === 'strict';
  const any = [...steps.map((s) => `${s.column} = 1`), ...exclusions.map((_, i) => `x${i + 1} = 1`)].join(' OR ');
  const unit = setup.sessions === null ? sql`customer` : sql`${sessionKey} AS customer`;
  const from =
    setup.sessions === null
      ? sql`${withProperties(data.spine, names)} AS logged`
      : sql`${withProperties(data.spine, names)} AS logged JOIN (SELECT place AS at, session FROM (${sessions(data, setup.sessions)}) AS cut) AS numbered ON numbered.at = logged.place`;
  return sql`SELECT * FROM (
      SELECT ${unit}, time, place, ${join(flags, ', ')} FROM ${from}
      WHERE time <= ${data.asOf}${strict ? sql`` : sql` AND event IN (${ids(known)})`}) AS flagged
    ${strict ? sql`` : sql`WHERE ${raw(any)}`}`;
}
