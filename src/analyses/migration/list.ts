import type { Locale } from '../../core/words';
import { terms } from '../../charts/terms';
import type { ListColumn } from '../list';
import type { MigrationFigures } from './result';
import { migrationWords } from './words';

/** Columns of the plan's list of customers. */
export function migrationListColumns({ recencyUnit }: MigrationFigures, locale: Locale): readonly ListColumn[] {
  const [words, t] = [migrationWords[locale], terms[locale]];
  const c = words.columns;
  return [
    { label: c.customer, kind: 'text' },
    { label: c.before, kind: 'text', names: words.groups },
    { label: c.after, kind: 'text', names: words.groups },
    { label: c.move, kind: 'text', names: words.moves },
    { label: words.then(c.recency[recencyUnit]), kind: 'integer', term: t.recency },
    { label: words.now(c.recency[recencyUnit]), kind: 'integer', term: t.recency },
    { label: words.then(c.frequency), kind: 'integer', term: t.frequency },
    { label: words.now(c.frequency), kind: 'integer', term: t.frequency },
    { label: words.then(c.monetary), kind: 'money', term: t.monetary },
    { label: words.now(c.monetary), kind: 'money', term: t.monetary },
  ];
}
