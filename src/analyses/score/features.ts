import type { Statement } from '../../core/engine';
import type { Spine } from '../../core/spine';
import { DAY } from '../../core/time';
import type { Catalogue } from '../../core/words';
import { stageNames, type Stage } from '../../core/roles';
import { ident, join, raw, sql } from '../../sql/sql';

/** What is said where something never happened, and the most that days since something can be. */
const NEVER = 365;

/** One feature of a customer at a cutoff. All are ≥ 0 unless refunds outweigh purchases. */
interface Feature {
  /** Aggregate over the customer's rows of `seen`; see {@link featureStatement}. */
  readonly expression: string;
  /** A sentence for people, after "…:". */
  readonly about: Catalogue<string>;
}

const within = (days: number): string => `age <= ${days * DAY}`;
const when = (condition: string): string => `FILTER (WHERE ${condition})`;

/** Days from the last such row to the cutoff. */
const since = (condition: string): string =>
  `least(coalesce(min(age) ${when(condition)} / ${DAY}.0, ${NEVER}), ${NEVER})`;
const rows = (condition: string): string => `count(*) ${when(condition)}`;
const days = (condition: string): string => `count(DISTINCT day) ${when(condition)}`;
/** Money relative to the data's mean spend on a day with a purchase, so that no currency matters. */
const money = (condition: string): string =>
  `coalesce(sum(amount) ${when(condition)} / nullif((SELECT typical FROM scale), 0), 0)`;
const depth = (window: number): string =>
  `coalesce(max(least(stage, 4)) ${when(`stage > 0 AND ${within(window)}`)}, 0)`;

const VIEW = 'stage = 1';
const CART = 'stage = 2';
const CHECKOUT = 'stage = 3';
const PURCHASE = 'stage = 4';
const MONEY = 'stage IN (4, 5)';

/** A feature counted in several windows: `name_7d`, `name_28d`, … */
function windows(
  name: string,
  lengths: readonly number[],
  expression: (condition: string) => string,
  condition: string,
  about: Catalogue<(days: number) => string>,
): Record<string, Feature> {
  return Object.fromEntries(
    lengths.map((n) => [
      `${name}_${n}d`,
      {
        expression: expression(condition === '' ? within(n) : `${condition} AND ${within(n)}`),
        about: { en: about.en(n), ru: about.ru(n) },
      },
    ]),
  );
}

const last = (en: string, ru: string): Catalogue<(days: number) => string> => ({
  en: (n) => `${en} in the last ${n} days`,
  ru: (n) => `${ru} за последние ${n} дн.`,
});

/**
 * Every feature a model may use. A "day" is 24 hours counted back from the cutoff, so that no time zone
 * matters. A stage that the log does not have counts 0.
 */
export const features: Readonly<Record<string, Feature>> = {
  days_since_last_event: {
    expression: since('TRUE'),
    about: { en: 'Days since the last event, at most 365', ru: 'Дней с последнего события, не больше 365' },
  },
  days_since_last_cart: {
    expression: since(CART),
    about: {
      en: 'Days since something was last put in the cart; 365 if never',
      ru: 'Дней с последнего добавления в корзину; 365, если его не было',
    },
  },
  days_since_last_purchase: {
    expression: since(PURCHASE),
    about: {
      en: 'Days since the last purchase; 365 if none',
      ru: 'Дней с последней покупки; 365, если покупок не было',
    },
  },
  days_cart_open: {
    expression: `CASE WHEN min(age) ${when(CART)} < coalesce(min(age) ${when(PURCHASE)}, ${2 * NEVER * DAY})
      THEN ${since(CART)} ELSE ${NEVER} END`,
    about: {
      en: 'Days since a cart that no purchase followed; 365 if there is none',
      ru: 'Дней с корзины, после которой не было покупки; 365, если такой нет',
    },
  },
  tenure_days: {
    expression: `least(max(age) / ${DAY}.0, ${NEVER})`,
    about: { en: 'Days since the first row, at most 365', ru: 'Дней с первой записи, не больше 365' },
  },
  tenure_half_year: {
    expression: `least(max(age) / ${DAY}.0, 182)`,
    about: { en: 'Days since the first row, at most 182', ru: 'Дней с первой записи, не больше 182' },
  },
  ...windows('events', [7, 28, 91], rows, '', last('Events', 'Событий')),
  ...windows('active_days', [7, 28, 91], days, '', last('Days with an event', 'Дней с событиями')),
  ...windows('views', [7, 28, 91], rows, VIEW, last('Views', 'Просмотров')),
  ...windows('carts', [7, 28, 91], rows, CART, last('Additions to the cart', 'Добавлений в корзину')),
  ...windows('checkouts', [7, 28, 91], rows, CHECKOUT, last('Checkouts begun', 'Начатых оформлений')),
  depth_7d: {
    expression: depth(7),
    about: {
      en: 'Deepest step in the last 7 days: 0 none, 1 view, 2 cart, 3 checkout, 4 purchase',
      ru: 'Самый дальний шаг за последние 7 дн.: 0 нет, 1 просмотр, 2 корзина, 3 оформление, 4 покупка',
    },
  },
  depth_28d: {
    expression: depth(28),
    about: {
      en: 'Deepest step in the last 28 days: 0 none, 1 view, 2 cart, 3 checkout, 4 purchase',
      ru: 'Самый дальний шаг за последние 28 дн.: 0 нет, 1 просмотр, 2 корзина, 3 оформление, 4 покупка',
    },
  },
  ...windows('purchase_days', [28, 91, 182], days, PURCHASE, last('Days with a purchase', 'Дней с покупками')),
  purchase_days_all: {
    expression: days(PURCHASE),
    about: { en: 'Days with a purchase, ever', ru: 'Дней с покупками за всё время' },
  },
  days_between_purchases: {
    expression: `CASE WHEN ${days(PURCHASE)} > 1
      THEN (max(age) ${when(PURCHASE)} - min(age) ${when(PURCHASE)}) / ${DAY}.0 / (${days(PURCHASE)} - 1)
      ELSE ${NEVER} END`,
    about: {
      en: 'Mean days between purchases; 365 if there were not two',
      ru: 'Среднее число дней между покупками; 365, если их меньше двух',
    },
  },
  ...windows('net', [91], money, MONEY, {
    en: (n) => `Spend less refunds in the last ${n} days, in usual days of buying`,
    ru: (n) => `Траты за вычетом возвратов за последние ${n} дн., в обычных днях с покупкой`,
  }),
  net_all: {
    expression: money(MONEY),
    about: {
      en: 'Spend less refunds, ever, in usual days of buying',
      ru: 'Траты за вычетом возвратов за всё время, в обычных днях с покупкой',
    },
  },
  refunds_all: { expression: rows('stage = 5'), about: { en: 'Refunds, ever', ru: 'Возвратов за всё время' } },
};

/** Who is scored, as a condition on the customer's aggregates. */
export type Population = 'seen within 91 days' | 'bought before';
const members: Readonly<Record<Population, string>> = {
  'seen within 91 days': `min(age) <= ${91 * DAY}`,
  'bought before': `count(*) ${when(PURCHASE)} > 0`,
};

/** Ids of the events that mean a stage; empty where the log has none of them. */
export function stageEvents(spine: Spine, stage: Stage): readonly number[] {
  const names = new Set(spine.roles.stages?.[stage] ?? []);
  return spine.events.filter((e) => names.has(e.name)).map((e) => e.id);
}

/**
 * One row per customer of the population: `key` (customer) and the named features, in order. Looks at
 * rows strictly before `cutoff` (epoch ms) and at nothing else, also for the scale of money.
 */
export function featureStatement(
  spine: Spine,
  names: readonly string[],
  population: Population,
  cutoff: number,
): Statement {
  const columns = names.map((name) => {
    const feature = Object.hasOwn(features, name) ? features[name] : undefined;
    if (feature === undefined) throw new Error(`there is no feature ${name}`);
    return sql`CAST(${raw(feature.expression)} AS DOUBLE) AS ${ident(name)}`;
  });
  return sql`WITH seen AS (
  SELECT customer,
    ${cutoff} - time AS age,
    CAST(floor((${cutoff} - 1 - time) / ${raw(`${DAY}.0`)}) AS BIGINT) AS day,
    ${stageOf(spine)} AS stage,
    amount
  FROM ${ident(spine.table)}
  WHERE time < ${cutoff}
), scale AS (
  SELECT sum(spent) / count(*) AS typical
  FROM (SELECT customer, day, sum(amount) AS spent FROM seen WHERE stage = 4 GROUP BY customer, day) AS buying
)
SELECT customer AS key,
  ${join(columns, ',\n  ')}
FROM seen
GROUP BY customer
HAVING ${raw(members[population])}`;
}

/** 1 view, 2 cart, 3 checkout, 4 purchase, 5 refund, 0 anything else. What carries money is known by its sign. */
function stageOf(spine: Spine): Statement {
  const cases = stageNames.slice(0, 3).flatMap((stage, i) => {
    const ids = stageEvents(spine, stage);
    if (ids.length === 0) return [];
    const list = join(
      ids.map((id) => sql`${id}`),
      ', ',
    );
    return [sql`WHEN event IN (${list}) THEN ${raw(String(i + 1))}`];
  });
  return sql`CASE WHEN sign = 1 THEN 4 WHEN sign = -1 THEN 5 ${join(cases, ' ')} ELSE 0 END`;
}
