import type { TermText } from '../../charts/exhibit';
import { plural, type Catalogue } from '../../core/words';
import type { TimeUnit } from '../../stats/lifetime';

interface Named {
  readonly label: string;
  readonly term: TermText;
}

export interface LeadingWords {
  readonly title: string;
  readonly alive: Named;
  readonly worth: Named;
  readonly propensity: Named;
  readonly risk: Named;
  readonly interval: (text: string) => string;
  readonly within: (length: number, unit: TimeUnit) => string;
  readonly days: (days: string) => string;
  readonly demoModel: string;
  readonly customers: (count: string) => string;
  readonly notYet: string;
  readonly cannot: string;
  /** The link to where it is computed. */
  readonly show: string;
}

const FHL = 'Fader, Hardie & Lee, “Counting your customers the easy way”, Marketing Science 24 (2005)';
const GG = 'Fader & Hardie, “The Gamma-Gamma model of monetary value” (2013)';

export const leadingWords: Catalogue<LeadingWords> = {
  en: {
    title: 'What is to come',
    alive: {
      label: 'Will come back',
      term: {
        title: 'Mean P(alive)',
        says: 'The chance that a buyer has not left for good, from how often and how lately they bought; the mean of all buyers.',
        source: FHL,
      },
    },
    worth: {
      label: 'Value of a buyer',
      term: {
        title: 'Expected lifetime value (CLV)',
        says: 'What a buyer will probably spend within the horizon, discounted to today; the mean of all buyers.',
        source: GG,
      },
    },
    propensity: {
      label: 'Will buy soon',
      term: {
        title: 'Mean propensity',
        says: 'The chance of a purchase in the days ahead that a model gives each customer; the mean of those it scored.',
      },
    },
    risk: {
      label: 'High risk of leaving',
      term: {
        title: 'Share at high churn risk',
        says: 'Buyers whose chance of coming back is 30 % or less, by groups alike in how often and how lately they bought.',
        source: FHL,
      },
    },
    interval: (text) => `95 % interval ${text}`,
    within: (length, unit) => `within ${length} ${length === 1 ? unit.slice(0, -1) : unit}`,
    days: (days) => `within ${days}`,
    demoModel: 'model trained on demo data',
    customers: (count) => `${count} buyers`,
    notYet: 'Not computed yet',
    cannot: 'Cannot be estimated here',
    show: 'Show',
  },
  ru: {
    title: 'Что впереди',
    alive: {
      label: 'Вероятно, вернутся',
      term: {
        title: 'Средняя P(alive)',
        says: 'Вероятность, что покупатель не ушёл насовсем: по тому, как часто и как давно он покупал. Среднее по всем покупателям.',
        source: FHL,
      },
    },
    worth: {
      label: 'Ценность покупателя',
      term: {
        title: 'Ожидаемая ценность (CLV)',
        says: 'Сколько покупатель, вероятно, потратит за этот срок, в сегодняшних деньгах. Среднее по всем покупателям.',
        source: GG,
      },
    },
    propensity: {
      label: 'Скоро купят',
      term: {
        title: 'Средняя склонность к покупке',
        says: 'Вероятность покупки в ближайшие дни, которую модель даёт каждому клиенту. Среднее по тем, кого она оценила.',
      },
    },
    risk: {
      label: 'Высокий риск ухода',
      term: {
        title: 'Доля с высоким риском ухода',
        says: 'Покупатели, у которых вероятность вернуться не больше 30 %, — по группам с похожей частотой и давностью покупок.',
        source: FHL,
      },
    },
    interval: (text) => `95 % интервал ${text}`,
    within: (length, unit) =>
      `за ${length} ${plural(
        'ru',
        length,
        {
          days: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
          weeks: { one: 'неделю', few: 'недели', many: 'недель', other: 'недели' },
          months: { one: 'месяц', few: 'месяца', many: 'месяцев', other: 'месяца' },
        }[unit],
      )}`,
    days: (days) => `ближайшие ${days}`,
    demoModel: 'модель обучена на учебных данных',
    customers: (count) => `покупателей: ${count}`,
    notYet: 'Ещё не посчитано',
    cannot: 'Здесь не оценить',
    show: 'Показать',
  },
};
