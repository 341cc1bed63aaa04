import type { Engine, Statement } from '../core/engine';
import { countAt } from '../core/frame';
import { ident, join, raw, sql } from '../sql/sql';

/** A column as the engine has it. */
export interface TableColumn {
  readonly name: string;
  /** The engine's own name of its type. */
  readonly type: string;
}

/** A column with a few of its values, for guessing what it means. */
export interface ColumnSample extends TableColumn {
  /** Values as text, in the order of the file; NULL is null. */
  readonly values: readonly (string | null)[];
  /** Of the first {@link COUNTED_ROWS} rows: how many have a value, and how many values differ (about, in wide tables). */
  readonly filled: number;
  readonly distinct: number;
}

/** Rows that distinct values are counted in. */
export const COUNTED_ROWS = 100_000;

/** Columns asked for in one query: wide tables are looked at in pieces. */
const COLUMNS_AT_ONCE = 200;

/**
 * Values of every column from the start and spread evenly over the table: at most 2,000 rows, fewer of
 * wide tables. The same table gives the same sample.
 */
export async function sampleColumns(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  columns: readonly TableColumn[],
  rows: number,
): Promise<readonly ColumnSample[]> {
  const wanted = Math.max(50, Math.min(2000, Math.floor(200_000 / Math.max(1, columns.length))));
  const every = Math.max(1, Math.floor(rows / wanted));
  // Counting one by one takes a hash table for every column.
  const distinct = ({ name }: TableColumn): Statement =>
    columns.length <= 50 ? sql`count(DISTINCT ${ident(name)})` : sql`approx_count_distinct(${ident(name)})`;
  const samples: ColumnSample[] = [];
  for (let from = 0; from < columns.length; from += COLUMNS_AT_ONCE) {
    const some = columns.slice(from, from + COLUMNS_AT_ONCE);
    const values = some.map((c, i) => sql`CAST(${ident(c.name)} AS VARCHAR) AS ${ident(`v${i}`)}`);
    const frame = await engine.query(
      signal,
      sql`SELECT ${values} FROM ${ident(table)}
        WHERE rowid < ${raw(String(Math.min(100, wanted)))} OR rowid % ${raw(String(every))} = 0 ORDER BY rowid
        LIMIT ${raw(String(wanted + 100))}`,
    );
    const counts = some.map(
      (c, i) => sql`count(${ident(c.name)}) AS ${ident(`f${i}`)}, ${distinct(c)} AS ${ident(`d${i}`)}`,
    );
    const counted = await engine.query(
      signal,
      sql`SELECT ${join(counts, ', ')} FROM (SELECT * FROM ${ident(table)} WHERE rowid < ${raw(String(COUNTED_ROWS))}) AS t`,
    );
    some.forEach((column, i) => {
      const answered = frame.columns[i];
      samples.push({
        ...column,
        values: answered?.type === 'text' ? answered.values : [],
        filled: countAt(counted, `f${i}`),
        distinct: Math.min(countAt(counted, `d${i}`), countAt(counted, `f${i}`)),
      });
    });
  }
  return samples;
}
