import type { Locale } from '../../core/words';
import type { ListColumn } from '../list';
import type { SideBySideFigures } from './result';
import { sideBySideWords } from './words';

/** Columns of the plan's list of customers. */
export function sideBySideListColumns({ hasAmount }: SideBySideFigures, locale: Locale): readonly ListColumn[] {
  const { columns: c, measures: m } = sideBySideWords[locale];
  return [
    { label: c.customer, kind: 'text' },
    { label: m.sessions, kind: 'integer' },
    { label: m.orders, kind: 'integer' },
    { label: c.silent, kind: 'integer' },
    ...(hasAmount ? [{ label: m.money, kind: 'money' as const }] : []),
  ];
}
