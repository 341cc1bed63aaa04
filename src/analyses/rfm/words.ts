import type { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import type { RecencyUnit, RfmAxis } from '../../sql/rfm';
import type { RfmSegmentFigures } from './profile';
import type { RfmCell, RfmFigures } from './result';
import type { SegmentKey } from '../../core/rfmSegments';
import { segmentNames } from '../../core/rfmSegments.words';

export interface RfmWords {
  readonly segments: Readonly<Record<SegmentKey, string>>;
  readonly mapHeadline: (figures: RfmFigures, format: Formatter) => string;
  readonly mapSub: (figures: RfmFigures) => string;
  readonly barsHeadline: (figures: RfmFigures, format: Formatter) => string;
  readonly barsSub: (figures: RfmFigures) => string;
  /** Axis titles of the map. */
  readonly recencyAxis: (bins: number) => string;
  readonly frequencyAxis: (bins: number) => string;
  /** Second line of a cell, the longest first. */
  readonly cellNote: (cell: RfmCell, format: Formatter) => readonly string[];
  readonly cellMark: (cell: RfmCell, format: Formatter) => { title: string; value: string; note?: string };
  readonly revenueKey: string;
  readonly customersKey: string;
  /** Beside a segment's bars. */
  readonly barLabel: (segment: RfmSegmentFigures, format: Formatter) => { strong: string; text: string };
  readonly segmentMark: (
    segment: RfmSegmentFigures,
    unit: RecencyUnit,
    format: Formatter,
  ) => { title: string; value: string; note?: string };
  readonly customers: (n: number, format: Formatter) => string;
  readonly windowShoppers: (n: number, format: Formatter) => string;
  /** How scores were made, for the plate. */
  readonly ties: (figures: RfmFigures) => string;
  readonly counted: (unit: RecencyUnit) => string;
  readonly weighted: (figures: RfmFigures, format: Formatter) => string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly columns: {
    readonly map: string;
    readonly segmentsCaption: string;
    readonly recencyScore: string;
    readonly frequencyScore: string;
    readonly segment: string;
    readonly customers: string;
    readonly customerShare: string;
    readonly revenue: string;
    readonly revenueShare: string;
    readonly recency: (unit: RecencyUnit) => string;
    readonly frequency: string;
    readonly monetary: string;
    readonly score: string;
  };
}

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);

/** Champions and loyal customers together: who carries the business. */
function best(figures: RfmFigures): { customers: number; revenue: number | null } {
  const two = figures.segments.filter((s) => s.segment === 'champions' || s.segment === 'loyal');
  return {
    customers: two.reduce((n, s) => n + (s.customerShare ?? 0), 0),
    revenue: figures.revenue === null ? null : two.reduce((n, s) => n + (s.revenueShare ?? 0), 0),
  };
}

/** The segment that most buyers are in, and its share. */
function largest(figures: RfmFigures): RfmSegmentFigures | null {
  const top = [...figures.segments].sort((a, b) => b.customers - a.customers)[0];
  return top === undefined || top.customers === 0 ? null : top;
}

/** The cell that most buyers are in; null without buyers. */
function fullest({ cells }: RfmFigures): RfmCell | null {
  const top = [...cells].sort((a, b) => b.customers - a.customers)[0];
  return top === undefined || top.customers === 0 ? null : top;
}

/** "2 × R + F + M", money left out where its weight is 0. */
function formula({ weights }: RfmFigures, format: Formatter): string {
  const letters: readonly (readonly [RfmAxis, string])[] = [
    ['recency', 'R'],
    ['frequency', 'F'],
    ['monetary', 'M'],
  ];
  const print = (weight: number): string =>
    Number.isInteger(weight) ? format.integer(weight) : format.number(weight, 2);
  return letters
    .filter(([axis]) => weights[axis] !== 0)
    .map(([axis, letter]) => (weights[axis] === 1 ? letter : `${print(weights[axis])} × ${letter}`))
    .join(' + ');
}

/** What the largest group did, after "36 % of buyers": a finding, its segment's name after it. */
const groupEn: Readonly<Record<SegmentKey, string>> = {
  champions: 'bought lately and buy often: champions',
  loyal: 'buy often: loyal',
  'potential-loyalists': 'bought lately and more than once: potential loyalists',
  new: 'have just bought and rarely before: new',
  promising: 'bought lately but rarely: promising',
  'need-attention': 'are in the middle of everything: need attention',
  'about-to-sleep': 'buy rarely and have begun to stay away: about to sleep',
  'cant-lose': 'bought often and have long been silent: can’t lose them',
  'at-risk': 'bought more than once and have long been silent: at risk',
  hibernating: 'bought rarely and have long been silent: hibernating',
  'window-shoppers': 'never bought: window shoppers',
};
const groupRu: Readonly<Record<SegmentKey, string>> = {
  champions: 'покупали недавно и покупают часто: чемпионы',
  loyal: 'покупают часто: лояльные',
  'potential-loyalists': 'покупали недавно и не один раз: потенциально лояльные',
  new: 'купили только что, а раньше — редко: новые',
  promising: 'покупали недавно, но редко: перспективные',
  'need-attention': 'во всём посередине: требуют внимания',
  'about-to-sleep': 'покупают редко и начали пропадать: засыпают',
  'cant-lose': 'покупали часто и давно молчат: нельзя потерять',
  'at-risk': 'покупали не раз и давно молчат: в зоне риска',
  hibernating: 'покупали редко и давно молчат: спят',
  'window-shoppers': 'ни разу не купили: только смотрели',
};

const agoEn: Readonly<Record<RecencyUnit, string>> = { day: 'days', week: 'weeks', month: 'months' };
const agoRu: Readonly<Record<RecencyUnit, string>> = { day: 'дн.', week: 'нед.', month: 'мес.' };
const axesEn: Readonly<Record<RfmAxis, string>> = { recency: 'recency', frequency: 'frequency', monetary: 'money' };
const axesRu: Readonly<Record<RfmAxis, string>> = { recency: 'давность', frequency: 'частота', monetary: 'деньги' };

export const rfmWords: Catalogue<RfmWords> = {
  en: {
    segments: segmentNames.en,
    mapHeadline: (figures, format) => {
      const cell = fullest(figures);
      if (cell === null) return 'Nobody has bought yet';
      const top = largest(figures);
      if (top === null)
        return `${format.percent(cell.customers / figures.buyers, 0)} of buyers share one cell: recency ${cell.recency}, frequency ${cell.frequency} of ${figures.bins}`;
      return `${format.percent(top.customerShare, 0)} of buyers ${groupEn[top.segment]}`;
    },
    mapSub: () => 'Buyers by recency score (up = bought recently) and frequency score (right = buys often)',
    barsHeadline: (figures, format) => {
      const { customers, revenue } = best(figures);
      if (figures.buyers === 0) return 'Nobody has bought yet';
      if (customers === 0) return 'No buyer is a champion or loyal yet';
      return revenue === null
        ? `${format.percent(customers, 0)} of buyers are champions or loyal`
        : `${format.percent(customers, 0)} of buyers, champions and loyal, bring ${format.percent(revenue, 0)} of revenue`;
    },
    barsSub: (figures) =>
      figures.revenue === null ? 'Share of buyers by RFM segment' : 'Share of net revenue and of buyers by RFM segment',
    recencyAxis: (bins) => `Recency: ${bins} = bought recently`,
    frequencyAxis: (bins) => `Frequency: ${bins} = buys often`,
    cellNote: (cell, format) =>
      cell.revenueShare === null
        ? []
        : [`${format.percent(cell.revenueShare, 0)} of revenue`, format.percent(cell.revenueShare, 0)],
    cellMark: (cell, format) => ({
      title: `Recency ${cell.recency}, frequency ${cell.frequency}${cell.segment === null ? '' : `: ${segmentNames.en[cell.segment]}`}`,
      value: rfmWords.en.customers(cell.customers, format),
      ...(cell.revenueShare === null ? {} : { note: `${format.percent(cell.revenueShare)} of revenue` }),
    }),
    revenueKey: 'Revenue',
    customersKey: 'Buyers',
    barLabel: (s, format) =>
      s.revenueShare === null
        ? { strong: format.percent(s.customerShare, 0), text: 'of buyers' }
        : { strong: format.percent(s.revenueShare, 0), text: `from ${format.percent(s.customerShare, 0)}` },
    segmentMark: (s, unit, format) => ({
      title: rfmWords.en.segments[s.segment],
      value:
        s.revenueShare === null
          ? `${format.percent(s.customerShare)} of buyers`
          : `${format.percent(s.revenueShare)} of revenue from ${format.percent(s.customerShare)} of buyers`,
      note: `${rfmWords.en.customers(s.customers, format)}; last purchase ${format.number(s.recency, unit === 'day' ? 0 : 1)} ${agoEn[unit]} ago on average, ${format.number(s.frequency, 1)} purchases each`,
    }),
    customers: (n, format) => `${format.integer(n)} ${plural('en', n, { one: 'buyer', other: 'buyers' })}`,
    windowShoppers: (n, format) => `${format.integer(n)} who never bought stand apart`,
    ties: ({ bins, ownCuts }) => {
      if (ownCuts.length > 0) return `own cut points: ${ownCuts.map((axis) => axesEn[axis]).join(', ')}`;
      return bins === 5 ? 'scores by quintile, ties together' : `${bins} scores by quantile, ties together`;
    },
    counted: (unit) => `recency in whole ${agoEn[unit]}`,
    weighted: (figures, format) => `combined score: ${formula(figures, format)}, on the scale 1 to ${figures.bins}`,
    warning: ({ code, details }, format) => {
      if (code === 'empty-score')
        return `${String(details['axis'])}: no buyer has score ${String(details['scores'])}, too many are alike`;
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: too few to say; ${number(details, 'enough')} would do`;
      if (code === 'no-amount') return 'no column holds money: recency and frequency only';
      return null;
    },
    columns: {
      map: 'Buyers by recency and frequency score',
      segmentsCaption: 'RFM segments',
      recencyScore: 'Recency score',
      frequencyScore: 'Frequency score',
      segment: 'Segment',
      customers: 'Buyers',
      customerShare: 'Share of buyers',
      revenue: 'Net revenue',
      revenueShare: 'Share of revenue',
      recency: (unit) => `Mean ${agoEn[unit]} since purchase`,
      frequency: 'Mean purchases',
      monetary: 'Mean net revenue',
      score: 'Mean score',
    },
  },
  ru: {
    segments: segmentNames.ru,
    mapHeadline: (figures, format) => {
      const cell = fullest(figures);
      if (cell === null) return 'Покупок ещё не было';
      const top = largest(figures);
      if (top === null)
        return `${format.percent(cell.customers / figures.buyers, 0)} покупателей в одной ячейке: давность ${cell.recency}, частота ${cell.frequency} из ${figures.bins}`;
      return `${format.percent(top.customerShare, 0)} покупателей ${groupRu[top.segment]}`;
    },
    mapSub: () => 'Покупатели по давности (выше — покупали недавно) и частоте (правее — покупают часто)',
    barsHeadline: (figures, format) => {
      const { customers, revenue } = best(figures);
      if (figures.buyers === 0) return 'Покупок ещё не было';
      if (customers === 0) return 'Чемпионов и лояльных покупателей пока нет';
      return revenue === null
        ? `Чемпионы и лояльные — ${format.percent(customers, 0)} покупателей`
        : `Чемпионы и лояльные, ${format.percent(customers, 0)} покупателей, приносят ${format.percent(revenue, 0)} выручки`;
    },
    barsSub: (figures) =>
      figures.revenue === null
        ? 'Доля покупателей по сегментам RFM'
        : 'Доля чистой выручки и доля покупателей по сегментам RFM',
    recencyAxis: (bins) => `Давность: ${bins} — покупали недавно`,
    frequencyAxis: (bins) => `Частота: ${bins} — покупают часто`,
    cellNote: (cell, format) =>
      cell.revenueShare === null
        ? []
        : [`${format.percent(cell.revenueShare, 0)} выручки`, format.percent(cell.revenueShare, 0)],
    cellMark: (cell, format) => ({
      title: `Давность ${cell.recency}, частота ${cell.frequency}${cell.segment === null ? '' : `: ${segmentNames.ru[cell.segment]}`}`,
      value: rfmWords.ru.customers(cell.customers, format),
      ...(cell.revenueShare === null ? {} : { note: `${format.percent(cell.revenueShare)} выручки` }),
    }),
    revenueKey: 'Выручка',
    customersKey: 'Покупатели',
    barLabel: (s, format) =>
      s.revenueShare === null
        ? { strong: format.percent(s.customerShare, 0), text: 'покупателей' }
        : { strong: format.percent(s.revenueShare, 0), text: `от ${format.percent(s.customerShare, 0)}` },
    segmentMark: (s, unit, format) => ({
      title: rfmWords.ru.segments[s.segment],
      value:
        s.revenueShare === null
          ? `${format.percent(s.customerShare)} покупателей`
          : `${format.percent(s.revenueShare)} выручки от ${format.percent(s.customerShare)} покупателей`,
      note: `${rfmWords.ru.customers(s.customers, format)}; в среднем ${format.number(s.recency, unit === 'day' ? 0 : 1)} ${agoRu[unit]} с последней покупки, покупок — ${format.number(s.frequency, 1)}`,
    }),
    customers: (n, format) =>
      `${format.integer(n)} ${plural('ru', n, { one: 'покупатель', few: 'покупателя', many: 'покупателей', other: 'покупателя' })}`,
    windowShoppers: (n, format) => `${format.integer(n)} без покупок — отдельно`,
    ties: ({ bins, ownCuts }) => {
      if (ownCuts.length > 0) return `свои границы: ${ownCuts.map((axis) => axesRu[axis]).join(', ')}`;
      return bins === 5
        ? 'баллы по квинтилям, равные значения вместе'
        : `баллы по квантилям, всего ${bins}, равные значения вместе`;
    },
    counted: (unit) => `давность в полных ${{ day: 'днях', week: 'неделях', month: 'месяцах' }[unit]}`,
    weighted: (figures, format) => `общий балл: ${formula(figures, format)}, по шкале от 1 до ${figures.bins}`,
    warning: ({ code, details }, format) => {
      if (code === 'empty-score') {
        const axes: Readonly<Record<string, string>> = axesRu;
        return `${axes[String(details['axis'])] ?? ''}: балла ${String(details['scores'])} нет ни у кого, слишком много одинаковых`;
      }
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: слишком мало для выводов; хватило бы ${number(details, 'enough')}`;
      if (code === 'no-amount') return 'столбца с деньгами нет: только давность и частота';
      return null;
    },
    columns: {
      map: 'Покупатели по баллам давности и частоты',
      segmentsCaption: 'Сегменты RFM',
      recencyScore: 'Балл давности',
      frequencyScore: 'Балл частоты',
      segment: 'Сегмент',
      customers: 'Покупатели',
      customerShare: 'Доля покупателей',
      revenue: 'Чистая выручка',
      revenueShare: 'Доля выручки',
      recency: (unit) => `${{ day: 'Дней', week: 'Недель', month: 'Месяцев' }[unit]} с покупки, в среднем`,
      frequency: 'Покупок, в среднем',
      monetary: 'Чистая выручка, в среднем',
      score: 'Средний балл',
    },
  },
};
