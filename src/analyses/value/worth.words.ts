import type { Formatter } from '../../core/format';
import { plural, type Catalogue } from '../../core/words';
import type { Duration, TimeUnit } from '../../stats/lifetime';
import { MOST_COUNTED } from './fit';
import type { DistributionFigures, ValueFigures, ValueSegment } from './result';
import { segmentNames } from '../../core/rfmSegments.words';

type Mark = { title: string; value: string; note?: string };
type Bin = DistributionFigures['bins'][number];

/** What customers and segments are worth, and how often they will buy. */
export interface WorthWords {
  readonly shapeHeadline: (figures: ValueFigures, shape: DistributionFigures, format: Formatter) => string;
  readonly shapeSub: (figures: ValueFigures, format: Formatter) => string;
  readonly shapeAcross: string;
  readonly shapeDown: string;
  readonly logNote: string;
  readonly median: string;
  readonly mean: string;
  readonly bin: (bin: Bin, format: Formatter) => string;
  readonly shapePlate: (figures: ValueFigures, shape: DistributionFigures, format: Formatter) => readonly string[];
  readonly countsHeadline: (figures: ValueFigures, format: Formatter) => string;
  readonly countsSub: (figures: ValueFigures) => string;
  readonly countsAcross: string;
  readonly times: (n: number) => string;
  readonly countMark: (n: number, customers: number, share: number, format: Formatter) => Mark;
  readonly segmentsHeadline: (
    group: readonly ValueSegment[],
    all: readonly ValueSegment[],
    format: Formatter,
  ) => string;
  readonly segmentsSub: (figures: ValueFigures) => string;
  readonly toCome: string;
  readonly soFar: string;
  readonly segmentText: (segment: ValueSegment, format: Formatter) => string;
  readonly segmentShare: (share: number, upto: number, format: Formatter) => string;
  readonly segmentMark: (segment: ValueSegment, share: number, upto: number, format: Formatter) => Mark;
  readonly converted: (figures: ValueFigures, format: Formatter) => readonly string[];
  readonly columns: Readonly<
    Record<
      | 'worth'
      | 'customers'
      | 'share'
      | 'times'
      | 'segment'
      | 'value'
      | 'each'
      | 'expected'
      | 'alive'
      | 'revenue'
      | 'upto',
      string
    >
  >;
  readonly captions: Readonly<Record<'shape' | 'counts' | 'segments', string>>;
}

const spanEn = ({ value, unit }: Duration): string => `${value} ${value === 1 ? unit.slice(0, -1) : unit}`;
const units = {
  days: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
  weeks: { one: 'неделя', few: 'недели', many: 'недель', other: 'недели' },
  months: { one: 'месяц', few: 'месяца', many: 'месяцев', other: 'месяца' },
} as const;
const spanRu = ({ value, unit }: Duration): string => `${value} ${plural('ru', value, units[unit])}`;
/** After «в течение»: genitive. */
const spanGenitive = ({ value, unit }: Duration): string =>
  `${value} ${plural('ru', value, { one: { days: 'дня', weeks: 'недели', months: 'месяца' }[unit], other: units[unit].many })}`;
const perEn: Readonly<Record<TimeUnit, string>> = { days: 'a day', weeks: 'a week', months: 'a month' };
const perRu: Readonly<Record<TimeUnit, string>> = { days: 'в день', weeks: 'в неделю', months: 'в месяц' };

/** "A, B and C" names of segments, at most three. */
const named = (group: readonly ValueSegment[], format: Formatter): string =>
  format.list(group.map((s) => segmentNames[format.locale][s.segment].toLowerCase()));

const money = (figures: ValueFigures): boolean => figures.spend !== null;
const customersOf = (figures: ValueFigures): number => figures.counts.reduce((n, c) => n + c, 0);

export const worthWords: Catalogue<WorthWords> = {
  en: {
    shapeHeadline: (figures, shape, format) =>
      shape.mean > 1.3 * shape.median
        ? `Half of all customers are worth less than ${format.moneyCompact(shape.median)}; the mean is ${format.moneyCompact(shape.mean)}`
        : `The middle customer is worth ${format.moneyCompact(shape.median)} over the next ${spanEn(figures.horizon)}`,
    shapeSub: (figures) => `Customers by what they will bring within ${spanEn(figures.horizon)}, discounted to today`,
    shapeAcross: 'Value of a customer',
    shapeDown: 'Customers',
    logNote: 'bars widen: 1, 2, 5, 10 …',
    median: 'middle',
    mean: 'mean',
    bin: (bin, format) =>
      bin.to === null
        ? `${format.moneyCompact(bin.from)} and more`
        : `${format.moneyCompact(bin.from)} – ${format.moneyCompact(bin.to)}`,
    shapePlate: (figures, shape, format) => [
      `${format.percent(shape.nothing / Math.max(1, figures.customers), 0)} are worth next to nothing: under ${format.moneyCompact(shape.little)}, a tenth of one purchase`,
      `the most valuable one: ${format.moneyCompact(shape.most)}`,
    ],
    countsHeadline: (figures, format) => {
      const none = (figures.counts[0] ?? 0) / Math.max(1, customersOf(figures));
      return `${format.percent(none, 0)} of customers will probably not buy within ${spanEn(figures.horizon)}`;
    },
    countsSub: (figures) =>
      `Customers by how often they will buy within ${spanEn(figures.horizon)}: each counted by the chances`,
    countsAcross: 'Purchases to come',
    times: (n) => (n >= MOST_COUNTED ? `${MOST_COUNTED}+` : String(n)),
    countMark: (n, customers, share, format) => ({
      title:
        n === 0
          ? 'No purchase'
          : n >= MOST_COUNTED
            ? `${MOST_COUNTED} purchases or more`
            : n === 1
              ? 'One purchase'
              : `${n} purchases`,
      value: `about ${format.integer(Math.round(customers))} customers`,
      note: format.percent(share, 1),
    }),
    segmentsHeadline: (group, all, format) =>
      group.length > 3
        ? `It takes ${group.length} of ${all.length} segments to hold 80 % of the value to come`
        : `80 % of the value to come is with ${named(group, format)}`,
    segmentsSub: (figures) =>
      money(figures)
        ? `Share of value within ${spanEn(figures.horizon)} by RFM segment, most first; beside it the share of revenue so far`
        : `Share of purchases expected within ${spanEn(figures.horizon)} by RFM segment, most first`,
    toCome: 'To come',
    soFar: 'So far',
    segmentText: (s, format) =>
      s.value === null
        ? `${format.number(s.expected / s.customers, 1)} purchases each · alive ${format.percent(s.alive, 0)}`
        : `${format.moneyCompact(s.value / s.customers)} each · alive ${format.percent(s.alive, 0)}`,
    segmentShare: (share, upto, format) => `${format.percent(share, 0)} · ${format.percent(upto, 0)} in all`,
    segmentMark: (s, share, upto, format) => ({
      title: segmentNames.en[s.segment],
      value:
        s.value === null
          ? `${format.compact(Math.round(s.expected))} purchases, ${format.percent(share, 1)}`
          : `${format.moneyCompact(s.value)}, ${format.percent(share, 1)}`,
      note: `${format.integer(s.customers)} customers, P(alive) ${format.percent(s.alive, 0)}; down to here ${format.percent(upto, 0)}`,
    }),
    converted: (figures, format) => [
      ...(figures.converted.horizon
        ? [
            `${spanEn(figures.horizon)} are ${format.number(figures.units, 1)} ${figures.unit}: the model counts in ${figures.unit}`,
          ]
        : []),
      ...(figures.converted.rate
        ? [
            `${format.percent(figures.discountRate, 1)} a year is ${format.percent(figures.ratePerUnit, 2)} ${perEn[figures.unit]}`,
          ]
        : []),
    ],
    columns: {
      worth: 'Worth',
      customers: 'Customers',
      share: 'Share',
      times: 'Purchases',
      segment: 'Segment',
      value: 'Value to come',
      each: 'Per customer',
      expected: 'Purchases expected',
      alive: 'P(alive)',
      revenue: 'Revenue so far',
      upto: 'Added up',
    },
    captions: {
      shape: 'Customers by value',
      counts: 'Customers by purchases to come',
      segments: 'Value to come by segment',
    },
  },
  ru: {
    shapeHeadline: (figures, shape, format) =>
      shape.mean > 1.3 * shape.median
        ? `Половина клиентов принесёт меньше ${format.moneyCompact(shape.median)} каждый; в среднем — ${format.moneyCompact(shape.mean)}`
        : `Типичный клиент за ${spanRu(figures.horizon)} принесёт ${format.moneyCompact(shape.median)}`,
    shapeSub: (figures) =>
      `Клиенты по тому, сколько принесут в течение ${spanGenitive(figures.horizon)}; будущие деньги пересчитаны на сегодня`,
    shapeAcross: 'Ценность клиента',
    shapeDown: 'Клиенты',
    logNote: 'шаг растёт: 1, 2, 5, 10 …',
    median: 'медиана',
    mean: 'среднее',
    bin: (bin, format) =>
      bin.to === null
        ? `от ${format.moneyCompact(bin.from)}`
        : `${format.moneyCompact(bin.from)} – ${format.moneyCompact(bin.to)}`,
    shapePlate: (figures, shape, format) => [
      `${format.percent(shape.nothing / Math.max(1, figures.customers), 0)} почти ничего не принесут: меньше ${format.moneyCompact(shape.little)} — десятой части одной покупки`,
      `самый ценный — ${format.moneyCompact(shape.most)}`,
    ],
    countsHeadline: (figures, format) => {
      const none = (figures.counts[0] ?? 0) / Math.max(1, customersOf(figures));
      return `${format.percent(none, 0)} клиентов, вероятно, ничего не купят в течение ${spanGenitive(figures.horizon)}`;
    },
    countsSub: (figures) =>
      `Сколько клиентов сделают столько покупок в течение ${spanGenitive(figures.horizon)}: сумма вероятностей по всем`,
    countsAcross: 'Будущих покупок',
    times: (n) => (n >= MOST_COUNTED ? `${MOST_COUNTED}+` : String(n)),
    countMark: (n, customers, share, format) => ({
      title: n === 0 ? 'Ни одной покупки' : `Покупок: ${n >= MOST_COUNTED ? `${MOST_COUNTED} и больше` : n}`,
      value: `клиентов: около ${format.integer(Math.round(customers))}`,
      note: format.percent(share, 1),
    }),
    segmentsHeadline: (group, all, format) =>
      group.length > 3
        ? `80 % будущей ценности — у ${group.length} сегментов из ${all.length}`
        : `80 % будущей ценности дают сегменты: ${named(group, format)}`,
    segmentsSub: (figures) =>
      money(figures)
        ? `Доля ценности за ${spanRu(figures.horizon)} по сегментам RFM, крупные сверху; рядом — доля прежней выручки`
        : `Доля ожидаемых покупок за ${spanRu(figures.horizon)} по сегментам RFM, крупные сверху`,
    toCome: 'Будущее',
    soFar: 'Прошлое',
    segmentText: (s, format) =>
      s.value === null
        ? `покупок на клиента ${format.number(s.expected / s.customers, 1)} · с нами ${format.percent(s.alive, 0)}`
        : `${format.moneyCompact(s.value / s.customers)} с клиента · с нами ${format.percent(s.alive, 0)}`,
    segmentShare: (share, upto, format) => `${format.percent(share, 0)} · вместе ${format.percent(upto, 0)}`,
    segmentMark: (s, share, upto, format) => ({
      title: segmentNames.ru[s.segment],
      value:
        s.value === null
          ? `покупок: ${format.compact(Math.round(s.expected))}, ${format.percent(share, 1)}`
          : `${format.moneyCompact(s.value)}, ${format.percent(share, 1)}`,
      note: `клиентов: ${format.integer(s.customers)}, P(alive) ${format.percent(s.alive, 0)}; вместе с верхними ${format.percent(upto, 0)}`,
    }),
    converted: (figures, format) => [
      ...(figures.converted.horizon
        ? [
            `${spanRu(figures.horizon)} = ${format.number(figures.units, 1)} ${units[figures.unit].other}: модель считает в этих единицах`,
          ]
        : []),
      ...(figures.converted.rate
        ? [
            `${format.percent(figures.discountRate, 1)} в год = ${format.percent(figures.ratePerUnit, 2)} ${perRu[figures.unit]}`,
          ]
        : []),
    ],
    columns: {
      worth: 'Ценность',
      customers: 'Клиенты',
      share: 'Доля',
      times: 'Покупок',
      segment: 'Сегмент',
      value: 'Будущая ценность',
      each: 'На клиента',
      expected: 'Ожидается покупок',
      alive: 'P(alive)',
      revenue: 'Выручка до сих пор',
      upto: 'Вместе',
    },
    captions: {
      shape: 'Клиенты по ценности',
      counts: 'Клиенты по числу будущих покупок',
      segments: 'Будущая ценность по сегментам',
    },
  },
};
