/** Milliseconds of a second, minute, hour and day. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** From `at` (epoch ms, inclusive) on, local time is UTC + `offset` ms, until the next change. */
export interface OffsetChange {
  readonly at: number;
  readonly offset: number;
}

/**
 * A zone's offsets over `[from, to]` (epoch ms): the one in force at `from`, then each change, found
 * with `Intl` to the second. DuckDB-WASM has no ICU inside, so plans carry this table instead.
 */
export function offsetChanges(zone: string, from: number, to: number): readonly OffsetChange[] {
  const changes: OffsetChange[] = [{ at: from, offset: offsetAt(zone, from) }];
  // No zone has changed twice within a week.
  for (let start = from; start < to; start += 7 * DAY) {
    const end = Math.min(start + 7 * DAY, to);
    const before = offsetAt(zone, start);
    const after = offsetAt(zone, end);
    if (before === after) continue;
    let low = start;
    let high = end;
    while (high - low > SECOND) {
      const middle = Math.floor((low + high) / 2 / SECOND) * SECOND;
      if (middle <= low) break;
      if (offsetAt(zone, middle) === before) low = middle;
      else high = middle;
    }
    changes.push({ at: high, offset: after });
  }
  return changes;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local time minus UTC at an instant, in ms. */
export function offsetAt(zone: string, instant: number): number {
  if (zone === 'UTC') return 0;
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  const local = Date.UTC(
    part['year'] ?? 1970,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
  return local - Math.floor(instant / SECOND) * SECOND;
}
