import type { BucketSize } from '../../core/calendar';
import { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { DAY } from '../../core/time';
import { plural, type Catalogue } from '../../core/words';
import { activityWords } from '../activity.words';
import type { LifecycleFigures, LifecyclePoint } from './result';

/** What a customer is in a bucket, in the order in which they are stacked from zero. */
export const lifecycleStates = ['returning', 'resurrecting', 'newcomers', 'dormant'] as const;
export type LifecycleState = (typeof lifecycleStates)[number];

export interface LifecycleWords {
  readonly states: Readonly<Record<LifecycleState, string>>;
  readonly headline: (figures: LifecycleFigures, format: Formatter) => string;
  readonly sub: (figures: LifecycleFigures, zone: string) => string;
  readonly mark: (point: LifecyclePoint, figures: LifecycleFigures, format: Formatter) => MarkText;
  readonly customers: (count: number, format: Formatter) => string;
  readonly first: (interval: BucketSize) => string;
  readonly last: (interval: BucketSize) => string;
  readonly earlier: (count: number, interval: BucketSize) => string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly columns: Readonly<Record<'caption' | 'from' | 'complete' | 'yes' | 'no', string>>;
}

interface MarkText {
  readonly title: string;
  readonly value: string;
  readonly note?: string;
}

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);

/** A bucket in full: a day, a range of days, a month. */
export function periodName(from: string, interval: BucketSize, format: Formatter): string {
  const plain = new Formatter(format.locale);
  const time = Date.parse(from);
  if (interval === 'month') return plain.month(time);
  return interval === 'day' ? plain.date(time) : plain.dateRange(time, time + 6 * DAY);
}

/** Customers gained and lost in a usual bucket. */
function usual({ flow }: LifecycleFigures): { gained: number; lost: number } | null {
  return flow === null
    ? null
    : { gained: Math.round(flow.gained / flow.buckets), lost: Math.round(flow.lost / flow.buckets) };
}

const en = activityWords.en.interval;
const ruPer = { day: 'В обычный день', week: 'В обычную неделю', month: 'В обычный месяц' } as const;
const klientov = (n: number): string =>
  plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' });

export const lifecycleWords: Catalogue<LifecycleWords> = {
  en: {
    states: { newcomers: 'New', returning: 'Returning', resurrecting: 'Back after a pause', dormant: 'Fell silent' },
    headline: (figures, format) => {
      const found = usual(figures);
      if (found === null) return `${format.integer(figures.customers)} customers; too short a time to see who stays`;
      const { gained, lost } = found;
      const [more, less] = [format.integer(gained), format.integer(lost)];
      const unit = en[figures.interval].one;
      if (Math.abs(gained - lost) <= 0.02 * Math.max(gained, lost))
        return `In a usual ${unit} as many customers come or return (${more}) as fall silent (${less})`;
      return gained > lost
        ? `In a usual ${unit} ${more} customers come or return, and fewer fall silent: ${less}`
        : `In a usual ${unit} ${less} customers fall silent, and fewer come or return: ${more}`;
    },
    sub: ({ activity, interval }, zone) => {
      const unit = en[interval].one;
      return `Customers with ${activityWords.en.activity(activity)} per calendar ${unit} in ${zone}; below zero those of the ${unit} before who are absent`;
    },
    mark: (p, { interval }, format) => ({
      title: periodName(p.from, interval, format),
      value: `${format.integer(p.newcomers + p.returning + p.resurrecting)} active, ${format.integer(p.dormant)} fell silent`,
      note: `${format.integer(p.newcomers)} new, ${format.integer(p.returning)} returning, ${format.integer(p.resurrecting)} back after a pause`,
    }),
    customers: (count, format) => `${format.integer(count)} customers`,
    first: (interval) => `in the first ${en[interval].one} everybody counts as new, whoever was there before the data`,
    last: (interval) => `the last ${en[interval].one} is not over and not drawn`,
    earlier: (count, interval) =>
      `${count} earlier ${plural('en', count, { one: en[interval].one, other: en[interval].many })} not drawn; the table has them`,
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(number(details, 'n'))}: too few to say; ${number(details, 'enough')} would do`
        : null,
    columns: { caption: 'Lifecycle by period', from: 'From', complete: 'Complete', yes: 'yes', no: 'no' },
  },
  ru: {
    states: {
      newcomers: 'Новые',
      returning: 'Вернулись снова',
      resurrecting: 'Вернулись после паузы',
      dormant: 'Замолчали',
    },
    headline: (figures, format) => {
      const found = usual(figures);
      if (found === null)
        return `${format.integer(figures.customers)} ${klientov(figures.customers)}; срок слишком короткий, чтобы видеть, кто остаётся`;
      const { gained, lost } = found;
      const [more, less] = [format.integer(gained), format.integer(lost)];
      const per = ruPer[figures.interval];
      if (Math.abs(gained - lost) <= 0.02 * Math.max(gained, lost))
        return `${per} приходит и возвращается столько же, сколько замолкает: ${more} и ${less}`;
      return gained > lost
        ? `${per} приходят или возвращаются ${more}, а замолкает меньше: ${less}`
        : `${per} замолкают ${less}, а приходит или возвращается меньше: ${more}`;
    },
    sub: ({ activity, interval }, zone) =>
      `Клиенты по календарным ${{ day: 'дням', week: 'неделям', month: 'месяцам' }[interval]} (${zone}), учитывается ${activityWords.ru.activity(activity)}; ниже нуля — кто был в прошлом периоде и пропал`,
    mark: (p, { interval }, format) => ({
      title: periodName(p.from, interval, format),
      value: `активны ${format.integer(p.newcomers + p.returning + p.resurrecting)}, замолчали ${format.integer(p.dormant)}`,
      note: `новых ${format.integer(p.newcomers)}, вернулись снова ${format.integer(p.returning)}, после паузы ${format.integer(p.resurrecting)}`,
    }),
    customers: (count, format) => `${format.integer(count)} ${klientov(count)}`,
    first: (interval) =>
      `${{ day: 'в первый день', week: 'в первую неделю', month: 'в первый месяц' }[interval]} новыми считаются все, даже кто был до начала данных`,
    last: (interval) =>
      `${{ day: 'последний день не закончился', week: 'последняя неделя не закончилась', month: 'последний месяц не закончился' }[interval]} и не показан${interval === 'week' ? 'а' : ''}`,
    earlier: (count, interval) => `ещё ${activityWords.ru.spans(count, interval)} раньше — в таблице`,
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(number(details, 'n'))}: слишком мало для выводов; хватило бы ${number(details, 'enough')}`
        : null,
    columns: { caption: 'Жизненный цикл по периодам', from: 'С', complete: 'Завершён', yes: 'да', no: 'нет' },
  },
};
