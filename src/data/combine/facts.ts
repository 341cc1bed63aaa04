import type { Engine } from '../../core/engine';
import { countAt, numbers, texts } from '../../core/frame';
import { ident, join, raw, sql } from '../../sql/sql';
import type { Opened } from '../open';
import { isInteger } from './cells';

/** What proposals need to know of an open table. Plain data. */
export interface TableFacts {
  readonly opened: Opened;
  readonly columns: readonly ColumnFacts[];
}

export interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  /** Rows with a value. */
  readonly filled: number;
  /** Different values; an estimate in large tables. */
  readonly distinct: number;
  /** All values as text with their rows, most frequent first; null where there are more than {@link MOST_VALUES}. */
  readonly values: readonly ValueRows[] | null;
}

export interface ValueRows {
  readonly value: string;
  readonly rows: number;
}

/** Columns with more values are no categories. */
export const MOST_VALUES = 300;
/** Fractions with more values are measures, not classes. */
const MOST_FRACTIONS = 20;
/** Rows up to which different values are counted one by one. */
const EXACT_ROWS = 200_000;
/** Columns looked at; wider tables are looked at no further than this. */
const MOST_COLUMNS = 200;

/**
 * Looks at a table for {@link proposePlan}: how many values its columns have, and which, where they are few.
 * @throws VitrineError `engine.*`, `cancelled`
 */
export async function lookAt(signal: AbortSignal, engine: Pick<Engine, 'query'>, opened: Opened): Promise<TableFacts> {
  const columns = opened.columns.slice(0, MOST_COLUMNS);
  const counts = columns.map(({ name }, i) => {
    const distinct =
      opened.rows <= EXACT_ROWS ? sql`count(DISTINCT ${ident(name)})` : sql`approx_count_distinct(${ident(name)})`;
    return sql`count(${ident(name)}) AS ${ident(`f${i}`)}, ${distinct} AS ${ident(`d${i}`)}`;
  });
  const counted = await engine.query(signal, sql`SELECT ${join(counts, ', ')} FROM ${ident(opened.table)}`);
  const plain = columns.map(({ name, type }, i) => ({
    name,
    type,
    filled: countAt(counted, `f${i}`),
    distinct: countAt(counted, `d${i}`),
  }));
  const few = plain.map((c) => c.distinct > 0 && c.distinct <= mostValues(c.type));
  const lists = plain.flatMap((c, i) =>
    few[i] === true
      ? [
          sql`SELECT ${raw(String(i))} AS i, CAST(${ident(c.name)} AS VARCHAR) AS value, count(*) AS n
            FROM ${ident(opened.table)} WHERE ${ident(c.name)} IS NOT NULL GROUP BY 2`,
        ]
      : [],
  );
  const values = plain.map((): ValueRows[] => []);
  if (lists.length > 0) {
    const frame = await engine.query(
      signal,
      sql`SELECT i, value, n FROM (${join(lists, ' UNION ALL ')}) AS lists ORDER BY i, n DESC, value`,
    );
    const at = numbers(frame, 'i');
    texts(frame, 'value').forEach((value, row) => {
      if (value !== null) values[at[row] ?? 0]?.push({ value, rows: countAt(frame, 'n', row) });
    });
  }
  return { opened, columns: plain.map((c, i) => ({ ...c, values: few[i] === true ? (values[i] ?? []) : null })) };
}

function mostValues(type: string): number {
  return type === 'VARCHAR' || type === 'DATE' || type === 'BOOLEAN' || isInteger(type) ? MOST_VALUES : MOST_FRACTIONS;
}

/** The facts of the same column in several tables that are set one after the other. */
export function columnOf(tables: readonly TableFacts[], name: string): ColumnFacts | null {
  const found = tables.flatMap((t) => t.columns.filter((c) => c.name.toLowerCase() === name.toLowerCase()));
  const [first] = found;
  if (first === undefined) return null;
  if (found.length === 1) return first;
  const values = new Map<string, number>();
  for (const { value, rows } of found.flatMap((c) => c.values ?? []))
    values.set(value, (values.get(value) ?? 0) + rows);
  const listed = [...values].map(([value, rows]) => ({ value, rows }));
  listed.sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
  return {
    name: first.name,
    type: first.type,
    filled: found.reduce((n, c) => n + c.filled, 0),
    distinct: Math.max(listed.length, ...found.map((c) => c.distinct)),
    values: found.some((c) => c.values === null) || listed.length > MOST_VALUES ? null : listed,
  };
}
