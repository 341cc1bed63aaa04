import type { Formatter } from '../../core/format';
import type { Who } from '../../core/marks';
import type { LifecyclePoint } from './result';
import { lifecycleStates, lifecycleWords, type LifecycleState } from './words';

/** What the plan's list calls the states. */
const listed: Readonly<Record<LifecycleState, string>> = {
  returning: 'returning',
  resurrecting: 'resurrecting',
  newcomers: 'new',
  dormant: 'dormant',
};

/** The customers of a bar, by state, where there is any: those of the plan's list of that period. */
export function lifecycleWho(point: LifecyclePoint, period: string, { locale }: Formatter): readonly Who[] {
  return lifecycleStates
    .filter((state) => point[state] > 0)
    .map((state) => ({
      label: lifecycleWords[locale].states[state],
      name: `${lifecycleWords[locale].states[state]}: ${period}`,
      count: point[state],
      of: {
        kind: 'lifecycle',
        list: 'customers',
        where: [{ property: 'state', is: [listed[state]] }],
        params: { at: point.from.slice(0, 10) },
      },
    }));
}
