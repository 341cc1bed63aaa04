import type { Formatter } from '../../core/format';
import type { BucketSize } from '../../core/calendar';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import { windowWords } from '../window.words';
import type { FunnelTrendFigures, TrendPoint } from './result';

export interface FunnelTrendWords {
  readonly headline: (figures: FunnelTrendFigures, format: Formatter) => string;
  readonly sub: (figures: FunnelTrendFigures, zone: string, format: Formatter) => string;
  readonly halves: (figures: FunnelTrendFigures, format: Formatter) => string | null;
  readonly several: string;
  readonly open: (figures: FunnelTrendFigures) => string | null;
  readonly mark: (
    point: TrendPoint,
    figures: FunnelTrendFigures,
    format: Formatter,
  ) => { title: string; value: string; note?: string };
  readonly period: (from: string, interval: BucketSize, format: Formatter) => string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly columns: {
    readonly caption: string;
    readonly from: string;
    readonly began: string;
    readonly converted: string;
    readonly share: string;
    readonly low: string;
    readonly high: string;
    readonly immature: string;
    readonly without: string;
  };
}

const clear = (figures: FunnelTrendFigures): 'up' | 'down' | 'same' | null => {
  const interval = figures.halves?.difference.interval ?? null;
  if (interval === null) return null;
  return interval.low > 0 ? 'up' : interval.high < 0 ? 'down' : 'same';
};
const opened = (figures: FunnelTrendFigures): number => figures.points.filter((p) => !p.final).length;
const titleOf = (from: string, interval: BucketSize, format: Formatter, week: string): string => {
  const time = Date.parse(from);
  if (interval === 'month') return format.month(time);
  return interval === 'week' ? `${week} ${format.date(time)}` : format.date(time);
};

export const funnelTrendWords: Catalogue<FunnelTrendWords> = {
  en: {
    headline: (figures, format) => {
      const course = clear(figures);
      const { halves } = figures;
      if (course === null || halves === null) return 'Too few finished periods to tell a trend';
      const [before, now] = [format.percent(halves.earlier.share), format.percent(halves.later.share)];
      if (course === 'same') return `No clear rise or fall: ${before} went all the way at first, ${now} later`;
      return course === 'up'
        ? `More go all the way: ${now}, up from ${before}`
        : `Fewer go all the way: ${now}, down from ${before}`;
    },
    sub: ({ steps, window, interval, unit }, zone, format) =>
      `${unit === 'sessions' ? 'Sessions' : 'Customers'} ${steps.join(' → ')} within ${windowWords.en(window, format)}, by the ${interval} they began in; ${zone}`,
    halves: ({ halves }, format) =>
      halves === null
        ? null
        : `first ${halves.periods} finished periods beside the last ${halves.periods}: ${format.integer(halves.earlier.of)} and ${format.integer(halves.later.of)} began`,
    several: 'who begins in several periods counts in each',
    open: (figures) => {
      const n = opened(figures);
      return n === 0
        ? null
        : `${n} ${plural('en', n, { one: 'period is', other: 'periods are' })} not over yet (rings)`;
    },
    mark: (p, figures, format) => ({
      title: funnelTrendWords.en.period(p.from, figures.interval, format),
      value:
        p.conversion.share === null
          ? 'Nobody began'
          : `${format.percent(p.conversion.share)}: ${format.integer(p.conversion.count)} of ${format.integer(p.conversion.of)}`,
      note: [
        p.conversion.interval === null
          ? ''
          : `95\u00A0%\u00A0interval ${format.percentInterval(p.conversion.interval.low, p.conversion.interval.high)}`,
        p.immature === 0 ? '' : `${format.integer(p.immature)} still have time`,
      ]
        .filter((t) => t !== '')
        .join('; '),
    }),
    period: (from, interval, format) => titleOf(from, interval, format, 'Week of'),
    warning: ({ code, details }, format) => {
      const n = Number(details['customers'] ?? details['n'] ?? 0);
      if (code === 'immature') return `${format.integer(n)} still have time and count as lost so far`;
      return code === 'too-few' ? `n = ${format.integer(n)}: too few to say; ${details['enough']} would do` : null;
    },
    columns: {
      caption: 'Conversion by when they began',
      from: 'Period from',
      began: 'Began',
      converted: 'All the way',
      share: 'Share',
      low: '95\u00A0% from',
      high: '95\u00A0% to',
      immature: 'Still have time',
      without: 'Share without them',
    },
  },
  ru: {
    headline: (figures, format) => {
      const course = clear(figures);
      const { halves } = figures;
      if (course === null || halves === null) return 'Законченных периодов слишком мало, чтобы судить о тенденции';
      const [before, now] = [format.percent(halves.earlier.share), format.percent(halves.later.share)];
      if (course === 'same') return `Явного роста или спада нет: сначала до конца доходили ${before}, потом ${now}`;
      return course === 'up'
        ? `До конца стали доходить чаще: ${now}, раньше ${before}`
        : `До конца стали доходить реже: ${now}, раньше ${before}`;
    },
    sub: ({ steps, window, interval, unit }, zone, format) =>
      `${unit === 'sessions' ? 'Визиты' : 'Покупатели'}: ${steps.join(' → ')} в течение ${windowWords.ru(window, format)}; по ${{ day: 'дням', week: 'неделям', month: 'месяцам' }[interval]} начала, ${zone}`,
    halves: ({ halves }, format) =>
      halves === null
        ? null
        : `сравниваются первые и последние законченные периоды, по ${halves.periods}: начали ${format.integer(halves.earlier.of)} и ${format.integer(halves.later.of)}`,
    several: 'кто начинал в нескольких периодах, посчитан в каждом',
    open: (figures) => {
      const n = opened(figures);
      return n === 0 ? null : `периодов, которые ещё не закончились: ${n} (кольца)`;
    },
    mark: (p, figures, format) => ({
      title: funnelTrendWords.ru.period(p.from, figures.interval, format),
      value:
        p.conversion.share === null
          ? 'Никто не начинал'
          : `${format.percent(p.conversion.share)}: ${format.integer(p.conversion.count)} из ${format.integer(p.conversion.of)}`,
      note: [
        p.conversion.interval === null
          ? ''
          : `95\u00A0%\u00A0интервал ${format.percentInterval(p.conversion.interval.low, p.conversion.interval.high)}`,
        p.immature === 0 ? '' : `у ${format.integer(p.immature)} ещё есть время`,
      ]
        .filter((t) => t !== '')
        .join('; '),
    }),
    period: (from, interval, format) => titleOf(from, interval, format, 'Неделя с'),
    warning: ({ code, details }, format) => {
      const n = Number(details['customers'] ?? details['n'] ?? 0);
      if (code === 'immature') return `у ${format.integer(n)} срок ещё не вышел, пока они считаются ушедшими`;
      return code === 'too-few'
        ? `n = ${format.integer(n)}: слишком мало для выводов; хватило бы ${details['enough']}`
        : null;
    },
    columns: {
      caption: 'Доля дошедших по времени начала',
      from: 'Период с',
      began: 'Начали',
      converted: 'До конца',
      share: 'Доля',
      low: '95\u00A0% от',
      high: '95\u00A0% до',
      immature: 'Ещё есть время',
      without: 'Доля без них',
    },
  },
};
