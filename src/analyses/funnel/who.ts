import type { Who } from '../../core/marks';
import type { Catalogue, Locale } from '../../core/words';
import type { FunnelFigures } from './result';
import { funnelWords } from './words';

const words: Catalogue<{
  readonly reached: (step: string) => string;
  readonly stopped: (step: string) => string;
  /** Of any order, where a step is a number of steps. */
  readonly least: (step: string) => string;
  readonly just: (step: string) => string;
}> = {
  en: {
    reached: (step) => `Came to “${step}”`,
    stopped: (step) => `Stopped after “${step}”`,
    least: (step) => `${step} or more`,
    just: (step) => `Just ${step}`,
  },
  ru: {
    reached: (step) => `Дошли до шага «${step}»`,
    stopped: (step) => `Остановились на шаге «${step}»`,
    least: (step) => `${step} и больше`,
    just: (step) => `Только ${step}`,
  },
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
  const count = (n: number): Pick<Who, 'count'> => (unit === 'customers' ? { count: n } : {});
  const listed = { kind: 'funnel', list: 'customers' } as const;
  return [
    {
      label: order === 'any' ? w.least(name) : w.reached(name),
      ...count(step.customers),
      of: { ...listed, where: [{ property: 'step', from: i + 1 }] },
    },
    ...(next === undefined
      ? []
      : [
          {
            label: order === 'any' ? w.just(name) : w.stopped(name),
            ...count(step.customers - next.customers),
            of: { ...listed, where: [{ property: 'dropped_at', is: [i + 1] }] },
          },
        ]),
  ];
}
