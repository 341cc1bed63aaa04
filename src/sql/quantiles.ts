import type { Statement } from '../core/engine';
import { ident, raw, sql } from './sql';

/** A share as a fraction of whole numbers, so that positions are computed without rounding. */
export interface Fraction {
  readonly name: string;
  readonly part: number;
  readonly of: number;
}

/**
 * Type-7 quantiles (Hyndman & Fan 1996; the default of R, NumPy and Excel's PERCENTILE.INC) in the
 * portable subset. Values are counted first, so that only distinct values are sorted: exact, and fast
 * where values repeat.
 *
 * @param values answers the columns `part` (what to group by, not NULL) and `value` (NULLs are left out)
 * @returns rows `part, n` and one column per fraction, named by it; a part without values has no row
 */
export function quantiles(values: Statement, fractions: readonly Fraction[]): Statement {
  const picks = fractions.flatMap(({ name, part, of }) => {
    const h = `(n - 1) * ${whole(part)} / ${whole(of)}`;
    return [
      sql`min(value) FILTER (WHERE upto > floor(${raw(h)})) AS ${ident(`${name}_low`)}`,
      sql`min(value) FILTER (WHERE upto > ceil(${raw(h)})) AS ${ident(`${name}_high`)}`,
    ];
  });
  const answers = fractions.map(({ name, part, of }) => {
    const low = ident(`${name}_low`);
    const high = ident(`${name}_high`);
    const h = `((n - 1) * ${whole(part)} / ${whole(of)})`;
    return sql`CASE WHEN ${low} = ${high} THEN ${low} ELSE ${low} + (${high} - ${low}) * (${raw(h)} - floor(${raw(h)})) END AS ${ident(name)}`;
  });
  return sql`
    WITH counted AS (SELECT part, value, count(*) AS times FROM (${values}) AS v WHERE value IS NOT NULL GROUP BY part, value),
    running AS (
      SELECT part, value,
        sum(times) OVER (PARTITION BY part ORDER BY value ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto,
        sum(times) OVER (PARTITION BY part) AS total
      FROM counted),
    picked AS (SELECT part, n, ${picks} FROM (SELECT part, value, CAST(upto AS DOUBLE) AS upto, CAST(total AS DOUBLE) AS n FROM running) AS r GROUP BY part, n)
    SELECT part, n, ${answers} FROM picked ORDER BY part`;
}

function whole(n: number): string {
  if (!Number.isInteger(n)) throw new Error(`${n} is no whole number`);
  return String(n);
}
