import { DAY } from '../../src/core/time';

export type Interval = 'day' | 'week' | 'month';

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** Days that were asked for: loops ask for the same ones over and over. */
  readonly days: Map<number, number>;
}

const zones = new Map<string, Zone>();

/** The local calendar day of an instant, read from `Intl`: days since 1970-01-01. A reference of its own. */
export function dayOf(time: number, zone: string): number {
  let own = zones.get(zone);
  if (own === undefined) {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    zones.set(zone, (own = { format, days: new Map() }));
  }
  const known = own.days.get(time);
  if (known !== undefined) return known;
  const day = Date.parse(`${own.format.format(time)}T00:00:00Z`) / DAY;
  own.days.set(time, day);
  return day;
}

/** First day of the bucket a day lies in. */
export function firstDayOf(day: number, interval: Interval): number {
  if (interval === 'day') return day;
  const date = new Date(day * DAY);
  if (interval === 'week') return day - ((date.getUTCDay() + 6) % 7);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY;
}

/** First day of the bucket `steps` after the one that starts on a day. */
export function later(start: number, interval: Interval, steps: number): number {
  if (interval === 'day') return start + steps;
  if (interval === 'week') return start + 7 * steps;
  const date = new Date(start * DAY);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + steps, 1) / DAY;
}

/** `YYYY-MM-DD` of a day. */
export function iso(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
