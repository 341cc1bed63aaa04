import type { Statement } from '../core/engine';
import { countAt, numberAt, type Frame } from '../core/frame';
import { roundNumber } from '../core/rounding';
import { ident, join, sql } from '../sql/sql';
import { valueOf, type Basics } from './profile-basics';
import type { ColumnProfile, Negatives, Outliers, Quantiles } from './profile';

/** Fewer values have no usual range. */
const ENOUGH = 100;
/** Columns of so few different numbers are codes. */
const CODES = 20;
/** "Far out" of Tukey 1977, Exploratory Data Analysis: beyond three times the interquartile range. */
const FAR = 3;
/** A tail so many times as long as the other is judged on a log scale. */
const SKEWED = 3;

/** Bounds of what is usual; `low` is null where nothing lies below, or where a log knows no such value. */
export type Fences = Pick<Outliers, 'scale'> & { readonly low: number | null; readonly high: number };

/**
 * Bounds beyond which a value is an outlier: three interquartile ranges from the quartiles, on a log scale where the
 * values stretch out to the right and the lower quartile is positive. Bounds have three digits, so that what is said
 * is what is counted. Null where half of the values are one, where there are too few, or where the numbers are codes.
 */
export function fencesOf({ min }: Basics, q: Quantiles | null, filled: number, distinct: number): Fences | null {
  if (q === null || typeof min !== 'number' || filled < ENOUGH || distinct <= CODES || q.p75 <= q.p25) return null;
  const log = q.p25 > 0 && q.p95 - q.p50 > SKEWED * (q.p50 - q.p5);
  const digits = (n: number): number => Number(n.toPrecision(3));
  if (!log) {
    const reach = FAR * (q.p75 - q.p25);
    return { scale: 'raw', low: digits(q.p25 - reach), high: digits(q.p75 + reach) };
  }
  const reach = (q.p75 / q.p25) ** FAR;
  return { scale: 'log', low: min > 0 ? digits(q.p25 / reach) : null, high: digits(q.p75 * reach) };
}

/** Counts what lies beyond the fences, below zero, and in the future; null where there is nothing to count. */
export function beyondQuery(
  table: string,
  columns: readonly Basics[],
  fences: readonly (Fences | null)[],
  now: number,
): Statement | null {
  const parts = columns.flatMap((column, i) => {
    const { kind, min, max } = column;
    if (typeof min !== 'number' || typeof max !== 'number') return [];
    const value = valueOf(column);
    const fence = fences[i] ?? null;
    // A sum of comparisons takes a quarter of the time of a filtered count.
    const count = (test: Statement): Statement => sql`coalesce(sum(CAST(${test} AS INTEGER)), 0)`;
    if (kind === 'time') return max > now ? [sql`${count(sql`${value} > ${now}`)} AS ${ident(`f${i}`)}`] : [];
    return [
      ...(fence !== null && max >= fence.high
        ? [sql`${count(sql`${value} >= ${fence.high}`)} AS ${ident(`h${i}`)}`]
        : []),
      ...(fence !== null && fence.low !== null && min < fence.low
        ? [sql`${count(sql`${value} < ${fence.low}`)} AS ${ident(`l${i}`)}`]
        : []),
      ...(min < 0
        ? [
            sql`${count(sql`${value} < 0`)} AS ${ident(`n${i}`)}, sum(${value}) FILTER (WHERE ${value} < 0) AS ${ident(`s${i}`)},
              sum(${value}) FILTER (WHERE ${value} > 0) AS ${ident(`p${i}`)}`,
          ]
        : []),
    ];
  });
  return parts.length === 0 ? null : sql`SELECT ${join(parts, ', ')} FROM ${ident(table)}`;
}

/** The answer of {@link beyondQuery} for the column at a place. */
export function beyondOf(
  frame: Frame | null,
  index: number,
  fence: Fences | null,
): Pick<ColumnProfile, 'outliers' | 'negatives' | 'future'> {
  const has = (name: string): boolean => frame?.columns.some((c) => c.name === name) === true;
  const count = (name: string): number => (frame !== null && has(name) ? countAt(frame, name) : 0);
  const sum = (name: string): number => (frame !== null && has(name) ? roundNumber(numberAt(frame, name) ?? 0) : 0);
  const [below, above] = [count(`l${index}`), count(`h${index}`)];
  const negatives: Negatives | null = has(`n${index}`)
    ? { rows: count(`n${index}`), sum: sum(`s${index}`), positive: sum(`p${index}`) }
    : null;
  const outliers = fence === null || below + above === 0 ? null : { ...fence, below, above };
  return { outliers, negatives, future: count(`f${index}`) };
}
