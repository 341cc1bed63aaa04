import type { Locale } from '../../core/words';
import type { ListColumn } from '../list';
import { valueColumns } from './columns.words';

/** Columns of the plan's list of customers. */
export function valueListColumns(locale: Locale): readonly ListColumn[] {
  const c = valueColumns[locale];
  return [
    { label: c.customer, kind: 'text' },
    { label: c.value, kind: 'money' },
    { label: c.expected, kind: 'number', digits: 2 },
    { label: c.spend, kind: 'money' },
    { label: c.returns, kind: 'percent' },
    { label: c.alive, kind: 'percent' },
    { label: c.bought, kind: 'integer' },
    { label: c.silentDays, kind: 'integer' },
  ];
}
