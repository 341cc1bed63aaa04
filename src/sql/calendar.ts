import { bucketOf, bucketStart, type BucketSize } from '../core/calendar';
import type { Statement } from '../core/engine';
import { DAY, offsetChanges } from '../core/time';
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

/**
 * The bucket of the column `time` (epoch ms, `[from, to]`) in a zone, in one step where rows are many: what
 * `bucketOfLocal` says of `localTime`, with the zone's changes and the starts of its buckets written in as whole
 * numbers, so that a row costs a few comparisons and nothing is computed in floating point twice.
 */
export function bucketOfTime(size: BucketSize, zone: string, from: number, to: number): Statement {
  const changes = offsetChanges(zone, from, to);
  const within = changes.map(({ at, offset }, i): string => {
    const end = changes[i + 1]?.at ?? to + 1;
    if (size !== 'month') {
      const [shift, length] = size === 'day' ? [offset, DAY] : [offset + 3 * DAY, 7 * DAY];
      return `CAST(floor((time + ${shift}) / ${length}.0) AS INTEGER)`;
    }
    const month = (time: number): number => bucketOf(Math.floor((time + offset) / DAY), 'month');
    const among = (first: number, last: number): string => {
      if (first >= last) return String(first);
      const middle = Math.floor((first + last + 1) / 2);
      return `CASE WHEN time < ${bucketStart(middle, 'month') * DAY - offset} THEN ${among(first, middle - 1)} ELSE ${among(middle, last)} END`;
    };
    return among(month(at), month(end - 1));
  });
  // Halved as well: a zone may have changed twice a year for many years.
  const choose = (first: number, last: number): string => {
    if (first >= last) return within[first] ?? '';
    const middle = Math.floor((first + last + 1) / 2);
    return `CASE WHEN time < ${changes[middle]?.at ?? 0} THEN ${choose(first, middle - 1)} ELSE ${choose(middle, last)} END`;
  };
  return sql`${raw(choose(0, within.length - 1))}`;
}

/** The first day of the bucket in a column, as text `YYYY-MM-DD`; months from `first` to `last` only. */
export function bucketName(size: BucketSize, column: string, first: number, last: number): Statement {
  const months = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const day = {
    day: column,
    week: `(${column} * 7 - 3)`,
    month: `CASE ${column} ${months.map((m) => `WHEN ${m} THEN ${bucketStart(m, 'month')}`).join(' ')} END`,
  }[size];
  return sql`CAST(CAST(epoch_ms(CAST(${raw(day)} AS BIGINT) * ${raw(String(DAY))}) AS DATE) AS VARCHAR)`;
}
