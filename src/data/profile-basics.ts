import type { Statement } from '../core/engine';
import { cell, countAt, numberAt, type Frame } from '../core/frame';
import { ident, join, sql } from '../sql/sql';
import { kindOf } from './column-kind';
import type { ColumnProfile } from './profile';
import { distinctOf } from './profile-distinct';
import type { TableColumn } from './sample';

/** What one pass over all rows says of a column. */
export type Basics = Pick<
  ColumnProfile,
  'name' | 'type' | 'kind' | 'nulls' | 'min' | 'max' | 'mean' | 'distinct' | 'approximate'
> & {
  /** NaN or infinities are among its values, and are left out at some cost. */
  readonly odd?: boolean;
};

/** How much one pass over all rows finds out. */
export interface Depth {
  /** Different values are counted; else estimated, in a third of the time. */
  readonly exact: boolean;
  /** Texts are compared too, which takes as long as all the rest; else they have no ends yet. */
  readonly texts: boolean;
}

/** A column as the profile sees it: DOUBLE, epoch ms as DOUBLE, or VARCHAR. NaN and infinities are NULL. */
export function valueOf(column: TableColumn & Pick<Basics, 'odd'>): Statement {
  const { name, type, odd = false } = column;
  const c = ident(name);
  const kind = kindOf(type);
  if (isText(kind)) return sql`CAST(${c} AS VARCHAR)`;
  if (kind !== 'number') return sql`CAST(${momentOf(column)} AS DOUBLE)`;
  return odd ? sql`CASE WHEN isfinite(${c}) THEN CAST(${c} AS DOUBLE) END` : sql`CAST(${c} AS DOUBLE)`;
}

/** A time column as epoch ms in BIGINT; infinities are NULL. */
export function momentOf({ name, odd = false }: Pick<Basics, 'name' | 'odd'>): Statement {
  const plain = sql`epoch_ms(CAST(${ident(name)} AS TIMESTAMP))`;
  return odd ? sql`CASE WHEN isfinite(${ident(name)}) THEN ${plain} END` : plain;
}

function isText(kind: Basics['kind']): boolean {
  return kind === 'text' || kind === 'boolean';
}

/**
 * How full every column is, from where to where it goes, and how many values differ: one pass over all rows for all
 * columns. Values are compared as they are; only the smallest and the largest are made numbers.
 */
export function basicsQuery(
  table: string,
  columns: readonly Pick<Basics, 'name' | 'type' | 'odd'>[],
  depth: Depth,
): Statement {
  const parts = columns.map(({ name, type, odd = false }, i) => {
    const kind = kindOf(type);
    const c = ident(name);
    const value = odd ? sql`CASE WHEN isfinite(${c}) THEN ${c} END` : c;
    const made = (s: Statement): Statement =>
      kind === 'number'
        ? sql`CAST(${s} AS DOUBLE)`
        : sql`CASE WHEN isfinite(${s}) THEN CAST(epoch_ms(CAST(${s} AS TIMESTAMP)) AS DOUBLE) END`;
    const found = [
      sql`count(${value}) AS ${ident(`n${i}`)}`,
      depth.exact
        ? sql`count(DISTINCT ${c}) AS ${ident(`d${i}`)}`
        : sql`approx_count_distinct(${c}) AS ${ident(`d${i}`)}`,
    ];
    if (kind === 'number') found.push(sql`avg(${value}) AS ${ident(`m${i}`)}`);
    if (isText(kind) && depth.texts) found.push(textEnds(name, i));
    if (!isText(kind))
      found.push(
        sql`${made(sql`min(${value})`)} AS ${ident(`a${i}`)}, ${made(sql`max(${value})`)} AS ${ident(`b${i}`)}`,
      );
    return join(found, ', ');
  });
  return sql`SELECT ${join(parts, ', ')} FROM ${ident(table)}`;
}

function textEnds(name: string, index: number): Statement {
  const text = sql`CAST(${ident(name)} AS VARCHAR)`;
  return sql`left(min(${text}), 200) AS ${ident(`a${index}`)}, left(max(${text}), 200) AS ${ident(`b${index}`)}`;
}

/** The first and the last text of columns that have no ends yet; null where all have. */
export function textEndsQuery(table: string, columns: readonly Basics[], rows: number): Statement | null {
  const parts = columns.flatMap((c, i) =>
    isText(c.kind) && c.min === null && c.nulls < rows ? [textEnds(c.name, i)] : [],
  );
  return parts.length === 0 ? null : sql`SELECT ${join(parts, ', ')} FROM ${ident(table)}`;
}

/** The answer of {@link textEndsQuery} for the column at a place; nothing where it was not asked for. */
export function textEndsOf(frame: Frame | null, index: number): Partial<Pick<Basics, 'min' | 'max'>> {
  const min = endAt(frame, `a${index}`);
  const max = endAt(frame, `b${index}`);
  return min === null || max === null ? {} : { min, max };
}

function endAt(frame: Frame | null, name: string): number | string | null {
  const column = frame?.columns.find((c) => c.name === name);
  return column === undefined ? null : cell(column, 0);
}

/** The answer of {@link basicsQuery}. */
export function basicsOf(
  columns: readonly Pick<Basics, 'name' | 'type' | 'odd'>[],
  frame: Frame,
  rows: number,
  { exact }: Depth,
): readonly Basics[] {
  return columns.map(({ name, type, odd }, i) => {
    const kind = kindOf(type);
    const mean = kind === 'number' ? numberAt(frame, `m${i}`) : null;
    const nulls = rows - countAt(frame, `n${i}`);
    const ends = { min: endAt(frame, `a${i}`), max: endAt(frame, `b${i}`) };
    const differ = distinctOf({ type, ...ends }, rows - nulls, countAt(frame, `d${i}`), exact);
    const basics = { name, type, kind, nulls, ...ends, mean, ...differ };
    return odd === undefined ? basics : { ...basics, odd };
  });
}

/** Whether NaN or an infinity is the smallest or the largest value of a column: then it has to be asked anew, as odd. */
export function isOdd({ kind, type, min, max, odd, nulls }: Basics, rows: number): boolean {
  if (odd === true || nulls === rows || isText(kind)) return false;
  if (kind === 'number' && !/^(?:FLOAT|DOUBLE)$/.test(type)) return false;
  const finite = (value: Basics['min']): boolean => typeof value === 'number' && Number.isFinite(value);
  return !finite(min) || !finite(max);
}
