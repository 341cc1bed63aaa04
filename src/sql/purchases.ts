import type { DataInfo } from '../core/analysis';
import type { Statement } from '../core/engine';
import { DAY, offsetAt } from '../core/time';
import { ident, raw, sql } from './sql';
import { localDay } from './time';

/** The local calendar day of an instant (epoch ms), as whole days since 1970-01-01. */
export const dayOf = (time: number, zone: string): number => Math.floor((time + offsetAt(zone, time)) / DAY);

/** A whole number of days written into a statement. */
const day = (at: number) => {
  if (!Number.isInteger(at)) throw new Error(`${at} is no whole day`);
  return raw(String(at));
};

/**
 * Purchase days: `(customer, day, spend, first)`, one row per customer and local day (whole days since
 * 1970-01-01) with a purchase up to as-of; purchases of one day are one. `spend` is gross: refunds are not
 * taken off, unknown amounts count 0. `first` is the customer's first purchase day.
 */
export function purchaseDays({ spine, asOf, zone }: DataInfo): Statement {
  return sql`SELECT customer, day, spend, min(day) OVER (PARTITION BY customer) AS first FROM (
      SELECT customer, day, sum(coalesce(amount, 0)) AS spend FROM (
        SELECT customer, ${localDay(zone, spine.from, spine.to)} AS day, amount
        FROM ${ident(spine.table)} WHERE sign = 1 AND time <= ${asOf}) AS p
      GROUP BY customer, day) AS d`;
}

/**
 * The customers of a table of {@link purchaseDays} as customer-base models see them: `(customer, x, recency,
 * age, repeat)`, one row per customer who has bought by the end of day `at`. x: repeat purchase days, the
 * first not counted; recency: whole days from the first to the last; age: whole days from the first to `at`;
 * repeat: spend of all purchase days but the first.
 * @param bought name of the table
 * @param at last day that counts, inclusive; later purchases are not seen
 */
export function purchaseSummary(bought: string, at: number): Statement {
  return sql`SELECT customer, count(*) - 1 AS x, max(day) - min(day) AS recency, ${day(at)} - min(day) AS age,
      round(coalesce(sum(spend) FILTER (WHERE day > first), 0), 4) AS "repeat"
    FROM ${ident(bought)} WHERE day <= ${day(at)} GROUP BY customer`;
}

/**
 * Equal customers of a table of {@link purchaseSummary} as one row: `(x, recency, age, repeat, customers)`,
 * sorted by the first four; what a model's cost goes by.
 */
export function purchaseKinds(summary: string): Statement {
  return sql`SELECT x, recency, age, "repeat", count(*) AS customers FROM ${ident(summary)}
    GROUP BY x, recency, age, "repeat" ORDER BY x, recency, age, "repeat"`;
}
