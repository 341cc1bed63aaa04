import type { Engine, Statement } from '../core/engine';
import { countAt } from '../core/frame';
import { ident, raw, sql } from '../sql/sql';
import type { Opened } from './open';

/** 64-bit hash of a whole row. */
function rowHash(opened: Opened): Statement {
  return sql`hash(${opened.columns.map((c) => ident(c.name))})`;
}

/** Rows of a source that equal an earlier row in every column, told by a 64-bit hash of the row. */
export async function countDuplicates(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  opened: Opened,
): Promise<number> {
  const frame = await engine.query(
    signal,
    sql`SELECT count(*) - count(DISTINCT ${rowHash(opened)}) AS n FROM ${ident(opened.table)}`,
  );
  return countAt(frame, 'n');
}

/**
 * Makes a table `(place)` of the rows that {@link countDuplicates} counts: all but the first of each.
 * `same` are columns that have to agree besides the hash, so that no different row can be taken.
 */
export function duplicatesTable(opened: Opened, same: readonly string[], table: string): Statement {
  const rows = ident(opened.table);
  const hash = rowHash(opened);
  return sql`CREATE OR REPLACE TABLE ${ident(table)} AS
    SELECT place FROM (
      SELECT rowid AS place, row_number() OVER (PARTITION BY ${hash}, ${same.map((c) => ident(c))} ORDER BY rowid) AS n
      FROM ${rows}
      WHERE ${hash} IN (SELECT h FROM (SELECT ${hash} AS h FROM ${rows}) AS hashed GROUP BY h HAVING count(*) > ${raw('1')})
    ) AS numbered WHERE n > 1`;
}
