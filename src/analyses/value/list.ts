import type { Locale } from '../../core/words';
import type { ListColumn } from '../list';
import { valueWords } from './words';

/** Columns of the plan's list of customers. */
export function valueListColumns(locale: Locale): readonly ListColumn[] {
  const c = valueWords[locale].columns;
  return [
    { label: c.customer, kind: 'text' },
    { label: c.bought, kind: 'integer' },
    { label: c.silentDays, kind: 'integer' },
    { label: c.alive, kind: 'percent' },
    { label: c.returns, kind: 'percent' },
    { label: c.expected, kind: 'number', digits: 2 },
    { label: c.spend, kind: 'money' },
    { label: c.value, kind: 'money' },
  ];
}
