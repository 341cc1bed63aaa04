import type { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import { features } from './features';
import type { ScoreFigures, ScoreRange } from './result';

export interface ScoreWords {
  readonly headline: (figures: ScoreFigures, format: Formatter) => string;
  readonly sub: (figures: ScoreFigures, format: Formatter) => string;
  /** Names of the two bars, and of the histogram under them. */
  readonly expectedKey: string;
  readonly customersKey: string;
  readonly spread: string;
  /** Beside a band's bars. */
  readonly bandLabel: (band: ScoreRange, format: Formatter) => { strong: string; text: string };
  readonly scoreAxis: (days: number) => string;
  readonly mark: (range: ScoreRange, format: Formatter) => { title: string; value: string; note: string };
  readonly customers: (n: number, format: Formatter) => string;
  readonly notScored: (n: number, format: Formatter) => string;
  /** How the shipped model did on its later test period. */
  readonly test: (test: NonNullable<ScoreFigures['test']>, format: Formatter) => string;
  readonly band: (range: ScoreRange, format: Formatter) => string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly columns: {
    readonly caption: string;
    readonly band: string;
    readonly customers: string;
    readonly share: string;
    readonly expected: string;
    readonly expectedShare: string;
    readonly customer: string;
    readonly score: string;
    readonly bandNumber: string;
  };
}

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);

/** What a feature means, a sentence; the name itself for one that is not ours. */
export function featureText(name: string, locale: 'en' | 'ru'): string {
  return (Object.hasOwn(features, name) ? features[name]?.about[locale] : undefined) ?? name;
}

/** An expected number of people: whole, and said to be about so many. */
const about = (n: number, format: Formatter): string =>
  n > 0 && n < 0.5 ? '<1' : n === 0 ? '0' : `≈\u00a0${format.compact(Math.round(n))}`;

/** Short names of the features that stand in the list; the whole sentence explains them. */
export const columnWords: Catalogue<Readonly<Record<string, string | undefined>>> = {
  en: {
    days_since_last_event: 'Last seen, days ago',
    days_since_last_purchase: 'Last purchase, days ago',
    days_cart_open: 'Cart open, days',
    views_28d: 'Views, 28 days',
    carts_28d: 'Carts, 28 days',
    purchase_days_all: 'Purchase days',
    days_between_purchases: 'Days between',
    net_all: 'Spend, usual days',
  },
  ru: {
    days_since_last_event: 'Был дней назад',
    days_since_last_purchase: 'Купил дней назад',
    days_cart_open: 'Корзина ждёт, дней',
    views_28d: 'Просмотры, 28 дн.',
    carts_28d: 'Корзины, 28 дн.',
    purchase_days_all: 'Дней с покупкой',
    days_between_purchases: 'Дней между покупками',
    net_all: 'Траты, обычных дней',
  },
};

const range = ({ from, to }: ScoreRange, format: Formatter): string =>
  `${format.number(from * 100, 0)}–${format.percent(to, 0)}`;

export const scoreWords: Catalogue<ScoreWords> = {
  en: {
    headline: ({ customers, days, top, expectedBuyers }, format) => {
      if (customers === 0 || top.expectedShare === null) return 'There is nobody to score';
      return `About ${format.integer(Math.round(expectedBuyers))} of ${format.integer(customers)} will probably buy within ${format.days(days)}; ${format.percent(top.expectedShare, 0)} of them are in the likeliest tenth`;
    },
    sub: ({ task, days, from }, format) =>
      task === 'propensity'
        ? `Visitors seen in the 91 days before ${format.date(from)}, by their probability to buy within ${format.days(days)}`
        : `Buyers up to ${format.date(from)}, by their probability to buy again within ${format.days(days)}`,
    expectedKey: 'Share of expected buyers',
    customersKey: 'Share of customers',
    spread: 'How the probabilities spread: customers',
    bandLabel: (band, format) => ({
      strong: `${about(band.expected, format)} will buy`,
      text: `of ${format.integer(band.customers)}`,
    }),
    scoreAxis: (days) => `Probability to buy within ${days} days`,
    mark: (r, format) => ({
      title: range(r, format),
      value: scoreWords.en.customers(r.customers, format),
      note: `${format.number(r.expected, 1)} of them will probably buy`,
    }),
    customers: (n, format) => `${format.integer(n)} ${plural('en', n, { one: 'customer', other: 'customers' })}`,
    notScored: (n, format) => `${format.integer(n)} seen earlier are not scored`,
    test: ({ metrics: { rocAuc, calibrationError } }, format) =>
      `on later demo data: ROC-AUC ${format.number(rocAuc.value, 3)} (${format.number(rocAuc.low, 3)}–${format.number(rocAuc.high, 3)}), off by ${format.percent(calibrationError.value, 1)} on average`,
    band: range,
    warning: ({ code, details }, format) => {
      if (code === 'demo-model') return 'trained on demo data: how well it works on other data is unproven';
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: too few to say; ${number(details, 'enough')} would do`;
      if (code === 'outside-training')
        return `${featureText(String(details['feature']), 'en')}: ${format.percent(number(details, 'share'), 0)} of customers lie outside what the model has seen`;
      return null;
    },
    columns: {
      caption: 'Customers by band of probability',
      band: 'Probability',
      customers: 'Customers',
      share: 'Share of customers',
      expected: 'Expected buyers',
      expectedShare: 'Share of expected buyers',
      customer: 'Customer',
      score: 'Probability',
      bandNumber: 'Band',
    },
  },
  ru: {
    headline: ({ customers, days, top, expectedBuyers }, format) => {
      if (customers === 0 || top.expectedShare === null) return 'Оценивать некого';
      return `В ближайшие ${format.days(days)} купят примерно ${format.integer(Math.round(expectedBuyers))} из ${format.integer(customers)}; ${format.percent(top.expectedShare, 0)} из них — в десятой части с самой высокой оценкой`;
    },
    sub: ({ task, days, from }, format) =>
      task === 'propensity'
        ? `Посетители за 91 день до ${format.date(from)} по вероятности покупки (горизонт: ${format.days(days)})`
        : `Покупатели на ${format.date(from)} по вероятности новой покупки (горизонт: ${format.days(days)})`,
    expectedKey: 'Доля ожидаемых покупателей',
    customersKey: 'Доля клиентов',
    spread: 'Как распределены вероятности: клиенты',
    bandLabel: (band, format) => ({
      strong: `купят ${about(band.expected, format)}`,
      text: `из ${format.integer(band.customers)}`,
    }),
    scoreAxis: (days) => `Вероятность покупки за ${days} дн.`,
    mark: (r, format) => ({
      title: range(r, format),
      value: scoreWords.ru.customers(r.customers, format),
      note: `купят, вероятно, ${format.number(r.expected, 1)}`,
    }),
    customers: (n, format) =>
      `${format.integer(n)} ${plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' })}`,
    notScored: (n, format) => `${format.integer(n)} из прежних не оцениваются`,
    test: ({ metrics: { rocAuc, calibrationError } }, format) =>
      `на более поздних учебных данных: ROC-AUC ${format.number(rocAuc.value, 3)} (${format.number(rocAuc.low, 3)}–${format.number(rocAuc.high, 3)}), в среднем ошибка ${format.percent(calibrationError.value, 1)}`,
    band: range,
    warning: ({ code, details }, format) => {
      if (code === 'demo-model') return 'модель обучена на учебных данных; точность на других данных не проверена';
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: слишком мало для вывода; хватило бы ${number(details, 'enough')}`;
      if (code === 'outside-training')
        return `${featureText(String(details['feature']), 'ru')}: у ${format.percent(number(details, 'share'), 0)} клиентов значения, которых модель не видела`;
      return null;
    },
    columns: {
      caption: 'Клиенты по вероятности покупки',
      band: 'Вероятность',
      customers: 'Клиенты',
      share: 'Доля клиентов',
      expected: 'Ожидается покупателей',
      expectedShare: 'Доля ожидаемых покупателей',
      customer: 'Клиент',
      score: 'Вероятность',
      bandNumber: 'Группа',
    },
  },
};
