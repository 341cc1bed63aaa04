import type { BucketSize } from '../core/calendar';
import { plural, type Catalogue } from '../core/words';
import type { ActivityLabel } from '../sql/activity';

/** What analyses over periods call activity and periods. */
export interface ActivityWords {
  /** As a noun: “any activity”, “purchase”, “view or cart”. */
  readonly activity: (label: ActivityLabel) => string;
  /** “4 weeks”. */
  readonly spans: (count: number, interval: BucketSize) => string;
  /** “week 4”, of a cohort. */
  readonly period: (period: number, interval: BucketSize) => string;
  readonly interval: Readonly<Record<BucketSize, { readonly one: string; readonly many: string }>>;
}

const ru: Readonly<Record<BucketSize, { one: string; few: string; many: string; other: string }>> = {
  day: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
  week: { one: 'неделю', few: 'недели', many: 'недель', other: 'недели' },
  month: { one: 'месяц', few: 'месяца', many: 'месяцев', other: 'месяца' },
};
const ruNames = { day: 'день', week: 'неделя', month: 'месяц' } as const;

export const activityWords: Catalogue<ActivityWords> = {
  en: {
    activity: (label) =>
      'events' in label
        ? label.events.map((e) => `“${e}”`).join(' or ')
        : label.rows === 'all'
          ? 'any activity'
          : 'a purchase',
    spans: (count, interval) => `${count} ${plural('en', count, { one: interval, other: `${interval}s` })}`,
    period: (period, interval) => `${interval} ${period}`,
    interval: {
      day: { one: 'day', many: 'days' },
      week: { one: 'week', many: 'weeks' },
      month: { one: 'month', many: 'months' },
    },
  },
  ru: {
    activity: (label) =>
      'events' in label
        ? label.events.map((e) => `«${e}»`).join(' или ')
        : label.rows === 'all'
          ? 'любое действие'
          : 'покупка',
    spans: (count, interval) => `${count} ${plural('ru', count, ru[interval])}`,
    period: (period, interval) => `${ruNames[interval]} ${period}`,
    interval: {
      day: { one: 'день', many: 'дни' },
      week: { one: 'неделя', many: 'недели' },
      month: { one: 'месяц', many: 'месяцы' },
    },
  },
};
