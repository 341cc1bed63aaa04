import type { CombinedTable, Summary } from '../../core/combine';
import type { Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { join, sql } from '../../sql/sql';
import type { TableColumn } from '../sample';
import { isInteger, isNumber } from './cells';
import { cell, freeName, placeOf, type Stacked } from './stack';

/** The rows of a plan's table as they are joined: columns as in {@link Stacked}, `k` and `o` with them. */
export interface Shaped {
  readonly columns: readonly TableColumn[];
  /** Place of the key among the columns; null where the plan has one table without a key. */
  readonly key: number | null;
  readonly select: Statement;
  /** Condition on the stacked rows that takes part; null where all do. */
  readonly used: Statement | null;
}

/**
 * Turns a table to one row per key, where the plan says so: a column per period and cell (`Revenue: May`), or columns
 * summed up. Rows without a key, and with a period that the plan does not name, are not used.
 * @throws VitrineError `combine.column`, `combine.kind` where text is to be summed
 */
export function shape(table: CombinedTable, stacked: Stacked): Shaped {
  const { columns, select } = stacked;
  const place = (name: string): number => placeOf(columns, name, table);
  const key = table.key === undefined ? null : place(table.key);
  const { pivot, group } = table;
  if (key === null || (pivot === undefined && group === undefined)) return { columns, key, select, used: null };
  const made: { column: TableColumn; cell: Statement }[] = [];
  const add = (name: string, summed: { type: string; cell: Statement }): void => {
    const column = {
      name: freeName(name, [{ name: table.key ?? '' }, ...made.map((m) => m.column)]),
      type: summed.type,
    };
    made.push({ column, cell: summed.cell });
  };
  let used = sql`k IS NOT NULL`;
  if (pivot !== undefined) {
    const period = sql`CAST(${cell(place(pivot.column))} AS VARCHAR)`;
    used = sql`${used} AND ${period} IN (${pivot.values.map((value) => sql`${value}`)})`;
    for (const name of pivot.cells) {
      const at = place(name);
      for (const value of pivot.values) {
        add(periodName(name, value), summary(pivot.how, columns, at, null, sql`${period} = ${value}`));
      }
    }
  }
  if (group !== undefined) {
    const by = group.by === undefined ? null : cell(place(group.by));
    for (const { column, how, as } of group.columns) {
      add(as, summary(how, columns, column === undefined ? null : place(column), by, null));
    }
  }
  const keyed: TableColumn = columns[key] ?? { name: '', type: 'VARCHAR' };
  const cells = made.map((m, i) => sql`${m.cell} AS ${cell(i + 1)}`);
  return {
    columns: [keyed, ...made.map((m) => m.column)],
    key: 0,
    used,
    select: sql`SELECT min(${cell(key)}) AS ${cell(0)}, ${join(cells, ', ')}, k, min(o) AS o
      FROM (${select}) AS stacked WHERE ${used} GROUP BY k`,
  };
}

/** The name of a pivot's column: what is in the cells, and the period in words. */
export function periodName(column: string, value: string): string {
  return `${column}: ${value.replaceAll('_', ' ').trim()}`;
}

/** One aggregate and the type that it answers. */
function summary(
  how: Summary,
  columns: readonly TableColumn[],
  at: number | null,
  by: Statement | null,
  where: Statement | null,
): { type: string; cell: Statement } {
  const filter = (more: Statement | null): Statement => {
    const both = [where, more].filter((s) => s !== null);
    return both.length === 0 ? sql`` : sql` FILTER (WHERE ${join(both, ' AND ')})`;
  };
  const column = at === null ? undefined : columns[at];
  if (at === null || column === undefined) return { type: 'BIGINT', cell: sql`count(*)${filter(null)}` };
  const c = cell(at);
  const { type, name } = column;
  switch (how) {
    case 'count':
      return { type: 'BIGINT', cell: sql`count(${c})${filter(null)}` };
    case 'min':
      return { type, cell: sql`min(${c})${filter(null)}` };
    case 'max':
      return { type, cell: sql`max(${c})${filter(null)}` };
    case 'last': {
      // Of one time the later row of the file is the last.
      const order = by === null ? sql`o` : sql`${by} NULLS FIRST, o`;
      return { type, cell: sql`last(${c} ORDER BY ${order})${filter(sql`${c} IS NOT NULL`)}` };
    }
    case 'sum':
    case 'mean': {
      if (!isNumber(type)) throw new VitrineError('combine.kind', { column: name });
      if (how === 'sum' && isInteger(type))
        return { type: 'BIGINT', cell: sql`CAST(sum(${c})${filter(null)} AS BIGINT)` };
      // In the order of the file: sums of fractions differ with it in the last digit.
      const f = sql`CAST(${c} AS DOUBLE) ORDER BY o`;
      return { type: 'DOUBLE', cell: how === 'sum' ? sql`sum(${f})${filter(null)}` : sql`avg(${f})${filter(null)}` };
    }
  }
}
