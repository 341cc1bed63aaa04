import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';

const words: Catalogue<{
  readonly customer: string;
  readonly cohort: string;
  readonly last: string;
  readonly periods: string;
}> = {
  en: {
    customer: 'Customer',
    cohort: 'Cohort from',
    last: 'Last period back',
    periods: 'Periods back, after the first',
  },
  ru: {
    customer: 'Клиент',
    cohort: 'Когорта с',
    last: 'Последний период возвращения',
    periods: 'Периодов с возвращением, кроме первого',
  },
};

/** Columns of the plan's list of customers. */
export function retentionListColumns(locale: Locale): readonly ListColumn[] {
  const w = words[locale];
  return [
    { label: w.customer, kind: 'text' },
    { label: w.cohort, kind: 'text' },
    { label: w.last, kind: 'integer' },
    { label: w.periods, kind: 'integer' },
  ];
}
