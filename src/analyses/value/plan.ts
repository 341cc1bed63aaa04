import type { DataInfo, Plan } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { purchaseDays, purchaseKinds, purchaseSummary } from '../../sql/purchases';
import { rfmBuyers, rfmCuts, rfmScored, segmentColumn } from '../../sql/rfm';
import { ident, raw, sql } from '../../sql/sql';
import { planSides } from './sides';
import { horizonOf, valueDays, type ValueParams } from './spec';

/**
 * The plan of customer value (SEMANTICS §7). Purchases of one local day count as one. Per customer: x,
 * repeat purchase days; recency, whole days from the first to the last; age, whole days from the first to
 * the as-of day; repeat, what all days but the first came to. Purchases are taken gross: refunds are not
 * taken off a purchase, only off the revenue whose spread is shown. Equal customers reach the model as one
 * row.
 */
export function planValue(params: ValueParams, data: DataInfo, prefix: string): Plan {
  const days = valueDays(params, data);
  const horizon = horizonOf(params);
  const { spine } = data;
  const [bought, customers] = [`${prefix}_bought`, `${prefix}_customers`];
  const [buyers, cuts, scored] = [`${prefix}_buyers`, `${prefix}_cuts`, `${prefix}_scored`];
  return [
    { step: 'table', name: bought, sql: purchaseDays(data), per: 'customer' },
    { step: 'table', name: customers, sql: purchaseSummary(bought, days.to), per: 'customer' },
    {
      step: 'compute',
      name: 'fit',
      work: 'value',
      params: {
        model: params.model,
        unit: params.unit,
        horizon: horizon.units,
        rate: horizon.rate,
        money: spine.hasAmount,
      },
      sql: purchaseKinds(customers),
    },
    {
      step: 'compute',
      name: 'holdout',
      work: 'value-holdout',
      params: { model: params.model, unit: params.unit, until: days.until, to: days.to },
      sql: holdout(bought, days.until),
    },
    {
      step: 'rows',
      name: 'tracked',
      sql: sql`SELECT day, count(*) AS purchases FROM ${ident(bought)}
        WHERE first <= ${days.until} AND day > first GROUP BY day ORDER BY day`,
    },
    {
      step: 'compute',
      name: 'revenue',
      work: 'value-concentration',
      params: null,
      sql: revenue(data),
    },
    { step: 'table', name: buyers, sql: rfmBuyers(data), per: 'customer' },
    { step: 'table', name: cuts, sql: rfmCuts(buyers, spine.hasAmount), per: 'all' },
    { step: 'table', name: scored, sql: rfmScored(buyers, cuts, spine.hasAmount), per: 'all' },
    { step: 'rows', name: 'segments', sql: segments(prefix, customers, scored) },
    ...planSides(params.breakdown, data, prefix, forecast(prefix, customers), spend),
    { step: 'list', name: 'customers', ...customerList(data, prefix, customers) },
  ];
}

/** Customers first seen in the calibration, as they stood at its end, with what they bought afterwards. */
function holdout(bought: string, until: number): Statement {
  return sql`SELECT x, recency, age, actual, count(*) AS customers FROM (
      SELECT customer, count(*) FILTER (WHERE day <= ${until}) - 1 AS x,
        max(day) FILTER (WHERE day <= ${until}) - min(day) AS recency,
        ${raw(String(until))} - min(day) AS age, count(*) FILTER (WHERE day > ${until}) AS actual
      FROM ${ident(bought)} WHERE first <= ${until} GROUP BY customer) AS c
    GROUP BY x, recency, age, actual ORDER BY x, recency, age, actual`;
}

/** Net revenue of each buyer, equal ones together; no rows without amounts. */
function revenue({ spine, asOf }: DataInfo): Statement {
  return sql`SELECT net, count(*) AS customers FROM (
      SELECT customer, round(sum(amount), 4) AS net FROM ${ident(spine.table)}
      WHERE sign <> 0 AND time <= ${asOf} AND amount IS NOT NULL
      GROUP BY customer HAVING count(*) FILTER (WHERE sign = 1) > 0) AS c
    GROUP BY net ORDER BY net`;
}

/** A customer's expected spend per purchase: equation (5) of Fader & Hardie's Gamma–Gamma note, of `c` and `s`. */
const spend = sql`CASE WHEN s.p * c.x + s.q > 1 THEN s.p * (s.v + CASE WHEN c."repeat" > 0 THEN c."repeat" ELSE 0 END) / (s.p * c.x + s.q - 1) END`;

/** The customers `c` with their forecast `r` and the model of spend `s`. */
const forecast = (prefix: string, customers: string): Statement => sql`${ident(customers)} AS c
      LEFT JOIN ${ident(`${prefix}_fit_rows`)} AS r ON r.x = c.x AND r.recency = c.recency AND r.age = c.age
      LEFT JOIN ${ident(`${prefix}_fit_spend`)} AS s ON s.one = 1`;

/** Each segment of RFM's map with what it brought (net), and sums of what its customers are expected to do. */
function segments(prefix: string, customers: string, scored: string): Statement {
  return sql`SELECT ${segmentColumn('k', 'none')} AS segment, count(*) AS customers, sum(k.monetary) AS revenue,
      sum(r.alive) AS alive, sum(r.expected) AS expected, sum(r.discounted * ${spend}) AS value
    FROM ${forecast(prefix, customers)} JOIN ${ident(scored)} AS k ON k.customer = c.customer
    GROUP BY 1 ORDER BY 1`;
}

/** Every buyer, the most valuable first. */
function customerList(
  { spine }: DataInfo,
  prefix: string,
  customers: string,
): { sql: Statement; columns: readonly string[] } {
  return {
    columns: ['customer', 'value', 'expected', 'spend', 'returns', 'alive', 'purchases', 'silent_days'],
    sql: sql`SELECT n.name AS customer, round(r.discounted * ${spend}, 4) AS value, r.expected,
        round(${spend}, 4) AS spend, r.returns, r.alive, c.x + 1 AS purchases, c.age - c.recency AS silent_days
      FROM ${forecast(prefix, customers)} JOIN ${ident(spine.customersTable)} AS n ON n.id = c.customer
      ORDER BY value DESC NULLS LAST, r.expected DESC NULLS LAST, c.x DESC, c.customer`,
  };
}
