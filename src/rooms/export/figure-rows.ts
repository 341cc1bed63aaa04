import type { Statement } from '../../core/engine';
import type { TableCell, TableColumn, TableData } from '../../core/exhibit';
import type { Frame, FrameColumn } from '../../core/frame';
import { distinctNames } from '../../data/export/cells';
import { ident, join, sql } from '../../sql/sql';
import { exportCell } from '../../ui/cells';

/** A small table as numbers and texts; columns go by their place. */
export function frameOf({ columns, rows }: TableData): Frame {
  return {
    length: rows.length,
    columns: columns.map((column, i): FrameColumn => {
      const cells = rows.map((row) => row[i] ?? null);
      const name = `c${i}`;
      if (isText(column, cells)) return { name, type: 'text', values: cells.map((c) => textOf(c, column)) };
      return { name, type: 'number', values: Float64Array.from(cells, (c) => (typeof c === 'number' ? c : NaN)) };
    }),
  };
}

/** Asks for the rows of a table that {@link frameOf} was loaded as, by their names and in their types. */
export function figuresOf({ columns, rows }: TableData, table: string): Statement {
  const names = distinctNames(columns.map((c) => c.label));
  const cells = columns.map((column, i) => {
    const value = ident(`c${i}`);
    const all = rows.map((row) => row[i] ?? null);
    return sql`${typed(column, all, sql`${value}`)} AS ${ident(names[i] ?? '')}`;
  });
  return sql`SELECT ${join(cells, ', ')} FROM ${ident(table)} ORDER BY rowid`;
}

function typed(column: TableColumn, cells: readonly TableCell[], value: Statement): Statement {
  if (isText(column, cells)) return value;
  const time = sql`make_timestamp(CAST(${value} * 1000 AS BIGINT))`;
  if (column.kind === 'date') return sql`CAST(${time} AS DATE)`;
  if (column.kind === 'time') return time;
  const whole = column.kind === 'integer' && cells.every((c) => c === null || Number.isSafeInteger(c));
  return whole ? sql`CAST(${value} AS BIGINT)` : value;
}

const isText = (column: TableColumn, cells: readonly TableCell[]): boolean =>
  column.kind === 'text' || cells.some((c) => typeof c === 'string');

function textOf(value: TableCell, column: TableColumn): string | null {
  const cell = exportCell(value, column);
  return cell === null ? null : String(cell);
}
