import type { Catalogue } from '../../core/words';

/** The finer choices of retention, lifecycle and stickiness, and their lists. */
export interface RetentionMoreWords {
  readonly more: string;
  readonly start: string;
  readonly back: string;
  readonly breakdown: string;
  readonly segments: string;
  readonly lists: string;
  readonly list: string;
  readonly nobody: string;
  readonly allCohorts: string;
  readonly cohort: string;
  readonly period: string;
  readonly anyPeriod: string;
  readonly who: string;
  readonly whos: Readonly<Record<'back' | 'away', string>>;
  readonly show: string;
  readonly hide: string;
  readonly title: string;
  readonly over: string;
  readonly lifecycleTitle: string;
  readonly lifecycleSub: (period: string) => string;
  readonly stickinessTitle: string;
  readonly counts: string;
  readonly active: string;
}

export const retentionMoreWords: Catalogue<RetentionMoreWords> = {
  en: {
    more: 'Filters and groups',
    start: 'Rows that start a customer',
    back: 'Rows that count as coming back',
    breakdown: 'By group',
    segments: 'Segments',
    lists: 'Who they are',
    list: 'Customers',
    nobody: 'No list',
    allCohorts: 'All cohorts',
    cohort: 'Cohort',
    period: 'Period',
    anyPeriod: 'Any',
    who: 'Who',
    whos: { back: 'came back', away: 'did not' },
    show: 'List the customers',
    hide: 'Close the list',
    title: 'Customers by cohort',
    over: 'Of the cohorts for which this period is over, as in the mean',
    lifecycleTitle: 'Customers by what they are now',
    lifecycleSub: (period) => `In the last period that is over, from ${period}`,
    stickinessTitle: 'Customers by active periods',
    counts: 'Rows that count',
    active: 'Active means',
  },
  ru: {
    more: 'Фильтры и группы',
    start: 'Строки, с которых клиент начинает',
    back: 'Строки, которые считаются возвращением',
    breakdown: 'По группам',
    segments: 'Сегменты',
    lists: 'Кто это',
    list: 'Клиенты',
    nobody: 'Без списка',
    allCohorts: 'Все когорты',
    cohort: 'Когорта',
    period: 'Период',
    anyPeriod: 'Любой',
    who: 'Кто',
    whos: { back: 'вернулись', away: 'не вернулись' },
    show: 'Показать клиентов',
    hide: 'Закрыть список',
    title: 'Клиенты по когортам',
    over: 'Из когорт, для которых этот период закончился, как и в среднем',
    lifecycleTitle: 'Клиенты по состоянию',
    lifecycleSub: (period) => `В последнем завершённом периоде, с ${period}`,
    stickinessTitle: 'Клиенты по числу активных периодов',
    counts: 'Какие строки учитывать',
    active: 'Активность — это',
  },
};
