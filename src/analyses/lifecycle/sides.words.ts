import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { Catalogue } from '../../core/words';
import { membersBeside, type SidesText } from '../../charts/sidesExhibit';
import type { LifecycleFigures } from './result';
import type { LifecycleMeasure } from './sides';
import { periodName } from './words';

const words: Catalogue<
  Readonly<Record<LifecycleMeasure | 'caption', string>> & { readonly sub: (when: string) => string }
> = {
  en: {
    active: 'Active',
    newcomers: 'New, of the active',
    returning: 'Returning',
    resurrecting: 'Back after a pause',
    dormant: 'Fell silent',
    sub: (when) =>
      `${when}: who was active of all seen by then, what the active were, and how many of those active the period before fell silent`,
    caption: 'Lifecycle by segment',
  },
  ru: {
    active: 'Активны',
    newcomers: 'Новые среди активных',
    returning: 'Вернулись',
    resurrecting: 'Снова после паузы',
    dormant: 'Замолчали',
    sub: (when) =>
      `${when}: доля активных среди всех, кто был к этому времени, из кого они состоят, и сколько активных периодом раньше замолчали`,
    caption: 'Жизненный цикл по сегментам',
  },
};

/** What is said of the listed period by segment. */
export function lifecycleSidesText(
  { figures }: Result<LifecycleFigures>,
  format: Formatter,
): SidesText<LifecycleMeasure> {
  const w = words[format.locale];
  const told = (m: LifecycleMeasure) => ({
    label: w[m],
    kind: 'percent' as const,
    print: (value: number | null) => format.percent(value),
  });
  return {
    measures: {
      active: told('active'),
      newcomers: told('newcomers'),
      returning: told('returning'),
      resurrecting: told('resurrecting'),
      dormant: told('dormant'),
    },
    sub: w.sub(periodName(figures.listed, figures.interval, format)),
    caption: w.caption,
    lead: ['active', 'dormant', 'returning'],
    list: membersBeside('lifecycle'),
  };
}
