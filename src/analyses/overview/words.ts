import type { BucketSize } from '../../core/calendar';
import { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import { DAY } from '../../core/time';
import { fallText, riseText } from './amount';
import type { OverviewFigures } from './result';
import type { Story } from './series';

type Lead = OverviewFigures['lead'];

export interface OverviewWords {
  readonly headline: (story: Story | null, figures: OverviewFigures, format: Formatter) => string;
  readonly sub: (figures: OverviewFigures, zone: string, currency: string | null) => string;
  readonly rows: (used: number, format: Formatter) => string;
  readonly excluded: (rows: number, format: Formatter) => string;
  readonly incomplete: (bucket: BucketSize, count: number) => string;
  readonly period: (days: number, format: Formatter) => string;
  /** What a trend's two means are of. */
  readonly basis: (story: Story, figures: OverviewFigures, format: Formatter) => string;
  /** Beside the shaded buckets in which all customers joined. */
  readonly allJoined: (until: string) => string;
  /** Over the highest bucket. */
  readonly peak: (value: string, when: string) => string;
  readonly tooShort: { readonly says: (bucket: BucketSize) => string; readonly remedy: string };
  readonly joinedBy: (until: string) => string;
  readonly brush: {
    /** Names the slider over the chart. */
    readonly label: string;
    /** How to use it. */
    readonly hint: string;
    /** A chosen stretch of days, ISO and both inclusive. */
    readonly days: (from: string, to: string, format: Formatter) => string;
  };
  readonly afterRefunds: (gross: string, refunds: string) => string;
  readonly perBuyerCount: (text: string) => string;
  readonly interval: (text: string) => string;
  readonly median: (text: string) => string;
  readonly perBuyer: (text: string) => string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
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

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);
const leadEn: Readonly<Record<Lead, string>> = { revenue: 'Revenue', purchases: 'Purchases', events: 'Activity' };
const leadRu: Readonly<Record<Lead, { it: string; rose: string; fell: string }>> = {
  revenue: { it: 'Выручка', rose: 'выросла', fell: 'упала' },
  purchases: { it: 'Число покупок', rose: 'выросло', fell: 'упало' },
  events: { it: 'Активность', rose: 'выросла', fell: 'упала' },
};
const bucketsRu = {
  day: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
  week: { one: 'неделя', few: 'недели', many: 'недель', other: 'недели' },
  month: { one: 'месяц', few: 'месяца', many: 'месяцев', other: 'месяца' },
} as const;

/** A length of time in the unit a person would use: 30 days, 18 weeks, 11 months. */
function lengthOf(days: number): { count: number; unit: BucketSize } {
  if (days <= 45) return { count: days, unit: 'day' };
  if (days <= 180) return { count: Math.round(days / 7), unit: 'week' };
  return { count: Math.round(days / 30.44), unit: 'month' };
}

function overEn(days: number): string {
  const { count, unit } = lengthOf(days);
  if (unit === 'month' && count === 12) return 'over a year';
  if (unit === 'month' && count === 24) return 'over two years';
  return `over ${count} ${plural('en', count, { one: unit, other: `${unit}s` })}`;
}

function overRu(days: number): string {
  const { count, unit } = lengthOf(days);
  if (unit === 'month' && count === 12) return 'за год';
  if (unit === 'month' && count === 24) return 'за два года';
  const forms = unit === 'week' ? { ...bucketsRu.week, one: 'неделю' } : bucketsRu[unit];
  return `за ${count} ${plural('ru', count, forms)}`;
}

/** When a bucket was: its day, the week by its Monday, its month. Buckets are days of the zone already. */
export function bucketName(from: string, bucket: BucketSize, format: Formatter): string {
  const plain = new Formatter(format.locale, { zone: 'UTC' });
  const time = Date.parse(from);
  if (bucket === 'day') return plain.date(time);
  if (bucket === 'month') return plain.month(time);
  return format.locale === 'ru' ? `неделя с ${plain.date(time)}` : `week of ${plain.date(time)}`;
}

/** The last day of a bucket, printed. */
export function bucketEnd(from: string, bucket: BucketSize, format: Formatter): string {
  const start = new Date(from);
  const next =
    bucket === 'month'
      ? Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1)
      : start.getTime() + (bucket === 'week' ? 7 : 1) * DAY;
  return new Formatter(format.locale, { zone: 'UTC' }).date(next - DAY);
}

/** Days are of the zone already. */
/** A formatter of days per language: making one costs more than what a brush changes. */
const inDays: Catalogue<Formatter> = {
  en: new Formatter('en', { zone: 'UTC' }),
  ru: new Formatter('ru', { zone: 'UTC' }),
};

function dayRange(from: string, to: string, { locale }: Formatter): string {
  return inDays[locale].dateRange(Date.parse(from), Date.parse(to));
}

export const overviewWords: Catalogue<OverviewWords> = {
  en: {
    headline: (story, figures, format) => {
      if (story === null)
        return `${format.integer(figures.customers.value)} customers, ${format.integer(figures.events.value)} events so far`;
      const name = leadEn[figures.lead];
      const went = (change: number): string =>
        change < 0 ? `fell ${fallText(-change, format)}` : riseText(1 + change, format);
      const peak =
        story.peak === null
          ? ''
          : `, with a peak ${figures.series.bucket === 'week' ? 'in the ' : figures.series.bucket === 'day' ? 'on ' : 'in '}${bucketName(story.peak.from, figures.series.bucket, format)}`;
      switch (story.kind) {
        case 'acquisition':
          return Math.abs(story.change) < 0.05
            ? `${name} held steady after the last new customers joined`
            : `${name} ${went(story.change)} once new customers stopped joining`;
        case 'trend':
          return `${name} ${went(story.change)} ${overEn(story.days)}`;
        case 'steady':
          return `${name} held steady ${overEn(story.days)}${peak}`;
        case 'unclear':
          return `${name}: no clear rise or fall ${overEn(story.days)}${peak}`;
      }
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
    period: (days, format) => `Changes: the last ${format.days(days)} against the ${format.integer(days)} before.`,
    basis: (story, figures, format) => {
      const { bucket } = figures.series;
      if (story.kind === 'acquisition')
        return `compared: mean ${bucket} up to ${bucketEnd(story.last.from, bucket, format)} and after`;
      return `compared: mean of the first ${story.part} and of the last ${story.part} ${bucket}s`;
    },
    allJoined: (until) => `All customers joined by ${until}`,
    peak: (value, when) => `${value}, ${when}`,
    tooShort: {
      says: (bucket) => `There are not two whole ${bucket}s to draw yet.`,
      remedy: 'A longer stretch of data shows how things went; the figures above hold all of it.',
    },
    joinedBy: (until) => `all joined by ${until}`,
    brush: {
      label: 'Period',
      hint: 'Drag across the chart to look at a period. On the keyboard: arrows move it, with Shift they make it longer or shorter, Enter keeps it, Escape lets it go.',
      days: dayRange,
    },
    afterRefunds: (gross, refunds) => `${gross} less ${refunds} of refunds`,
    perBuyerCount: (text) => `${text} per buyer`,
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
    headline: (story, figures, format) => {
      if (story === null)
        return `Пока в данных: покупателей — ${format.integer(figures.customers.value)}, событий — ${format.integer(figures.events.value)}`;
      const { it, rose, fell } = leadRu[figures.lead];
      const went = (change: number): string =>
        change < 0 ? `${fell} ${fallText(-change, format)}` : `${rose} ${riseText(1 + change, format)}`;
      const peak = story.peak === null ? '' : `; пик — ${bucketName(story.peak.from, figures.series.bucket, format)}`;
      switch (story.kind) {
        case 'acquisition':
          return Math.abs(story.change) < 0.05
            ? `${it}: без изменений и после того, как новые покупатели перестали приходить`
            : `Новые покупатели перестали приходить — и ${it.toLowerCase()} ${went(story.change)}`;
        case 'trend':
          return `${it} ${overRu(story.days)} ${went(story.change)}`;
        case 'steady':
          return `${it}: ${overRu(story.days)} почти без изменений${peak}`;
        case 'unclear':
          return `${it}: ${overRu(story.days)} явного роста или падения нет${peak}`;
      }
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
    period: (days, format) => `Изменения: последние ${format.days(days)} к такому же сроку перед ними.`,
    basis: (story, figures, format) => {
      const { bucket } = figures.series;
      if (story.kind === 'acquisition') {
        const one = { day: 'средний день', week: 'средняя неделя', month: 'средний месяц' }[bucket];
        return `сравнение: ${one} до ${bucketEnd(story.last.from, bucket, format)} включительно и после`;
      }
      const n = story.part;
      return `сравнение средних: первые ${n} и последние ${n} ${plural('ru', n, bucketsRu[bucket])}`;
    },
    allJoined: (until) => `Все покупатели пришли до ${until} включительно`,
    peak: (value, when) => `${value}, ${when}`,
    tooShort: {
      says: (bucket) =>
        ({
          day: 'Пока нет и двух полных дней',
          week: 'Пока нет и двух полных недель',
          month: 'Пока нет и двух полных месяцев',
        })[bucket] + ': рисовать нечего.',
      remedy: 'Возьмите данные за больший срок; в показателях выше учтено всё.',
    },
    joinedBy: (until) => `все пришли до ${until}`,
    brush: {
      label: 'Период',
      hint: 'Проведите по графику, чтобы выбрать период. С клавиатуры: стрелки двигают его, стрелки с Shift меняют длину, Enter применяет, Escape снимает.',
      days: dayRange,
    },
    afterRefunds: (gross, refunds) => `${gross} минус возвраты ${refunds}`,
    perBuyerCount: (text) => `${text} на покупателя`,
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
