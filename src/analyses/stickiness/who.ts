import type { Who } from '../../core/marks';
import type { Catalogue, Locale } from '../../core/words';
import type { StickinessBar, StickinessFigures } from './result';

const words: Catalogue<{ readonly last: Readonly<Record<'week' | 'month', string>>; readonly active: string }> = {
  en: { last: { week: 'in the last week', month: 'in the last month' }, active: 'Active' },
  ru: { last: { week: 'за последнюю неделю', month: 'за последний месяц' }, active: 'Активность' },
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
      label: `${w.active}: ${title}${per === 'all' ? '' : `, ${w.last[per]}`}`,
      ...(per === 'all' ? { count: bar.rate.count } : {}),
      of: {
        kind: 'stickiness',
        list: 'customers',
        where: [{ property: 'units', ...(bar.orMore ? { from: bar.units } : { is: [bar.units] }) }],
      },
    },
  ];
}
