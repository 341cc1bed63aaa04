import type { Locale } from '../../core/words';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A time before now in the largest unit that fits: "3 days ago", "yesterday", «2 часа назад»; null within a minute. */
export function ago(at: number, now: number, locale: Locale): string | null {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, ms] of units) {
    const count = Math.floor((now - at) / ms);
    if (count >= 1) return words.format(-count, unit);
  }
  return null;
}
