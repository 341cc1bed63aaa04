import type { ColumnType } from '../core/engine';

// No sign but minus (a phone number begins with "+"), no leading zeros (an id has them).
const integer = /^-?(?:0|[1-9]\d*)$/;
const decimal = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const naive = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/;
const utc = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z| UTC)$/;

type ValueType = 'integer' | 'decimal' | 'date' | 'naive' | 'utc' | 'boolean' | 'text';

/**
 * The safe type of one sampled text: anything that a number would change (leading zeros, a plus, more
 * than 2^53, blanks) is text; so is a time with an offset, which DuckDB's cast drops without a word.
 */
export function valueType(text: string): ValueType {
  if (integer.test(text)) return Number.isSafeInteger(Number(text)) ? 'integer' : 'text';
  if (decimal.test(text)) return Number.isFinite(Number(text)) ? 'decimal' : 'text';
  if (date.test(text)) return isDay(text) ? 'date' : 'text';
  if (naive.test(text)) return isDay(text.slice(0, 10)) ? 'naive' : 'text';
  if (utc.test(text)) return isDay(text.slice(0, 10)) ? 'utc' : 'text';
  if (/^(?:true|false)$/i.test(text)) return 'boolean';
  return 'text';
}

/** Whether `YYYY-MM-DD` is a day of the calendar. */
export function isDay(text: string): boolean {
  const [, year, month, day] = date.exec(text) ?? [];
  const instant = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return instant.getUTCMonth() === Number(month) - 1 && instant.getUTCDate() === Number(day);
}

/**
 * The type that holds every sampled value of a column unchanged; empty cells are NULL and say nothing. A
 * column without values is VARCHAR.
 */
export function columnType(values: Iterable<string>): ColumnType {
  const seen = new Set<ValueType>();
  for (const value of values) {
    if (value === '') continue;
    seen.add(valueType(value));
    if (seen.has('text')) return 'VARCHAR';
  }
  const only = (...types: ValueType[]): boolean => [...seen].every((t) => types.includes(t));
  if (seen.size === 0) return 'VARCHAR';
  if (only('integer')) return 'BIGINT';
  if (only('integer', 'decimal')) return 'DOUBLE';
  if (only('date')) return 'DATE';
  // One style throughout: a column that mixes zones stays text and is read value by value.
  if (only('date', 'naive') || only('utc')) return 'TIMESTAMP';
  if (only('boolean')) return 'BOOLEAN';
  return 'VARCHAR';
}
