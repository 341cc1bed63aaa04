import type { DataInfo, Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { DAY, offsetAt } from '../../core/time';
import { purchaseDays } from '../../sql/purchases';
import { rfmBuyers, rfmCuts, rfmScored } from '../../sql/rfm';
import { ident, join, raw, sql } from '../../sql/sql';
import { backtestOf, type BakeoffParams } from './spec';

/** More customers than this are thinned: every so-many-th of the alphabet is kept. */
export const MOST_CUSTOMERS = 60_000;

/** Every so-many-th customer is looked at. */
export const everyOf = ({ spine }: DataInfo): number => Math.max(1, Math.ceil(spine.customers / MOST_CUSTOMERS));

/**
 * The plan of the bake-off: a backtest with rolling origins (Tashman 2000, "Out-of-sample tests of forecasting
 * accuracy", International Journal of Forecasting 16). At each origin a customer is known by what was bought
 * up to the end of that day: x, recency, age and repeat spend as the models take them, what the window before
 * brought, and the RFM segment of that day. Beside it stands what the window after it brought. Nothing later
 * than the origin is seen by a forecast.
 */
export function planBakeoff(params: BakeoffParams, data: DataInfo, prefix: string): Plan {
  const { window, origins } = backtestOf(params, data);
  const { spine } = data;
  const bought = `${prefix}_bought`;
  const steps: Step[] = [{ step: 'table', name: bought, sql: thinned(data), per: 'customer' }];
  origins.forEach((origin, i) => {
    const [buyers, cuts, scored] = [`${prefix}_buyers_${i}`, `${prefix}_cuts_${i}`, `${prefix}_scored_${i}`];
    steps.push(
      { step: 'table', name: buyers, sql: rfmBuyers(data, endOf(origin, data.zone)), per: 'customer' },
      { step: 'table', name: cuts, sql: rfmCuts(buyers, spine.hasAmount), per: 'all' },
      { step: 'table', name: scored, sql: rfmScored(buyers, cuts, spine.hasAmount), per: 'all' },
    );
  });
  const rows = origins.map((origin, i) => known(bought, `${prefix}_scored_${i}`, origin, i, window));
  return [
    ...steps,
    {
      step: 'compute',
      name: 'judge',
      work: 'bakeoff',
      params: { window, origins: origins.length, money: spine.hasAmount, metric: params.metric },
      sql: sql`SELECT * FROM (${join(rows, ' UNION ALL ')}) AS r ORDER BY origin, customer`,
    },
  ];
}

/** Last millisecond of a local day. */
function endOf(day: number, zone: string): number {
  const next = (day + 1) * DAY;
  return next - offsetAt(zone, next) - 1;
}

function thinned(data: DataInfo): Statement {
  const every = everyOf(data);
  return every === 1
    ? purchaseDays(data)
    : sql`SELECT * FROM (${purchaseDays(data)}) AS p WHERE customer % ${raw(String(every))} = 0`;
}

/** One row per customer first seen by the end of the day `origin`. */
function known(bought: string, scored: string, origin: number, index: number, window: number): Statement {
  const [o, before, after] = [raw(String(origin)), raw(String(origin - window)), raw(String(origin + window))];
  return sql`SELECT ${raw(String(index))} AS origin, b.customer AS customer,
      count(*) FILTER (WHERE b.day <= ${o}) - 1 AS x,
      max(b.day) FILTER (WHERE b.day <= ${o}) - min(b.day) AS recency, ${o} - min(b.day) AS age,
      round(coalesce(sum(b.spend) FILTER (WHERE b.day > b.first AND b.day <= ${o}), 0), 4) AS "repeat",
      count(*) FILTER (WHERE b.day > ${before} AND b.day <= ${o}) AS last,
      round(coalesce(sum(b.spend) FILTER (WHERE b.day > ${before} AND b.day <= ${o}), 0), 4) AS last_spend,
      count(*) FILTER (WHERE b.day > ${o} AND b.day <= ${after}) AS actual,
      round(coalesce(sum(b.spend) FILTER (WHERE b.day > ${o} AND b.day <= ${after}), 0), 4) AS actual_spend,
      max(k.r * 10 + k.f) AS cell
    FROM ${ident(bought)} AS b JOIN ${ident(scored)} AS k ON k.customer = b.customer
    WHERE b.first <= ${o} GROUP BY b.customer`;
}
