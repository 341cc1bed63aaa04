import { bucketOf, type BucketSize } from '../core/calendar';
import { DAY, type OffsetChange } from '../core/time';

/** Local time of instants, both ms: what `localTime` of `time.ts` is in SQL, from the same changes. */
export function localClock(changes: readonly OffsetChange[]): (time: number) => number {
  let offset = changes[0]?.offset ?? 0;
  if (changes.length <= 1) return (time) => time + offset;
  let from = -Infinity;
  let to = changes[1]?.at ?? Infinity;
  return (time) => {
    // Neighbours mostly lie between the same two changes.
    if (time < from || time >= to) {
      let low = 0;
      for (let high = changes.length; high - low > 1;) {
        const middle = (low + high) >> 1;
        if (time < (changes[middle]?.at ?? 0)) high = middle;
        else low = middle;
      }
      from = low === 0 ? -Infinity : (changes[low]?.at ?? 0);
      to = changes[low + 1]?.at ?? Infinity;
      offset = changes[low]?.offset ?? 0;
    }
    return time + offset;
  };
}

/** The bucket of an instant (ms): what `bucketOfTime` of `calendar.ts` is in SQL. */
export function bucketClock(size: BucketSize, changes: readonly OffsetChange[]): (time: number) => number {
  const local = localClock(changes);
  if (size === 'day') return (time) => Math.floor(local(time) / DAY);
  if (size === 'week') return (time) => Math.floor((local(time) + 3 * DAY) / (7 * DAY));
  const months = new Map<number, number>();
  let last = NaN;
  let month = 0;
  return (time) => {
    const day = Math.floor(local(time) / DAY);
    if (day !== last) {
      last = day;
      month = months.get(day) ?? bucketOf(day, size);
      months.set(day, month);
    }
    return month;
  };
}
