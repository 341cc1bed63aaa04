import type { Statement } from '../../core/engine';
import { ident, join, raw, sql } from '../sql';
import { inPeriod, rowsIn, testColumns, type FunnelSetup, type Period } from './setup';
import { lowestStep, matches, placeMatters, type FunnelStep } from './steps';

/*
 * Attempts (SEMANTICS §4, after Mixpanel's, PostHog's and ClickHouse's funnels). Rows of one customer are
 * ordered by time, by the lowest step they belong to (rows of no step last), and by place in the file. An
 * attempt is a strictly increasing sequence of rows, the i-th of step i, with `t_k − t_1 ≤ window`; within it
 * each step takes the earliest row it can. A later step 1 starts a new attempt; the furthest counts, ties to the
 * earliest.
 *
 * `clickhouse-default`: times only have to be non-decreasing, and one row may serve several steps, as in
 * ClickHouse's windowFunnel without a mode (there (time, step) pairs are sorted, and each pair may go on from
 * the step before at the same or an earlier time).
 *
 * Optional steps (a definition of our own, in the spirit of tools that let steps be skipped): an attempt is made of
 * the required steps alone. An optional step is looked for by itself between its required neighbours: it is taken when one of its rows that is none of the next required step lies after the row of the required step before it
 * and, in time, not after the next required step (inside the window where that is not taken). Whether it was
 * taken changes nothing else.
 *
 * Exclusions: whoever has an attempt that takes step `from`, and after its row a row of the exclusion inside the
 * window and earlier than step `to` (wherever in the window where that is not taken), is not in the funnel at
 * all, converted or not.
 */

/** A row looked for after a required step of each attempt: an optional step, or an exclusion. */
interface Watch {
  readonly column: string;
  readonly test: Statement;
  /** Number (from 1) among the required steps after which it is looked for. */
  readonly after: number;
}

const nth = (steps: readonly FunnelStep[], number: number): number => steps.findIndex((s) => s.number === number) + 1;

/** The required step before an optional one, from 1 among the required. */
export const requiredBefore = ({ required }: FunnelSetup, step: FunnelStep): number =>
  required.filter((s) => s.number < step.number).length;

function watchesOf(setup: FunnelSetup): readonly Watch[] {
  const { steps, required, exclusions } = setup;
  return [
    ...steps
      .filter((s) => s.optional)
      .map((s) => {
        const after = requiredBefore(setup, s);
        const next = required[after];
        const own = next === undefined ? '' : ` AND NOT (${matches(next).text})`;
        return { column: `o${s.number}`, test: sql`${matches(s)}${raw(own)}`, after };
      }),
    ...exclusions.map((x, i) => ({
      column: `out${i + 1}`,
      test: sql`${raw(`x${i + 1} = 1`)}`,
      after: nth(required, x.from),
    })),
  ];
}

/** Whether attempts of one step have to be looked at too. */
const isWatched = (setup: FunnelSetup): boolean => watchesOf(setup).length > 0;

const withPlace = (setup: FunnelSetup): boolean => isWatched(setup) || placeMatters(setup.steps);

/** The rows' order within a customer: time, lowest step, and the place in the file where that decides. */
function order(setup: FunnelSetup): string {
  return withPlace(setup) ? 'time, low, place' : 'time, low';
}

/** Rows up to as-of of the customers who have the first two steps, with `first_start` and `last_second`. */
function rowsOf(setup: FunnelSetup, prefix: string, only: Statement): Statement {
  const place = raw(withPlace(setup) ? ', place' : '');
  const who = raw(isWatched(setup) ? 'h1 = 1' : 'h1 = 1 AND h2 = 1');
  return sql`SELECT customer, time, ${testColumns(setup)}, ${lowestStep(setup.steps)} AS low${place}
    FROM ${rowsIn(setup, prefix)} AS spine JOIN (
      SELECT customer AS who, first_start, last_second FROM ${ident(`${prefix}_entrants`)} WHERE ${who}) AS both_ ON both_.who = spine.customer
    WHERE time <= ${setup.data.asOf} AND ${only}`;
}

const t = (k: number) => raw(`t${k}`);

/**
 * The furthest attempt per customer `(customer, depth, t1 … tK, o…)`, ties to the earliest; times after the depth
 * are NULL, and so is the time of an optional step not taken. Of customers with two steps or more; where
 * something is watched, of all with the first.
 *
 * A later start never continues earlier, so among a customer's attempts of one depth the earliest has the
 * least of each time, and no row has to be sorted.
 * @param candidates table `(customer, time, t2 … tK)`: every entering row with the times its attempt would
 * take the steps at, NULL where it cannot; whatever the window
 */
export function furthest(candidates: string, setup: FunnelSetup, period: Period | null): Statement {
  const { required, steps } = setup;
  const window = raw(String(setup.window));
  const later = required.slice(1).map((_, i) => i + 2);
  const optional = steps.filter((s) => s.optional);
  // t2 ≤ t3 ≤ … where all are known, so the depth is the number of times inside the window.
  const depth = later.map((k) => `CASE WHEN t${k} <= time + ${setup.window} THEN 1 ELSE 0 END`).join(' + ');
  const least = later.map((k) => sql`CASE WHEN depth >= ${raw(String(k))} THEN min(${t(k)}) END AS ${t(k)}`);
  const taken = optional.map((s) => {
    const after = requiredBefore(setup, s);
    const o = raw(`o${s.number}`);
    return sql`CASE WHEN depth >= ${raw(String(after))} AND min(${o}) <= min(time) + ${window}
      AND (depth <= ${raw(String(after))} OR min(${o}) <= min(${t(after + 1)})) THEN min(${o}) END AS ${o}`;
  });
  const columns = [...later.map((k) => sql`${t(k)}`), ...optional.map((s) => sql`${raw(`o${s.number}`)}`)];
  const begins = inPeriod(period);
  const kept = [...(isWatched(setup) ? [] : [sql`t2 <= time + ${window}`]), ...(begins === null ? [] : [begins])];
  return sql`
    SELECT customer, depth, min(time) AS t1, ${[...least, ...taken]} FROM (
      SELECT customer, time, 1 + ${raw(depth)} AS depth, ${columns}
      FROM ${ident(candidates)}${kept.length === 0 ? sql`` : sql` WHERE ${join(kept, ' AND ')}`}) AS attempts
    GROUP BY customer, depth
    QUALIFY row_number() OVER (PARTITION BY customer ORDER BY depth DESC) = 1`;
}

/** True of a row of the table of candidates whose attempt an exclusion hits. */
export function hitsExclusion({ exclusions, required, window }: FunnelSetup): Statement {
  const hit = exclusions.map(({ to }, i) => {
    const out = `out${i + 1}`;
    const until = `t${nth(required, to)}`;
    return sql`(${raw(out)} <= time + ${window} AND (${raw(until)} IS NULL OR ${raw(until)} > time + ${window} OR ${raw(out)} < ${raw(until)}))`;
  });
  return sql`(${join(hit, ' OR ')})`;
}

/** Customers whom an exclusion keeps out: `(customer)`, from the table of candidates, by any attempt of the period. */
export function excludedCustomers(candidates: string, setup: FunnelSetup, period: Period | null): Statement {
  const begins = inPeriod(period) ?? sql`TRUE`;
  return sql`SELECT DISTINCT customer FROM ${ident(candidates)} WHERE ${begins} AND ${hitsExclusion(setup)}`;
}

/**
 * Candidates of ordered attempts, see {@link furthest}.
 *
 * Backwards window minima: the next step k after a row is the least time of the step-k rows that follow;
 * and since a later row never has an earlier continuation, the times of the steps after k are the least
 * of those rows' own, and so are the times of what is watched. One window pass per step, no join of rows, no
 * attempt enumerated. A pass sorts only the rows of its two steps, since sorting is what costs, and of step 1
 * only those that a step 2 follows.
 */
export function orderedCandidates(setup: FunnelSetup, prefix: string): Statement {
  const steps = setup.required;
  const watches = watchesOf(setup);
  const place = raw(withPlace(setup) ? ', place' : '');
  const of = (condition: Statement): Statement => rowsOf(setup, prefix, condition);
  const nothing = (names: readonly string[]): Statement =>
    sql`${raw(names.map((name) => `, CAST(NULL AS BIGINT) AS ${name}`).join(''))}`;
  const at = (k: number): FunnelStep => {
    const step = steps[k - 1];
    if (step === undefined) throw new Error(`no step ${k}`);
    return step;
  };
  // One row may serve several steps where times alone decide: then the row itself and its equals in time follow too.
  const following =
    setup.semantics === 'clickhouse-default'
      ? raw('PARTITION BY customer ORDER BY time RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING')
      : raw(`PARTITION BY customer ORDER BY ${order(setup)} ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING`);
  // Rows of step k with the times of the steps after it; step K knows none.
  let rows = of(sql`${matches(at(steps.length))} AND time >= first_start`);
  for (let k = steps.length; k >= 2; k--) {
    const known = [
      ...steps.slice(k).map((_, i) => `t${k + 1 + i}`),
      ...watches.filter((w) => w.after >= k).map((w) => w.column),
    ];
    const watched = watches.filter((w) => w.after === k - 1);
    const [here, before] = [matches(at(k)), matches(at(k - 1))];
    const least = [
      sql`min(time) FILTER (WHERE ${here}) OVER following AS ${t(k)}`,
      ...known.map((name) => sql`min(${raw(name)}) FILTER (WHERE ${here}) OVER following AS ${raw(name)}`),
      ...watched.map((w) => sql`min(time) FILTER (WHERE ${w.test}) OVER following AS ${raw(w.column)}`),
    ];
    const columns = sql`customer, time, ${testColumns(setup)}, low${place}`;
    const within = k === 2 && watches.length === 0 ? sql`time <= last_second` : sql`time >= first_start`;
    const others = join([before, ...watched.map((w) => w.test)], ' OR ');
    rows = sql`SELECT * FROM (
        SELECT ${columns}, ${join(least, ', ')} FROM (
          SELECT ${columns}${raw(known.map((name) => `, ${name}`).join(''))} FROM (${rows}) AS ${raw(`step${k}`)}
          UNION ALL
          SELECT ${columns}${nothing(known)} FROM (${of(sql`(${others}) AND NOT (${here}) AND ${within}`)}) AS ${raw(`before${k}`)}) AS ${raw(`level${k}`)}
        WINDOW following AS (${following})
      ) AS ${raw(`taken${k}`)} WHERE ${before}`;
  }
  const names = [...steps.slice(1).map((_, i) => `t${i + 2}`), ...watches.map((w) => w.column)];
  return sql`SELECT customer, time, ${raw(names.join(', '))} FROM (${rows}) AS continued
    ${watches.length === 0 ? sql`WHERE t2 IS NOT NULL` : sql``}`;
}

/** Candidates of strict attempts, see {@link furthest}: each step has to be the customer's very next event. */
export function strictCandidates(setup: FunnelSetup, prefix: string): Statement {
  const { required: steps } = setup;
  const over = raw(`OVER (PARTITION BY customer ORDER BY ${order(setup)})`);
  const ahead = steps.slice(1).flatMap((s, i) => {
    const by = raw(String(i + 1));
    return [
      sql`lead(${raw(s.column)}, ${by}) ${over} AS ${raw(`e${i + 2}`)}`,
      sql`lead(time, ${by}) ${over} AS ${raw(`at${i + 2}`)}`,
    ];
  });
  const unbroken = (k: number): string =>
    steps
      .slice(1, k)
      .map((s, i) => matches(s, `e${i + 2}`).text)
      .join(' AND ');
  const times = steps
    .slice(1)
    .map((_, i) => sql`CASE WHEN ${raw(unbroken(i + 2))} THEN ${raw(`at${i + 2}`)} END AS ${t(i + 2)}`);
  const [first, second] = steps;
  if (first === undefined || second === undefined) throw new Error('a funnel needs steps');
  return sql`SELECT customer, time, ${join(times, ', ')}
    FROM (SELECT customer, time, ${testColumns(setup)}, ${join(ahead, ', ')} FROM (${rowsOf(setup, prefix, sql`time >= first_start`)}) AS rows_) AS looked
    WHERE ${matches(first)} AND ${raw(unbroken(2))}`;
}
