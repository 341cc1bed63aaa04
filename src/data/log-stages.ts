import type { Engine } from '../core/engine';
import { texts } from '../core/frame';
import type { Roles } from '../core/roles';
import { ident, sql } from '../sql/sql';
import { guessStages } from './stages';

/** Adds which of the source's events mean which stage, from the 1,000 most frequent names. */
export async function withStages(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  roles: Roles,
): Promise<Roles> {
  if (roles.event === undefined || roles.stages !== undefined) return roles;
  const name = sql`trim(CAST(${ident(roles.event)} AS VARCHAR))`;
  const frame = await engine.query(
    signal,
    sql`SELECT ${name} AS name, count(*) AS n FROM ${ident(table)}
      WHERE ${ident(roles.event)} IS NOT NULL GROUP BY 1 ORDER BY n DESC, name LIMIT 1000`,
  );
  const names = texts(frame, 'name').filter((n) => n !== null);
  return { ...roles, stages: guessStages(names) };
}
