import { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { DAY } from '../../core/time';
import { plural, type Catalogue } from '../../core/words';
import type { CohortSize } from './buckets';
import type { CohortSide } from './compare';
import type { CohortValueFigures, ValueCell, ValueCohort } from './result';
import type { ValueMean } from './sums';

interface MarkText {
  readonly title: string;
  readonly value: string;
  readonly note?: string;
}

export interface CohortValueWords {
  readonly headline: (figures: CohortValueFigures, format: Formatter) => string;
  readonly spread: (figures: CohortValueFigures, format: Formatter) => string;
  readonly sub: (figures: CohortValueFigures, zone: string) => string;
  readonly all: string;
  readonly sizes: string;
  readonly axis: (interval: CohortSize) => string;
  readonly after: (interval: CohortSize) => string;
  readonly cohort: (from: string, interval: CohortSize) => string;
  readonly older: string;
  readonly newer: string;
  readonly mark: (cohort: ValueCohort, cell: ValueCell, figures: CohortValueFigures, format: Formatter) => MarkText;
  readonly meanMark: (mean: ValueMean, figures: CohortValueFigures, format: Formatter) => MarkText;
  readonly lineMark: (name: string, period: number, interval: CohortSize) => string;
  readonly notDrawn: (cohorts: number, from: number | null, to: number, interval: CohortSize) => string | null;
  readonly customers: (figures: CohortValueFigures, format: Formatter) => string;
  readonly interval: (mean: ValueMean, figures: CohortValueFigures, format: Formatter) => string;
  readonly difference: (figures: CohortValueFigures, format: Formatter) => string | null;
  /** How ages are counted. */
  readonly age: (interval: CohortSize) => string;
  readonly immature: string;
  readonly firstPartial: string;
  readonly apart: (figures: CohortValueFigures, format: Formatter) => string | null;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly columns: Readonly<
    Record<'caption' | 'cohort' | 'customers' | 'period' | 'value' | 'low' | 'high' | 'over' | 'yes' | 'no', string>
  >;
}

/** A cohort by its bucket: a week's days, a month, a quarter. */
function bucketName(from: string, interval: CohortSize, locale: 'en' | 'ru'): string {
  const plain = new Formatter(locale);
  const time = Date.parse(from);
  if (interval === 'week') return plain.dateRange(time, time + 6 * DAY);
  if (interval === 'month') return plain.month(time);
  const date = new Date(time);
  const quarter = Math.floor(date.getUTCMonth() / 3) + 1;
  return locale === 'en' ? `Q${quarter} ${date.getUTCFullYear()}` : `${quarter} кв. ${date.getUTCFullYear()}`;
}

/** “Jan 97” or “Jan 97 – Feb 97”. */
function sideName({ from, to }: CohortSide, interval: CohortSize, locale: 'en' | 'ru'): string {
  const name = bucketName(from, interval, locale);
  return from === to ? name : `${name} – ${bucketName(to, interval, locale)}`;
}

const unitEn = { week: 'week', month: 'month', quarter: 'quarter' } as const;
const unitRu = {
  week: { one: 'неделю', few: 'недели', many: 'недель', other: 'недели' },
  month: { one: 'месяц', few: 'месяца', many: 'месяцев', other: 'месяца' },
  quarter: { one: 'квартал', few: 'квартала', many: 'кварталов', other: 'квартала' },
} as const;
const firstRu = { week: 'первую неделю', month: 'первый месяц', quarter: 'первый квартал' } as const;
const namesRu = { week: 'неделя', month: 'месяц', quarter: 'квартал' } as const;
const isYear = (n: number, interval: CohortSize): boolean =>
  (interval === 'month' && n === 11) || (interval === 'quarter' && n === 3);
const afterEn = (n: number, interval: CohortSize): string =>
  n === 0
    ? `in the first ${unitEn[interval]}`
    : isYear(n, interval)
      ? 'after a year'
      : `after ${n + 1} ${plural('en', n + 1, { one: unitEn[interval], other: `${unitEn[interval]}s` })}`;
const afterRu = (n: number, interval: CohortSize): string =>
  n === 0
    ? `за ${firstRu[interval]}`
    : isYear(n, interval)
      ? 'через год'
      : `через ${n + 1} ${plural('ru', n + 1, unitRu[interval])}`;
const klienty = (n: number): string =>
  plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' });
const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);
const isClear = ({ low, high }: { low: number; high: number }): boolean => low > 0 || high < 0;

/** What cohorts have brought, from the least to the most, at the age of the headline. */
function range(figures: CohortValueFigures): { low: number; high: number } | null {
  const { milestone } = figures;
  if (milestone === null) return null;
  const values = figures.cohorts.flatMap((c) => {
    const cell = c.cells[milestone.period];
    return cell?.mature === true && c.customers >= 30 ? cell.value : [];
  });
  return values.length < 2 ? null : { low: Math.min(...values), high: Math.max(...values) };
}

const range95 = (low: number, high: number, format: Formatter): string =>
  `${format.moneyCompact(low)} … ${format.moneyCompact(high)}`;

export const cohortValueWords: Catalogue<CohortValueWords> = {
  en: {
    headline: (figures, format) => {
      const { comparison: found, milestone, interval } = figures;
      if (found !== null) {
        const [old, now] = [sideName(found.older, interval, 'en'), sideName(found.newer, interval, 'en')];
        const when = afterEn(found.period, interval);
        const start = `Customers of ${old} have brought ${format.moneyCompact(found.older.value)} each ${when}`;
        if (!isClear(found.difference.interval))
          return `${start}; those of ${now} about as much: ${format.moneyCompact(found.newer.value)}`;
        return `${start}; those of ${now} ${found.difference.value > 0 ? 'more' : 'less'}: ${format.moneyCompact(found.newer.value)}`;
      }
      if (milestone === null) return 'Too few customers, or too short a time, to see what they bring';
      return `A customer has brought ${format.moneyCompact(milestone.value)} ${afterEn(milestone.period, interval)}`;
    },
    spread: (figures, format) => {
      const [found, { milestone, interval }] = [range(figures), figures];
      if (milestone === null) return 'No cohort is old enough yet';
      if (found === null)
        return `${afterEn(milestone.period, interval).replace(/^./, (c) => c.toUpperCase())} a customer has brought ${format.moneyCompact(milestone.value)}`;
      return `${afterEn(milestone.period, interval).replace(/^./, (c) => c.toUpperCase())} cohorts have brought between ${format.moneyCompact(found.low)} and ${format.moneyCompact(found.high)} per customer`;
    },
    sub: (figures, zone) =>
      `${figures.money === 'net' ? 'Net' : 'Gross'} revenue so far per customer, whether or not they bought again, by calendar ${unitEn[figures.interval]} of the first purchase in ${zone}`,
    all: 'All cohorts',
    sizes: 'size',
    axis: (interval) => `${unitEn[interval]}s after the first purchase`.replace(/^./, (c) => c.toUpperCase()),
    after: (interval) => `${unitEn[interval]}s after the first purchase`,
    cohort: (from, interval) => bucketName(from, interval, 'en'),
    older: 'Older half',
    newer: 'Newer half',
    mark: (cohort, cell, figures, format) => ({
      title: `${bucketName(cohort.from, figures.interval, 'en')}, ${unitEn[figures.interval]} ${cell.period}`,
      value: `${format.money(cell.value)} per customer`,
      note: [
        ...(cell.interval === null ? [] : [`95 % interval ${range95(cell.interval.low, cell.interval.high, format)}`]),
        `${format.integer(cohort.customers)} customers`,
        ...(cell.mature ? [] : ['not over yet, in no mean']),
      ].join('; '),
    }),
    meanMark: (mean, figures, format) => ({
      title: `All cohorts, ${unitEn[figures.interval]} ${mean.period}`,
      value: `${format.money(mean.value)} per customer`,
      note: `${mean.interval === null ? '' : `95 % interval ${range95(mean.interval.low, mean.interval.high, format)}; `}${format.integer(mean.customers)} customers of ${mean.cohorts} ${plural('en', mean.cohorts, { one: 'cohort', other: 'cohorts' })}`,
    }),
    lineMark: (name, period, interval) => `${name}, ${unitEn[interval]} ${period}`,
    notDrawn: (cohorts, from, to, interval) => {
      const parts = [
        ...(cohorts > 0 ? [`${cohorts} older ${plural('en', cohorts, { one: 'cohort', other: 'cohorts' })}`] : []),
        ...(from === null ? [] : [from === to ? `${unitEn[interval]} ${from}` : `${unitEn[interval]}s ${from}–${to}`]),
      ];
      return parts.length === 0 ? null : `Not drawn: ${parts.join(', ')}; the table has them`;
    },
    customers: ({ customers, cohorts, olderCohorts }, format) => {
      const n = cohorts.length + olderCohorts;
      return `${format.integer(customers)} customers in ${n} ${plural('en', n, { one: 'cohort', other: 'cohorts' })}`;
    },
    interval: (mean, figures, format) =>
      mean.interval === null
        ? ''
        : `all cohorts ${afterEn(mean.period, figures.interval)}: ${format.moneyCompact(mean.value)}, 95 % interval ${range95(mean.interval.low, mean.interval.high, format)}`,
    difference: ({ comparison }, format) =>
      comparison === null
        ? null
        : `newer less older: 95 % interval ${range95(comparison.difference.interval.low, comparison.difference.interval.high, format)}`,
    age: (interval) => `ages count the ${unitEn[interval]} of the first purchase as the first`,
    immature: 'periods that are not over: dashed, and in no mean',
    firstPartial: 'the first cohort also holds whoever bought before the data',
    apart: ({ apart, money }, format) =>
      apart.customers === 0 || money === 'gross'
        ? null
        : `${format.moneyCompact(apart.money)} of refunds before any purchase (${format.integer(apart.customers)} customers) left out`,
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(number(details, 'n'))}: too few to say; ${number(details, 'enough')} would do`
        : null,
    columns: {
      caption: 'Revenue so far per customer, by cohort and period',
      cohort: 'First purchase from',
      customers: 'Customers',
      period: 'Period',
      value: 'Per customer so far',
      low: '95 % from',
      high: '95 % to',
      over: 'Over',
      yes: 'yes',
      no: 'not yet',
    },
  },
  ru: {
    headline: (figures, format) => {
      const { comparison: found, milestone, interval } = figures;
      if (found !== null) {
        const [old, now] = [sideName(found.older, interval, 'ru'), sideName(found.newer, interval, 'ru')];
        const start = `Клиент из когорты «${old}» ${afterRu(found.period, interval)} принёс ${format.moneyCompact(found.older.value)}`;
        if (!isClear(found.difference.interval))
          return `${start}, из «${now}» — примерно столько же: ${format.moneyCompact(found.newer.value)}`;
        return `${start}, из «${now}» — ${found.difference.value > 0 ? 'больше' : 'меньше'}: ${format.moneyCompact(found.newer.value)}`;
      }
      if (milestone === null) return 'Клиентов или времени пока мало, чтобы видеть, сколько они приносят';
      return `Клиент ${afterRu(milestone.period, interval)} принёс ${format.moneyCompact(milestone.value)}`;
    },
    spread: (figures, format) => {
      const [found, { milestone, interval }] = [range(figures), figures];
      if (milestone === null) return 'Ни одна когорта ещё не прожила достаточно';
      const when = afterRu(milestone.period, interval).replace(/^./, (c) => c.toUpperCase());
      if (found === null) return `${when} клиент принёс ${format.moneyCompact(milestone.value)}`;
      return `${when} когорты принесли от ${format.moneyCompact(found.low)} до ${format.moneyCompact(found.high)} на клиента`;
    },
    sub: (figures, zone) =>
      `${figures.money === 'net' ? 'Чистая' : 'Валовая'} выручка нарастающим итогом на клиента, покупал он снова или нет; когорты по ${{ week: 'календарной неделе', month: 'календарному месяцу', quarter: 'календарному кварталу' }[figures.interval]} первой покупки, ${zone}`,
    all: 'Все когорты',
    sizes: 'всего',
    axis: (interval) => `${{ week: 'Недель', month: 'Месяцев', quarter: 'Кварталов' }[interval]} с первой покупки`,
    after: (interval) => `${{ week: 'недель', month: 'месяцев', quarter: 'кварталов' }[interval]} с первой покупки`,
    cohort: (from, interval) => bucketName(from, interval, 'ru'),
    older: 'Старая половина',
    newer: 'Новая половина',
    mark: (cohort, cell, figures, format) => ({
      title: `${bucketName(cohort.from, figures.interval, 'ru')}, ${namesRu[figures.interval]} ${cell.period}`,
      value: `${format.money(cell.value)} на клиента`,
      note: [
        ...(cell.interval === null ? [] : [`95 % интервал ${range95(cell.interval.low, cell.interval.high, format)}`]),
        `${format.integer(cohort.customers)} ${klienty(cohort.customers)}`,
        ...(cell.mature ? [] : ['срок не вышел, в среднее не входит']),
      ].join('; '),
    }),
    meanMark: (mean, figures, format) => ({
      title: `Все когорты, ${namesRu[figures.interval]} ${mean.period}`,
      value: `${format.money(mean.value)} на клиента`,
      note: `${mean.interval === null ? '' : `95 % интервал ${range95(mean.interval.low, mean.interval.high, format)}; `}${format.integer(mean.customers)} ${klienty(mean.customers)}, когорт: ${mean.cohorts}`,
    }),
    lineMark: (name, period, interval) => `${name}, ${namesRu[interval]} ${period}`,
    notDrawn: (cohorts, from, to, interval) => {
      const parts = [
        ...(cohorts > 0
          ? [
              `${cohorts} ${plural('ru', cohorts, { one: 'старая когорта', few: 'старые когорты', many: 'старых когорт', other: 'старых когорт' })}`,
            ]
          : []),
        ...(from === null ? [] : [`${namesRu[interval]} ${from === to ? from : `${from}–${to}`}`]),
      ];
      return parts.length === 0 ? null : `Не поместились: ${parts.join(', ')}; они есть в таблице`;
    },
    customers: ({ customers, cohorts, olderCohorts }, format) =>
      `${format.integer(customers)} ${klienty(customers)}, когорт: ${cohorts.length + olderCohorts}`,
    interval: (mean, figures, format) =>
      mean.interval === null
        ? ''
        : `все когорты ${afterRu(mean.period, figures.interval)}: ${format.moneyCompact(mean.value)}, 95 % интервал ${range95(mean.interval.low, mean.interval.high, format)}`,
    difference: ({ comparison }, format) =>
      comparison === null
        ? null
        : `разница новых и старых: 95 % интервал ${range95(comparison.difference.interval.low, comparison.difference.interval.high, format)}`,
    age: (interval) =>
      `${{ week: 'неделя', month: 'месяц', quarter: 'квартал' }[interval]} первой покупки считается ${interval === 'week' ? 'первой' : 'первым'}`,
    immature: 'периоды, срок которых не вышел: пунктиром и в среднее не входят',
    firstPartial: 'в первую когорту попали и те, кто покупал до начала данных',
    apart: ({ apart, money }, format) =>
      apart.customers === 0 || money === 'gross'
        ? null
        : `возвраты до всякой покупки не учтены: ${format.moneyCompact(apart.money)}, ${format.integer(apart.customers)} ${klienty(apart.customers)}`,
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(number(details, 'n'))}: слишком мало для выводов; хватило бы ${number(details, 'enough')}`
        : null,
    columns: {
      caption: 'Выручка на клиента с первой покупки, по когортам и периодам',
      cohort: 'Первая покупка с',
      customers: 'Клиентов',
      period: 'Период',
      value: 'На клиента с начала',
      low: '95 % от',
      high: '95 % до',
      over: 'Срок вышел',
      yes: 'да',
      no: 'ещё нет',
    },
  },
};
