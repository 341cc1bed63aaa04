import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';
import { sessionColumns } from './plan';
import { sessionsWords } from './words';

const kinds = {
  customer: 'text',
  began: 'time',
  ended: 'time',
  duration: 'duration',
  bounce: 'text',
  entry: 'text',
  exit: 'text',
  amount: 'money',
} as const satisfies Partial<Record<(typeof sessionColumns)[number], ListColumn['kind']>>;

/** Columns of the plan's list of sessions. */
export function sessionsListColumns(locale: Locale): readonly ListColumn[] {
  const { list, columns } = sessionsWords[locale];
  const known: Partial<Record<(typeof sessionColumns)[number], ListColumn['kind']>> = kinds;
  return sessionColumns.map((name) => ({
    label: list[name],
    kind: known[name] ?? 'integer',
    ...(name === 'bounce' ? { names: { 1: columns.yes, 0: columns.no, true: columns.yes, false: columns.no } } : {}),
  }));
}

const pauses: Catalogue<readonly [customer: string, pauses: string, longest: string]> = {
  en: ['Customer', 'Such pauses', 'Longest of them'],
  ru: ['Клиент', 'Таких пауз', 'Самая длинная из них'],
};

/** Columns of the list of customers with a chosen pause. */
export function pauseListColumns(locale: Locale): readonly ListColumn[] {
  const [customer, count, longest] = pauses[locale];
  return [
    { label: customer, kind: 'text' },
    { label: count, kind: 'integer' },
    { label: longest, kind: 'duration' },
  ];
}
