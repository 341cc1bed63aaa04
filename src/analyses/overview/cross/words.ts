import type { Formatter } from '../../../core/format';
import { DAY } from '../../../core/time';
import { intlTag, type Catalogue, type Locale } from '../../../core/words';

export interface CrossWords {
  /** A name holds this share of the rows counted. */
  readonly most: (name: string, share: number, format: Formatter) => string;
  readonly eventsSub: string;
  readonly valuesSub: (property: string) => string;
  readonly busiest: (when: string) => string;
  readonly nothing: string;
  /** The log is too long for these charts, or has too many kinds of events. */
  readonly refused: string;
  readonly weekSub: (zone: string) => string;
  readonly weekdaysSub: string;
  readonly rows: string;
  /** Rows left by the choice, of all. */
  readonly counted: (rows: number, whole: number, format: Formatter) => string;
  /** Of how many there are without the selection. */
  readonly of: (whole: string) => string;
  readonly other: string;
  readonly missing: string;
  readonly click: string;
  readonly chosen: string;
  readonly columns: Readonly<Record<'name' | 'weekday' | 'hours' | 'now' | 'whole', string>>;
  readonly metrics: Readonly<Record<'customers' | 'buyers' | 'orders' | 'revenue' | 'rows' | 'conversion', string>>;
}

/** Names by locale and form: a formatter takes half a millisecond to make, and a week of hours asks for 336 names. */
const weekdays = new Map<string, readonly string[]>();

/** The name of a weekday, Monday 0. */
export function weekdayName(day: number, locale: Locale, form: 'long' | 'short'): string {
  const key = `${locale} ${form}`;
  let names = weekdays.get(key);
  if (names === undefined) {
    const format = new Intl.DateTimeFormat(intlTag[locale], { weekday: form, timeZone: 'UTC' });
    // 1970-01-05 was a Monday.
    names = Array.from({ length: 7 }, (_, at) => format.format((4 + at) * DAY));
    weekdays.set(key, names);
  }
  return names[day] ?? '';
}

/** Hours of the day as a clock shows them: 20:00–21:00. */
export function hoursText(from: number, to: number): string {
  const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  return `${clock(from)}–${clock(to)}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const crossWords: Catalogue<CrossWords> = {
  en: {
    most: (name, share, format) => `“${name}”: ${format.percent(share, 0)} of all rows`,
    eventsSub: 'Rows by event',
    valuesSub: (property) => `Rows by “${property}”`,
    busiest: (when) => `Busiest: ${when}`,
    nothing: 'Nothing is left of the choice',
    refused:
      'This log is too long for the small charts that narrow each other. The filter at the top still narrows everything.',
    weekSub: (zone) => `Rows by weekday and hour, ${zone}`,
    weekdaysSub: 'Rows by weekday',
    rows: 'Rows',
    counted: (rows, whole, format) =>
      rows === whole
        ? `${format.integer(rows)} rows`
        : `${format.integer(rows)} of ${format.integer(whole)} rows chosen`,
    of: (whole) => `of ${whole}`,
    other: 'Other',
    missing: 'Not given',
    click: 'A click narrows the figures and the pictures beside',
    chosen: 'chosen',
    columns: { name: 'Value', weekday: 'Weekday', hours: 'Hours', now: 'Rows chosen', whole: 'All rows' },
    metrics: {
      customers: 'Customers',
      buyers: 'Buyers',
      orders: 'Orders',
      revenue: 'Revenue',
      rows: 'Rows',
      conversion: 'Conversion',
    },
  },
  ru: {
    most: (name, share, format) => `«${name}» — ${format.percent(share, 0)} всех строк`,
    eventsSub: 'Строки по событиям',
    valuesSub: (property) => `Строки по столбцу «${property}»`,
    busiest: (when) => `Больше всего — ${when}`,
    nothing: 'Под этот выбор ничего не подходит',
    refused:
      'Этот журнал слишком длинный для небольших графиков, которые сужают друг друга. Фильтр вверху по-прежнему действует на всё.',
    weekSub: (zone) => `Строки по дням недели и часам, ${zone}`,
    weekdaysSub: 'Строки по дням недели',
    rows: 'Строк',
    counted: (rows, whole, format) =>
      rows === whole
        ? `Строк: ${format.integer(rows)}`
        : `Выбрано строк: ${format.integer(rows)} из ${format.integer(whole)}`,
    of: (whole) => `из ${whole}`,
    other: 'Остальное',
    missing: 'Не указано',
    click: 'Щелчок сужает показатели и соседние картинки',
    chosen: 'выбрано',
    columns: { name: 'Значение', weekday: 'День недели', hours: 'Часы', now: 'Строк в выборе', whole: 'Всего строк' },
    metrics: {
      customers: 'Клиенты',
      buyers: 'Покупатели',
      orders: 'Заказы',
      revenue: 'Выручка',
      rows: 'Строки',
      conversion: 'Конверсия',
    },
  },
};

/** A weekday with its hours, or alone where they are all of them. */
export function cellName(weekday: number, from: number, to: number, locale: Locale): string {
  const day = weekdayName(weekday, locale, 'long');
  return to - from >= 24 ? day : `${locale === 'en' ? capital(day) : day}, ${hoursText(from, to)}`;
}
