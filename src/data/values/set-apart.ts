import type { Reject } from '../../core/engine';
import type { ReadAs } from '../../core/reading';
import type { Sniffed } from '../sniff';
import type { ColumnReading } from './convert';
import { nouns, type TypedColumn } from './forced';

/** A text column that a person gives a type comes in as it stands. */
export function asText(sniffed: Sniffed, types: ReadAs['types'] = []): Sniffed {
  if (sniffed.format !== 'csv' || types.length === 0) return sniffed;
  const chosen = new Set(types.map((t) => t.column));
  const columns = sniffed.columns.map((c) => (chosen.has(c.name) ? { name: c.name, type: 'VARCHAR' as const } : c));
  return { ...sniffed, columns };
}

/** Rows that were left out because of a value, as a person wanted; the value stands for the row. */
export function droppedOf(
  values: readonly ColumnReading[],
  typed: readonly TypedColumn[],
): { readonly rows: number; readonly rejects: readonly Reject[] } {
  const dropped = [
    ...typed.flatMap(({ column, as, then, faults }) =>
      then === 'drop' ? [{ column, reason: `not ${nouns[as]}`, ...faults }] : [],
    ),
    ...values.flatMap(({ column, kind, faults }) =>
      faults?.then === 'drop' ? [{ column, reason: kind === 'time' ? 'not a time' : 'not a number', ...faults }] : [],
    ),
  ];
  return {
    rows: dropped.reduce((n, d) => n + d.rows, 0),
    rejects: dropped.flatMap(({ column, reason, examples }) =>
      examples.map((text) => ({ line: null, column, reason, text })),
    ),
  };
}
