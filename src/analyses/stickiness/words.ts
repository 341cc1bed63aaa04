import type { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import { activityWords } from '../activity.words';
import type { StickinessBar, StickinessFigures } from './result';

interface MarkText {
  readonly title: string;
  readonly value: string;
  readonly note?: string;
}

export interface StickinessWords {
  readonly headline: (figures: StickinessFigures, format: Formatter) => string;
  readonly sub: (figures: StickinessFigures, zone: string, format: Formatter) => string;
  readonly mark: (bar: StickinessBar, figures: StickinessFigures, format: Formatter) => MarkText;
  readonly axis: (figures: StickinessFigures) => string;
  readonly customers: (figures: StickinessFigures, format: Formatter) => string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly columns: Readonly<Record<'caption' | 'units' | 'customers' | 'share' | 'low' | 'high' | 'orMore', string>>;
}

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);
const en = activityWords.en.interval;
const ru = activityWords.ru;
const ruOne = { day: 'только в один день', week: 'только на одной неделе', month: 'только в одном месяце' } as const;
const buys = ({ activity }: StickinessFigures): boolean => 'rows' in activity && activity.rows === 'purchases';
const ruMany = { day: 'дней', week: 'недель', month: 'месяцев' } as const;

export const stickinessWords: Catalogue<StickinessWords> = {
  en: {
    headline: (figures, format) => {
      const once = figures.bars[0]?.rate.share ?? null;
      if (once === null || figures.mean === null)
        return figures.windows === 0 && figures.per !== 'all'
          ? `No calendar ${figures.per} is complete yet`
          : 'Nobody is active here';
      const unit = en[figures.unit];
      const mean = `${format.number(figures.mean, 1)} ${unit.many} on average`;
      const within = figures.per === 'all' ? '' : ` active in a ${figures.per}`;
      const do_ = buys(figures) ? 'buy' : 'come';
      return once >= 0.5
        ? `${format.percent(once, 0)} of customers${within} ${do_} ${figures.unit === 'day' ? 'on one day' : `in one ${unit.one}`} only; ${mean}`
        : `Customers${within} ${do_} again: ${mean}, and only ${format.percent(once, 0)} just once`;
    },
    sub: (figures, zone) => {
      const what = `${en[figures.unit].many[0]?.toUpperCase() ?? ''}${en[figures.unit].many.slice(1)} with ${activityWords.en.activity(figures.activity)}`;
      return figures.per === 'all'
        ? `${what} per customer over the whole log, calendar of ${zone}`
        : `${what} per customer and complete calendar ${figures.per} in ${zone}; a customer counts in each ${figures.per} of activity`;
    },
    mark: (bar, figures, format) => ({
      title: `${bar.units}${bar.orMore ? ' or more' : ''} ${plural('en', bar.units, { one: en[figures.unit].one, other: en[figures.unit].many })}`,
      value: `${format.percent(bar.rate.share)}: ${format.integer(bar.rate.count)} of ${format.integer(bar.rate.of)}`,
      ...(bar.rate.interval === null
        ? {}
        : { note: `95 % interval ${format.percentInterval(bar.rate.interval.low, bar.rate.interval.high)}` }),
    }),
    axis: ({ unit, per }) => `active ${en[unit].many}${per === 'all' ? '' : ` in the ${per}`}`,
    customers: (figures, format) =>
      figures.per === 'all'
        ? `${format.integer(figures.customers)} customers`
        : `${format.integer(figures.customers)} customers × ${figures.per}s, ${figures.windows} complete ${plural('en', figures.windows, { one: figures.per, other: `${figures.per}s` })}`,
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(number(details, 'n'))}: too few to say; ${number(details, 'enough')} would do`
        : null,
    columns: {
      caption: 'Customers by active periods',
      units: 'Active periods',
      customers: 'Customers',
      share: 'Share',
      low: '95 % from',
      high: '95 % to',
      orMore: 'or more',
    },
  },
  ru: {
    headline: (figures, format) => {
      const once = figures.bars[0]?.rate.share ?? null;
      if (once === null || figures.mean === null)
        return figures.windows === 0 && figures.per !== 'all'
          ? { week: 'Ни одной полной недели пока нет', month: 'Ни одного полного месяца пока нет' }[figures.per]
          : 'Здесь никто не активен';
      // A number with a decimal goes with the genitive singular, whatever it is: 1,0 дня, 2,3 дня.
      const mean = `в среднем ${format.number(figures.mean, 1)} ${{ day: 'дня', week: 'недели', month: 'месяца' }[figures.unit]}`;
      const who = { all: 'клиентов', week: 'активных за неделю', month: 'активных за месяц' }[figures.per];
      const do_ = buys(figures) ? 'покупают' : 'заходят';
      return once >= 0.5
        ? `${format.percent(once, 0)} ${who} ${do_} ${ruOne[figures.unit]}; ${mean}`
        : `${format.percent(1 - once, 0)} ${who} ${do_} не один раз; ${mean}`;
    },
    sub: (figures, zone) => {
      const what = `Сколько ${ruMany[figures.unit]} у клиента была активность (${ru.activity(figures.activity)})`;
      return figures.per === 'all'
        ? `${what} за всё время, календарь ${zone}`
        : `${what} за полн${figures.per === 'week' ? 'ую календарную неделю' : 'ый календарный месяц'}, ${zone}; клиент считается в каждом таком периоде`;
    },
    mark: (bar, figures, format) => ({
      title: bar.orMore
        ? `${ru.spans(bar.units, figures.unit)} и больше`
        : bar.units === 1
          ? `1 ${ru.interval[figures.unit].one}`
          : ru.spans(bar.units, figures.unit),
      value: `${format.percent(bar.rate.share)}: ${format.integer(bar.rate.count)} из ${format.integer(bar.rate.of)}`,
      ...(bar.rate.interval === null
        ? {}
        : { note: `95 % интервал ${format.percentInterval(bar.rate.interval.low, bar.rate.interval.high)}` }),
    }),
    axis: ({ unit, per }) => `активных ${ruMany[unit]}${{ all: '', week: ' за неделю', month: ' за месяц' }[per]}`,
    customers: (figures, format) => {
      const n = format.integer(figures.customers);
      if (figures.per === 'all')
        return `${n} ${plural('ru', figures.customers, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' })}`;
      return `${n} клиенто-${figures.per === 'week' ? 'недель' : 'месяцев'}, полных ${figures.per === 'week' ? 'недель' : 'месяцев'}: ${figures.windows}`;
    },
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(number(details, 'n'))}: слишком мало для выводов; хватило бы ${number(details, 'enough')}`
        : null,
    columns: {
      caption: 'Клиенты по числу активных периодов',
      units: 'Активных периодов',
      customers: 'Клиенты',
      share: 'Доля',
      low: '95 % от',
      high: '95 % до',
      orMore: 'и больше',
    },
  },
};
