import type { DataInfo, Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { quantiles } from '../../sql/quantiles';
import { ident, join, raw, sql } from '../../sql/sql';
import { readableTime } from '../../sql/time';
import { anyOrderAttempts, furthest, orderedCandidates, strictCandidates, type AttemptSource } from './attempts';
import { resolveSteps, windowLength, type FunnelOrder, type FunnelParams, type FunnelStep } from './spec';
import { matches, matchesAny } from './steps';

/**
 * The plan of a funnel. Definitions (SEMANTICS §4, after Mixpanel's, PostHog's and ClickHouse's funnels):
 * rows of one customer are ordered by time, by the lowest step their event belongs to (events of no
 * step last), and by place in the file. An attempt is a strictly increasing sequence of rows, the i-th
 * of step i, with `t_k − t_1 ≤ window`; within it each step takes the earliest event it can. A later
 * step 1 starts a new attempt; the furthest counts, ties to the earliest.
 *
 * `entrants` holds per customer whether each step's event occurs at all (the independent counts) and
 * when the first and last entering event was; the window passes then see only customers who have the
 * first two steps. Their candidates know nothing of the window's length, so another one starts from them.
 * `depth` joins both again.
 */
export function planFunnel(params: FunnelParams, data: DataInfo, prefix: string): Plan {
  const steps = resolveSteps(params, data);
  const entrants = `${prefix}_entrants`;
  const ordered = `${prefix}_ordered`;
  const source: AttemptSource = {
    table: data.spine.table,
    asOf: data.asOf,
    entrants,
    window: windowLength(params.window),
  };
  const own = params.order === 'strict' || params.order === 'any' ? `${prefix}_${params.order}` : ordered;
  const depth = `${prefix}_depth`;
  const candidates = `${prefix}_candidates`;
  const strict = `${prefix}_strict_candidates`;
  const table = (name: string, statement: Statement): Step => ({
    step: 'table',
    name,
    sql: statement,
    per: 'customer',
  });
  const kept = (name: string, statement: Statement): Step => ({
    step: 'table',
    name,
    sql: statement,
    per: 'customer',
    keep: true,
  });
  return [
    kept(entrants, entrantsOf(steps, params.order, source)),
    kept(candidates, orderedCandidates(steps, source)),
    ...(params.order === 'strict' ? [kept(strict, strictCandidates(steps, source))] : []),
    table(ordered, furthest(candidates, steps, source)),
    ...(params.order === 'strict' ? [table(own, furthest(strict, steps, source))] : []),
    ...(params.order === 'any' ? [table(own, anyOrderAttempts(steps, source))] : []),
    table(
      depth,
      sql`SELECT e.customer, CASE WHEN a.depth IS NULL THEN 1 ELSE a.depth END AS depth,
        CASE WHEN a.depth IS NULL THEN e.first_start ELSE a.t1 END AS started, e.last_start
      FROM ${ident(entrants)} AS e LEFT JOIN ${ident(own)} AS a ON a.customer = e.customer
      WHERE e.first_start IS NOT NULL`,
    ),
    { step: 'rows', name: 'independent', sql: independentCounts(steps, entrants) },
    {
      step: 'rows',
      name: 'depths',
      sql: sql`SELECT depth, count(*) AS customers,
        count(*) FILTER (WHERE depth < ${steps.length} AND last_start + ${source.window} > ${data.asOf}) AS immature
      FROM ${ident(depth)} GROUP BY depth ORDER BY depth`,
    },
    {
      step: 'rows',
      name: 'followed',
      sql: sql`SELECT depth, count(*) AS customers FROM ${ident(ordered)} GROUP BY depth ORDER BY depth`,
    },
    { step: 'rows', name: 'gaps', sql: gapQuantiles(steps, params.order, own) },
    {
      step: 'list',
      name: 'customers',
      columns: ['customer', 'step', 'started'],
      sql: sql`SELECT c.name AS customer, d.depth AS step, ${readableTime('d.started')} AS started
        FROM ${ident(depth)} AS d JOIN ${ident(data.spine.customersTable)} AS c ON c.id = d.customer
        ORDER BY d.depth DESC, d.started, d.customer`,
    },
  ];
}

function entrantsOf(steps: readonly FunnelStep[], order: FunnelOrder, source: AttemptSource): Statement {
  const first = steps[0];
  if (first === undefined) throw new Error('a funnel needs steps');
  // In any order every step's event enters.
  const enters = order === 'any' ? matchesAny(steps) : matches(first);
  const second = steps[1] ?? first;
  const flags = steps.map((s, i) => sql`max(CASE WHEN ${matches(s)} THEN 1 ELSE 0 END) AS ${raw(`h${i + 1}`)}`);
  return sql`SELECT customer, ${join(flags, ', ')},
      min(time) FILTER (WHERE ${enters}) AS first_start, max(time) FILTER (WHERE ${enters}) AS last_start,
      max(time) FILTER (WHERE ${matches(second)}) AS last_second
    FROM ${ident(source.table)} WHERE time <= ${source.asOf} AND ${matchesAny(steps)} GROUP BY customer`;
}

function independentCounts(steps: readonly FunnelStep[], entrants: string): Statement {
  const counts = steps.map((_, i) => sql`count(*) FILTER (WHERE ${raw(`h${i + 1}`)} = 1) AS ${raw(`n${i + 1}`)}`);
  return sql`SELECT ${join(counts, ', ')} FROM ${ident(entrants)}`;
}

/** p25, median and p75 of the time from the previous step, over those who took the step. */
function gapQuantiles(steps: readonly FunnelStep[], order: FunnelOrder, attempts: string): Statement {
  const from = ident(attempts);
  const gaps =
    order === 'any'
      ? sql`SELECT place AS part, moment - lag(moment) OVER (PARTITION BY customer ORDER BY place) AS value FROM (
          SELECT customer, moment, row_number() OVER (PARTITION BY customer ORDER BY moment, step) AS place FROM (${join(
            steps.map((_, i) => {
              const at = raw(`at${i + 1}`);
              return sql`SELECT customer, ${raw(String(i + 1))} AS step, ${at} AS moment FROM ${from} WHERE ${at} IS NOT NULL`;
            }),
            ' UNION ALL ',
          )}) AS taken) AS placed`
      : join(
          steps.slice(1).map((_, i) => {
            const [now, before] = [raw(`t${i + 2}`), raw(`t${i + 1}`)];
            return sql`SELECT ${raw(String(i + 2))} AS part, ${now} - ${before} AS value FROM ${from} WHERE ${now} IS NOT NULL`;
          }),
          ' UNION ALL ',
        );
  return quantiles(gaps, [
    { name: 'p25', part: 1, of: 4 },
    { name: 'median', part: 1, of: 2 },
    { name: 'p75', part: 3, of: 4 },
  ]);
}
