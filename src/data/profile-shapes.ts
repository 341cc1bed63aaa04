import type { Statement } from '../core/engine';
import { cell, countAt, numberAt, type Frame } from '../core/frame';
import { ident, join, raw, sql } from '../sql/sql';
import { valueOf, type Basics } from './profile-basics';
import type { ColumnProfile, Quantiles } from './profile';

const BINS = 20;
const TOP = 5;
const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Quantiles of numbers and times, interpolated (type 7); null where no column is one. */
export function quantilesQuery(from: string, columns: readonly Basics[]): Statement | null {
  const of = columns.flatMap((column, i) => (typeof column.min === 'number' ? [{ column, i }] : []));
  if (of.length === 0) return null;
  // Asked for as a list, so that values are kept and ordered once.
  const lists = of.map(
    ({ column, i }) => sql`quantile_cont(${valueOf(column)}, [${raw(SHARES.join(', '))}]) AS ${ident(`q${i}`)}`,
  );
  const cells = of.flatMap(({ i }) =>
    SHARES.map((_, q) => sql`${ident(`q${i}`)}[${raw(String(q + 1))}] AS ${ident(`q${i}_${q}`)}`),
  );
  return sql`SELECT ${join(cells, ', ')} FROM (SELECT ${join(lists, ', ')} FROM ${ident(from)}) AS lists`;
}

/** The answer of {@link quantilesQuery} for the column at a place. */
export function quantilesOf({ min }: Basics, frame: Frame | null, index: number): Quantiles | null {
  if (frame === null || typeof min !== 'number') return null;
  const at = (q: number): number | null => numberAt(frame, `q${index}_${q}`);
  const [p5, p25, p50, p75, p95] = [at(0), at(1), at(2), at(3), at(4)];
  if (p5 === null || p25 === null || p50 === null || p75 === null || p95 === null) return null;
  return { p5, p25, p50, p75, p95 };
}

/**
 * The most frequent values of a column; null where the values hardly repeat: the most frequent of them would say
 * nothing and cost the most.
 */
export function topQuery(
  from: string,
  { name }: Basics,
  index: number,
  filled: number,
  distinct: number,
): Statement | null {
  if (filled === 0 || (distinct > 50 && distinct > filled / 2)) return null;
  const c = ident(name);
  return sql`SELECT ${raw(String(index))} AS i, left(CAST(key AS VARCHAR), 200) AS value, n, d FROM (
      SELECT ${c} AS key, count(*) AS n, count(*) OVER () AS d FROM ${ident(from)} WHERE ${c} IS NOT NULL GROUP BY 1
      ORDER BY n DESC, key LIMIT ${raw(String(TOP))}) AS t`;
}

/** How many numbers of a column fall in each bin; null where there are no two different ones. */
export function binsQuery(from: string, basics: Basics, index: number): Statement | null {
  const { min, max } = basics;
  if (typeof min !== 'number' || typeof max !== 'number' || min >= max) return null;
  return sql`SELECT ${raw(String(index))} AS i, bin, count(*) AS n FROM (
      SELECT ${binOf(valueOf(basics), min, max, BINS)} AS bin FROM ${ident(from)} WHERE ${valueOf(basics)} IS NOT NULL) AS t GROUP BY bin`;
}

/**
 * SQL of the place of a DOUBLE among so many equal bins from `min` up. The largest value gets a place of its own after
 * the last: to put it there in SQL (`least`) takes as long as everything else.
 */
export function binOf(value: Statement, min: number, max: number, bins: number): Statement {
  return sql`CAST(floor((${value} - ${min}) / ${max - min} * ${raw(String(bins))}) AS INTEGER)`;
}

/** All of the queries in one; null when there is none. Each answers its column's place as `i`. */
export function allOf(queries: readonly (Statement | null)[]): Statement | null {
  const some = queries.filter((q) => q !== null);
  if (some.length === 0) return null;
  return join(
    some.map((q) => sql`SELECT * FROM (${q}) AS one`),
    ' UNION ALL ',
  );
}

/** Fewer rows of a sample say little of how frequent a value is. */
const ENOUGH = 25;

/** How many values differ, of the answer of {@link topQuery} over all rows; null where it has none of the column. */
export function groupsOf(frame: Frame | null, index: number): number | null {
  for (let row = 0; frame !== null && row < frame.length; row++)
    if (countAt(frame, 'i', row) === index) return countAt(frame, 'd', row);
  return null;
}

/** @param scale rows that one row of the sample stands for */
export function topOf(frame: Frame | null, index: number, scale: number): ColumnProfile['top'] {
  const top: { value: string; rows: number }[] = [];
  const value = frame?.columns.find((c) => c.name === 'value');
  for (let row = 0; frame !== null && value !== undefined && row < frame.length; row++) {
    if (countAt(frame, 'i', row) !== index) continue;
    const n = countAt(frame, 'n', row);
    if (scale === 1 || n >= ENOUGH) top.push({ value: String(cell(value, row)), rows: Math.round(n * scale) });
  }
  return top.sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
}

/** @param scale rows that one row of the sample stands for */
export function binsOf(
  frame: Frame | null,
  index: number,
  { min, max }: Basics,
  scale: number,
): ColumnProfile['histogram'] {
  if (frame === null || typeof min !== 'number' || typeof max !== 'number' || min >= max) return null;
  const rows = Array.from({ length: BINS }, () => 0);
  for (let row = 0; row < frame.length; row++) {
    if (countAt(frame, 'i', row) !== index) continue;
    const bin = Math.min(BINS - 1, countAt(frame, 'bin', row));
    rows[bin] = (rows[bin] ?? 0) + countAt(frame, 'n', row);
  }
  return histogram(
    rows.map((n) => Math.round(n * scale)),
    min,
    max,
  );
}

/** Equal bins between `min` and `max` with their rows. */
export function histogram(rows: readonly number[], min: number, max: number): NonNullable<ColumnProfile['histogram']> {
  const bins = rows.length;
  const edge = (i: number): number => (i === bins ? max : min + ((max - min) * i) / bins);
  return rows.map((n, i) => ({ from: edge(i), to: edge(i + 1), rows: n }));
}
