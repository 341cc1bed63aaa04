import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';
import { terms } from '../../charts/terms';
import { rfmWords } from './words';

const words: Catalogue<{
  readonly customer: string;
  readonly recency: string;
  readonly frequency: string;
  readonly monetary: string;
  readonly score: string;
  readonly segment: string;
}> = {
  en: {
    customer: 'Customer',
    recency: 'Days since the last purchase',
    frequency: 'Purchases',
    monetary: 'Net money',
    score: 'Score',
    segment: 'Segment',
  },
  ru: {
    customer: 'Клиент',
    recency: 'Дней с последней покупки',
    frequency: 'Покупки',
    monetary: 'Сумма',
    score: 'Балл',
    segment: 'Сегмент',
  },
};

/** Columns of the plan's list of customers. */
export function rfmListColumns(locale: Locale): readonly ListColumn[] {
  const [w, t] = [words[locale], terms[locale]];
  return [
    { label: w.customer, kind: 'text' },
    { label: w.recency, kind: 'integer', term: t.recency },
    { label: w.frequency, kind: 'integer', term: t.frequency },
    { label: w.monetary, kind: 'money', term: t.monetary },
    { label: 'R', kind: 'integer', term: t.recency },
    { label: 'F', kind: 'integer', term: t.frequency },
    { label: 'M', kind: 'integer', term: t.monetary },
    { label: w.score, kind: 'number', term: t.rfm },
    { label: w.segment, kind: 'text', names: rfmWords[locale].segments },
  ];
}
