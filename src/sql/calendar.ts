import { bucketOf, bucketStart, type BucketSize } from '../core/calendar';
import type { Statement } from '../core/engine';
import { DAY } from '../core/time';
import { raw, sql } from './sql';

/** The bucket of the column `day` (days since 1970-01-01); the same arithmetic as `bucketOf` of `core/calendar.ts`. */
export function bucketColumn(size: BucketSize): Statement {
  if (size === 'day') return sql`day`;
  if (size === 'week') return sql`CAST(floor((day + 3) / 7.0) AS INTEGER)`;
  // Months since 1970-01 of the Gregorian calendar, counted in eras of 400 years from March
  // (Hinnant, "chrono-compatible low-level date algorithms", civil_from_days).
  const era = 'floor((day + 719468) / 146097.0)';
  const inEra = `(day + 719468 - ${era} * 146097)`;
  const year = `floor((${inEra} - floor(${inEra} / 1460.0) + floor(${inEra} / 36524.0) - floor(${inEra} / 146096.0)) / 365.0)`;
  const inYear = `(${inEra} - (365 * ${year} + floor(${year} / 4.0) - floor(${year} / 100.0)))`;
  const fromMarch = `floor((5 * ${inYear} + 2) / 153.0)`;
  return sql`CAST((${raw(`${era} * 400 + ${year}`)} - 1970) * 12 + ${raw(fromMarch)} + 2 AS INTEGER)`;
}

/**
 * The bucket of the column `local` (local time, ms; see `localTime`) in one step, where rows are many.
 * Months are told by halving: a CASE of a few comparisons a row, with the months from `firstDay` to
 * `lastDay` (days since 1970-01-01, inclusive) written in.
 */
export function bucketOfLocal(size: BucketSize, firstDay: number, lastDay: number): Statement {
  if (size === 'day') return sql`CAST(floor(local / ${raw(`${DAY}.0`)}) AS INTEGER)`;
  if (size === 'week') return sql`CAST(floor((local + ${raw(String(3 * DAY))}) / ${raw(`${7 * DAY}.0`)}) AS INTEGER)`;
  const among = (first: number, last: number): string => {
    if (first >= last) return String(first);
    const middle = Math.floor((first + last + 1) / 2);
    const start = bucketStart(middle, size) * DAY;
    return `CASE WHEN local < ${start} THEN ${among(first, middle - 1)} ELSE ${among(middle, last)} END`;
  };
  return sql`${raw(among(bucketOf(firstDay, size), bucketOf(lastDay, size)))}`;
}
