import type { Statement } from '../core/engine';
import { DAY, offsetChanges } from '../core/time';
import { raw, sql } from './sql';

/**
 * The local time of the column `time` (epoch ms): it plus the zone's offset, whose changes over `[from, to]`
 * are written in as a CASE, for DuckDB-WASM has no ICU inside.
 */
export function localTime(zone: string, from: number, to: number): Statement {
  const changes = offsetChanges(zone, from, to);
  const offsets = changes.map((c) => c.offset);
  const last = offsets.at(-1) ?? 0;
  if (offsets.every((o) => o === 0)) return sql`time`;
  // The first change from the end back that lies at or before the time.
  const offset =
    changes.length === 1
      ? sql`${last}`
      : {
          text: `CASE ${changes
            .slice(1)
            .map(() => 'WHEN time < ? THEN ?')
            .join(' ')} ELSE ? END`,
          values: [...changes.slice(1).flatMap((c, i) => [c.at, offsets[i] ?? 0]), last],
        };
  return sql`(time + ${offset})`;
}

/** The local calendar day of the column `time` (epoch ms), as whole days since 1970-01-01 in the zone. */
export function localDay(zone: string, from: number, to: number): Statement {
  return sql`CAST(floor(${localTime(zone, from, to)} / ${raw(`${DAY}.0`)}) AS INTEGER)`;
}

/** A column of epoch milliseconds as a UTC timestamp, for lists that a person reads. */
export function readableTime(column: string): Statement {
  return sql`epoch_ms(${raw(column)})`;
}
