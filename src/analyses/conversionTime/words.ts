import type { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import type { Catalogue } from '../../core/words';
import { windowWords } from '../window.words';
import type { ConversionTimeFigures, ConvertedBy, WayTimes } from './result';

interface MarkText {
  readonly title: string;
  readonly value: string;
  readonly note?: string;
}

export interface ConversionTimeWords {
  readonly headline: (figures: ConversionTimeFigures, format: Formatter) => string;
  readonly sub: (figures: ConversionTimeFigures, format: Formatter) => string;
  readonly curve: (figures: ConversionTimeFigures, format: Formatter) => string;
  readonly curveSub: (figures: ConversionTimeFigures, format: Formatter) => string;
  readonly ways: (figures: ConversionTimeFigures, format: Formatter) => string;
  readonly waysSub: string;
  readonly whole: string;
  readonly way: (way: WayTimes) => string;
  readonly spread: (way: WayTimes, format: Formatter) => readonly string[];
  readonly mean: (way: WayTimes, format: Formatter) => string;
  readonly later: (count: number, format: Formatter) => string;
  readonly estimate: string;
  readonly bin: (from: number, to: number, count: number, way: WayTimes, format: Formatter) => MarkText;
  readonly by: (point: ConvertedBy, format: Formatter) => MarkText;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly columns: {
    readonly way: string;
    readonly ways: string;
    readonly n: string;
    readonly mean: string;
    readonly median: string;
    readonly bins: string;
    readonly from: string;
    readonly to: string;
    readonly customers: string;
    readonly time: string;
    readonly share: string;
    readonly low: string;
    readonly high: string;
    readonly atRisk: string;
    readonly curve: string;
  };
}

/** The way whose median is longest; null for fewer than two ways. */
function slowest({ ways }: ConversionTimeFigures): WayTimes | null {
  return ways.length < 2 ? null : ways.reduce((a, b) => (b.median > a.median ? b : a));
}

export const conversionTimeWords: Catalogue<ConversionTimeWords> = {
  en: {
    headline: ({ whole }, format) =>
      whole === null
        ? 'Nobody went all the way'
        : `Half of those who go all the way need at most ${format.duration(whole.median)}, nine in ten at most ${format.duration(whole.p90)}`,
    sub: ({ whole, window, unit }, format) =>
      `${unit === 'sessions' ? 'Sessions' : 'Customers'} who went from ${whole?.from ?? ''} to ${whole?.to ?? ''} within ${windowWords.en(window, format)}, by how long it took them`,
    curve: ({ curve, window }, format) => {
      const end = curve.at(-1);
      return end === undefined
        ? 'Nobody went all the way'
        : `${format.percent(end.share)} will have gone all the way ${windowWords.en(window, format)} after the first step`;
    },
    curveSub: ({ entrants, unit }, format) =>
      `Share of ${format.integer(entrants)} ${unit} who have gone all the way by the time since the first step; the band is the 95\u00A0%\u00A0interval`,
    ways: (figures, format) => {
      const slow = slowest(figures);
      return slow === null
        ? 'How long each step takes'
        : `Slowest is ${slow.from} → ${slow.to}: half need ${format.duration(slow.median)} or more`;
    },
    waysSub:
      'Over those who took the step: the middle half of them (line) and the median (dot), on a logarithmic scale',
    whole: 'All the way',
    way: ({ from, to }) => `${from} → ${to}`,
    spread: (w, format) => [
      `median ${format.duration(w.median)} · half between ${format.duration(w.p25)} and ${format.duration(w.p75)}`,
      `median ${format.duration(w.median)}`,
    ],
    mean: (w, format) => `mean ${format.duration(w.mean)}, 95\u00A0% within ${format.duration(w.p95)}`,
    later: (count, format) => `${format.integer(count)} later than the axis shows`,
    estimate: 'who still has time is seen up to the end of the data (Kaplan–Meier)',
    bin: (from, to, count, _, format) => ({
      title: `${format.duration(from)} to ${format.duration(to)}`,
      value: `${format.integer(count)} went all the way`,
    }),
    by: (p, format) => ({
      title: `Within ${format.duration(p.time)}`,
      value: format.percent(p.share),
      ...(p.interval === null
        ? {}
        : {
            note: `95\u00A0%\u00A0interval ${format.percentInterval(p.interval.low, p.interval.high)}; ${format.integer(p.atRisk)} still under way`,
          }),
    }),
    warning: ({ code, details }, format) => {
      const n = Number(details['customers'] ?? details['n'] ?? 0);
      if (code === 'immature') return `${format.integer(n)} still have time`;
      return code === 'too-few'
        ? `${format.integer(n)} went all the way: too few to say; ${details['enough']} would do`
        : null;
    },
    columns: {
      ways: 'Time from step to step',
      way: 'Way',
      n: 'Took it',
      mean: 'Mean',
      median: 'Median',
      bins: 'How long it took',
      from: 'From',
      to: 'To',
      customers: 'Customers',
      time: 'Time since the first step',
      share: 'All the way',
      low: '95\u00A0% from',
      high: '95\u00A0% to',
      atRisk: 'Still under way',
      curve: 'Gone all the way by time',
    },
  },
  ru: {
    headline: ({ whole }, format) =>
      whole === null
        ? 'До конца не дошёл никто'
        : `Половине дошедших хватает ${format.duration(whole.median)}, девяти из десяти — ${format.duration(whole.p90)}`,
    sub: ({ whole, window, unit }, format) =>
      `${unit === 'sessions' ? 'Визиты' : 'Покупатели'}, прошедшие от «${whole?.from ?? ''}» до «${whole?.to ?? ''}» в течение ${windowWords.ru(window, format)}: сколько времени это заняло`,
    curve: ({ curve, window }, format) => {
      const end = curve.at(-1);
      return end === undefined
        ? 'До конца не дошёл никто'
        : `В течение ${windowWords.ru(window, format)} после первого шага до конца дойдут ${format.percent(end.share)}`;
    },
    curveSub: ({ entrants, unit }, format) =>
      `Доля дошедших до конца ко времени от первого шага (${unit === 'sessions' ? 'визитов' : 'покупателей'}: ${format.integer(entrants)}); полоса — 95\u00A0%\u00A0интервал`,
    ways: (figures, format) => {
      const slow = slowest(figures);
      return slow === null
        ? 'Сколько занимает каждый шаг'
        : `Дольше всего — ${slow.from} → ${slow.to}: половине нужно ${format.duration(slow.median)} и больше`;
    },
    waysSub: 'Среди сделавших шаг: средняя половина (линия) и медиана (точка), шкала логарифмическая',
    whole: 'Весь путь',
    way: ({ from, to }) => `${from} → ${to}`,
    spread: (w, format) => [
      `медиана ${format.duration(w.median)} · половина от ${format.duration(w.p25)} до ${format.duration(w.p75)}`,
      `медиана ${format.duration(w.median)}`,
    ],
    mean: (w, format) => `в среднем ${format.duration(w.mean)}, 95\u00A0% укладываются в ${format.duration(w.p95)}`,
    later: (count, format) => `позже, чем показывает ось: ${format.integer(count)}`,
    estimate: 'у кого срок не вышел, учтены до конца данных (Каплан — Мейер)',
    bin: (from, to, count, _, format) => ({
      title: `От ${format.duration(from)} до ${format.duration(to)}`,
      value: `дошли до конца: ${format.integer(count)}`,
    }),
    by: (p, format) => ({
      title: `За ${format.duration(p.time)}`,
      value: format.percent(p.share),
      ...(p.interval === null
        ? {}
        : {
            note: `95\u00A0%\u00A0интервал ${format.percentInterval(p.interval.low, p.interval.high)}; ещё в пути: ${format.integer(p.atRisk)}`,
          }),
    }),
    warning: ({ code, details }, format) => {
      const n = Number(details['customers'] ?? details['n'] ?? 0);
      if (code === 'immature') return `у ${format.integer(n)} срок ещё не вышел`;
      return code === 'too-few'
        ? `до конца дошли ${format.integer(n)}: слишком мало для выводов; хватило бы ${details['enough']}`
        : null;
    },
    columns: {
      ways: 'Время от шага к шагу',
      way: 'Путь',
      n: 'Прошли',
      mean: 'Среднее',
      median: 'Медиана',
      bins: 'Сколько времени заняло',
      from: 'От',
      to: 'До',
      customers: 'Покупатели',
      time: 'Время от первого шага',
      share: 'До конца',
      low: '95\u00A0% от',
      high: '95\u00A0% до',
      atRisk: 'Ещё в пути',
      curve: 'Доля дошедших ко времени',
    },
  },
};
