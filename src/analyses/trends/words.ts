import { Formatter } from '../../core/format';
import { DAY, HOUR } from '../../core/time';
import type { Catalogue } from '../../core/words';
import type { TermText } from '../../charts/exhibit';
import { activityWords } from '../activity.words';
import type { TrendGroup, TrendGroupName, TrendPoint, TrendsFigures } from './result';
import type { TrendInterval, TrendMeasure } from './spec';

export interface TrendsWords {
  readonly measures: Readonly<Record<TrendMeasure, string>>;
  readonly intervals: Readonly<Record<TrendInterval, string>>;
  readonly headline: (figures: TrendsFigures, format: Formatter) => string;
  readonly what: (figures: TrendsFigures) => string;
  readonly sub: (figures: TrendsFigures, zone: string) => string;
  readonly group: (name: TrendGroupName) => string;
  readonly previous: string;
  readonly incomplete: string;
  readonly firstPartial: string;
  readonly share: TermText;
  readonly shareNote: string;
  readonly total: (text: string) => string;
  readonly notOver: string;
  readonly columns: Readonly<Record<'caption' | 'from' | 'complete' | 'yes' | 'no' | 'low' | 'high', string>>;
}

/** A value in the unit of the figures. */
export function printed(value: number | null, { unit }: Pick<TrendsFigures, 'unit'>, format: Formatter): string {
  if (unit === 'share') return format.percent(value);
  if (unit === 'money') return format.moneyCompact(value);
  if (unit !== 'number' || value === null || Math.abs(value) >= 1000) return format.compact(value);
  // A small ratio keeps two digits that say something.
  const size = Math.abs(value);
  return format.number(value, size === 0 || size >= 0.1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(size))));
}

/** A bucket as a person calls it. */
export function bucketName(from: string, interval: TrendInterval, format: Formatter): string {
  // Times are local already.
  const plain = new Formatter(format.locale);
  const time = Date.parse(`${from}Z`);
  if (interval === 'hour') return `${plain.date(time)}, ${from.slice(11)}`;
  if (interval === 'month') return plain.month(time);
  return interval === 'day' ? plain.date(time) : plain.dateRange(time, time + 6 * DAY);
}

/** Ms of a bucket, roughly: for axes. */
export const bucketLength: Readonly<Record<TrendInterval, number>> = {
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
};

/** The last two complete buckets of a group. */
function lastTwo({ points }: TrendGroup): readonly [TrendPoint, TrendPoint] | null {
  const complete = points.filter((p) => p.complete && p.value !== null);
  const [before, last] = complete.slice(-2);
  return before === undefined || last === undefined ? null : [before, last];
}

const perRu = { hour: 'час', day: 'день', week: 'неделю', month: 'месяц' } as const;

export const trendsWords: Catalogue<TrendsWords> = {
  en: {
    measures: {
      events: 'Events',
      customers: 'Unique customers',
      perCustomer: 'Events per customer',
      sum: 'Sum of amounts',
      average: 'Average amount',
    },
    intervals: { hour: 'Hours', day: 'Days', week: 'Weeks', month: 'Months' },
    headline: (figures, f) => {
      const [group] = figures.groups;
      if (group === undefined) return 'Nothing to count';
      const change = (now: number, before: number): string =>
        figures.unit === 'share' ? f.pointChange(now, before).text : f.change(now, before).text;
      if (figures.previous !== null) {
        const [now, before] = [group.total, figures.previous.total];
        return now === null || before === null
          ? 'Nothing to compare in one of the two periods'
          : `${printed(now, figures, f)} against ${printed(before, figures, f)} in the period before: ${change(now, before)}`;
      }
      if (figures.by !== null) {
        const named = figures.groups.filter((g) => g.name !== null && 'value' in g.name && g.total !== null);
        const most = [...named].sort((a, b) => (b.total ?? 0) - (a.total ?? 0))[0];
        return most === undefined
          ? 'No group has anything to count'
          : `“${trendsWords.en.group(most.name)}” leads with ${printed(most.total, figures, f)}`;
      }
      const found = lastTwo(group);
      if (found === null) return `${printed(group.total, figures, f)} in all; too few periods for a trend`;
      const [before, last] = found;
      return `${printed(last.value, figures, f)} in the last complete ${figures.interval}, ${change(last.value ?? 0, before.value ?? 0)} on the ${figures.interval} before`;
    },
    what: ({ series, formula }) => {
      const names = series.map(
        (s) =>
          `${trendsWords.en.measures[s.measure].toLowerCase()} ${s.measure === 'customers' ? 'with' : 'of'} ${activityWords.en.activity(s.activity)}${s.tests === 0 ? '' : ' (filtered)'}`,
      );
      return formula === null
        ? (names[0] ?? '')
        : `${formula}, ${names.map((n, i) => `${i === 0 ? 'A' : 'B'}: ${n}`).join('; ')}`;
    },
    sub: (figures, zone) => {
      const what = trendsWords.en.what(figures);
      const by = figures.by === null ? '' : 'segments' in figures.by ? ', by segment' : `, by “${figures.by.property}”`;
      return `${what.charAt(0).toUpperCase()}${what.slice(1)}, by ${figures.interval} in ${zone}${by}`;
    },
    group: (name) =>
      name === null
        ? ''
        : 'value' in name
          ? name.value === ''
            ? 'empty'
            : name.value
          : name.kind === 'other'
            ? 'Other'
            : 'No value',
    previous: 'the period before',
    incomplete: 'the last period is not over (dashed)',
    firstPartial: 'the first period began before the data',
    share: {
      title: '95 % interval',
      says: 'A is a part of B here, so A ÷ B is a share, drawn with its interval. Were the count repeated, 95 of 100 such intervals would hold the true share.',
      source: 'Wilson, “Probable inference”, JASA 22 (1927)',
    },
    shareNote: 'a share, with its interval',
    total: (text) => `${text} in all complete periods`,
    notOver: 'not over yet',
    columns: {
      caption: 'Trend by period',
      from: 'From',
      complete: 'Complete',
      yes: 'yes',
      no: 'no',
      low: 'From (95 %)',
      high: 'To (95 %)',
    },
  },
  ru: {
    measures: {
      events: 'События',
      customers: 'Разные клиенты',
      perCustomer: 'Событий на клиента',
      sum: 'Сумма',
      average: 'Средняя сумма',
    },
    intervals: { hour: 'Часы', day: 'Дни', week: 'Недели', month: 'Месяцы' },
    headline: (figures, f) => {
      const [group] = figures.groups;
      if (group === undefined) return 'Считать нечего';
      const change = (now: number, before: number): string =>
        figures.unit === 'share' ? f.pointChange(now, before).text : f.change(now, before).text;
      if (figures.previous !== null) {
        const [now, before] = [group.total, figures.previous.total];
        return now === null || before === null
          ? 'В одном из двух периодов сравнивать нечего'
          : `${printed(now, figures, f)}, а в прошлом периоде ${printed(before, figures, f)}: ${change(now, before)}`;
      }
      if (figures.by !== null) {
        const named = figures.groups.filter((g) => g.name !== null && 'value' in g.name && g.total !== null);
        const most = [...named].sort((a, b) => (b.total ?? 0) - (a.total ?? 0))[0];
        return most === undefined
          ? 'Ни в одной группе считать нечего'
          : `Впереди «${trendsWords.ru.group(most.name)}»: ${printed(most.total, figures, f)}`;
      }
      const found = lastTwo(group);
      if (found === null) return `Всего ${printed(group.total, figures, f)}; для тренда мало периодов`;
      const [before, last] = found;
      const per = perRu[figures.interval];
      return `${printed(last.value, figures, f)} за ${per === 'неделю' ? 'последнюю полную' : 'последний полный'} ${per}: ${change(last.value ?? 0, before.value ?? 0)} к ${{ hour: 'предыдущему часу', day: 'предыдущему дню', week: 'предыдущей неделе', month: 'предыдущему месяцу' }[figures.interval]}`;
    },
    what: ({ series, formula }) => {
      const names = series.map(
        (s) =>
          `${trendsWords.ru.measures[s.measure].toLowerCase()} (${activityWords.ru.activity(s.activity)}${s.tests === 0 ? '' : ', с условиями'})`,
      );
      return formula === null
        ? (names[0] ?? '')
        : `${formula}, ${names.map((n, i) => `${i === 0 ? 'A' : 'B'}: ${n}`).join('; ')}`;
    },
    sub: (figures, zone) => {
      const what = trendsWords.ru.what(figures);
      const by =
        figures.by === null ? '' : 'segments' in figures.by ? ', по сегментам' : `, по «${figures.by.property}»`;
      return `${what.charAt(0).toUpperCase()}${what.slice(1)}, по ${{ hour: 'часам', day: 'дням', week: 'неделям', month: 'месяцам' }[figures.interval]} (${zone})${by}`;
    },
    group: (name) =>
      name === null
        ? ''
        : 'value' in name
          ? name.value === ''
            ? 'пусто'
            : name.value
          : name.kind === 'other'
            ? 'Прочее'
            : 'Нет значения',
    previous: 'прошлый период',
    incomplete: 'последний период не закончился (пунктир)',
    firstPartial: 'первый период начался раньше данных',
    share: {
      title: '95-процентный интервал',
      says: 'Здесь A — часть B, поэтому A ÷ B — доля, и у неё есть интервал. При повторных подсчётах 95 из 100 таких интервалов накроют истинную долю.',
      source: 'Wilson, “Probable inference”, JASA 22 (1927)',
    },
    shareNote: 'доля с интервалом',
    total: (text) => `за все полные периоды ${text}`,
    notOver: 'ещё не закончился',
    columns: {
      caption: 'Тренд по периодам',
      from: 'С',
      complete: 'Завершён',
      yes: 'да',
      no: 'нет',
      low: 'От (95 %)',
      high: 'До (95 %)',
    },
  },
};
