import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';
import type { TrendsFigures } from './result';

const words: Catalogue<Readonly<Record<'customer' | 'events' | 'amount', string>>> = {
  en: { customer: 'Customer', events: 'Rows that count', amount: 'Net money' },
  ru: { customer: 'Клиент', events: 'Учтённых строк', amount: 'Сумма' },
};

/** Columns of the plan's list of customers. */
export function trendsListColumns({ hasAmount }: TrendsFigures, locale: Locale): readonly ListColumn[] {
  const w = words[locale];
  return [
    { label: w.customer, kind: 'text' },
    { label: w.events, kind: 'integer' },
    ...(hasAmount ? [{ label: w.amount, kind: 'money' as const }] : []),
  ];
}
