import type { PropertyTest } from '../core/filter';
import type { Role } from '../core/roles';
import type { ColumnProfile, Gap, Outliers, ValueKind } from './profile';

/** What is odd about a column: how many rows it concerns, and the filter that shows them, where one can. */
export type ColumnWarning = {
  readonly rows: number;
  readonly test: PropertyTest | null;
} & (
  | { readonly code: 'empty' | 'mostly-empty' | 'constant' | 'near-unique' | 'future' }
  /** From `bound` up, or below it: far from the rest. */
  | { readonly code: 'far-above' | 'far-below'; readonly bound: number; readonly scale: Outliers['scale'] }
  /** Numbers below zero; `share` of what the positive ones come to, null without these. */
  | { readonly code: 'refunds' | 'returns'; readonly share: number | null }
  /** A stretch without rows; the filter shows what comes after. */
  | { readonly code: 'gap'; readonly gap: Gap }
  /** A text column of values of several kinds; `usual` is the kind of most. */
  | { readonly code: 'mixed'; readonly usual: ValueKind; readonly kinds: ColumnProfile['kinds'] }
);

/** Under so many values nothing is said of how they differ. */
const ENOUGH = 100;
const NEARLY = 0.99;
/** The same of an estimate that is off by a percent, or two. */
const SEEMINGLY = 0.96;
/** More of the values than this are a tail, and none of it is far out. */
const FEW = 0.05;
/** Less than this share of another kind may be a slip in a sample. */
const SOME = 0.005;

/**
 * What a person should know of a column before counting by it, the gravest first. A column that nearly never repeats
 * is an id; fractions never repeat either and are left alone, and so is the time of what happened.
 * @param rows of the table
 * @param role what the column means, where it means something
 * @param now epoch milliseconds, after which a time lies in the future
 */
export function columnWarnings(
  column: ColumnProfile,
  rows: number,
  role: Role | null = null,
  now = Date.now(),
): readonly ColumnWarning[] {
  const { name: property, nulls, distinct, approximate, kind, future, min, max } = column;
  const filled = rows - nulls;
  if (filled === 0) return [{ code: 'empty', rows, test: null }];
  const warnings: ColumnWarning[] = [];
  if (nulls > rows / 2) warnings.push({ code: 'mostly-empty', rows: nulls, test: { property, given: false } });
  if (future > 0)
    warnings.push({ code: 'future', rows: future, test: { property, from: new Date(now + 1).toISOString() } });
  if (distinct === 1 && filled > 1)
    warnings.push({ code: 'constant', rows: filled, test: nulls === 0 ? null : { property, given: true } });
  const whole = kind === 'text' || (kind === 'number' && Number.isInteger(min) && Number.isInteger(max));
  const fractions = /^(?:FLOAT|DOUBLE|DECIMAL)/.test(column.type);
  const unique = filled >= ENOUGH && distinct >= (approximate ? SEEMINGLY : NEARLY) * filled && whole && !fractions;
  if (unique && role !== 'time') warnings.push({ code: 'near-unique', rows: distinct, test: null });
  warnings.push(...negative(column, role), ...(unique ? [] : far(column, filled)), ...mixed(column, filled));
  if (column.gap !== null) {
    const { gap } = column;
    warnings.push({ code: 'gap', rows: 0, gap, test: { property, from: new Date(gap.to).toISOString() } });
  }
  return warnings;
}

function negative({ name: property, negatives }: ColumnProfile, role: Role | null): ColumnWarning[] {
  if (negatives === null) return [];
  // Below zero is nothing odd elsewhere.
  const code = role === 'amount' ? 'refunds' : role === 'quantity' ? 'returns' : null;
  if (code === null) return [];
  const { rows, sum, positive } = negatives;
  return [{ code, rows, share: positive > 0 ? -sum / positive : null, test: { property, to: 0 } }];
}

function far({ name: property, outliers }: ColumnProfile, filled: number): ColumnWarning[] {
  if (outliers === null || outliers.above + outliers.below > FEW * filled) return [];
  const { scale, low, high, above, below } = outliers;
  return [
    ...(above > 0
      ? [{ code: 'far-above' as const, rows: above, bound: high, scale, test: { property, from: high } }]
      : []),
    ...(below > 0 && low !== null
      ? [{ code: 'far-below' as const, rows: below, bound: low, scale, test: { property, to: low } }]
      : []),
  ];
}

function mixed({ kinds }: ColumnProfile, filled: number): ColumnWarning[] {
  const [most, ...others] = kinds;
  const left = others.filter((k) => k.share >= SOME);
  if (most === undefined || left.length === 0 || filled < ENOUGH) return [];
  // Fractions among whole numbers, and the other way round, are numbers.
  const numeric = (kind: ValueKind): boolean => kind === 'whole' || kind === 'decimal';
  if (numeric(most.kind) && left.every((k) => numeric(k.kind))) return [];
  const rows = Math.round(filled * (1 - most.share));
  return [{ code: 'mixed', rows, usual: most.kind, kinds: [most, ...left], test: null }];
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
