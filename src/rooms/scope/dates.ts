import { DAY, offsetAt } from '../../core/time';

/** The first moment (epoch ms) of a calendar day `YYYY-MM-DD` in a zone; null where it is no day. */
export function startOfDay(date: string, zone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const local = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(local)) return null;
  // The offset is that of the moment sought; twice, for the first guess may lie beyond a change of it.
  const near = local - offsetAt(zone, local);
  return local - offsetAt(zone, near);
}

/** The first moment of the day after. */
export function endOfDay(date: string, zone: string): number | null {
  const local = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(local) ? null : startOfDay(new Date(local + DAY).toISOString().slice(0, 10), zone);
}

/** The calendar day `YYYY-MM-DD` of a moment in a zone. */
export function dayOf(time: number, zone: string): string {
  return new Date(time + offsetAt(zone, time)).toISOString().slice(0, 10);
}
