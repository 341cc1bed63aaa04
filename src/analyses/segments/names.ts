import type { Tone } from '../../charts/marks';
import type { Locale } from '../../core/words';
import type { Archetype } from './archetypes';
import type { SegmentFigures, SegmentsFigures } from './result';
import { segmentsWords } from './words';

/** What a group is called: the person's own name, else the proposed one. */
export function nameOf({ key }: Pick<SegmentFigures, 'key'>, { names }: SegmentsFigures, locale: Locale): string {
  return names[key] ?? segmentsWords[locale].names[key];
}

/** Keys and the names they are shown by, for lists. */
export function namesByKey(
  figures: SegmentsFigures,
  locale: Locale,
): Readonly<Record<Archetype | 'window-shoppers' | 'no-net', string>> {
  const words = segmentsWords[locale];
  return { ...words.names, 'window-shoppers': words.windowShoppers, 'no-net': words.unpaid };
}

const tones: readonly Tone[] = ['cat-1', 'cat-2', 'cat-3', 'cat-4', 'cat-5', 'cat-6', 'cat-7', 'cat-8'];

/** The colour of the i-th group, the same in every exhibit; beyond eight groups the last are grey. */
export const toneOf = (i: number): Tone => tones[i] ?? 'quiet';
