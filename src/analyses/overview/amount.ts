import type { Formatter } from '../../core/format';
import type { Locale } from '../../core/words';

/** Shares that have a name; one that is further than 1.5 points from all of them is said in percent. */
const named: Readonly<Record<Locale, readonly (readonly [number, string])[]>> = {
  en: [
    [1 / 5, 'a fifth'],
    [1 / 4, 'a quarter'],
    [1 / 3, 'a third'],
    [1 / 2, 'half'],
    [2 / 3, 'two thirds'],
    [3 / 4, 'three quarters'],
    [4 / 5, 'four fifths'],
    [9 / 10, 'nine tenths'],
  ],
  ru: [
    [1 / 5, 'на пятую часть'],
    [1 / 4, 'на четверть'],
    [1 / 3, 'на треть'],
    [1 / 2, 'вдвое'],
    [2 / 3, 'втрое'],
    [3 / 4, 'вчетверо'],
    [4 / 5, 'впятеро'],
    [9 / 10, 'в десять раз'],
  ],
};
const NEAR = 0.015;

/** What follows "fell": by a third, by 37 %; на треть, на 37 %. `share` in (0, 1]. */
export function fallText(share: number, format: Formatter): string {
  const name = nameOf(share, format.locale);
  if (format.locale === 'ru') return name ?? `на ${format.percent(share, 0)}`;
  return `by ${name ?? format.percent(share, 0)}`;
}

/**
 * What a thing did that is now `ratio` (over 1) times what it was, with its verb: doubled, rose by a third,
 * grew 2.6-fold. In Russian without the verb: вдвое, на треть, в 2,6 раза.
 */
export function riseText(ratio: number, format: Formatter): string {
  const [ru, near] = [format.locale === 'ru', (n: number) => Math.abs(ratio - n) <= 0.02 * n];
  for (const [n, en, rus] of [
    [2, 'doubled', 'вдвое'],
    [3, 'tripled', 'втрое'],
    [4, 'quadrupled', 'вчетверо'],
  ] as const) {
    if (near(n)) return ru ? rus : en;
  }
  if (ratio > 2 && ratio < 2.2) return ru ? 'больше чем вдвое' : 'more than doubled';
  if (ratio >= 1.9 && ratio < 2) return ru ? 'почти вдвое' : 'almost doubled';
  if (ratio >= 2) return ru ? `в ${format.number(ratio, 1)} раза` : `grew ${format.number(ratio, 1)}-fold`;
  if (ru && Math.abs(ratio - 1.5) <= NEAR) return 'в полтора раза';
  const name = nameOf(ratio - 1, format.locale);
  if (ru) return name !== null && ratio < 1.4 ? name : `на ${format.percent(ratio - 1, 0)}`;
  return `rose by ${name ?? format.percent(ratio - 1, 0)}`;
}

function nameOf(share: number, locale: Locale): string | null {
  return named[locale].find(([value]) => Math.abs(value - share) <= NEAR)?.[1] ?? null;
}
