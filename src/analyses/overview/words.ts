import type { BucketSize } from '../../core/calendar';
import type { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import type { OverviewFigures } from './result';

type Lead = OverviewFigures['lead'];

export interface OverviewWords {
  readonly headline: (trend: Trend | null, figures: OverviewFigures, format: Formatter) => string;
  readonly sub: (figures: OverviewFigures, zone: string, currency: string | null) => string;
  readonly rows: (used: number, format: Formatter) => string;
  readonly excluded: (rows: number, format: Formatter) => string;
  readonly incomplete: (bucket: BucketSize, count: number) => string;
  readonly period: (days: number, format: Formatter) => string;
  readonly interval: (text: string) => string;
  readonly median: (text: string) => string;
  readonly perBuyer: (text: string) => string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly against: (change: string, days: number, format: Formatter) => string;
  readonly metrics: {
    readonly customers: string;
    readonly events: string;
    readonly buyers: string;
    readonly purchases: string;
    readonly orders: string;
    readonly refunded: string;
    readonly revenue: string;
    readonly orderValue: string;
    readonly purchaseValue: string;
    readonly revenuePerBuyer: string;
    readonly repeat: string;
    readonly conversion: string;
  };
  readonly columns: {
    readonly caption: string;
    readonly from: string;
    readonly revenue: string;
    readonly purchases: string;
    readonly customers: string;
    readonly newcomers: string;
    readonly events: string;
    readonly complete: string;
    readonly yes: string;
    readonly no: string;
  };
}

/** How the lead figure went: the mean of the last quarter of the complete buckets against the first. */
export interface Trend {
  readonly lead: Lead;
  /** Relative: −0.8 is a fall by four fifths. */
  readonly change: number;
}

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);
const leadEn: Readonly<Record<Lead, string>> = { revenue: 'Revenue', purchases: 'Purchases', events: 'Activity' };
const verbRu: Readonly<Record<Lead, { up: string; down: string; flat: string }>> = {
  revenue: { up: 'Выручка выросла', down: 'Выручка упала', flat: 'Выручка держится' },
  purchases: { up: 'Покупок стало больше', down: 'Покупок стало меньше', flat: 'Число покупок держится' },
  events: { up: 'Активность выросла', down: 'Активность упала', flat: 'Активность держится' },
};

export const overviewWords: Catalogue<OverviewWords> = {
  en: {
    headline: (trend, figures, format) => {
      if (trend === null)
        return `${format.integer(figures.customers.value)} customers, ${format.integer(figures.events.value)} events so far`;
      const name = leadEn[trend.lead];
      const by = format.percent(Math.abs(trend.change), 0);
      if (Math.abs(trend.change) < 0.05)
        return `${name} ended where it began`.replace('Purchases ended where it', 'Purchases ended where they');
      return `${name} ${trend.change > 0 ? 'rose' : 'fell'} by ${by} from the first quarter of the time to the last`;
    },
    sub: (figures, zone, currency) => {
      const per = { day: 'day', week: 'week', month: 'month' }[figures.series.bucket];
      const what = { revenue: 'Net revenue', purchases: 'Purchases', events: 'Events' }[figures.lead];
      const money = figures.lead === 'revenue' && currency !== null ? `, ${currency}` : '';
      return `${what} per ${per}${money}, calendar ${per}s in ${zone}`;
    },
    rows: (used, format) => `${format.integer(used)} rows used`,
    excluded: (rows, format) => `${format.integer(rows)} left out`,
    incomplete: (bucket, count) =>
      `${count} incomplete ${plural('en', count, { one: bucket, other: `${bucket}s` })}, not drawn`,
    period: (days, format) => `changes: last ${format.days(days)} against the ${format.integer(days)} before`,
    interval: (text) => `95 % interval ${text}`,
    median: (text) => `median ${text}`,
    perBuyer: (text) => `${text} per buyer`,
    warning: ({ code, details }, format) => {
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: too few to say; ${number(details, 'enough')} would do`;
      if (code === 'no-amount') return 'no column holds money';
      if (code === 'duplicates')
        return `${format.integer(number(details, 'rows'))} rows equal an earlier one and were kept`;
      return null;
    },
    against: (change, days, format) => `${change} on the ${format.days(days)} before`,
    metrics: {
      customers: 'Customers',
      events: 'Events',
      buyers: 'Buyers',
      purchases: 'Purchases',
      orders: 'Orders',
      refunded: 'Refunds',
      revenue: 'Revenue',
      orderValue: 'Average order',
      purchaseValue: 'Average purchase',
      revenuePerBuyer: 'Revenue per buyer',
      repeat: 'Bought again',
      conversion: 'Conversion',
    },
    columns: {
      caption: 'Over time',
      from: 'From',
      revenue: 'Net revenue',
      purchases: 'Purchases',
      customers: 'Customers',
      newcomers: 'New customers',
      events: 'Events',
      complete: 'Complete',
      yes: 'yes',
      no: 'no',
    },
  },
  ru: {
    headline: (trend, figures, format) => {
      if (trend === null)
        return `Пока в данных: покупателей — ${format.integer(figures.customers.value)}, событий — ${format.integer(figures.events.value)}`;
      const verb = verbRu[trend.lead];
      if (Math.abs(trend.change) < 0.05) return `${verb.flat} на одном уровне`;
      const by = format.percent(Math.abs(trend.change), 0);
      return `${trend.change > 0 ? verb.up : verb.down} на ${by} от первой четверти срока к последней`;
    },
    sub: (figures, zone, currency) => {
      const per = { day: 'по дням', week: 'по неделям', month: 'по месяцам' }[figures.series.bucket];
      const what = { revenue: 'Чистая выручка', purchases: 'Покупки', events: 'События' }[figures.lead];
      const money = figures.lead === 'revenue' && currency !== null ? `, ${currency}` : '';
      return `${what} ${per}${money}, календарь ${zone}`;
    },
    rows: (used, format) => `строк в расчёте: ${format.integer(used)}`,
    excluded: (rows, format) => `не вошло: ${format.integer(rows)}`,
    incomplete: (bucket, count) => {
      const forms = {
        day: { one: 'неполный день', few: 'неполных дня', many: 'неполных дней', other: 'неполного дня' },
        week: { one: 'неполная неделя', few: 'неполные недели', many: 'неполных недель', other: 'неполной недели' },
        month: { one: 'неполный месяц', few: 'неполных месяца', many: 'неполных месяцев', other: 'неполного месяца' },
      }[bucket];
      return `${count} ${plural('ru', count, forms)} на графике не показано`;
    },
    period: (days, format) => `изменения: последние ${format.days(days)} к предыдущим`,
    interval: (text) => `95 % интервал ${text}`,
    median: (text) => `медиана ${text}`,
    perBuyer: (text) => `${text} на покупателя`,
    warning: ({ code, details }, format) => {
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: слишком мало для выводов; хватило бы ${number(details, 'enough')}`;
      if (code === 'no-amount') return 'столбца с деньгами нет';
      if (code === 'duplicates')
        return `строк, повторяющих более ранние: ${format.integer(number(details, 'rows'))}, они оставлены`;
      return null;
    },
    against: (change, days, format) => `${change} к прошлому периоду (${format.days(days)})`,
    metrics: {
      customers: 'Клиенты',
      events: 'События',
      buyers: 'Покупатели',
      purchases: 'Покупки',
      orders: 'Заказы',
      refunded: 'Возвраты',
      revenue: 'Выручка',
      orderValue: 'Средний заказ',
      purchaseValue: 'Средняя покупка',
      revenuePerBuyer: 'Выручка на покупателя',
      repeat: 'Купили снова',
      conversion: 'Конверсия',
    },
    columns: {
      caption: 'По времени',
      from: 'С',
      revenue: 'Чистая выручка',
      purchases: 'Покупки',
      customers: 'Клиенты',
      newcomers: 'Новые клиенты',
      events: 'События',
      complete: 'Полный',
      yes: 'да',
      no: 'нет',
    },
  },
};
