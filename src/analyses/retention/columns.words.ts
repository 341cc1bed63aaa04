import type { Catalogue } from '../../core/words';

/** Headings of the tables of retention. */
export type RetentionColumns = Readonly<
  Record<
    | 'caption'
    | 'meansCaption'
    | 'cohort'
    | 'period'
    | 'customers'
    | 'cohorts'
    | 'of'
    | 'back'
    | 'share'
    | 'low'
    | 'high'
    | 'over'
    | 'yes'
    | 'no'
    | 'revenue'
    | 'revenueShare'
    | 'cumulative'
    | 'all',
    string
  >
>;

export const columnWords: Catalogue<RetentionColumns> = {
  en: {
    caption: 'Retention by cohort and period',
    meansCaption: 'Mean retention by period',
    cohort: 'Cohort from',
    period: 'Period',
    customers: 'Cohort size',
    cohorts: 'Cohorts',
    of: 'Of',
    back: 'Back',
    share: 'Share',
    low: '95 % from',
    high: '95 % to',
    over: 'Over',
    yes: 'yes',
    no: 'not yet',
    revenue: 'Revenue',
    revenueShare: 'Revenue kept',
    cumulative: 'Revenue per customer so far',
    all: 'all',
  },
  ru: {
    caption: 'Удержание по когортам и периодам',
    meansCaption: 'Среднее удержание по периодам',
    cohort: 'Когорта с',
    period: 'Период',
    customers: 'Клиентов в когорте',
    cohorts: 'Когорты',
    of: 'Из',
    back: 'Вернулись',
    share: 'Доля',
    low: '95 % от',
    high: '95 % до',
    over: 'Срок вышел',
    yes: 'да',
    no: 'ещё нет',
    revenue: 'Выручка',
    revenueShare: 'Доля выручки',
    cumulative: 'Выручка на клиента с начала',
    all: 'все',
  },
};
