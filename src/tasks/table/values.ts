import type { Engine } from '../../core/engine';
import { numbers, texts } from '../../core/frame';
import { ident, raw, sql } from '../../sql/sql';
import type { PlainTable } from '../source';

/** What stands in a column that may be predicted. */
export interface LabelValues {
  readonly column: string;
  /** As the label reads them: text without blanks around it. The most frequent first, then by value. */
  readonly values: readonly { readonly value: string; readonly rows: number }[];
  /** Rows with a value. */
  readonly filled: number;
  /** There are others, less frequent than these. */
  readonly more: boolean;
}

/** Values that are listed at most. */
export const MOST_VALUES = 1000;

/**
 * The different values of a column with their rows; blanks and missing values are none.
 * @throws VitrineError `engine.*`, `cancelled`
 */
export async function labelValues(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  { table }: Pick<PlainTable, 'table'>,
  column: string,
): Promise<LabelValues> {
  const frame = await engine.query(
    signal,
    sql`SELECT value, n, sum(n) OVER () AS filled FROM (
        SELECT value, CAST(count(*) AS DOUBLE) AS n FROM (
          SELECT nullif(trim(CAST(${ident(column)} AS VARCHAR)), '') AS value FROM ${ident(table)}) AS v
        WHERE value IS NOT NULL GROUP BY value) AS counted
      ORDER BY n DESC, value LIMIT ${raw(String(MOST_VALUES + 1))}`,
  );
  const [rows, filled] = [numbers(frame, 'n'), numbers(frame, 'filled')];
  const all = texts(frame, 'value').map((value, i) => ({ value: value ?? '', rows: rows[i] ?? 0 }));
  return { column, values: all.slice(0, MOST_VALUES), filled: filled[0] ?? 0, more: all.length > MOST_VALUES };
}
