import type { Statement } from '../core/engine';
import { countAt, type Frame } from '../core/frame';
import { ident, raw, sql } from '../sql/sql';
import type { Opened } from './open';
import type { Making } from './spine-tables';

/** 64-bit hash of a whole row. */
function rowHash(opened: Opened): Statement {
  return sql`hash(${opened.columns.map((c) => ident(c.name))})`;
}

/** Share of the spine's rows that may have the customer and time of another before all rows are hashed. */
const FEW = 0.2;

/**
 * Rows of a source that equal an earlier row in every column, told by a 64-bit hash of the row. Equal rows
 * have one customer and one time, so they are neighbours in the spine, and only rows that share both, or
 * that the spine leaves out, are hashed.
 * @param marked all rows, as `markedRows` gives them; the spine and its dictionaries are made
 */
export async function countDuplicates(
  run: (statement: Statement) => Promise<Frame>,
  opened: Opened,
  marked: Statement,
  making: Making,
): Promise<number> {
  const doubles = ident(making.doubles);
  // Without a PARTITION the window reads the table in its order, which is customer and time.
  await run(sql`CREATE OR REPLACE TABLE ${doubles} AS
    SELECT customer, time, count(*) AS n FROM (
      SELECT customer, time, lag(customer) OVER () AS before, lag(time) OVER () AS moment FROM ${ident(making.spine)}) AS neighbours
    WHERE customer = before AND time = moment GROUP BY customer, time`);
  const share =
    countAt(await run(sql`SELECT coalesce(CAST(sum(n) AS DOUBLE), 0) AS n FROM ${doubles}`), 'n') / opened.rows;
  const only =
    share > FEW
      ? sql``
      : sql`WHERE rowid IN (
          SELECT m.place FROM (${marked}) AS m
            JOIN ${ident(making.customerNames)} AS named ON named.raw = m.customer
            JOIN ${ident(making.customers)} AS c ON c.name = named.name
            JOIN ${doubles} AS d ON d.customer = c.id AND d.time = m.time
          UNION ALL SELECT place FROM (${marked}) AS m WHERE reason IS NOT NULL)`;
  const frame = await run(
    sql`SELECT count(*) - count(DISTINCT h) AS n FROM (SELECT ${rowHash(opened)} AS h FROM ${ident(opened.table)} ${only}) AS hashed`,
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
