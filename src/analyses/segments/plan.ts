import type { DataInfo, Plan } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { dayOf, purchaseDays, purchaseKinds, purchaseSummary } from '../../sql/purchases';
import { rfmBuyers } from '../../sql/rfm';
import { ident, join, raw, sql } from '../../sql/sql';
import { archetypes } from './archetypes';
import { WHAT } from './fit';
import { worthOf, type SegmentsParams } from './spec';

/** A customer whose group is less likely than this is unclear. */
export const CLEAR = 0.6;

/**
 * The plan of segments (SEMANTICS §8). Buyers up to as-of with recency, frequency and money as RFM has them;
 * equal ones are one kind. One computation tries numbers of groups, the next places the kinds into the number that is
 * chosen; the customer-base model with Gamma–Gamma says what each customer is still worth. Those who never bought
 * stand apart, and so do buyers who have paid nothing net: there is no logarithm of no money. All but the last steps
 * are kept, for names change nothing but words, and another number of groups needs no other search.
 */
export function planSegments(params: SegmentsParams, data: DataInfo, prefix: string): Plan {
  const { spine } = data;
  const table = (name: string): string => `${prefix}_${name}`;
  const [buyers, kinds, bought, summary, placed] = [
    table('buyers'),
    table('kinds'),
    table('bought'),
    table('summary'),
    table('placed'),
  ];
  const { method, range, seed } = params;
  const money = spine.hasAmount;
  const { yearly: _, ...worth } = worthOf(params.worth);
  const rows = sql`SELECT kind, recency, frequency, monetary, count(*) AS customers FROM ${ident(kinds)}
        ${money ? sql`WHERE monetary > 0` : raw('')}
        GROUP BY kind, recency, frequency, monetary`;
  return [
    { step: 'table', name: buyers, sql: rfmBuyers(data), per: 'customer', keep: true },
    {
      step: 'table',
      name: kinds,
      per: 'all',
      keep: true,
      sql: sql`SELECT customer, recency, frequency, monetary,
        dense_rank() OVER (ORDER BY recency, frequency, monetary) AS kind FROM ${ident(buyers)}`,
    },
    {
      step: 'compute',
      name: 'search',
      work: 'segments-search',
      params: { method, from: range.from, to: range.to, seed, money },
      sql: sql`${rows} ORDER BY kind`,
      keep: true,
    },
    {
      step: 'compute',
      name: 'fit',
      work: 'segments',
      params: { method, k: params.k === 'auto' ? null : params.k, seed, money },
      sql: sql`SELECT ${raw(String(WHAT.kind))} AS what, kind, recency, frequency, monetary, customers FROM (${rows}) AS kinds
        UNION ALL SELECT ${raw(String(WHAT.model))}, k, component, slot, value, 0 FROM ${ident(table('search_models'))}
        UNION ALL SELECT ${raw(String(WHAT.tried))}, k, 0, bic, silhouette, 0 FROM ${ident(table('search_tried'))}
        ORDER BY what, kind, recency, frequency`,
      keep: true,
    },
    { step: 'table', name: bought, sql: purchaseDays(data), per: 'customer', keep: true },
    {
      step: 'table',
      name: summary,
      sql: purchaseSummary(bought, dayOf(data.asOf, data.zone)),
      per: 'customer',
      keep: true,
    },
    {
      step: 'compute',
      name: 'worth',
      work: 'value',
      params: { ...worth, money },
      sql: purchaseKinds(summary),
      keep: true,
    },
    { step: 'table', name: placed, sql: placedOf(prefix, kinds, summary), per: 'all', keep: true },
    {
      step: 'rows',
      name: 'segments',
      sql: sql`SELECT segment, count(*) AS customers, sum(recency) AS recency, sum(frequency) AS frequency,
          sum(monetary) AS monetary, count(alive) AS forecast, sum(alive) AS alive, sum(expected) AS expected,
          sum(value) AS value, count(*) FILTER (WHERE probability < ${CLEAR}) AS unclear,
          count(*) FILTER (WHERE repeats = 0) AS once
        FROM ${ident(placed)} WHERE segment IS NOT NULL GROUP BY segment ORDER BY segment`,
    },
    {
      step: 'rows',
      name: 'certainty',
      sql: sql`SELECT CASE WHEN probability >= 0.9 THEN 9 WHEN probability < 0.5 THEN 4 ELSE CAST(floor(probability * 10) AS INTEGER) END AS tenth,
          count(*) AS customers FROM ${ident(placed)} WHERE probability IS NOT NULL GROUP BY 1 ORDER BY 1`,
    },
    {
      step: 'rows',
      name: 'apart',
      sql: sql`SELECT count(*) AS customers FROM ${ident(placed)}
        ${spine.hasAmount ? sql`WHERE monetary IS NULL OR monetary <= 0` : sql`WHERE 1 = 0`}`,
    },
    {
      step: 'rows',
      name: 'seen',
      // The spine knows its number of customers; it has to be counted only for an earlier as-of.
      sql:
        data.asOf >= spine.to
          ? sql`SELECT CAST(${spine.customers} AS BIGINT) AS customers`
          : sql`SELECT count(*) AS customers FROM (${seen(data)}) AS seen`,
    },
    { step: 'list', name: 'customers', ...customerList(params, data, prefix, placed) },
  ];
}

const seen = ({ spine, asOf }: DataInfo): Statement =>
  sql`SELECT DISTINCT customer FROM ${ident(spine.table)} WHERE time <= ${asOf}`;

/** One row per buyer: values, group, probabilities, and the forecast. Spend is equation (5) of Fader & Hardie's Gamma–Gamma note. */
function placedOf(prefix: string, kinds: string, summary: string): Statement {
  const frame = (name: string) => ident(`${prefix}_${name}`);
  const spend = sql`CASE WHEN g.p * c.x + g.q > 1 THEN g.p * (g.v + CASE WHEN c."repeat" > 0 THEN c."repeat" ELSE 0 END) / (g.p * c.x + g.q - 1) END`;
  return sql`SELECT b.customer, b.recency, b.frequency, b.monetary, k.segment, k.probability,
      k.second, k.second_probability, c.x AS repeats, w.alive, w.expected, round(w.discounted * ${spend}, 4) AS value
    FROM ${ident(kinds)} AS b
    LEFT JOIN ${frame('fit_kinds')} AS k ON k.kind = b.kind
    LEFT JOIN ${ident(summary)} AS c ON c.customer = b.customer
    LEFT JOIN ${frame('worth_rows')} AS w ON w.x = c.x AND w.recency = c.recency AND w.age = c.age
    LEFT JOIN ${frame('worth_spend')} AS g ON g.one = 1`;
}

/** Every customer seen: the best groups first and in them the most valuable; those who never bought last. */
function customerList(
  { names: own }: SegmentsParams,
  data: DataInfo,
  prefix: string,
  placed: string,
): { readonly sql: Statement; readonly columns: readonly string[] } {
  const names = ident(data.spine.customersTable);
  // Own names go into the file that is downloaded; proposed ones stay keys, for the page to put in words.
  const given = archetypes.flatMap((key) => (own[key] === undefined ? [] : [{ key, name: own[key] }]));
  const name = (alias: 'one' | 'two'): Statement =>
    given.length === 0
      ? sql`${raw(`${alias}.key`)}`
      : sql`CASE ${join(
          given.map((g) => sql`WHEN ${raw(`${alias}.key`)} = ${g.key} THEN ${g.name}`),
          ' ',
        )} ELSE ${raw(`${alias}.key`)} END`;
  const all =
    data.asOf >= data.spine.to
      ? sql`SELECT id AS customer, name FROM ${names}`
      : sql`SELECT k.customer, c.name FROM (${seen(data)}) AS k JOIN ${names} AS c ON c.id = k.customer`;
  return {
    columns: [
      'customer',
      'segment',
      'probability',
      'runner_up',
      'runner_up_probability',
      'recency',
      'frequency',
      'monetary',
      'alive',
      'value',
    ],
    sql: sql`SELECT a.name AS customer,
        CASE WHEN p.customer IS NULL THEN 'window-shoppers'
          ${data.spine.hasAmount ? sql`WHEN p.monetary IS NULL OR p.monetary <= 0 THEN 'no-net'` : raw('')} ELSE ${name('one')} END AS segment, p.probability,
        ${name('two')} AS runner_up, p.second_probability AS runner_up_probability,
        p.recency, p.frequency, p.monetary, p.alive, p.value
      FROM (${all}) AS a LEFT JOIN ${ident(placed)} AS p ON p.customer = a.customer
      LEFT JOIN ${ident(`${prefix}_fit_names`)} AS one ON one.segment = p.segment
      LEFT JOIN ${ident(`${prefix}_fit_names`)} AS two ON two.segment = p.second
      ORDER BY p.segment NULLS LAST, p.value DESC NULLS LAST, p.monetary DESC NULLS LAST, p.probability DESC NULLS LAST, a.customer`,
  };
}
