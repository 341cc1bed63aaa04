import type { Statement } from '../core/engine';
import { cell, countAt, numberAt, type Frame } from '../core/frame';
import { ident, join, sql } from '../sql/sql';
import { kindOf } from './column-kind';
import type { ColumnProfile } from './profile';
import type { TableColumn } from './sample';

/** What one pass over all rows says of a column. */
export type Basics = Pick<ColumnProfile, 'name' | 'type' | 'kind' | 'nulls' | 'min' | 'max' | 'mean'> & {
  /** NaN or infinities are among its values, and are left out at some cost. */
  readonly odd?: boolean;
};

/** A column as the profile sees it: DOUBLE, epoch ms as DOUBLE, or VARCHAR. NaN and infinities are NULL. */
export function valueOf({ name, type, odd = false }: TableColumn & Pick<Basics, 'odd'>): Statement {
  const c = ident(name);
  const kind = kindOf(type);
  if (kind === 'text' || kind === 'boolean') return sql`CAST(${c} AS VARCHAR)`;
  const plain = kind === 'number' ? sql`CAST(${c} AS DOUBLE)` : sql`CAST(epoch_ms(CAST(${c} AS TIMESTAMP)) AS DOUBLE)`;
  return odd ? sql`CASE WHEN isfinite(${c}) THEN ${plain} END` : plain;
}

/**
 * How full every column is and from where to where it goes: one pass over all rows for all columns. Values are
 * compared as they are; only the smallest and the largest are made numbers.
 */
export function basicsQuery(table: string, columns: readonly Pick<Basics, 'name' | 'type' | 'odd'>[]): Statement {
  const parts = columns.map(({ name, type, odd = false }, i) => {
    const kind = kindOf(type);
    const value = odd
      ? sql`CASE WHEN isfinite(${ident(name)}) THEN ${ident(name)} END`
      : kind === 'text' || kind === 'boolean'
        ? sql`CAST(${ident(name)} AS VARCHAR)`
        : sql`${ident(name)}`;
    const made = (s: Statement): Statement => {
      if (kind === 'number') return sql`CAST(${s} AS DOUBLE)`;
      if (kind === 'text' || kind === 'boolean') return sql`left(${s}, 200)`;
      return sql`CASE WHEN isfinite(${s}) THEN CAST(epoch_ms(CAST(${s} AS TIMESTAMP)) AS DOUBLE) END`;
    };
    const mean = kind === 'number' ? sql`avg(${value})` : sql`CAST(NULL AS DOUBLE)`;
    return sql`count(${value}) AS ${ident(`n${i}`)}, ${made(sql`min(${value})`)} AS ${ident(`a${i}`)},
      ${made(sql`max(${value})`)} AS ${ident(`b${i}`)}, ${mean} AS ${ident(`m${i}`)}`;
  });
  return sql`SELECT ${join(parts, ', ')} FROM ${ident(table)}`;
}

/** The answer of {@link basicsQuery}. */
export function basicsOf(
  columns: readonly Pick<Basics, 'name' | 'type' | 'odd'>[],
  frame: Frame,
  rows: number,
): readonly Basics[] {
  const at = (name: string): number | string | null => {
    const column = frame.columns.find((c) => c.name === name);
    return column === undefined ? null : cell(column, 0);
  };
  return columns.map(({ name, type, odd }, i) => {
    const mean = numberAt(frame, `m${i}`);
    const nulls = rows - countAt(frame, `n${i}`);
    const basics = { name, type, kind: kindOf(type), nulls, min: at(`a${i}`), max: at(`b${i}`), mean };
    return odd === undefined ? basics : { ...basics, odd };
  });
}

/** Whether NaN or an infinity is the smallest or the largest value of a column: then it has to be asked anew, as odd. */
export function isOdd({ kind, type, min, max, odd, nulls }: Basics, rows: number): boolean {
  if (odd === true || nulls === rows || kind === 'text' || kind === 'boolean') return false;
  if (kind === 'number' && !/^(?:FLOAT|DOUBLE)$/.test(type)) return false;
  const finite = (value: Basics['min']): boolean => typeof value === 'number' && Number.isFinite(value);
  return !finite(min) || !finite(max);
}

/** How many values differ: counted, or estimated in a third of the time. */
export function distinctQuery(table: string, columns: readonly TableColumn[], exact: boolean): Statement {
  const parts = columns.map(({ name }, i) =>
    exact
      ? sql`count(DISTINCT ${ident(name)}) AS ${ident(`d${i}`)}`
      : sql`approx_count_distinct(${ident(name)}) AS ${ident(`d${i}`)}`,
  );
  return sql`SELECT ${join(parts, ', ')} FROM ${ident(table)}`;
}

/** The answer of {@link distinctQuery} for the column at a place: the number, and whether it is an estimate. */
export function distinctOf(
  { min, max, nulls }: Basics,
  frame: Frame,
  index: number,
  rows: number,
  exact: boolean,
): { readonly distinct: number; readonly approximate: boolean } {
  const filled = rows - nulls;
  // One value or none is known exactly (as far as it is not cut); an estimate never exceeds the values there are.
  const few = min === max && !(typeof min === 'string' && min.length >= 200);
  if (few) return { distinct: Math.min(1, filled), approximate: false };
  return { distinct: Math.max(2, Math.min(filled, countAt(frame, `d${index}`))), approximate: !exact };
}
