import type { Formatter } from '../../core/format';
import { plural } from '../../core/words';
import type { CustomerBaseModel } from '../../stats/customerBase';
import type { Duration, TimeUnit } from '../../stats/lifetime';

/** The models as their papers call them. */
export const modelNames: Readonly<Record<CustomerBaseModel, string>> = {
  bgnbd: 'BG/NBD',
  mbgnbd: 'MBG/NBD',
  paretonbd: 'Pareto/NBD',
};

/** As they stand after “in 12” and «за 12»: the Russian accusative. */
const units = {
  en: {
    days: { one: 'day', other: 'days' },
    weeks: { one: 'week', other: 'weeks' },
    months: { one: 'month', other: 'months' },
  },
  ru: {
    days: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
    weeks: { one: 'неделю', few: 'недели', many: 'недель', other: 'недели' },
    months: { one: 'месяц', few: 'месяца', many: 'месяцев', other: 'месяца' },
  },
} satisfies Record<'en' | 'ru', Record<TimeUnit, unknown>>;

/** “12 months”. */
export function horizonText({ value, unit }: Duration, format: Formatter): string {
  const n = format.number(value, Number.isInteger(value) ? 0 : 1);
  return format.locale === 'ru'
    ? `${n} ${plural('ru', value, units.ru[unit])}`
    : `${n} ${plural('en', value, units.en[unit])}`;
}
