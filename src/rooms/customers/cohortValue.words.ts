import type { CohortSize } from '../../analyses/cohortValue/buckets';
import type { CohortValueParams } from '../../analyses/cohortValue/spec';
import type { Catalogue } from '../../core/words';

/** Choices of cohorts of value. */
export interface CohortValueControlWords {
  readonly title: string;
  readonly lead: string;
  readonly interval: string;
  readonly intervals: Readonly<Record<CohortSize, string>>;
  readonly money: string;
  readonly moneys: Readonly<Record<CohortValueParams['money'], string>>;
}

export const cohortValueControlWords: Catalogue<CohortValueControlWords> = {
  en: {
    title: 'What customers have brought',
    lead: 'By when they bought first: are the customers you win now worth as much as those before?',
    interval: 'First purchase in the same',
    intervals: { week: 'Week', month: 'Month', quarter: 'Quarter' },
    money: 'Money',
    moneys: { net: 'Less refunds', gross: 'Purchases alone' },
  },
  ru: {
    title: 'Сколько принесли клиенты',
    lead: 'По времени первой покупки: стоят ли новые клиенты столько же, сколько прежние?',
    interval: 'Первая покупка',
    intervals: { week: 'По неделям', month: 'По месяцам', quarter: 'По кварталам' },
    money: 'Деньги',
    moneys: { net: 'За вычетом возвратов', gross: 'Только покупки' },
  },
};
