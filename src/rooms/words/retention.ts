import type { BucketSize } from '../../core/calendar';
import type { Catalogue } from '../../core/words';
import type { RetentionMeasure } from '../../analyses/retention/measure';
import type { RetentionParams } from '../../analyses/retention/spec';
import type { StickinessCount } from '../stickiness-counts';

/** Choices of retention, lifecycle and stickiness. */
export interface RetentionControlWords {
  readonly all: string;
  readonly purchases: string;
  readonly cohort: string;
  readonly returning: string;
  readonly interval: string;
  readonly intervals: Readonly<Record<BucketSize, string>>;
  readonly entry: string;
  readonly entries: Readonly<Record<RetentionParams['entry'], string>>;
  readonly counting: string;
  readonly countings: Readonly<Record<RetentionParams['counting'], string>>;
  readonly of: string;
  readonly ofs: Readonly<Record<RetentionParams['of'], string>>;
  readonly mean: string;
  readonly means: Readonly<Record<RetentionParams['mean'], string>>;
  readonly clock: string;
  readonly clocks: Readonly<Record<RetentionParams['clock'], string>>;
  readonly measure: string;
  readonly measures: Readonly<Record<RetentionMeasure, string>>;
  readonly count: string;
  readonly counts: Readonly<Record<StickinessCount, string>>;
}

export const retentionControlWords: Catalogue<RetentionControlWords> = {
  en: {
    all: 'Any activity',
    purchases: 'A purchase',
    cohort: 'Starts with',
    returning: 'Comes back with',
    interval: 'Period',
    intervals: { day: 'Days', week: 'Weeks', month: 'Months' },
    entry: 'A customer starts',
    entries: { first: 'once, the first time', recurring: 'anew in every period' },
    counting: 'Counts as back',
    countings: { on: 'in that very period', 'on-or-after': 'in that period or later' },
    of: 'Share of',
    ofs: { first: 'the whole cohort', previous: 'the period before' },
    mean: 'Mean over cohorts',
    means: { weighted: 'by their size', simple: 'each alike' },
    clock: 'Periods run',
    clocks: { calendar: 'by the calendar', rolling: 'from each start, 24 h' },
    measure: 'Show',
    measures: { customers: 'Customers', revenue: 'Revenue kept', cumulative: 'Revenue per customer' },
    count: 'How often they come',
    counts: {
      'day-week': 'Days per week',
      'day-month': 'Days per month',
      'day-all': 'Days in all',
      'week-all': 'Weeks in all',
      'month-all': 'Months in all',
    },
  },
  ru: {
    all: 'Любое действие',
    purchases: 'Покупка',
    cohort: 'Начало — это',
    returning: 'Возвращение — это',
    interval: 'Период',
    intervals: { day: 'Дни', week: 'Недели', month: 'Месяцы' },
    entry: 'Клиент начинает',
    entries: { first: 'один раз, впервые', recurring: 'заново в каждом периоде' },
    counting: 'Вернулся, если был',
    countings: { on: 'именно в этом периоде', 'on-or-after': 'в этом периоде или позже' },
    of: 'Доля от',
    ofs: { first: 'всей когорты', previous: 'прошлого периода' },
    mean: 'Среднее по когортам',
    means: { weighted: 'по их размеру', simple: 'поровну' },
    clock: 'Периоды считать',
    clocks: { calendar: 'по календарю', rolling: 'от начала, по 24 ч' },
    measure: 'Показать',
    measures: { customers: 'Клиенты', revenue: 'Доля выручки', cumulative: 'Выручка на клиента' },
    count: 'Как часто заходят',
    counts: {
      'day-week': 'Дней за неделю',
      'day-month': 'Дней за месяц',
      'day-all': 'Дней за всё время',
      'week-all': 'Недель за всё время',
      'month-all': 'Месяцев за всё время',
    },
  },
};
