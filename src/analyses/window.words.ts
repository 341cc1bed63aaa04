import type { Formatter } from '../core/format';
import { plural, type Catalogue } from '../core/words';
import type { Span } from '../sql/funnel/params';

const unitEn = {
  seconds: 'second',
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  weeks: 'week',
  months: 'month',
} as const;
const unitRu = {
  seconds: { one: 'секунды', other: 'секунд' },
  minutes: { one: 'минуты', other: 'минут' },
  hours: { one: 'часа', other: 'часов' },
  days: { one: 'дня', other: 'дней' },
  weeks: { one: 'недели', other: 'недель' },
  months: { one: 'месяца', other: 'месяцев' },
} as const;

/** A funnel's window as it stands after "within": 14 days, «в течение» 14 дней. */
export const windowWords: Catalogue<(window: Span, format: Formatter) => string> = {
  en: ({ value, unit }, format) =>
    `${format.number(value, Number.isInteger(value) ? 0 : 2)} ${unitEn[unit]}${value === 1 ? '' : 's'}`,
  ru: ({ value, unit }, format) =>
    `${format.number(value, Number.isInteger(value) ? 0 : 2)} ${plural('ru', value, { ...unitRu[unit], few: unitRu[unit].other, many: unitRu[unit].other, other: unitRu[unit].one })}`,
};
