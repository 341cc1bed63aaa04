import type { PropertyTest } from '../core/filter';
import type { ColumnProfile } from './profile';

/** What is odd about a column, with how many rows it concerns. */
export interface ColumnWarning {
  readonly code: 'empty' | 'mostly-empty' | 'constant' | 'near-unique' | 'future';
  readonly rows: number;
}

/** Under so many values nothing is said of how they differ. */
const ENOUGH = 100;
const NEARLY = 0.99;

/**
 * What a person should know of a column before counting by it, the gravest first. A column that nearly never repeats
 * is an id; fractions never repeat either and are left alone.
 * @param rows of the table
 */
export function columnWarnings(column: ColumnProfile, rows: number): readonly ColumnWarning[] {
  const { nulls, distinct, kind, future, min, max } = column;
  const filled = rows - nulls;
  if (filled === 0) return [{ code: 'empty', rows }];
  const warnings: ColumnWarning[] = [];
  if (nulls > rows / 2) warnings.push({ code: 'mostly-empty', rows: nulls });
  if (future > 0) warnings.push({ code: 'future', rows: future });
  if (distinct === 1 && filled > 1) warnings.push({ code: 'constant', rows: filled });
  const whole = kind === 'text' || (kind === 'number' && Number.isInteger(min) && Number.isInteger(max));
  const fractions = /^(?:FLOAT|DOUBLE|DECIMAL)/.test(column.type);
  if (filled >= ENOUGH && distinct >= NEARLY * filled && whole && !fractions)
    warnings.push({ code: 'near-unique', rows: distinct });
  return warnings;
}

/** The filter that keeps the rows of one bin of a column's histogram; null where there is none such. */
export function binTest({ name, kind, histogram }: ColumnProfile, index: number): PropertyTest | null {
  const bin = histogram?.[index];
  if (histogram === null || bin === undefined) return null;
  const bound = (value: number): number | string =>
    kind === 'time' ? new Date(Math.ceil(value)).toISOString() : value;
  const from = bound(bin.from);
  // The last bin holds its end too.
  return index === histogram.length - 1 ? { property: name, from } : { property: name, from, to: bound(bin.to) };
}

/** The filter that keeps the rows of a frequent value; null where it cannot be told from its text. */
export function valueTest({ name, kind }: ColumnProfile, value: string): PropertyTest | null {
  if (kind === 'text') return value.length >= 200 ? null : { property: name, is: [value] };
  if (kind === 'boolean') return { property: name, is: [value === 'true'] };
  const number = Number(value);
  return kind === 'number' && Number.isFinite(number) ? { property: name, is: [number] } : null;
}
