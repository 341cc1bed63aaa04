import type { Engine, Statement } from '../../core/engine';
import { ident, sql } from '../../sql/sql';
import { literal } from './numbers';

/** The table of values whose rows a person left out: `column`, `reason`, `text`, in the order of the file. */
export function leftOutTable(rows: string): string {
  return `left_out_${rows}`;
}

/** Forgets what was left out of a table before. */
export async function forgetLeftOut(signal: AbortSignal, engine: Pick<Engine, 'query'>, rows: string): Promise<void> {
  await engine.query(signal, sql`DROP TABLE IF EXISTS ${ident(leftOutTable(rows))}`);
}

/**
 * Takes the rows out of a table where a test holds, and keeps the value of a column of each, cut at 1,000 characters.
 * @param reason as rejects name it
 */
export async function leaveOut(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  rows: string,
  column: string,
  test: Statement,
  reason: string,
): Promise<void> {
  const kept = ident(leftOutTable(rows));
  await engine.query(
    signal,
    sql`CREATE TABLE IF NOT EXISTS ${kept} ("column" VARCHAR, reason VARCHAR, "text" VARCHAR)`,
  );
  await engine.query(
    signal,
    sql`INSERT INTO ${kept} SELECT ${literal(column)}, ${literal(reason)}, left(CAST(${ident(column)} AS VARCHAR), 1000)
      FROM ${ident(rows)} WHERE ${test} ORDER BY rowid`,
  );
  await engine.query(
    signal,
    sql`CREATE OR REPLACE TABLE ${ident(rows)} AS SELECT * FROM ${ident(rows)} WHERE NOT coalesce(${test}, FALSE) ORDER BY rowid`,
  );
}
