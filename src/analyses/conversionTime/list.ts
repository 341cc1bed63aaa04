import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';

const words: Catalogue<{ readonly customer: string; readonly took: string; readonly started: string }> = {
  en: { customer: 'Customer', took: 'Time all the way', started: 'Started (UTC)' },
  ru: { customer: 'Клиент', took: 'Время на весь путь', started: 'Начало (UTC)' },
};

/** Columns of the plan's list of those who went all the way. */
export function conversionTimeListColumns(locale: Locale): readonly ListColumn[] {
  const w = words[locale];
  return [
    { label: w.customer, kind: 'text' },
    { label: w.took, kind: 'duration' },
    { label: w.started, kind: 'time' },
  ];
}
