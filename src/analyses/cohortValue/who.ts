import type { Who } from '../../core/marks';
import type { Catalogue, Locale } from '../../core/words';
import type { ValueCohort } from './result';

const words: Catalogue<string> = { en: 'First bought then', ru: 'Впервые купили тогда' };

/**
 * The customers of a cohort, whose money any of its cells is the mean of.
 * @param name of the cohort
 */
export function cohortWho({ from, customers }: ValueCohort, name: string, locale: Locale): readonly Who[] {
  const of = { kind: 'cohortValue', list: 'customers', where: [{ property: 'cohort', is: [from] }] };
  return [{ label: words[locale], name: `${words[locale]}: ${name}`, count: customers, of }];
}
