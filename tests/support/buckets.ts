import { DAY } from '../../src/core/time';

export type Interval = 'day' | 'week' | 'month';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local calendar day of an instant, read from `Intl`: days since 1970-01-01. A reference of its own. */
export function dayOf(time: number, zone: string): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(zone, format);
  return Date.parse(`${format.format(time)}T00:00:00Z`) / DAY;
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
