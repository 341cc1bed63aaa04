import type { Statement } from '../../core/engine';
import { ident, join, raw, sql } from '../../sql/sql';
import type { FunnelStep } from './spec';
import { lowestStep, matches, matchesAny, placeMatters } from './steps';

/** What the statements of this file read. */
export interface AttemptSource {
  readonly table: string;
  readonly asOf: number;
  /** Table `(customer, h1 … hK, first_start, last_start, last_second)`, see `plan.ts`. */
  readonly entrants: string;
  /** Milliseconds; inclusive. */
  readonly window: number;
}

/** The rows' order within a customer: time, lowest step, and the place in the file where that decides. */
function order(steps: readonly FunnelStep[], time = 'time'): string {
  return placeMatters(steps) ? `${time}, low, place` : `${time}, low`;
}

/** Rows up to as-of of the customers who have the first two steps, with `first_start` and `last_second`. */
function rowsOf(steps: readonly FunnelStep[], source: AttemptSource, only: Statement): Statement {
  // `rowid` follows the spine's order, that is time and place in the file.
  const place = raw(placeMatters(steps) ? ', rowid AS place' : '');
  return sql`SELECT customer, time, event, ${lowestStep(steps)} AS low${place}
    FROM ${ident(source.table)} AS spine JOIN (
      SELECT customer AS who, first_start, last_second FROM ${ident(source.entrants)} WHERE h1 = 1 AND h2 = 1) AS both_ ON both_.who = spine.customer
    WHERE time <= ${source.asOf} AND ${only}`;
}

const t = (k: number) => raw(`t${k}`);

/**
 * The furthest attempt per customer `(customer, depth, t1 … tK)`, ties to the earliest; times after the depth
 * are NULL. Of customers with two steps or more.
 *
 * A later start never continues earlier, so among a customer's attempts of one depth the earliest has the
 * least of each time, and no row has to be sorted.
 * @param candidates table `(customer, time, t2 … tK)`: every entering row with the times its attempt would
 * take the steps at, NULL where it cannot; whatever the window
 */
export function furthest(candidates: string, steps: readonly FunnelStep[], { window }: AttemptSource): Statement {
  const later = steps.slice(1).map((_, i) => i + 2);
  // t2 ≤ t3 ≤ … where all are known, so the depth is the number of times inside the window.
  const depth = later.map((k) => `CASE WHEN t${k} <= time + ${window} THEN 1 ELSE 0 END`).join(' + ');
  const least = later.map((k) => sql`CASE WHEN depth >= ${raw(String(k))} THEN min(${t(k)}) END AS ${t(k)}`);
  return sql`
    SELECT customer, depth, min(time) AS t1, ${least} FROM (
      SELECT customer, time, 1 + ${raw(depth)} AS depth, ${join(
        later.map((k) => sql`${t(k)}`),
        ', ',
      )}
      FROM ${ident(candidates)} WHERE t2 <= time + ${raw(String(window))}) AS attempts
    GROUP BY customer, depth
    QUALIFY row_number() OVER (PARTITION BY customer ORDER BY depth DESC) = 1`;
}

/**
 * Candidates of ordered attempts, see {@link furthest}.
 *
 * Backwards window minima: the next step k after a row is the least time of the step-k rows that follow;
 * and since a later row never has an earlier continuation, the times of the steps after k are the least
 * of those rows' own. One window pass per step, no join of rows, no attempt enumerated. A pass sorts only
 * the rows of its two steps, since sorting is what costs, and of step 1 only those that a step 2 follows.
 */
export function orderedCandidates(steps: readonly FunnelStep[], source: AttemptSource): Statement {
  const place = raw(placeMatters(steps) ? ', place' : '');
  const of = (condition: Statement): Statement => rowsOf(steps, source, condition);
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
  let rows = of(sql`${matches(at(steps.length))} AND time >= first_start`);
  for (let k = steps.length; k >= 2; k--) {
    const known = steps.slice(k).map((_, i) => k + 1 + i);
    const [here, before] = [matches(at(k)), matches(at(k - 1))];
    const least = [
      sql`min(time) FILTER (WHERE ${here}) OVER following AS ${t(k)}`,
      ...known.map((j) => sql`min(${t(j)}) FILTER (WHERE ${here}) OVER following AS ${t(j)}`),
    ];
    const columns = sql`customer, time, event, low${place}`;
    const within = k === 2 ? sql`time <= last_second` : sql`time >= first_start`;
    rows = sql`SELECT * FROM (
        SELECT ${columns}, ${join(least, ', ')} FROM (
          SELECT ${columns}${join(
            known.map((j) => sql`, ${t(j)}`),
            '',
          )} FROM (${rows}) AS ${raw(`step${k}`)}
          UNION ALL
          SELECT ${columns}${nothing(known)} FROM (${of(sql`${before} AND NOT (${here}) AND ${within}`)}) AS ${raw(`before${k}`)}) AS ${raw(`level${k}`)}
        WINDOW following AS (PARTITION BY customer ORDER BY ${raw(order(steps))} ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
      ) AS ${raw(`taken${k}`)} WHERE ${before}`;
  }
  return sql`SELECT customer, time, ${join(
    steps.slice(1).map((_, i) => sql`${t(i + 2)}`),
    ', ',
  )} FROM (${rows}) AS continued WHERE t2 IS NOT NULL`;
}

/** Candidates of strict attempts, see {@link furthest}: each step has to be the customer's very next event. */
export function strictCandidates(steps: readonly FunnelStep[], source: AttemptSource): Statement {
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
  return sql`SELECT customer, time, ${join(times, ', ')}
    FROM (SELECT customer, time, event, ${join(ahead, ', ')} FROM (${rowsOf(steps, source, sql`time >= first_start`)}) AS rows_) AS looked
    WHERE ${matches(first)} AND ${raw(unbroken(2))}`;
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
      FROM (SELECT customer, time, event, low ${join(leads, '')} FROM (${anyRows(steps, source)}) AS rows_) AS led
      WINDOW onwards AS (PARTITION BY customer ORDER BY time, low ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
    ) AS attempts
    WHERE ${raw(depth)} > 1
    QUALIFY row_number() OVER (PARTITION BY customer ORDER BY ${raw(depth)} DESC, time, low) = 1`;
}

/** Rows of any step up to as-of, of every customer. */
function anyRows(steps: readonly FunnelStep[], source: AttemptSource): Statement {
  return sql`SELECT customer, time, event, ${lowestStep(steps)} AS low
    FROM ${ident(source.table)} WHERE time <= ${source.asOf} AND ${matchesAny(steps)}`;
}
