import type { Who } from '../../core/marks';
import type { Catalogue, Locale } from '../../core/words';
import type { FunnelFigures } from './result';
import { funnelWords } from './words';

const words: Catalogue<{
  readonly reached: string;
  readonly stopped: string;
  /** Of any order, where a step is a number of steps. */
  readonly least: string;
  readonly just: string;
}> = {
  en: { reached: 'Came this far', stopped: 'Stopped here', least: 'So many or more', just: 'Just so many' },
  ru: { reached: 'Дошли сюда', stopped: 'Остановились здесь', least: 'Столько или больше', just: 'Ровно столько' },
};

/**
 * Customers who came to the i-th step (from 0), and those who went no further, by the plan's list; nobody of a
 * step that may be skipped or that is counted by itself. Sessions are counted, but customers are named.
 */
export function funnelWho({ steps, order, unit }: FunnelFigures, i: number, locale: Locale): readonly Who[] {
  const step = steps[i];
  if (step === undefined || step.optional === true || order === 'independent') return [];
  const next = steps.find((s, k) => k > i && s.optional !== true);
  const w = words[locale];
  const { name } = funnelWords[locale].step(order, step, i + 1);
  const called = (label: string): Pick<Who, 'label' | 'name'> => ({
    label,
    name: `${name}: ${label.toLocaleLowerCase(locale)}`,
  });
  const count = (n: number): Pick<Who, 'count'> => (unit === 'customers' ? { count: n } : {});
  const listed = { kind: 'funnel', list: 'customers' } as const;
  return [
    {
      ...called(order === 'any' ? w.least : w.reached),
      ...count(step.customers),
      of: { ...listed, where: [{ property: 'step', from: i + 1 }] },
    },
    ...(next === undefined
      ? []
      : [
          {
            ...called(order === 'any' ? w.just : w.stopped),
            ...count(step.customers - next.customers),
            of: { ...listed, where: [{ property: 'dropped_at', is: [i + 1] }] },
          },
        ]),
  ];
}
