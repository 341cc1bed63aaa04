import type { BucketSize } from '../../core/calendar';
import type { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import { activityWords } from '../activity.words';
import { cellValue, meanValue, type Halves, type Milestones, type RetentionMeasure } from './measure';
import { cohortSpan } from './names';
import { ENOUGH_STARTERS } from './spec';
import type { RetentionCell, RetentionCohort, RetentionFigures, RetentionMean } from './result';

type Spread = { readonly low: number; readonly high: number };

interface MarkText {
  readonly title: string;
  readonly value: string;
  readonly note?: string;
}

export interface RetentionWords {
  readonly meanRow: string;
  readonly sizes: string;
  readonly axis: (figures: RetentionFigures, measure: RetentionMeasure, bare: boolean) => string;
  readonly after: (interval: BucketSize) => string;
  /** What the triangle leaves out; null for nothing. `from` is the first period not drawn. */
  readonly notDrawn: (cohorts: number, from: number | null, to: number, interval: BucketSize) => string | null;
  /** Where no period after the start is over for enough customers. */
  readonly tooShort: { readonly says: string; readonly remedy: string };
  readonly cellMark: (
    cohort: RetentionCohort,
    cell: RetentionCell,
    figures: RetentionFigures,
    measure: RetentionMeasure,
    format: Formatter,
  ) => MarkText;
  readonly meanMark: (
    mean: RetentionMean,
    figures: RetentionFigures,
    measure: RetentionMeasure,
    format: Formatter,
  ) => MarkText;
  readonly headline: (
    found: Milestones | null,
    figures: RetentionFigures,
    measure: RetentionMeasure,
    format: Formatter,
  ) => string;
  readonly comparison: (
    found: Halves | null,
    range: Spread | null,
    figures: RetentionFigures,
    format: Formatter,
  ) => string;
  readonly sub: (figures: RetentionFigures, zone: string) => string;
  readonly measured: (figures: RetentionFigures, measure: RetentionMeasure) => string;
  readonly customers: (figures: RetentionFigures, format: Formatter) => string;
  readonly interval: (mean: RetentionMean, figures: RetentionFigures, format: Formatter) => string;
  readonly immature: (cells: number, format: Formatter) => string;
  readonly firstPartial: string;
  readonly onOrAfter: string;
  readonly recurring: string;
  readonly later: string;
  /** Periods that the curve leaves out. */
  readonly thin: (periods: number, interval: BucketSize) => string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
}

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);

/** A share as so many of 100, of 1,000 or of 10,000: whichever leaves two digits to tell apart. */
function ofMany(shares: readonly number[]): number {
  const least = Math.min(...shares.filter((s) => s > 0));
  return least >= 0.02 || !Number.isFinite(least) ? 100 : least >= 0.002 ? 1000 : 10_000;
}

/** Whether the second share stays (within a tenth), falls or rises. */
function course(near: number, far: number): 'same' | 'down' | 'up' {
  if (Math.abs(far - near) <= 0.1 * near) return 'same';
  return far < near ? 'down' : 'up';
}

/** What a mean's or a cell's figure is, printed. */
function printed(value: number | null, measure: RetentionMeasure, format: Formatter): string {
  return measure === 'cumulative' ? format.money(value) : format.percent(value, 1);
}

const bought = (figures: RetentionFigures): boolean =>
  'rows' in figures.cohort &&
  figures.cohort.rows === 'purchases' &&
  'rows' in figures.returning &&
  figures.returning.rows === 'purchases';

const en = activityWords.en;
const ru = activityWords.ru;
const klienty = (n: number): string =>
  plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' });

export const retentionWords: Catalogue<RetentionWords> = {
  en: {
    meanRow: 'All cohorts',
    sizes: 'size',
    axis: ({ interval, of }, measure, bare) => {
      const unit = en.interval[interval].many;
      const after = `${unit[0]?.toUpperCase() ?? ''}${unit.slice(1)} after the start`;
      if (measure === 'cumulative') return `${after}; money per customer so far`;
      const share =
        of === 'previous' ? 'of the period before' : measure === 'revenue' ? 'of the first revenue' : 'of the cohort';
      return `${after}; ${bare ? '% ' : 'share '}${share}`;
    },
    after: (interval) => `${en.interval[interval].many} after the start`,
    notDrawn: (cohorts, from, to, interval) => {
      const parts = [
        ...(cohorts > 0 ? [`${cohorts} older ${plural('en', cohorts, { one: 'cohort', other: 'cohorts' })}`] : []),
        ...(from === null
          ? []
          : [from === to ? en.period(from, interval) : `${en.interval[interval].many} ${from}–${to}`]),
      ];
      return parts.length === 0 ? null : `Not drawn: ${parts.join(', ')}; the table has them`;
    },
    tooShort: {
      says: 'No period after the start is over for enough customers.',
      remedy: 'A longer stretch of data, or shorter periods, would show who comes back.',
    },
    cellMark: (cohort, cell, figures, measure, format) => ({
      title: `Started ${cohortSpan(cohort, figures, format)}, ${en.period(cell.period, figures.interval)}`,
      value:
        measure === 'customers'
          ? `${format.percent(cell.rate.share)}: ${format.integer(cell.rate.count)} of ${format.integer(cell.rate.of)}`
          : `${printed(cellValue(cell, measure), measure, format)}${measure === 'revenue' ? `: ${format.money(cell.revenue)}` : ' per customer'}`,
      ...note(
        measure === 'customers' && cell.rate.interval !== null
          ? `95 % interval ${format.percentInterval(cell.rate.interval.low, cell.rate.interval.high)}`
          : '',
        cell.mature ? '' : 'not over yet, in no mean',
      ),
    }),
    meanMark: (mean, figures, measure, format) => ({
      title: `All cohorts, ${en.period(mean.period, figures.interval)}`,
      value: `${printed(meanValue(mean, measure), measure, format)}${measure === 'cumulative' ? ' per customer' : ''}`,
      ...note(
        measure === 'customers' && mean.interval !== null
          ? `95 % interval ${format.percentInterval(mean.interval.low, mean.interval.high)}`
          : '',
        `${format.integer(mean.customers)} customers of ${mean.cohorts} ${plural('en', mean.cohorts, { one: 'cohort', other: 'cohorts' })}`,
      ),
    }),
    headline: (found, figures, measure, format) => {
      if (found === null) return 'Too short a time to see anybody come back';
      const { near, far } = found;
      const when = en.spans(near.period, figures.interval);
      if (measure === 'cumulative') {
        const first = figures.means.find((m) => m.period === 0)?.cumulative ?? null;
        const last = far ?? near;
        return `After ${en.spans(last.period, figures.interval)} a customer has brought ${format.moneyCompact(last.cumulative)}, ${format.moneyCompact(first)} of it in the first ${figures.interval}`;
      }
      if (measure === 'revenue') {
        if (near.revenueShare === null) return 'No cohort has revenue to compare with';
        return figures.of === 'previous'
          ? `In ${en.period(near.period, figures.interval)} a cohort spends ${format.percent(near.revenueShare, 0)} of what it spent the ${figures.interval} before`
          : `${when} on, a cohort spends ${format.percent(near.revenueShare, 0)} of what it spent in its first ${figures.interval}`;
      }
      const share = near.share;
      if (share === null) return `Nobody was left to come back in ${en.period(near.period, figures.interval)}`;
      if (share === 0) return bought(figures) ? `Nobody buys again ${when} later` : `Nobody is back ${when} later`;
      if (figures.of === 'previous') {
        return `Of 100 customers active in ${near.period === 1 ? 'their first' : en.period(near.period - 1, figures.interval)}${near.period === 1 ? ` ${figures.interval}` : ''}, ${format.integer(share * 100)} are in ${en.period(near.period, figures.interval)}`;
      }
      const many = ofMany([share, far?.share ?? share]);
      const back = bought(figures) ? 'buy again' : 'are back';
      const or = figures.counting === 'on-or-after' ? ' or after that' : '';
      const start = `Of ${format.integer(many)} customers who ${bought(figures) ? 'buy' : 'start'}, ${format.integer(share * many)} ${back} ${when} later${or}`;
      if (far?.share == null) return start;
      const then = format.integer(far.share * many);
      const to = { same: `it stays at ${then}`, down: `it is down to ${then}`, up: `it is up to ${then}` };
      return `${start}; after ${far.period} ${to[course(share, far.share)]}`;
    },
    comparison: (found, range, figures, format) => {
      if (found === null && range !== null)
        return `Of a cohort between ${format.percent(range.low, 1)} and ${format.percent(range.high, 1)} ${bought(figures) ? 'buy again' : 'are back'} in ${en.period(1, figures.interval)}`;
      if (found === null) {
        return `${format.integer(figures.customers)} customers in ${figures.cohorts.length + figures.olderCohorts} ${plural('en', figures.cohorts.length + figures.olderCohorts, { one: 'cohort', other: 'cohorts' })}, by when they started`;
      }
      const [newer, older] = [format.percent(found.newer, 1), format.percent(found.older, 1)];
      const when = `in ${en.period(1, figures.interval)}`;
      if (!found.differs) return `Newer cohorts come back about as often as older ones: ${newer} and ${older} ${when}`;
      return `Newer cohorts come back ${found.newer > found.older ? 'more' : 'less'} often: ${newer} ${when}, older ones ${older}`;
    },
    sub: (figures, zone) => {
      const start = en.activity(figures.cohort);
      const what =
        figures.entry === 'first'
          ? `Customers by their first ${bare(start)}`
          : `Customers by every ${en.interval[figures.interval].one} with ${start}`;
      const clock =
        figures.clock === 'calendar'
          ? `calendar ${en.interval[figures.interval].many} in ${zone}`
          : `${{ day: 'spans of 24 hours', week: 'spans of 7 × 24 hours', month: 'spans of 30 × 24 hours' }[figures.interval]} from each start`;
      return `${what}, back with ${en.activity(figures.returning)}${figures.counting === 'on-or-after' ? ' then or later' : ''}; ${clock}`;
    },
    measured: (figures, measure) =>
      measure === 'customers'
        ? ''
        : measure === 'revenue'
          ? `; net revenue as a share of that of the ${figures.of === 'first' ? 'first period' : 'period before'}`
          : '; net revenue so far per customer of the cohort',
    customers: (figures, format) =>
      `${format.integer(figures.customers)} ${figures.entry === 'first' ? 'customers' : 'starts'} in ${figures.cohorts.length + figures.olderCohorts} ${plural('en', figures.cohorts.length + figures.olderCohorts, { one: 'cohort', other: 'cohorts' })}`,
    interval: (mean, figures, format) =>
      mean.interval === null
        ? ''
        : `${en.period(mean.period, figures.interval)}: 95 % interval ${format.percentInterval(mean.interval.low, mean.interval.high)}`,
    immature: (cells, format) =>
      `${format.integer(cells)} ${plural('en', cells, { one: 'cell is', other: 'cells are' })} not over yet: dashed, and in no mean`,
    firstPartial: 'the first cohort also holds whoever was there before the data',
    onOrAfter: 'older cohorts have had longer to come back',
    recurring: 'a customer counts in every cohort they start, so intervals are too narrow',
    later: 'later periods rest on fewer, older cohorts',
    thin: (periods, interval) =>
      `the last ${periods === 1 ? interval : en.spans(periods, interval)}, of fewer than ${ENOUGH_STARTERS} customers, not drawn`,
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(number(details, 'n'))}: too few to say; ${number(details, 'enough')} would do`
        : null,
  },
  ru: {
    meanRow: 'Все когорты',
    sizes: 'всего',
    axis: ({ interval, of }, measure, bare) => {
      const after = { day: 'Дней', week: 'Недель', month: 'Месяцев' }[interval];
      if (measure === 'cumulative') return `${after} с начала; деньги на клиента`;
      const share =
        of === 'previous' ? 'от прошлого периода' : measure === 'revenue' ? 'от первой выручки' : 'от когорты';
      return `${after} с начала; ${bare ? '% ' : 'доля '}${share}`;
    },
    after: (interval) => `${{ day: 'дней', week: 'недель', month: 'месяцев' }[interval]} с начала`,
    notDrawn: (cohorts, from, to, interval) => {
      const parts = [
        ...(cohorts > 0
          ? [
              `${cohorts} ${plural('ru', cohorts, { one: 'старая когорта', few: 'старые когорты', many: 'старых когорт', other: 'старых когорт' })}`,
            ]
          : []),
        ...(from === null
          ? []
          : [from === to ? ru.period(from, interval) : `${ru.interval[interval].many} ${from}–${to}`]),
      ];
      return parts.length === 0 ? null : `Не поместились: ${parts.join(', ')}; они есть в таблице`;
    },
    tooShort: {
      says: 'Ни один период после начала ещё не прошёл у достаточного числа клиентов.',
      remedy: 'Нужны данные за более долгий срок или более короткие периоды.',
    },
    cellMark: (cohort, cell, figures, measure, format) => ({
      title: `Начали ${cohortSpan(cohort, figures, format)}, ${ru.period(cell.period, figures.interval)}`,
      value:
        measure === 'customers'
          ? `${format.percent(cell.rate.share)}: ${format.integer(cell.rate.count)} из ${format.integer(cell.rate.of)}`
          : `${printed(cellValue(cell, measure), measure, format)}${measure === 'revenue' ? `: ${format.money(cell.revenue)}` : ' на клиента'}`,
      ...note(
        measure === 'customers' && cell.rate.interval !== null
          ? `95 % интервал ${format.percentInterval(cell.rate.interval.low, cell.rate.interval.high)}`
          : '',
        cell.mature ? '' : 'срок не вышел, в среднее не входит',
      ),
    }),
    meanMark: (mean, figures, measure, format) => ({
      title: `Все когорты, ${ru.period(mean.period, figures.interval)}`,
      value: `${printed(meanValue(mean, measure), measure, format)}${measure === 'cumulative' ? ' на клиента' : ''}`,
      ...note(
        measure === 'customers' && mean.interval !== null
          ? `95 % интервал ${format.percentInterval(mean.interval.low, mean.interval.high)}`
          : '',
        `${format.integer(mean.customers)} ${klienty(mean.customers)}, когорт: ${mean.cohorts}`,
      ),
    }),
    headline: (found, figures, measure, format) => {
      if (found === null) return 'Срок слишком короткий: возвращений ещё не увидеть';
      const { near, far } = found;
      const when = `через ${ru.spans(near.period, figures.interval)}`;
      const first = { day: 'первый день', week: 'первую неделю', month: 'первый месяц' }[figures.interval];
      const before = { day: 'днём раньше', week: 'неделей раньше', month: 'месяцем раньше' }[figures.interval];
      if (measure === 'cumulative') {
        const last = far ?? near;
        const start = figures.means.find((m) => m.period === 0)?.cumulative ?? null;
        return `Через ${ru.spans(last.period, figures.interval)} клиент приносит ${format.moneyCompact(last.cumulative)}, из них ${format.moneyCompact(start)} — за ${first}`;
      }
      if (measure === 'revenue') {
        if (near.revenueShare === null) return 'Ни у одной когорты нет выручки, с которой сравнить';
        return figures.of === 'previous'
          ? `${capital(when)} когорта тратит ${format.percent(near.revenueShare, 0)} от того, что ${before}`
          : `${capital(when)} когорта тратит ${format.percent(near.revenueShare, 0)} от трат за ${first}`;
      }
      const share = near.share;
      if (share === null) return `${capital(when)} возвращаться уже некому`;
      if (share === 0)
        return bought(figures) ? `${capital(when)} снова не покупает никто` : `${capital(when)} не возвращается никто`;
      if (figures.of === 'previous') {
        return `Из 100 активных ${before} ${when} остаются ${format.integer(share * 100)}`;
      }
      const many = ofMany([share, far?.share ?? share]);
      const back = bought(figures) ? 'снова покупают' : 'возвращаются';
      const or = figures.counting === 'on-or-after' ? ' или позже' : '';
      const start = `Из ${format.integer(many)} ${bought(figures) ? 'купивших' : 'начавших'} ${when}${or} ${back} ${format.integer(share * many)}`;
      if (far?.share == null) return start;
      const then = format.integer(far.share * many);
      const to = { same: `держится около ${then}`, down: `остаются ${then}`, up: `уже ${then}` };
      return `${start}, а через ${far.period} — ${to[course(share, far.share)]}`;
    },
    comparison: (found, range, figures, format) => {
      if (found === null && range !== null)
        return `Через ${ru.spans(1, figures.interval)} ${bought(figures) ? 'снова покупают' : 'возвращаются'} от ${format.percent(range.low, 1)} до ${format.percent(range.high, 1)} когорты`;
      if (found === null) {
        return `${format.integer(figures.customers)} ${klienty(figures.customers)} по времени начала, когорт: ${figures.cohorts.length + figures.olderCohorts}`;
      }
      const [newer, older] = [format.percent(found.newer, 1), format.percent(found.older, 1)];
      const when = `через ${ru.spans(1, figures.interval)}`;
      if (!found.differs) return `Новые когорты возвращаются примерно так же, как старые: ${when} ${newer} и ${older}`;
      return `Новые когорты возвращаются ${found.newer > found.older ? 'чаще' : 'реже'} старых: ${when} ${newer} против ${older}`;
    },
    sub: (figures, zone) => {
      const start = ru.activity(figures.cohort);
      const what =
        figures.entry === 'first'
          ? `Клиенты по времени, когда впервые было: ${start}`
          : `Клиенты по каждому периоду, в котором было: ${start}`;
      const clock =
        figures.clock === 'calendar'
          ? `календарные ${ru.interval[figures.interval].many}, ${zone}`
          : `${{ day: 'отрезки по 24 часа', week: 'отрезки по 7 × 24 часа', month: 'отрезки по 30 × 24 часа' }[figures.interval]} от начала у каждого`;
      return `${what}; возвращение${figures.counting === 'on-or-after' ? ' тогда или позже' : ''}: ${ru.activity(figures.returning)}; ${clock}`;
    },
    measured: (figures, measure) =>
      measure === 'customers'
        ? ''
        : measure === 'revenue'
          ? `; чистая выручка в доле от ${figures.of === 'first' ? 'первого' : 'прошлого'} периода`
          : '; чистая выручка нарастающим итогом на клиента когорты',
    customers: (figures, format) =>
      `${figures.entry === 'first' ? `${format.integer(figures.customers)} ${klienty(figures.customers)}` : `начал: ${format.integer(figures.customers)}`}, когорт: ${figures.cohorts.length + figures.olderCohorts}`,
    interval: (mean, figures, format) =>
      mean.interval === null
        ? ''
        : `${ru.period(mean.period, figures.interval)}: 95 % интервал ${format.percentInterval(mean.interval.low, mean.interval.high)}`,
    immature: (cells, format) =>
      `у ${format.integer(cells)} ${plural('ru', cells, { one: 'ячейки', other: 'ячеек' })} срок не вышел: они пунктиром и в среднее не входят`,
    firstPartial: 'в первую когорту попали и те, кто был до начала данных',
    onOrAfter: 'у старых когорт было больше времени вернуться',
    recurring: 'клиент входит в каждую когорту, где начал, поэтому интервалы слишком узкие',
    later: 'дальние периоды — это меньше когорт, и самых старых',
    thin: (periods, interval) =>
      `${periods === 1 ? { day: 'последний день не показан', week: 'последняя неделя не показана', month: 'последний месяц не показан' }[interval] : `последние ${ru.spans(periods, interval)} не показаны`}: клиентов меньше ${ENOUGH_STARTERS}`,
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(number(details, 'n'))}: слишком мало для выводов; хватило бы ${number(details, 'enough')}`
        : null,
  },
};

/** “a purchase” after “first” loses its article, “any activity” its “any”. */
function bare(activity: string): string {
  return activity.replace(/^(a|any) /, '');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function note(...parts: readonly string[]): { note?: string } {
  const said = parts.filter((t) => t !== '');
  return said.length > 0 ? { note: said.join('; ') } : {};
}
