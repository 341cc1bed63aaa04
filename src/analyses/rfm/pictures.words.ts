import type { Formatter } from '../../core/format';
import { segmentNames } from '../../core/rfmSegments.words';
import { plural, type Catalogue } from '../../core/words';
import type { RecencyUnit } from '../../sql/rfm';
import type { RfmSegmentFigures } from './profile';
import type { RfmFigures } from './result';

/** Columns of the profile, in their order; the first are the ones a narrow page keeps. */
export const profileColumns = [
  'monetary',
  'frequency',
  'orderValue',
  'customerShare',
  'revenueShare',
  'recency',
  'score',
] as const;
export type ProfileColumn = (typeof profileColumns)[number];

/** The treemap of revenue and the segments' profile. */
export interface RfmPictureWords {
  readonly treemapHeadline: (figures: RfmFigures, format: Formatter) => string;
  readonly treemapSub: string;
  /** Second line of a tile, the longest first. */
  readonly tileNote: (segment: RfmSegmentFigures, format: Formatter) => readonly string[];
  readonly tileMark: (segment: RfmSegmentFigures, format: Formatter) => { title: string; value: string; note: string };
  readonly withoutMoney: (names: string) => string;
  readonly profileHeadline: (figures: RfmFigures, format: Formatter) => string;
  readonly profileSub: string;
  readonly column: (column: ProfileColumn, figures: RfmFigures) => string;
  readonly columnMark: (column: string, value: string, interval: string | null) => { value: string; note?: string };
  readonly median: (label: string) => string;
  readonly interval: (label: string) => readonly [string, string];
  /** What a ring says. */
  readonly rings: (few: number) => string;
  readonly caption: string;
  readonly recency: (unit: RecencyUnit) => string;
}

/** The segment whose customers bring most each, and the mean of all buyers. */
function richest(figures: RfmFigures): { top: RfmSegmentFigures; times: number } | null {
  if (figures.revenue === null || figures.revenue <= 0 || figures.buyers === 0) return null;
  const mean = figures.revenue / figures.buyers;
  const top = figures.segments
    .filter((s) => s.customers >= 10 && s.monetary !== null)
    .sort((a, b) => (b.monetary ?? 0) - (a.monetary ?? 0))[0];
  return top?.monetary == null ? null : { top, times: top.monetary / mean };
}

/** The fewest segments that together hold half of the revenue. */
function half(figures: RfmFigures): { names: readonly RfmSegmentFigures[]; share: number } | null {
  const sorted = figures.segments
    .filter((s) => (s.revenueShare ?? 0) > 0)
    .sort((a, b) => (b.revenueShare ?? 0) - (a.revenueShare ?? 0));
  const names: RfmSegmentFigures[] = [];
  let share = 0;
  for (const s of sorted) {
    if (share >= 0.5) break;
    names.push(s);
    share += s.revenueShare ?? 0;
  }
  return names.length === 0 ? null : { names, share };
}

export const rfmPictureWords: Catalogue<RfmPictureWords> = {
  en: {
    treemapHeadline: (figures, format) => {
      const found = half(figures);
      if (found === null) return 'No segment has brought money';
      const names = found.names.map((s) => segmentNames.en[s.segment]);
      return `${format.list(names)} ${names.length === 1 ? 'alone hold' : 'hold'} ${format.percent(found.share, 0)} of revenue`;
    },
    treemapSub: 'Area: net revenue of the segment. Shade: net revenue of one of its customers; stronger is more',
    tileNote: (s, format) => [
      `${format.percent(s.revenueShare, 0)} of revenue, ${format.moneyCompact(s.monetary)} each`,
      `${format.percent(s.revenueShare, 0)} of revenue`,
      format.percent(s.revenueShare, 0),
    ],
    tileMark: (s, format) => ({
      title: segmentNames.en[s.segment],
      value: `${format.moneyCompact(s.revenue)}, ${format.percent(s.revenueShare)} of revenue`,
      note: `${format.integer(s.customers)} ${plural('en', s.customers, { one: 'buyer', other: 'buyers' })}, ${format.moneyCompact(s.monetary)} each`,
    }),
    withoutMoney: (names) => `not drawn, for they brought no money on balance: ${names}`,
    profileHeadline: (figures, format) => {
      const found = richest(figures);
      if (found === null) return 'What each segment is like';
      return `A customer of “${segmentNames.en[found.top.segment]}” has brought ${format.number(found.times, 1)} times the average`;
    },
    profileSub: 'Means and shares with their 95 % intervals; days since the last purchase as the median',
    column: (column, { frequencyOf, recencyUnit, bins }) =>
      ({
        monetary: 'Money per customer',
        frequency: frequencyOf === 'orders' ? 'Orders per customer' : 'Purchase days each',
        orderValue: frequencyOf === 'orders' ? 'Order value' : 'Per purchase day',
        customerShare: 'Share of buyers',
        revenueShare: 'Share of revenue',
        recency: rfmPictureWords.en.recency(recencyUnit),
        score: `Score, 1 to ${bins}`,
      })[column],
    columnMark: (column, value, interval) => ({
      value: `${column}: ${value}`,
      ...(interval === null ? {} : { note: `95 % interval ${interval}` }),
    }),
    median: (label) => `${label}, median`,
    interval: (label) => [`${label}, from`, `${label}, to`],
    rings: (few) => `ring: fewer than ${few} customers, too few to say`,
    caption: 'Profile of the segments',
    recency: (unit) => ({ day: 'Days', week: 'Weeks', month: 'Months' })[unit] + ' since purchase',
  },
  ru: {
    treemapHeadline: (figures, format) => {
      const found = half(figures);
      if (found === null) return 'Ни один сегмент не принёс денег';
      const names = found.names.map((s) => `«${segmentNames.ru[s.segment]}»`);
      return `${names.length === 1 ? 'Сегмент' : 'Сегменты'} ${format.list(names)}: ${format.percent(found.share, 0)} выручки`;
    },
    treemapSub: 'Площадь — чистая выручка сегмента, насыщенность — сколько приносит один его клиент',
    tileNote: (s, format) => [
      `${format.percent(s.revenueShare, 0)} выручки, по ${format.moneyCompact(s.monetary)}`,
      `${format.percent(s.revenueShare, 0)} выручки`,
      format.percent(s.revenueShare, 0),
    ],
    tileMark: (s, format) => ({
      title: segmentNames.ru[s.segment],
      value: `${format.moneyCompact(s.revenue)}, ${format.percent(s.revenueShare)} выручки`,
      note: `${format.integer(s.customers)} ${plural('ru', s.customers, { one: 'покупатель', few: 'покупателя', many: 'покупателей', other: 'покупателя' })}, по ${format.moneyCompact(s.monetary)}`,
    }),
    withoutMoney: (names) => `не показаны, так как в сумме денег не принесли: ${names}`,
    profileHeadline: (figures, format) => {
      const found = richest(figures);
      if (found === null) return 'Чем отличаются сегменты';
      return `Клиент сегмента «${segmentNames.ru[found.top.segment]}» принёс в ${format.number(found.times, 1)} раза больше среднего`;
    },
    profileSub: 'Средние и доли с 95 % интервалами; время с последней покупки — медиана',
    column: (column, { frequencyOf, recencyUnit, bins }) =>
      ({
        monetary: 'Денег с клиента',
        frequency: frequencyOf === 'orders' ? 'Заказов на клиента' : 'Дней с покупкой',
        orderValue: frequencyOf === 'orders' ? 'Сумма заказа' : 'За день с покупкой',
        customerShare: 'Доля покупателей',
        revenueShare: 'Доля выручки',
        recency: rfmPictureWords.ru.recency(recencyUnit),
        score: `Балл, от 1 до ${bins}`,
      })[column],
    columnMark: (column, value, interval) => ({
      value: `${column}: ${value}`,
      ...(interval === null ? {} : { note: `95 % интервал ${interval}` }),
    }),
    median: (label) => `${label}, медиана`,
    interval: (label) => [`${label}, от`, `${label}, до`],
    rings: (few) => `кольцо: меньше ${few} клиентов, для выводов мало`,
    caption: 'Профиль сегментов',
    recency: (unit) => ({ day: 'Дней', week: 'Недель', month: 'Месяцев' })[unit] + ' с покупки',
  },
};
