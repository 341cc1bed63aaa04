import { countAt, texts, numbers } from '../../core/frame';
import { ident, join, raw, sql } from '../../sql/sql';
import type { Maker } from '../maker';
import type { PlainTable } from '../source';
import { isNumber, isTime, numericText } from './types';

/** Values of a column are listed where so many differ at most. */
export const FEW_VALUES = 20;
/** Columns looked at in one statement. */
const AT_ONCE = 100;

/** A column as far as questions need to know it. */
export interface ColumnAbout {
  readonly name: string;
  readonly holds: 'number' | 'text' | 'time';
  /** Rows with a value; blanks are none. */
  readonly filled: number;
  /** Different values; about, above a thousand. */
  readonly distinct: number;
  /** All of them with their rows, the most frequent first, where they are few; else empty. */
  readonly values: readonly { readonly value: string; readonly rows: number }[];
}

/** A table as far as questions need to know it. */
export interface TableAbout {
  readonly kind: 'table';
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ColumnAbout[];
}

/** Looks at every column of a table. */
export async function lookAtTable(make: Pick<Maker, 'rows'>, table: PlainTable): Promise<TableAbout> {
  const numeric = await numericText(
    make,
    table,
    table.columns.map((c) => c.name),
  );
  const columns: ColumnAbout[] = [];
  for (let from = 0; from < table.columns.length; from += AT_ONCE) {
    const some = table.columns.slice(from, from + AT_ONCE);
    const counts = some.map(({ name }, i) => {
      const value = text(name);
      return sql`count(${value}) AS ${raw(`f${i}`)}, approx_count_distinct(${value}) AS ${raw(`d${i}`)}`;
    });
    const frame = await make.rows(sql`SELECT ${join(counts, ', ')} FROM ${ident(table.table)}`);
    for (const [i, { name, type }] of some.entries()) {
      const filled = countAt(frame, `f${i}`);
      const about = countAt(frame, `d${i}`);
      // The approximation is off by a few per cent; only near the limits does it matter.
      const exact = about <= 1000 || about > 0.4 * filled;
      const values = about <= 2 * FEW_VALUES ? await valuesOf(make, table.table, name) : [];
      const distinct = values.length > 0 ? values.length : exact ? await distinctOf(make, table.table, name) : about;
      columns.push({
        name,
        holds: isTime(type) ? 'time' : isNumber(type) || numeric.has(name) ? 'number' : 'text',
        filled,
        distinct: Math.min(distinct, filled),
        values: values.length <= FEW_VALUES ? values : [],
      });
    }
  }
  return { kind: 'table', name: table.name, rows: table.rows, columns };
}

const text = (name: string) => sql`nullif(trim(CAST(${ident(name)} AS VARCHAR)), '')`;

async function valuesOf(make: Pick<Maker, 'rows'>, table: string, name: string): Promise<ColumnAbout['values']> {
  const frame = await make.rows(
    sql`SELECT value, count(*) AS n FROM (SELECT ${text(name)} AS value FROM ${ident(table)}) AS v
      WHERE value IS NOT NULL GROUP BY value ORDER BY n DESC, value LIMIT ${raw(String(2 * FEW_VALUES))}`,
  );
  const rows = numbers(frame, 'n');
  return texts(frame, 'value').map((value, i) => ({ value: value ?? '', rows: rows[i] ?? 0 }));
}

async function distinctOf(make: Pick<Maker, 'rows'>, table: string, name: string): Promise<number> {
  return countAt(await make.rows(sql`SELECT count(DISTINCT ${text(name)}) AS n FROM ${ident(table)}`), 'n');
}
