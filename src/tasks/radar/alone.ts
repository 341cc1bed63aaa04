import type { Statement } from '../../core/engine';
import { numberAt, texts } from '../../core/frame';
import { ident, join, raw, sql } from '../../sql/sql';
import type { Maker } from '../maker';

/** Rows that a feature is looked at alone on; more tell no more. */
const LOOKED_AT = 20_000;
/** Features asked for in one statement. */
const AT_ONCE = 12;

/** What a feature is told apart by on training rows. */
export interface LookedAt {
  readonly name: string;
  readonly kind: 'number' | 'category';
}

/** Which rows are of class 1. */
export interface Answered {
  readonly table: string;
  readonly part: string;
  /** Condition on the label's column. */
  readonly positive: Statement;
  /** Training rows. */
  readonly rows: number;
}

/**
 * max(AUC, 1 − AUC) of each feature by itself, on at most 20,000 to 40,000 training rows at even distances; NaN where one
 * class is missing. Ties count half, a missing value is a value of its own below all others. The values of a
 * category are put in order by the share of class 1 (drawn to the mean by 5 rows) on every other row, and judged on
 * the rest: a column of names would tell everything of the rows that it is read from.
 */
export async function aucAlone(
  make: Maker,
  { table, part, positive, rows }: Answered,
  features: readonly LookedAt[],
): Promise<ReadonlyMap<string, number>> {
  const every = Math.max(1, Math.floor(rows / LOOKED_AT));
  const found = new Map<string, number>();
  if (features.length === 0) return found;
  // Once: each feature would read through all rows for its few.
  const looked = `${table}_looked`;
  await make.table(
    looked,
    sql`SELECT *, CASE WHEN ${positive} THEN 1 ELSE 0 END AS hit_,
        CAST(floor(row_id / ${raw(`${every}.0`)}) AS BIGINT) % 2 AS half_ FROM ${ident(table)}
        WHERE ${ident(part)} = 'train' AND row_id % ${raw(String(every))} = 0`,
  );
  for (let from = 0; from < features.length; from += AT_ONCE) {
    const some = features.slice(from, from + AT_ONCE);
    const each = some.map(
      (f, i) =>
        sql`SELECT ${raw(String(i))} AS place, ${f.name} AS name, auc FROM (${alone(f, sql`${ident(looked)}`)}) AS ${raw(`f${i}`)}`,
    );
    const frame = await make.rows(sql`SELECT name, auc FROM (${join(each, ' UNION ALL ')}) AS features ORDER BY place`);
    texts(frame, 'name').forEach((name, row) => {
      const auc = numberAt(frame, 'auc', row);
      if (name !== null && auc !== null) found.set(name, Math.max(auc, 1 - auc));
    });
  }
  await make.drop(looked);
  return found;
}

/** One row, `auc`: the Mann–Whitney statistic over pairs, from counts by value. */
function alone({ name, kind }: LookedAt, looked: Statement): Statement {
  const value = ident(name);
  const counted =
    kind === 'number'
      ? sql`SELECT ${value} AS value, sum(hit_) AS hits, count(*) AS n FROM ${looked} AS looked GROUP BY 1`
      : sql`SELECT value, hits, n FROM (
          SELECT round((learnt_hits + 5.0 * mean_) / (learnt_n + 5.0), 9) AS value, sum(hits) AS hits, sum(n) AS n FROM (
            SELECT ${value} AS level,
              coalesce(sum(hit_) FILTER (WHERE half_ = 0), 0) AS learnt_hits, count(*) FILTER (WHERE half_ = 0) AS learnt_n,
              coalesce(sum(hit_) FILTER (WHERE half_ = 1), 0) AS hits, count(*) FILTER (WHERE half_ = 1) AS n,
              sum(sum(hit_)) OVER () / CAST(sum(count(*)) OVER () AS DOUBLE) AS mean_
            FROM ${looked} AS looked GROUP BY 1) AS levels GROUP BY 1) AS ordered`;
  return sql`SELECT sum(CAST(hits AS DOUBLE) * (below + (n - hits) / 2.0)) / nullif(CAST(sum(hits) AS DOUBLE) * CAST(sum(n - hits) AS DOUBLE), 0) AS auc
    FROM (SELECT CAST(hits AS DOUBLE) AS hits, CAST(n AS DOUBLE) AS n, CAST(sum(n - hits) OVER (ORDER BY value NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS DOUBLE) - (n - hits) AS below
      FROM (${counted}) AS counted) AS running`;
}
