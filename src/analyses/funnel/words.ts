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
  /** Between two steps, the longest first: the layout takes the first that fits. */
  readonly between: (next: FunnelStepFigures, format: Formatter) => readonly string[];
  readonly headline: (figures: FunnelFigures, format: Formatter) => string;
  readonly sub: (figures: FunnelFigures, format: Formatter) => string;
  readonly window: (window: FunnelParams['window'], format: Formatter) => string;
  readonly rows: (rows: number, format: Formatter) => string;
  /** Null where counting events alone gives the same. */
  readonly independent: (figures: FunnelFigures, format: Formatter) => string | null;
  /** Those whom an exclusion keeps out; null where there are none. */
  readonly excluded: (figures: FunnelFigures, format: Formatter) => string | null;
  readonly interval: (rate: Rate, format: Formatter) => string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly columns: {
    readonly caption: string;
    readonly step: string;
    readonly customers: string;
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

/** Steps where most are lost, from the second on; null for a funnel without entrants or losses. */
function worst(figures: FunnelFigures): { from: FunnelStepFigures; to: FunnelStepFigures; lost: number } | null {
  let found: { from: FunnelStepFigures; to: FunnelStepFigures; lost: number } | null = null;
  for (const [i, to] of figures.steps.entries()) {
    const from = figures.steps[i - 1];
    const share = to.ofPrevious?.share ?? null;
    if (from === undefined || share === null || share >= 1) continue;
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

/** The stage's plain name, and the events' own names where they are other words. */
function named(step: FunnelStepFigures, stages: Readonly<Record<Stage, string>>): { name: string; event?: string } {
  if (step.stage === null) return { name: step.label };
  const name = stages[step.stage];
  return name.toLowerCase() === step.label.toLowerCase() ? { name } : { name, event: step.label };
}

const inOne = ({ name, event }: { name: string; event?: string }): string =>
  event === undefined ? name : `${name} (${event})`;

/** Who is counted, at the beginning of the sub-line. */
const whoCounts = {
  en: { customers: 'Customers', sessions: 'Sessions' },
  ru: { customers: 'Кто проходит', sessions: 'Визиты, в которых пройден путь' },
} as const;

/** Where most are lost, in a shop's own words; null for other events. */
const whoEn: Partial<Record<Stage, string>> = {
  view: 'who look',
  cart: 'who fill a cart',
  checkout: 'who begin the checkout',
};
const notEn: Partial<Record<Stage, string>> = {
  cart: 'put nothing in the cart',
  checkout: 'do not begin the checkout',
  purchase: 'do not buy',
};
const whoRu: Partial<Record<Stage, string>> = {
  view: 'смотревших',
  cart: 'положивших товар в корзину',
  checkout: 'начавших оформление',
};
const notRu: Partial<Record<Stage, string>> = {
  cart: 'ничего не кладут в корзину',
  checkout: 'не начинают оформление',
  purchase: 'не покупают',
};

function said<T extends Partial<Record<Stage, string>>>(words: T, stage: Stage | null): string | undefined {
  return stage === null ? undefined : words[stage];
}

export const funnelWords: Catalogue<FunnelWords> = {
  en: {
    step: (order, step, k) => (order === 'any' ? { name: `${k} of the steps` } : named(step, stageEn)),
    stepText: (order, step, k) => inOne(funnelWords.en.step(order, step, k)),
    mark: (figures, index, format) => {
      const s = figures.steps[index];
      if (s === undefined) return { title: '', value: '' };
      const parts = [
        s.ofPrevious?.share == null ? '' : `${format.percent(s.ofPrevious.share)} of the step before`,
        s.ofPrevious?.interval == null
          ? ''
          : `95 % interval ${format.percentInterval(s.ofPrevious.interval.low, s.ofPrevious.interval.high)}`,
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
    between: (next, format) => {
      const share = next.ofPrevious?.share ?? null;
      if (share === null) return [];
      const go = `${format.percent(share)} continue`;
      const leave = share <= 1 ? ` · ${format.percent(1 - share)} leave` : '';
      const time = next.time === null ? '' : ` · median ${format.duration(next.time.median)}`;
      return [go + leave + time, go + time, go];
    },
    headline: (figures, format) => {
      const [first, last] = [figures.steps[0], figures.steps.at(-1)];
      if (first === undefined || last === undefined || first.customers === 0) return 'No customer takes the first step';
      const lost = worst(figures);
      if (figures.order === 'independent') {
        return `${format.integer(last.customers)} customers have “${last.label}”, but only ${format.integer(last.followed)} came there step by step`;
      }
      if (lost === null) return 'Every customer goes all the way';
      if (last.customers === 0) return `None of ${format.integer(first.customers)} customers reaches the last step`;
      const end = `${format.percent(figures.conversion.share)} go all the way`;
      const [who, not] = [said(whoEn, lost.from.stage), said(notEn, lost.to.stage)];
      if (figures.order !== 'any' && who !== undefined && not !== undefined)
        return `${format.percent(lost.lost, 0)} of customers ${who} ${not}; ${end}`;
      return figures.order === 'any'
        ? `${end}; most stop after ${figures.steps.indexOf(lost.from) + 1} of ${figures.steps.length} steps`
        : `${format.percent(lost.lost, 0)} stop between “${lost.from.label}” and “${lost.to.label}”; ${end}`;
    },
    sub: (figures, format) => {
      const path = figures.steps.map((s) => s.label).join(' → ');
      const window = funnelWords.en.window(figures.window, format);
      switch (figures.order) {
        case 'ordered':
          return `${whoCounts.en[figures.unit]} ${figures.unit === 'sessions' ? 'that' : 'who'} go ${path} in this order within ${window}`;
        case 'strict':
          return `${whoCounts.en[figures.unit]} ${figures.unit === 'sessions' ? 'that' : 'who'} go ${path} with nothing between, within ${window}`;
        case 'any':
          return `Customers by how many of ${figures.steps.map((s) => s.label).join(', ')} they do within ${window}, in any order`;
        case 'independent':
          return `Unique customers per event, whatever the order: ${figures.steps.map((s) => s.label).join(', ')}`;
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
        : `n = ${format.integer(rate.count)} go all the way: 95 % interval ${format.percentInterval(rate.interval.low, rate.interval.high)}`,
    warning: ({ code, details }, format) => {
      if (code === 'immature') {
        return `${format.integer(number(details, 'customers'))} customers still have time to convert and are counted apart`;
      }
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: too few to say; ${number(details, 'enough')} would do`;
      return null;
    },
    columns: {
      caption: 'Funnel by step',
      step: 'Step',
      customers: 'Customers',
      ofFirst: 'Of first step',
      ofPrevious: 'Of previous step',
      low: 'Of previous, 95 % from',
      high: 'Of previous, 95 % to',
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
        : named(step, stageRu),
    stepText: (order, step, k) => inOne(funnelWords.ru.step(order, step, k)),
    mark: (figures, index, format) => {
      const s = figures.steps[index];
      if (s === undefined) return { title: '', value: '' };
      const parts = [
        s.ofPrevious?.share == null ? '' : `${format.percent(s.ofPrevious.share)} от предыдущего шага`,
        s.ofPrevious?.interval == null
          ? ''
          : `95 % интервал ${format.percentInterval(s.ofPrevious.interval.low, s.ofPrevious.interval.high)}`,
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
    between: (next, format) => {
      const share = next.ofPrevious?.share ?? null;
      if (share === null) return [];
      const go = `дальше идут ${format.percent(share)}`;
      const leave = share <= 1 ? ` · уходят ${format.percent(1 - share)}` : '';
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
      const [who, not] = [said(whoRu, lost.from.stage), said(notRu, lost.to.stage)];
      if (figures.order !== 'any' && who !== undefined && not !== undefined)
        return `${format.percent(lost.lost, 0)} ${who} ${not}; ${end}`;
      return figures.order === 'any'
        ? `Все шаги делают ${format.percent(figures.conversion.share)}; чаще всего останавливаются на ${figures.steps.indexOf(lost.from) + 1} из ${figures.steps.length}`
        : `${format.percent(lost.lost, 0)} останавливаются между «${lost.from.label}» и «${lost.to.label}»; ${end}`;
    },
    sub: (figures, format) => {
      const path = figures.steps.map((s) => s.label).join(' → ');
      const window = funnelWords.ru.window(figures.window, format);
      switch (figures.order) {
        case 'ordered':
          return `${whoCounts.ru[figures.unit]} ${path} в этом порядке в течение ${window}`;
        case 'strict':
          return `${whoCounts.ru[figures.unit]} ${path} подряд, без других событий, в течение ${window}`;
        case 'any':
          return `Сколько из шагов ${figures.steps.map((s) => s.label).join(', ')} сделано в течение ${window} в любом порядке`;
        case 'independent':
          return `Уникальные покупатели по событиям, без учёта порядка: ${figures.steps.map((s) => s.label).join(', ')}`;
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
        : `дошли ${format.integer(rate.count)}: 95 % интервал ${format.percentInterval(rate.interval.low, rate.interval.high)}`,
    warning: ({ code, details }, format) => {
      if (code === 'immature') {
        const n = number(details, 'customers');
        return `у ${format.integer(n)} ${plural('ru', n, { one: 'покупателя', other: 'покупателей' })} срок ещё не вышел, они посчитаны отдельно`;
      }
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: слишком мало для выводов; хватило бы ${number(details, 'enough')}`;
      return null;
    },
    columns: {
      caption: 'Воронка по шагам',
      step: 'Шаг',
      customers: 'Покупатели',
      ofFirst: 'От первого шага',
      ofPrevious: 'От предыдущего шага',
      low: 'От предыдущего, 95 % от',
      high: 'От предыдущего, 95 % до',
      p25: 'Время от предыдущего, p25',
      median: 'Медиана',
      p75: 'p75',
      independent: 'Без учёта порядка',
      followed: 'По порядку',
    },
  },
};
