import type { Statement } from '../core/engine';
import { cell, countAt, numberAt, type Frame } from '../core/frame';
import { ident, join, raw, sql } from '../sql/sql';
import { kindOf } from './column-kind';
import type { ColumnProfile } from './profile';
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

/** How many values differ of those there are: the number, and whether it is an estimate. */
function distinctOf(
  { type, min, max }: Pick<Basics, 'type' | 'min' | 'max'>,
  filled: number,
  counted: number,
  exact: boolean,
): Pick<Basics, 'distinct' | 'approximate'> {
  // One value or none is known exactly (as far as it is not cut); an estimate never exceeds the values there can be.
  const one = min !== null && min === max && !(typeof min === 'string' && min.length >= 200);
  if (filled <= 1 || one) return { distinct: Math.min(1, filled), approximate: false };
  const most = Math.min(filled, placesOf(type, min, max));
  return { distinct: Math.max(exact ? 1 : 2, Math.min(most, counted)), approximate: !exact };
}

const DAY = 86_400_000;

/** Whole numbers or days that there are between two ends, both inclusive; Infinity for what has places between. */
function placesOf(type: string, min: Basics['min'], max: Basics['max']): number {
  if (typeof min !== 'number' || typeof max !== 'number') return Infinity;
  if (/^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/.test(type)) return max - min + 1;
  return type === 'DATE' ? (max - min) / DAY + 1 : Infinity;
}

/** From how many on an estimate is made anew: a sixteenth of so many is more than a thousand. */
const MANY = 20_000;
/** One of so many values is counted, told by its hash. */
const ONE_OF = 16;

/**
 * Counts one in sixteen different values of the columns that seem to have many, which is off by less than 3 % (standard
 * error); null where there is none. The first estimate has 64 registers and is off by 13 %: too much to tell an id.
 */
export function manyQuery(table: string, columns: readonly Basics[]): Statement | null {
  const parts = columns.flatMap(({ name, distinct, approximate }, i) => {
    if (!approximate || distinct < MANY) return [];
    const c = ident(name);
    const chosen = sql`${c} IS NOT NULL AND hash(${c}) & ${raw(String(ONE_OF - 1))} = 0`;
    return [sql`count(DISTINCT hash(${c})) FILTER (WHERE ${chosen}) AS ${ident(`k${i}`)}`];
  });
  return parts.length === 0 ? null : sql`SELECT ${join(parts, ', ')} FROM ${ident(table)}`;
}

/** The answer of {@link manyQuery} for the column at a place; nothing where it was not asked for. */
export function manyOf(
  frame: Frame | null,
  index: number,
  { type, min, max, nulls }: Basics,
  rows: number,
): Partial<Pick<Basics, 'distinct'>> {
  const counted = endAt(frame, `k${index}`);
  if (typeof counted !== 'number') return {};
  return { distinct: Math.min(rows - nulls, placesOf(type, min, max), counted * ONE_OF) };
}

/** Whether NaN or an infinity is the smallest or the largest value of a column: then it has to be asked anew, as odd. */
export function isOdd({ kind, type, min, max, odd, nulls }: Basics, rows: number): boolean {
  if (odd === true || nulls === rows || isText(kind)) return false;
  if (kind === 'number' && !/^(?:FLOAT|DOUBLE)$/.test(type)) return false;
  const finite = (value: Basics['min']): boolean => typeof value === 'number' && Number.isFinite(value);
  return !finite(min) || !finite(max);
}
