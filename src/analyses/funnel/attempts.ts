import type { Statement } from '../../core/engine';
import { ident, join, raw, sql } from '../../sql/sql';
import type { FunnelStep } from './spec';
import { lowestStep, matches, matchesAny, placeMatters } from './steps';

/** What the statements of this file read. */
export interface AttemptSource {
  readonly table: string;
  readonly asOf: number;
  /** Table `(customer, h1 … hK, …)`, see `plan.ts`. */
  readonly entrants: string;
  /** Milliseconds; inclusive. */
  readonly window: number;
}

/** The rows' order within a customer: time, lowest step, and the place in the file where that decides. */
function order(steps: readonly FunnelStep[], time = 'time'): string {
  return placeMatters(steps) ? `${time}, low, place` : `${time}, low`;
}

function rowsOf(steps: readonly FunnelStep[], source: AttemptSource, only: Statement): Statement {
  // `rowid` follows the spine's order, that is time and place in the file.
  const place = raw(placeMatters(steps) ? ', rowid AS place' : '');
  return sql`SELECT customer, time, event, ${lowestStep(steps)} AS low${place}
    FROM ${ident(source.table)} WHERE time <= ${source.asOf} AND ${only}`;
}

const t = (k: number) => raw(`t${k}`);

/** Of the candidates (customer, time, low, t2 … tK) the furthest attempt per customer, ties to the earliest. */
function furthest(candidates: Statement, steps: readonly FunnelStep[], source: AttemptSource): Statement {
  // t2 ≤ t3 ≤ … where all are known, so the depth is the number of times inside the window.
  const depth = steps
    .slice(1)
    .map((_, i) => `CASE WHEN t${i + 2} <= time + ${source.window} THEN 1 ELSE 0 END`)
    .join(' + ');
  const times = steps.slice(1).map((_, i) => t(i + 2));
  const within = steps
    .slice(1)
    .map((_, i) => sql`CASE WHEN depth >= ${raw(String(i + 2))} THEN ${t(i + 2)} END AS ${t(i + 2)}`);
  const place = placeMatters(steps) ? raw(', place') : raw('');
  return sql`
    SELECT customer, depth, time AS t1, ${within} FROM (
      SELECT customer, time, low${place}, 1 + ${raw(depth)} AS depth, ${join(
        times.map((x) => sql`${x}`),
        ', ',
      )}
      FROM (${candidates}) AS candidates) AS attempts
    WHERE depth > 1
    QUALIFY row_number() OVER (PARTITION BY customer ORDER BY depth DESC, ${raw(order(steps))}) = 1`;
}

/**
 * Ordered attempts of two steps or more: one row per customer `(customer, depth, t1 … tK)`, times after
 * the depth NULL.
 *
 * Backwards window minima: the next step k after a row is the least time of the step-k rows that follow;
 * and since a later row never has an earlier continuation, the times of the steps after k are the least
 * of those rows' own. One window pass per step, no join, no attempt enumerated. A pass sorts only the
 * rows of its two steps, since sorting is what costs.
 */
export function orderedAttempts(steps: readonly FunnelStep[], source: AttemptSource): Statement {
  const place = raw(placeMatters(steps) ? ', place' : '');
  const both = sql`customer IN (SELECT customer FROM ${ident(source.entrants)} WHERE h1 = 1 AND h2 = 1)`;
  const of = (condition: Statement): Statement => rowsOf(steps, source, sql`${condition} AND ${both}`);
  const nothing = (times: readonly number[]): Statement =>
    sql`${join(
      times.map((j) => sql`, CAST(NULL AS BIGINT) AS ${t(j)}`),
      '',
    )}`;
  const at = (k: number): FunnelStep => {
    const step = steps[k - 1];
    if (step === undefined) throw new Error(`no step ${k}`);
    return step;
  };
  // Rows of step k with the times of the steps after it; step K knows none.
  let rows = of(matches(at(steps.length)));
  for (let k = steps.length; k >= 2; k--) {
    const known = steps.slice(k).map((_, i) => k + 1 + i);
    const [here, before] = [matches(at(k)), matches(at(k - 1))];
    const least = [
      sql`min(time) FILTER (WHERE ${here}) OVER following AS ${t(k)}`,
      ...known.map((j) => sql`min(${t(j)}) FILTER (WHERE ${here}) OVER following AS ${t(j)}`),
    ];
    const columns = sql`customer, time, event, low${place}`;
    rows = sql`SELECT * FROM (
        SELECT ${columns}, ${join(least, ', ')} FROM (
          SELECT ${columns}${join(
            known.map((j) => sql`, ${t(j)}`),
            '',
          )} FROM (${rows}) AS ${raw(`step${k}`)}
          UNION ALL
          SELECT ${columns}${nothing(known)} FROM (${of(sql`${before} AND NOT (${here})`)}) AS ${raw(`before${k}`)}) AS ${raw(`level${k}`)}
        WINDOW following AS (PARTITION BY customer ORDER BY ${raw(order(steps))} ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
      ) AS ${raw(`taken${k}`)} WHERE ${before}`;
  }
  return furthest(sql`SELECT * FROM (${rows}) AS continued WHERE t2 IS NOT NULL`, steps, source);
}

/** Strict attempts of two steps or more: each step has to be the customer's very next event. */
export function strictAttempts(steps: readonly FunnelStep[], source: AttemptSource): Statement {
  const both = sql`customer IN (SELECT customer FROM ${ident(source.entrants)} WHERE h1 = 1 AND h2 = 1)`;
  const place = placeMatters(steps) ? ', place' : '';
  const over = raw(`OVER (PARTITION BY customer ORDER BY ${order(steps)})`);
  const ahead = steps.slice(1).flatMap((_, i) => {
    const by = raw(String(i + 1));
    return [
      sql`lead(event, ${by}) ${over} AS ${raw(`e${i + 2}`)}`,
      sql`lead(time, ${by}) ${over} AS ${raw(`at${i + 2}`)}`,
    ];
  });
  const unbroken = (k: number): string =>
    steps
      .slice(1, k)
      .map((s, i) => matches(s).text.replace('event', `e${i + 2}`))
      .join(' AND ');
  const times = steps
    .slice(1)
    .map((_, i) => sql`CASE WHEN ${raw(unbroken(i + 2))} THEN ${raw(`at${i + 2}`)} END AS ${t(i + 2)}`);
  const [first, second] = steps;
  if (first === undefined || second === undefined) throw new Error('a funnel needs steps');
  return furthest(
    sql`SELECT customer, time, low${raw(place)}, ${join(times, ', ')}
      FROM (SELECT customer, time, event, low${raw(place)}, ${join(ahead, ', ')} FROM (${rowsOf(steps, source, both)}) AS rows_) AS looked
      WHERE ${matches(first)}`,
    steps,
    source,
  );
}

/**
 * Attempts in any order: from each step event on, how many of the steps have an event of their own
 * inside the window. One row per customer with two or more: `(customer, depth, t1, at1 … atK)`, where
 * `at` are the times of the steps' events in the steps' own order, NULL outside the window.
 * Steps are alike or have nothing in common (`spec.ts` refuses others).
 */
export function anyOrderAttempts(steps: readonly FunnelStep[], source: AttemptSource): Statement {
  // The how-many-th of the alike steps each step is: the second "view" needs the second view.
  const nth = steps.map((s, i) => steps.slice(0, i).filter((o) => o.ids.some((id) => s.ids.includes(id))).length);
  const most = Math.max(...nth);
  const leads = Array.from(
    { length: most },
    (_, i) =>
      sql`, lead(time, ${raw(String(i + 1))}) OVER (PARTITION BY customer, low ORDER BY time) AS ${raw(`later${i + 1}`)}`,
  );
  const here = steps.map((s, i) => {
    const which = nth[i] ?? 0;
    const value = raw(which === 0 ? 'time' : `later${which}`);
    return sql`min(${value}) FILTER (WHERE ${matches(s)}) OVER onwards AS ${raw(`o${i + 1}`)}`;
  });
  const inside = (i: number): string => `o${i + 1} <= time + ${source.window}`;
  const depth = steps.map((_, i) => `CASE WHEN ${inside(i)} THEN 1 ELSE 0 END`).join(' + ');
  const ats = steps.map(
    (_, i) => sql`CASE WHEN ${raw(inside(i))} THEN ${raw(`o${i + 1}`)} END AS ${raw(`at${i + 1}`)}`,
  );
  return sql`
    SELECT customer, ${raw(depth)} AS depth, time AS t1, ${join(ats, ', ')}
    FROM (
      SELECT customer, time, low, ${join(here, ', ')}
      FROM (SELECT customer, time, event, low ${join(leads, '')} FROM (${rowsOf(steps, source, matchesAny(steps))}) AS rows_) AS led
      WINDOW onwards AS (PARTITION BY customer ORDER BY time, low ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
    ) AS attempts
    WHERE ${raw(depth)} > 1
    QUALIFY row_number() OVER (PARTITION BY customer ORDER BY ${raw(depth)} DESC, time, low) = 1`;
}
