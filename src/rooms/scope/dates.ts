import { startOfDay } from '../../core/calendar';
import { DAY, offsetAt } from '../../core/time';

export { startOfDay };

/** The first moment of the day after. */
export function endOfDay(date: string, zone: string): number | null {
  const local = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(local) ? null : startOfDay(new Date(local + DAY).toISOString().slice(0, 10), zone);
}

/** The calendar day `YYYY-MM-DD` of a moment in a zone. */
export function dayOf(time: number, zone: string): string {
  return new Date(time + offsetAt(zone, time)).toISOString().slice(0, 10);
}
