import type { Formatter } from '../core/format';
import type { TableCell, TableColumn, TableRow, TableSort } from './types';

/** A cell as a person reads it: exact, with its unit. Null is an en dash. */
export function printCell(cell: TableCell, column: TableColumn, format: Formatter): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  switch (column.kind) {
    case 'text':
      return String(cell);
    case 'integer':
      return format.integer(cell);
    case 'number':
      return format.number(cell, column.digits ?? 2);
    case 'percent':
      return format.percent(cell, column.digits ?? 1);
    case 'money':
      return format.money(cell);
    case 'date':
      return format.date(cell);
    case 'time':
      return format.dateTime(cell);
    case 'duration':
      return format.duration(cell);
  }
}

/** A cell for a file: exact figures as they are, instants in ISO 8601 (UTC). */
export function exportCell(cell: TableCell, column: TableColumn): TableCell {
  if (typeof cell !== 'number' || !Number.isFinite(cell)) return cell;
  if (column.kind === 'date') return new Date(cell).toISOString().slice(0, 10);
  if (column.kind === 'time') return new Date(cell).toISOString();
  return cell;
}

/** Texts and dates stand left, figures right. */
export function isFigure(column: TableColumn): boolean {
  return column.kind !== 'text' && column.kind !== 'date' && column.kind !== 'time';
}

/**
 * Rows in a sort's order: numbers as numbers, texts by the language's rules (with numbers inside them as
 * numbers), nulls last either way, ties in their first order. The given array is not changed.
 */
export function sorted(rows: readonly TableRow[], sort: TableSort | null, locale: string): readonly TableRow[] {
  if (sort === null) return rows;
  const collator = new Intl.Collator(locale, { numeric: true });
  const sign = sort.descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const x = a[sort.column] ?? null;
    const y = b[sort.column] ?? null;
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    if (typeof x === 'number' && typeof y === 'number') return sign * (x - y);
    return sign * collator.compare(String(x), String(y));
  });
}

/** Rows `[from, to)` to draw for a scroll position, with `spare` rows on each side. */
export function visibleRows(
  top: number,
  height: number,
  rowHeight: number,
  total: number,
  spare = 8,
): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.floor(top / rowHeight) - spare);
  const to = Math.min(total, Math.ceil((top + height) / rowHeight) + spare);
  return { from: Math.min(from, to), to };
}
