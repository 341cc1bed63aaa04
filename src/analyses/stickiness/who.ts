import type { Who } from '../../core/marks';
import type { Catalogue, Locale } from '../../core/words';
import type { StickinessBar, StickinessFigures } from './result';

const words: Catalogue<{ readonly last: Readonly<Record<'week' | 'month' | 'all', string>>; readonly active: string }> =
  {
    en: {
      last: { week: 'Those of the last week', month: 'Those of the last month', all: 'Those of the whole log' },
      active: 'Active',
    },
    ru: {
      last: { week: 'Те, кто за последнюю неделю', month: 'Те, кто за последний месяц', all: 'Те, кто за всё время' },
      active: 'Активность',
    },
  };

/**
 * Customers with as many active periods as a bar, by the plan's list: of the last window, where there are several,
 * so they are fewer than the bar counts.
 * @param title the bar's own
 */
export function stickinessWho(
  bar: StickinessBar,
  { per }: StickinessFigures,
  title: string,
  locale: Locale,
): readonly Who[] {
  const w = words[locale];
  return [
    {
      label: w.last[per],
      name: `${w.active}: ${title}`,
      ...(per === 'all' ? { count: bar.rate.count } : {}),
      of: {
        kind: 'stickiness',
        list: 'customers',
        where: [{ property: 'units', ...(bar.orMore ? { from: bar.units } : { is: [bar.units] }) }],
      },
    },
  ];
}
