import type { DataInfo, Plan } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { ident, join, raw, sql } from '../../sql/sql';
import { cards } from './cards';
import { featureStatement } from './features';
import { taskOf, type ScoreParams } from './spec';
import { tasks } from './tasks';

/** The histogram has this many bins of equal width over [0, 1]. */
export const BINS = 50;
/** The likeliest share of customers that is looked at apart. */
export const TOP_SHARE = 0.1;
/** Customers named in the result. */
export const FIRST = 10;
/** Features shown beside each score in the list: those a marketer acts on. */
export const SHOWN: Readonly<Record<keyof typeof cards, readonly string[]>> = {
  propensity: ['days_since_last_event', 'days_cart_open', 'views_28d', 'carts_28d', 'purchase_days_all'],
  repurchase: ['days_since_last_purchase', 'purchase_days_all', 'days_between_purchases', 'net_all'],
};

/** Features at the as-of date (inclusive), scores by the model, then counts of the scores. */
export function planScore(params: ScoreParams, data: DataInfo, prefix: string): Plan {
  const name = taskOf(params);
  const { population } = tasks[name];
  const names = cards[name].features.map((f) => f.name);
  const featureTable = ident(`${prefix}_features`);
  const scoreTable = ident(`${prefix}_scores`);
  // Rows at the as-of moment are seen, so the cutoff, which is exclusive, is one millisecond later.
  const cutoff = data.asOf + 1;
  const columns = [ident('key'), ...names.map(ident)];
  const band = bandOf(params.bands);
  return [
    {
      step: 'table',
      name: `${prefix}_features`,
      per: 'all',
      sql: featureStatement(data.spine, names, population, cutoff),
    },
    {
      step: 'score',
      name: `${prefix}_scores`,
      model: params.model ?? name,
      sql: sql`SELECT ${columns} FROM ${featureTable} ORDER BY key`,
    },
    {
      step: 'rows',
      name: 'summary',
      sql: sql`WITH ranked AS (
  SELECT score, row_number() OVER (ORDER BY score DESC, key) AS place, count(*) OVER () AS customers FROM ${scoreTable}
)
SELECT count(*) AS customers, sum(score) AS expected, max(score) AS highest,
  count(*) FILTER (WHERE place <= ceil(customers * ${raw(String(TOP_SHARE))})) AS top_customers,
  sum(score) FILTER (WHERE place <= ceil(customers * ${raw(String(TOP_SHARE))})) AS top_expected
FROM ranked`,
    },
    {
      step: 'rows',
      name: 'seen',
      sql: sql`SELECT count(DISTINCT customer) AS customers FROM ${ident(data.spine.table)} WHERE time < ${cutoff}`,
    },
    {
      step: 'rows',
      name: 'histogram',
      sql: sql`SELECT least(floor(score * ${raw(String(BINS))}), ${raw(String(BINS - 1))}) AS bin, count(*) AS customers, sum(score) AS expected
FROM ${scoreTable} GROUP BY 1 ORDER BY 1`,
    },
    {
      step: 'rows',
      name: 'bands',
      sql: sql`SELECT ${band} AS band, count(*) AS customers, sum(score) AS expected FROM ${scoreTable} GROUP BY 1 ORDER BY 1`,
    },
    { step: 'rows', name: 'outside', sql: outside(name, featureTable) },
    {
      step: 'rows',
      name: 'first',
      sql: sql`SELECT c.name AS customer, s.score AS score
FROM ${scoreTable} AS s JOIN ${ident(data.spine.customersTable)} AS c ON c.id = s.key
ORDER BY s.score DESC, s.key LIMIT ${raw(String(FIRST))}`,
    },
    {
      step: 'list',
      name: 'customers',
      columns: ['customer', 'score', 'band', ...SHOWN[name]],
      // Scores are float32; six digits are what they hold.
      sql: sql`SELECT c.name AS customer, round(s.score, 6) AS score, ${band} + 1 AS band, ${SHOWN[name].map(ident)}
FROM ${scoreTable} AS s
JOIN ${featureTable} AS f ON f.key = s.key
JOIN ${ident(data.spine.customersTable)} AS c ON c.id = s.key
ORDER BY s.score DESC, s.key`,
    },
  ];
}

/** Band of a score, from 0; a score on a limit is in the upper band. */
function bandOf(limits: readonly number[]): Statement {
  const cases = limits.map((limit, i) => sql`WHEN score < ${limit} THEN ${raw(String(i))}`);
  return sql`CASE ${join(cases, ' ')} ELSE ${raw(String(limits.length))} END`;
}

/** Per feature, the share of customers below the smallest or above the largest value in training. */
function outside(name: keyof typeof cards, featureTable: ReturnType<typeof ident>): Statement {
  const shares = cards[name].features.map(
    (f) =>
      sql`avg(CASE WHEN ${ident(f.name)} < ${f.min} OR ${ident(f.name)} > ${f.max} THEN 1.0 ELSE 0.0 END) AS ${ident(f.name)}`,
  );
  return sql`SELECT ${join(shares, ',\n  ')}\nFROM ${featureTable}`;
}
