import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';

const words: Catalogue<Readonly<Record<'customer' | 'has' | 'converted' | 'started' | 'yes' | 'no', string>>> = {
  en: {
    customer: 'Customer',
    has: 'Has it',
    converted: 'Went all the way',
    started: 'Started (UTC)',
    yes: 'yes',
    no: 'no',
  },
  ru: {
    customer: 'Клиент',
    has: 'Есть',
    converted: 'Весь путь пройден',
    started: 'Начало (UTC)',
    yes: 'да',
    no: 'нет',
  },
};

/** Columns of the plan's list of those who count. */
export function correlationListColumns(locale: Locale): readonly ListColumn[] {
  const w = words[locale];
  const names = { 1: w.yes, 0: w.no };
  return [
    { label: w.customer, kind: 'text' },
    { label: w.has, kind: 'text', names },
    { label: w.converted, kind: 'text', names },
    { label: w.started, kind: 'time' },
  ];
}
