import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';
import type { StickinessFigures } from './result';
import { stickinessWords } from './words';

const customer: Catalogue<string> = { en: 'Customer', ru: 'Клиент' };

/** Columns of the plan's list of customers. */
export function stickinessListColumns(figures: StickinessFigures, locale: Locale): readonly ListColumn[] {
  const words = stickinessWords[locale];
  const names = Object.fromEntries(figures.bars.map((b) => [String(b.units), String(b.units)]));
  return [
    { label: customer[locale], kind: 'text' },
    // Few numbers of units: they group customers as names do, and make segments.
    { label: words.columns.units, kind: 'integer', ...(figures.bars.length <= 25 ? { names } : {}) },
  ];
}
