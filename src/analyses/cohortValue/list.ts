import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';

const words: Catalogue<Readonly<Record<'customer' | 'cohort' | 'periods' | 'money', string>>> = {
  en: { customer: 'Customer', cohort: 'First bought in', periods: 'Periods with money', money: 'Money so far' },
  ru: { customer: 'Клиент', cohort: 'Первая покупка', periods: 'Периодов с деньгами', money: 'Денег всего' },
};

/** Columns of the plan's list of customers. */
export function cohortValueListColumns(locale: Locale): readonly ListColumn[] {
  const w = words[locale];
  return [
    { label: w.customer, kind: 'text' },
    { label: w.cohort, kind: 'text' },
    { label: w.periods, kind: 'integer' },
    { label: w.money, kind: 'money' },
  ];
}
