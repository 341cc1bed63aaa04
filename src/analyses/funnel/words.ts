import type { Formatter } from '../../core/format';
import { plural, type Catalogue } from '../../core/words';
import type { Warning } from '../../core/result';
import type { Stage } from '../../core/roles';
import type { Rate } from '../../stats/rate';
import { windowWords } from '../window.words';
import type { FunnelFigures, FunnelStepFigures } from './result';
import type { FunnelOrder, FunnelParams } from './spec';

export interface FunnelWords {
  /** A step's name for a person, and the events as the data calls them where that differs. */
  readonly step: (order: FunnelOrder, step: FunnelStepFigures, k: number) => { name: string; event?: string };
  /** The same in one text, for tables and the keyboard. */
  readonly stepText: (order: FunnelOrder, step: FunnelStepFigures, k: number) => string;
  readonly mark: (
    figures: FunnelFigures,
    index: number,
    format: Formatter,
  ) => { title: string; value: string; note?: string };
  /** Above the step of that index, the longest first: the layout takes the first that fits. */
  readonly between: (figures: FunnelFigures, index: number, format: Formatter) => readonly string[];
  readonly headline: (figures: FunnelFigures, format: Formatter) => string;
  readonly sub: (figures: FunnelFigures, format: Formatter) => string;
  readonly window: (window: FunnelParams['window'], format: Formatter) => string;
  readonly rows: (rows: number, format: Formatter) => string;
  /** Null where counting events alone gives the same. */
  readonly independent: (figures: FunnelFigures, format: Formatter) => string | null;
  /** Those whom an exclusion keeps out; null where there are none. */
  readonly excluded: (figures: FunnelFigures, format: Formatter) => string | null;
  readonly interval: (rate: Rate, format: Formatter) => string;
  readonly warning: (warning: Warning, unit: FunnelFigures['unit'], format: Formatter) => string | null;
  readonly columns: {
    readonly caption: string;
    readonly step: string;
    readonly counted: Readonly<Record<FunnelFigures['unit'], string>>;
    readonly ofFirst: string;
    readonly ofPrevious: string;
    readonly low: string;
    readonly high: string;
    readonly p25: string;
    readonly median: string;
    readonly p75: string;
    readonly independent: string;
    readonly followed: string;
  };
}

/** Place of the last step before the i-th that cannot be skipped: the shares of the i-th are of that one. */
const before = (steps: readonly FunnelStepFigures[], i: number): number =>
  steps.findLastIndex((s, j) => j < i && s.optional !== true);

/** Steps where most are lost, from the second on; null for a funnel without entrants or losses. Nobody is lost at a step that may be skipped. */
function worst(figures: FunnelFigures): { from: FunnelStepFigures; to: FunnelStepFigures; lost: number } | null {
  let found: { from: FunnelStepFigures; to: FunnelStepFigures; lost: number } | null = null;
  for (const [i, to] of figures.steps.entries()) {
    const from = figures.steps[before(figures.steps, i)];
    const share = to.ofPrevious?.share ?? null;
    if (from === undefined || to.optional === true || share === null || share >= 1) continue;
    if (found === null || 1 - share > found.lost) found = { from, to, lost: 1 - share };
  }
  return found;
}

/** The last step where counting each event alone gives more than following the steps. */
function differing(figures: FunnelFigures): FunnelStepFigures | null {
  return figures.steps.findLast((s) => s.independent !== s.followed) ?? null;
}

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);
const customersRu = (n: number): string =>
  plural('ru', n, { one: 'покупатель', few: 'покупателя', many: 'покупателей', other: 'покупателя' });
const sessionsRu = (n: number): string =>
  plural('ru', n, { one: 'визит', few: 'визита', many: 'визитов', other: 'визита' });

const stageEn: Readonly<Record<Stage, string>> = {
  view: 'View',
  cart: 'Add to cart',
  checkout: 'Checkout',
  purchase: 'Purchase',
  refund: 'Refund',
};
const stageRu: Readonly<Record<Stage, string>> = {
  view: 'Просмотр',
  cart: 'Корзина',
  checkout: 'Оформление',
  purchase: 'Покупка',
  refund: 'Возврат',
};

/** The stage's plain name; whether it may be skipped, and the events' own names where they are other words. */
function named(
  step: FunnelStepFigures,
  stages: Readonly<Record<Stage, string>>,
  optional: string,
): { name: string; event?: string } {
  const name = step.stage === null ? step.label : stages[step.stage];
  const more = [
    ...(step.optional === true ? [optional] : []),
    ...(name.toLowerCase() === step.label.toLowerCase() ? [] : [step.label]),
  ];
  return more.length === 0 ? { name } : { name, event: more.join(' · ') };
}

/** The steps by their labels, those that may be skipped marked. */
const path = (figures: FunnelFigures, optional: string): string =>
  figures.steps.map((s) => (s.optional === true ? `${s.label} (${optional})` : s.label)).join(' → ');

const inOne = ({ name, event }: { name: string; event?: string }): string =>
  event === undefined ? name : `${name} (${event})`;

/** Who is counted, at the beginning of the sub-line. */
const whoCounts = {
  en: { customers: 'Customers', sessions: 'Sessions' },
  ru: { customers: 'Кто проходит', sessions: 'Визиты, в которых пройден путь' },
} as const;

/** Where most are lost, in a shop's own words; none for other events. */
type Who = Readonly<Record<FunnelFigures['unit'], Partial<Record<Stage, string>>>>;
const whoEn: Who = {
  customers: {
    view: 'customers who look',
    cart: 'customers who fill a cart',
    checkout: 'customers who begin the checkout',
  },
  sessions: {
    view: 'sessions with a look',
    cart: 'sessions with a filled cart',
    checkout: 'sessions that begin the checkout',
  },
};
const notEn: Who = {
  customers: { cart: 'put nothing in the cart', checkout: 'do not begin the checkout', purchase: 'do not buy' },
  sessions: { cart: 'end without a cart', checkout: 'end before the checkout', purchase: 'end without a purchase' },
};
const whoRu: Who = {
  customers: { view: 'смотревших', cart: 'положивших товар в корзину', checkout: 'начавших оформление' },
  sessions: { view: 'визитов с просмотром', cart: 'визитов с корзиной', checkout: 'визитов с оформлением' },
};
const notRu: Who = {
  customers: {
    cart: 'ничего не кладут в корзину',
    checkout: 'не начинают оформление',
    purchase: 'не покупают',
  },
  sessions: {
    cart: 'заканчиваются без корзины',
    checkout: 'заканчиваются до оформления',
    purchase: 'заканчиваются без покупки',
  },
};
const oneEn = { customers: 'customer', sessions: 'session' } as const;

/** When attempts had to begin, both days included; '' where nothing is said of it. */
function begun({ entered }: FunnelFigures, format: Formatter, words: { from: string; to: string; in: string }): string {
  const { from = null, to = null } = entered ?? {};
  if (from !== null && to !== null) return `; ${words.in} ${format.timeRange(from, to - 1)}`;
  if (from !== null) return `; ${words.from} ${format.date(from)}`;
  return to === null ? '' : `; ${words.to} ${format.date(to - 1)}`;
}
const begunEn = { in: 'begun', from: 'begun from', to: 'begun up to' };
const begunRu = { in: 'начало —', from: 'начало с', to: 'начало не позже' };

function said<T extends Partial<Record<Stage, string>>>(words: T, stage: Stage | null): string | undefined {
  return stage === null ? undefined : words[stage];
}

export const funnelWords: Catalogue<FunnelWords> = {
  en: {
    step: (order, step, k) => (order === 'any' ? { name: `${k} of the steps` } : named(step, stageEn, 'optional')),
    stepText: (order, step, k) => inOne(funnelWords.en.step(order, step, k)),
    mark: (figures, index, format) => {
      const s = figures.steps[index];
      if (s === undefined) return { title: '', value: '' };
      const alone = figures.order === 'independent';
      const parts = [
        alone && index > 0 ? `${format.integer(s.followed)} came step by step` : '',
        alone || s.ofPrevious?.share == null
          ? ''
          : `${format.percent(s.ofPrevious.share)} of ${figures.steps[index - 1]?.optional === true ? `“${figures.steps[before(figures.steps, index)]?.label ?? ''}”` : 'the step before'}`,
        alone || s.ofPrevious?.interval == null
          ? ''
          : `95\u00A0%\u00A0interval ${format.percentInterval(s.ofPrevious.interval.low, s.ofPrevious.interval.high)}`,
        s.time === null
          ? ''
          : `median ${format.duration(s.time.median)}, half between ${format.duration(s.time.p25)} and ${format.duration(s.time.p75)}`,
      ].filter((t) => t !== '');
      return {
        title: funnelWords.en.stepText(figures.order, s, index + 1),
        value: `${format.integer(s.customers)} ${figures.unit}, ${format.percent(s.ofFirst.share)} of the first step`,
        ...(parts.length > 0 ? { note: parts.join('; ') } : {}),
      };
    },
    between: ({ steps, order }, index, format) => {
      const next = steps[index];
      const share = next?.ofPrevious?.share ?? null;
      if (next === undefined || share === null) return [];
      // Events counted by themselves are no part of one another: no share of the step before.
      if (order === 'independent') return [`${format.integer(next.followed)} go on from here in order`];
      const of = steps[index - 1]?.optional === true ? ` from “${steps[before(steps, index)]?.label ?? ''}”` : '';
      const go = `${format.percent(share)} ${next.optional === true ? 'take this on the way' : `continue${of}`}`;
      const leave = share <= 1 && next.optional !== true ? ` · ${format.percent(1 - share)} leave` : '';
      const time = next.time === null ? '' : ` · median ${format.duration(next.time.median)}`;
      return [go + leave + time, go + time, go];
    },
    headline: (figures, format) => {
      const [first, last] = [figures.steps[0], figures.steps.at(-1)];
      if (first === undefined || last === undefined || first.customers === 0)
        return `No ${oneEn[figures.unit]} takes the first step`;
      const lost = worst(figures);
      if (figures.order === 'independent') {
        return `${format.integer(last.customers)} ${figures.unit} have “${last.label}”, but only ${format.integer(last.followed)} came there step by step`;
      }
      if (lost === null) return `Every ${oneEn[figures.unit]} goes all the way`;
      if (last.customers === 0)
        return `None of ${format.integer(first.customers)} ${figures.unit} reaches the last step`;
      const end = `${format.percent(figures.conversion.share)} go all the way`;
      const [who, not] = [said(whoEn[figures.unit], lost.from.stage), said(notEn[figures.unit], lost.to.stage)];
      if (figures.order !== 'any' && who !== undefined && not !== undefined)
        return `${format.percent(lost.lost, 0)} of ${who} ${not}; ${end}`;
      return figures.order === 'any'
        ? `${end}; most stop after ${figures.steps.indexOf(lost.from) + 1} of ${figures.steps.length} steps`
        : `${format.percent(lost.lost, 0)} stop between “${lost.from.label}” and “${lost.to.label}”; ${end}`;
    },
    sub: (figures, format) => {
      const window = funnelWords.en.window(figures.window, format);
      switch (figures.order) {
        case 'ordered':
          return `${whoCounts.en[figures.unit]} ${figures.unit === 'sessions' ? 'that' : 'who'} go ${path(figures, 'optional')} in this order within ${window}${begun(figures, format, begunEn)}`;
        case 'strict':
          return `${whoCounts.en[figures.unit]} ${figures.unit === 'sessions' ? 'that' : 'who'} go ${path(figures, 'optional')} with nothing between, within ${window}${begun(figures, format, begunEn)}`;
        case 'any':
          return `${whoCounts.en[figures.unit]} by how many of ${figures.steps.map((s) => s.label).join(', ')} they do within ${window}, in any order${begun(figures, format, begunEn)}`;
        case 'independent':
          return `Unique ${figures.unit} per event, whatever the order: ${figures.steps.map((s) => s.label).join(', ')}`;
      }
    },
    window: windowWords.en,
    rows: (rows, format) => `${format.integer(rows)} rows`,
    independent: (figures, format) => {
      const last = differing(figures);
      return last === null
        ? null
        : `${format.integer(last.independent)} have “${last.label}” at all, ${format.integer(last.followed)} after the steps before it`;
    },
    excluded: ({ excluded, unit }, format) =>
      excluded === 0 ? null : `${format.integer(excluded)} ${unit} left out by what excludes`,
    interval: (rate, format) =>
      rate.interval === null
        ? ''
        : `n = ${format.integer(rate.count)} go all the way: 95\u00A0%\u00A0interval ${format.percentInterval(rate.interval.low, rate.interval.high)}`,
    warning: ({ code, details }, unit, format) => {
      if (code === 'immature') {
        return `${format.integer(number(details, 'customers'))} ${unit} still have time to convert and are counted apart`;
      }
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: too few to say; ${number(details, 'enough')} would do`;
      return null;
    },
    columns: {
      caption: 'Funnel by step',
      step: 'Step',
      counted: { customers: 'Customers', sessions: 'Sessions' },
      ofFirst: 'Of first step',
      ofPrevious: 'Of previous step',
      low: 'Of previous, 95\u00A0% from',
      high: 'Of previous, 95\u00A0% to',
      p25: 'Time from previous, p25',
      median: 'Median',
      p75: 'p75',
      independent: 'Whatever the order',
      followed: 'In order',
    },
  },
  ru: {
    step: (order, step, k) =>
      order === 'any'
        ? { name: `${k} ${plural('ru', k, { one: 'шаг', few: 'шага', many: 'шагов', other: 'шага' })}` }
        : named(step, stageRu, 'необязательный'),
    stepText: (order, step, k) => inOne(funnelWords.ru.step(order, step, k)),
    mark: (figures, index, format) => {
      const s = figures.steps[index];
      if (s === undefined) return { title: '', value: '' };
      const alone = figures.order === 'independent';
      const parts = [
        alone && index > 0 ? `по шагам дошли ${format.integer(s.followed)}` : '',
        alone || s.ofPrevious?.share == null
          ? ''
          : `${format.percent(s.ofPrevious.share)} от ${figures.steps[index - 1]?.optional === true ? `«${figures.steps[before(figures.steps, index)]?.label ?? ''}»` : 'предыдущего шага'}`,
        alone || s.ofPrevious?.interval == null
          ? ''
          : `95\u00A0%\u00A0интервал ${format.percentInterval(s.ofPrevious.interval.low, s.ofPrevious.interval.high)}`,
        s.time === null
          ? ''
          : `медиана ${format.duration(s.time.median)}, половина — от ${format.duration(s.time.p25)} до ${format.duration(s.time.p75)}`,
      ].filter((t) => t !== '');
      return {
        title: funnelWords.ru.stepText(figures.order, s, index + 1),
        value: `${format.integer(s.customers)} ${figures.unit === 'sessions' ? sessionsRu(s.customers) : customersRu(s.customers)}, ${format.percent(s.ofFirst.share)} от первого шага`,
        ...(parts.length > 0 ? { note: parts.join('; ') } : {}),
      };
    },
    between: ({ steps, order }, index, format) => {
      const next = steps[index];
      const share = next?.ofPrevious?.share ?? null;
      if (next === undefined || share === null) return [];
      if (order === 'independent') return [`отсюда дальше по порядку идут ${format.integer(next.followed)}`];
      const of = steps[index - 1]?.optional === true ? ` от «${steps[before(steps, index)]?.label ?? ''}»` : '';
      const go = `${next.optional === true ? 'по пути делают' : `дальше${of} идут`} ${format.percent(share)}`;
      const leave = share <= 1 && next.optional !== true ? ` · уходят ${format.percent(1 - share)}` : '';
      const time = next.time === null ? '' : ` · медиана ${format.duration(next.time.median)}`;
      return [go + leave + time, go + time, go];
    },
    headline: (figures, format) => {
      const [first, last] = [figures.steps[0], figures.steps.at(-1)];
      if (first === undefined || last === undefined || first.customers === 0) return 'Первый шаг не делает никто';
      const lost = worst(figures);
      if (figures.order === 'independent') {
        return `Событие «${last.label}» — у ${format.integer(last.customers)}, а по шагам до него дошли только ${format.integer(last.followed)}`;
      }
      if (lost === null) return 'Все доходят до конца';
      if (last.customers === 0) return `До последнего шага не доходит никто из ${format.integer(first.customers)}`;
      const end = `до конца доходят ${format.percent(figures.conversion.share)}`;
      const [who, not] = [said(whoRu[figures.unit], lost.from.stage), said(notRu[figures.unit], lost.to.stage)];
      if (figures.order !== 'any' && who !== undefined && not !== undefined)
        return `${format.percent(lost.lost, 0)} ${who} ${not}; ${end}`;
      return figures.order === 'any'
        ? `Все шаги делают ${format.percent(figures.conversion.share)}; чаще всего останавливаются на ${figures.steps.indexOf(lost.from) + 1} из ${figures.steps.length}`
        : `${format.percent(lost.lost, 0)} останавливаются между «${lost.from.label}» и «${lost.to.label}»; ${end}`;
    },
    sub: (figures, format) => {
      const window = funnelWords.ru.window(figures.window, format);
      switch (figures.order) {
        case 'ordered':
          return `${whoCounts.ru[figures.unit]} ${path(figures, 'необязательно')} в этом порядке в течение ${window}${begun(figures, format, begunRu)}`;
        case 'strict':
          return `${whoCounts.ru[figures.unit]} ${path(figures, 'необязательно')} подряд, без других событий, в течение ${window}${begun(figures, format, begunRu)}`;
        case 'any':
          return `Сколько из шагов ${figures.steps.map((s) => s.label).join(', ')} сделано в течение ${window} в любом порядке${begun(figures, format, begunRu)}`;
        case 'independent':
          return `${figures.unit === 'sessions' ? 'Визиты' : 'Уникальные покупатели'} по событиям, без учёта порядка: ${figures.steps.map((s) => s.label).join(', ')}`;
      }
    },
    window: windowWords.ru,
    rows: (rows, format) =>
      `${format.integer(rows)} ${plural('ru', rows, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}`,
    independent: (figures, format) => {
      const last = differing(figures);
      return last === null
        ? null
        : `событие «${last.label}» вообще есть у ${format.integer(last.independent)}, после всех шагов до него — у ${format.integer(last.followed)}`;
    },
    excluded: ({ excluded }, format) =>
      excluded === 0 ? null : `не посчитаны из-за исключающего события: ${format.integer(excluded)}`,
    interval: (rate, format) =>
      rate.interval === null
        ? ''
        : `дошли ${format.integer(rate.count)}: 95\u00A0%\u00A0интервал ${format.percentInterval(rate.interval.low, rate.interval.high)}`,
    warning: ({ code, details }, unit, format) => {
      if (code === 'immature') {
        const n = number(details, 'customers');
        return `у ${format.integer(n)} ${plural('ru', n, unit === 'sessions' ? { one: 'визита', other: 'визитов' } : { one: 'покупателя', other: 'покупателей' })} срок ещё не вышел, они посчитаны отдельно`;
      }
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: слишком мало для выводов; хватило бы ${number(details, 'enough')}`;
      return null;
    },
    columns: {
      caption: 'Воронка по шагам',
      step: 'Шаг',
      counted: { customers: 'Покупатели', sessions: 'Визиты' },
      ofFirst: 'От первого шага',
      ofPrevious: 'От предыдущего шага',
      low: 'От предыдущего, 95\u00A0% от',
      high: 'От предыдущего, 95\u00A0% до',
      p25: 'Время от предыдущего, p25',
      median: 'Медиана',
      p75: 'p75',
      independent: 'Без учёта порядка',
      followed: 'По порядку',
    },
  },
};
