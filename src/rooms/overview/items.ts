import type { CrossItem } from '../../analyses/overview/cross/chart';
import type { CrossCounts } from '../../analyses/overview/cross/shape';
import { crossWords, weekdayName } from '../../analyses/overview/cross/words';
import type { Locale } from '../../core/words';
import type { Crossed } from '../../state/cross.svelte';

/** Events shown as bars. */
const MOST = 7;

/** The commonest events of the whole log, in that order whatever is chosen; fewer than two are no choice. */
export function eventItems({ data, whole }: Crossed, counts: CrossCounts): readonly CrossItem[] {
  const items = data.spine.events
    .map(({ id, name }) => ({ code: id, name, now: counts.events[id] ?? 0, whole: whole.events[id] ?? 0 }))
    .filter((i) => i.whole > 0)
    .slice(0, MOST);
  return items.length < 2 ? [] : items;
}

/** The commonest values of the property, then the others and the missing ones where there are any. */
export function valueItems({ property, whole }: Crossed, counts: CrossCounts, locale: Locale): readonly CrossItem[] {
  if (property === null) return [];
  const { other, missing } = crossWords[locale];
  return [...property.values, other, missing]
    .map((name, code) => ({ code, name, now: counts.values[code] ?? 0, whole: whole.values[code] ?? 0 }))
    .filter((i) => i.whole > 0);
}

/** Weekdays, for data that has no time of day: all rows at midnight. Null where it has. */
export function weekdayItems({ whole }: Crossed, counts: CrossCounts, locale: Locale): readonly CrossItem[] | null {
  if (whole.week.some((rows, hour) => rows > 0 && hour % 24 !== 0)) return null;
  return Array.from({ length: 7 }, (_, day) => ({
    code: day,
    name: weekdayName(day, locale, 'long'),
    now: counts.week[day * 24] ?? 0,
    whole: whole.week[day * 24] ?? 0,
  }));
}
