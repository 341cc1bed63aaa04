import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';
import { lifecycleWords } from './words';

const words: Catalogue<{
  readonly customer: string;
  readonly state: string;
  readonly since: string;
  readonly periods: string;
}> = {
  en: { customer: 'Customer', state: 'State', since: 'First seen in the period from', periods: 'Periods of activity' },
  ru: { customer: 'Клиент', state: 'Состояние', since: 'Впервые в периоде с', periods: 'Периодов с активностью' },
};

/** Columns of the plan's list of customers. */
export function lifecycleListColumns(locale: Locale): readonly ListColumn[] {
  const [w, { states }] = [words[locale], lifecycleWords[locale]];
  const names = {
    new: states.newcomers,
    returning: states.returning,
    resurrecting: states.resurrecting,
    dormant: states.dormant,
  };
  return [
    { label: w.customer, kind: 'text' },
    { label: w.state, kind: 'text', names },
    { label: w.since, kind: 'text' },
    { label: w.periods, kind: 'integer' },
  ];
}
