import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';
import { rfmWords } from './words';

const words: Catalogue<{
  readonly customer: string;
  readonly recency: string;
  readonly frequency: string;
  readonly monetary: string;
  readonly segment: string;
}> = {
  en: {
    customer: 'Customer',
    recency: 'Days since the last purchase',
    frequency: 'Purchases',
    monetary: 'Net money',
    segment: 'Segment',
  },
  ru: {
    customer: 'Клиент',
    recency: 'Дней с последней покупки',
    frequency: 'Покупки',
    monetary: 'Сумма',
    segment: 'Сегмент',
  },
};

/** Columns of the plan's list of customers. */
export function rfmListColumns(locale: Locale): readonly ListColumn[] {
  const w = words[locale];
  return [
    { label: w.customer, kind: 'text' },
    { label: w.recency, kind: 'integer' },
    { label: w.frequency, kind: 'integer' },
    { label: w.monetary, kind: 'money' },
    { label: 'R', kind: 'integer' },
    { label: 'F', kind: 'integer' },
    { label: 'M', kind: 'integer' },
    { label: w.segment, kind: 'text', names: rfmWords[locale].segments },
  ];
}
