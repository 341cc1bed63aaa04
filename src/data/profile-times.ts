import type { Statement } from '../core/engine';
import { countAt, numberAt, type Frame } from '../core/frame';
import { ident, raw, sql } from '../sql/sql';
import { momentOf, type Basics } from './profile-basics';
import { binOf, histogram } from './profile-shapes';
import type { ColumnProfile, Gap } from './profile';

/** Bins that times are counted in: 200 for each that is drawn. */
const FINE = 4000;
const DRAWN = 20;
/** Fewer stretches say nothing of what is usual. */
const ENOUGH = 20;
/**
 * How many times as long as 95 of 100 stretches between rows a gap is. Rows that come at random, one independent of
 * the other, leave a stretch of five times the 95th percentile (15 mean spacings) once in three million.
 */
const TIMES = 5;

/**
 * Rows of a time column by fine bins, with the first and the last time of each; rows without a time have no bin. Null
 * where there are no two times.
 */
export function timesQuery(table: string, basics: Basics, index: number): Statement | null {
  const { kind, min, max } = basics;
  if (kind !== 'time' || typeof min !== 'number' || typeof max !== 'number' || min >= max) return null;
  return sql`SELECT ${raw(String(index))} AS i, ${binOf(sql`CAST(t AS DOUBLE)`, min, max, FINE)} AS bin,
      count(*) AS n, min(t) AS first, max(t) AS last
    FROM (SELECT ${momentOf(basics)} AS t FROM ${ident(table)}) AS times GROUP BY bin`;
}

/** The histogram and the longest gap of the time column at a place, of the answer of {@link timesQuery}. */
export function timesOf(
  frame: Frame | null,
  index: number,
  { kind, min, max }: Basics,
): Pick<ColumnProfile, 'histogram' | 'gap'> {
  if (frame === null || kind !== 'time' || typeof min !== 'number' || typeof max !== 'number' || min >= max)
    return { histogram: null, gap: null };
  const drawn = Array.from({ length: DRAWN }, () => 0);
  const spans: { first: number; last: number }[] = [];
  for (let row = 0; row < frame.length; row++) {
    const bin = countAt(frame, 'i', row) === index ? numberAt(frame, 'bin', row) : null;
    if (bin === null) continue;
    const place = Math.min(DRAWN - 1, Math.floor((bin * DRAWN) / FINE));
    drawn[place] = (drawn[place] ?? 0) + countAt(frame, 'n', row);
    spans.push({ first: countAt(frame, 'first', row), last: countAt(frame, 'last', row) });
  }
  return { histogram: histogram(drawn, min, max), gap: longestGap(spans) };
}

/**
 * The longest stretch without a row, where it is much longer than usual; else null.
 * @param spans first and last times of bins that have rows, in any order
 */
export function longestGap(spans: readonly { readonly first: number; readonly last: number }[]): Gap | null {
  const sorted = [...spans].sort((a, b) => a.first - b.first);
  const stretches = sorted.slice(1).map((span, i) => ({ from: sorted[i]?.last ?? span.first, to: span.first }));
  if (stretches.length < ENOUGH) return null;
  const lengths = stretches.map((s) => s.to - s.from).sort((a, b) => a - b);
  const usual = lengths[Math.ceil(lengths.length * 0.95) - 1] ?? 0;
  const longest = stretches.reduce((most, s) => (s.to - s.from > most.to - most.from ? s : most));
  return longest.to - longest.from > TIMES * usual ? { ...longest, usual } : null;
}
