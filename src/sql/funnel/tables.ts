import type { Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { isScanned } from '../log';
import { ident, join, raw, sql } from '../sql';
import { anyOrderAttempts } from './any-order';
import { excludedCustomers, furthest, orderedCandidates, strictCandidates } from './attempts';
import { flaggedRows } from './rows';
import { fitsScan, readsLog, scanSteps } from './scan';
import { inPeriod, rowsIn, type FunnelSetup, type Period } from './setup';
import { matches, matchesAny } from './steps';

const table = (name: string, statement: Statement): Step => ({ step: 'table', name, sql: statement, per: 'customer' });
const kept = (name: string, statement: Statement): Extract<Step, { step: 'table' }> => ({
  step: 'table',
  name,
  sql: statement,
  per: 'customer',
  keep: true,
});

/** Whether a funnel's attempts are found by a scan of the rows (`scan.ts`); else by window functions in SQL. */
export const scansRows = (setup: FunnelSetup): boolean => isScanned(setup.data) && fitsScan(setup);

/**
 * Tables that know neither the window nor the period, so that another one starts from them: `<prefix>_rows`
 * (flags, where they are needed), `_entrants` (per customer whether each step's event occurs at all, `h1 … hK`,
 * and when the first and last entering event was) and `_candidates` (see `attempts.ts`), for strict funnels also
 * `_strict_candidates`. `rows` says where the rows come from, when not from the spine. A scan of the log needs none of
 * them (the flags are for what names them), any other the rows alone.
 */
export function funnelBase(setup: FunnelSetup, prefix: string, rows: Statement | null = null): Plan {
  const flagged = setup.flagged ? [kept(`${prefix}_rows`, rows ?? flaggedRows(setup))] : [];
  if (scansRows(setup)) return readsLog(setup) ? flagged.map((step) => ({ ...step, later: true })) : flagged;
  return [
    ...flagged,
    kept(`${prefix}_entrants`, entrantsOf(setup, prefix)),
    kept(`${prefix}_candidates`, orderedCandidates(setup, prefix)),
    ...(setup.order === 'strict' ? [kept(`${prefix}_strict_candidates`, strictCandidates(setup, prefix))] : []),
  ];
}

/** Names of the tables of {@link funnelAttempts}. */
export interface AttemptTables {
  /** Furthest ordered attempts. */
  readonly ordered: string;
  /** Furthest attempts in the funnel's own order. */
  readonly own: string;
  /** `(customer, depth, started, last_start)`: everyone in the funnel; depth counts required steps. */
  readonly depth: string;
  /** `(customer)`: whom an exclusion keeps out; null without exclusions. */
  readonly excluded: string | null;
}

/** The tables' names, by the prefix of the base and what is put after it. */
export function attemptTables(setup: FunnelSetup, prefix: string, suffix = ''): AttemptTables {
  const own = setup.order === 'strict' || setup.order === 'any' ? setup.order : 'ordered';
  return {
    ordered: `${prefix}_ordered${suffix}`,
    own: `${prefix}_${own}${suffix}`,
    depth: `${prefix}_depth${suffix}`,
    excluded: setup.exclusions.length === 0 ? null : `${prefix}_excluded${suffix}`,
  };
}

/**
 * The furthest attempts that begin in a period, from the tables of {@link funnelBase}; the same tables either way.
 * @param figures where rows are scanned: whether the scan answers the funnel's figures too (`figures.ts`)
 */
export function funnelAttempts(
  setup: FunnelSetup,
  prefix: string,
  {
    period = setup.period,
    suffix = '',
    figures = false,
  }: { readonly period?: Period | null; readonly suffix?: string; readonly figures?: boolean } = {},
): Plan {
  const tables = attemptTables(setup, prefix, suffix);
  if (scansRows(setup)) return scanSteps(setup, prefix, tables, { period, suffix, figures });
  const { ordered, own, depth, excluded } = tables;
  const candidates = `${prefix}_candidates`;
  const entrants = ident(`${prefix}_entrants`);
  const begins = inPeriod(period);
  const first = setup.required[0];
  const enters = setup.order === 'any' ? matchesAny(setup.required) : first === undefined ? sql`FALSE` : matches(first);
  const entered =
    begins === null
      ? sql`(SELECT customer, first_start, last_start FROM ${entrants} WHERE first_start IS NOT NULL)`
      : sql`(SELECT customer, min(time) AS first_start, max(time) AS last_start FROM ${rowsIn(setup, prefix)}
          WHERE time <= ${setup.data.asOf} AND ${enters} AND ${begins} GROUP BY customer)`;
  const without = excluded === null ? sql`` : sql` WHERE e.customer NOT IN (SELECT customer FROM ${ident(excluded)})`;
  return [
    ...(excluded === null ? [] : [table(excluded, excludedCustomers(candidates, setup, period))]),
    table(ordered, furthest(candidates, setup, period)),
    ...(setup.order === 'strict' ? [table(own, furthest(`${prefix}_strict_candidates`, setup, period))] : []),
    ...(setup.order === 'any' ? [table(own, anyOrderAttempts(setup, prefix, period))] : []),
    table(
      depth,
      sql`SELECT e.customer, CASE WHEN a.depth IS NULL THEN 1 ELSE a.depth END AS depth,
        CASE WHEN a.depth IS NULL THEN e.first_start ELSE a.t1 END AS started, e.last_start
      FROM ${entered} AS e LEFT JOIN ${ident(own)} AS a ON a.customer = e.customer${without}`,
    ),
  ];
}

function entrantsOf(setup: FunnelSetup, prefix: string): Statement {
  const { required: steps, steps: all, order, data } = setup;
  const [first, second] = steps;
  if (first === undefined || second === undefined) throw new Error('a funnel needs steps');
  // In any order every step's event enters.
  const enters = order === 'any' ? matchesAny(steps) : matches(first);
  const flags = steps.map((s, i) => sql`max(CASE WHEN ${matches(s)} THEN 1 ELSE 0 END) AS ${raw(`h${i + 1}`)}`);
  const optional = all
    .filter((s) => s.optional)
    .map((s) => sql`, max(CASE WHEN ${matches(s)} THEN 1 ELSE 0 END) AS ${raw(`ho${s.number}`)}`);
  return sql`SELECT customer, ${join(flags, ', ')}${join(optional, '')},
      min(time) FILTER (WHERE ${enters}) AS first_start, max(time) FILTER (WHERE ${enters}) AS last_start,
      max(time) FILTER (WHERE ${matches(second)}) AS last_second
    FROM ${rowsIn(setup, prefix)} WHERE time <= ${data.asOf} AND ${matchesAny(all)} GROUP BY customer`;
}

/** Unique customers per step, whatever the order, who have no exclusion: `n<number>` per step, one row. */
export function independentCounts(setup: FunnelSetup, prefix: string): Statement {
  const { excluded } = attemptTables(setup, prefix);
  const without = excluded === null ? sql`` : sql` WHERE customer NOT IN (SELECT customer FROM ${ident(excluded)})`;
  const begins = inPeriod(setup.period);
  if (begins === null) {
    const counts = setup.steps.map((s) => {
      const flag = raw(s.optional ? `ho${s.number}` : `h${setup.required.indexOf(s) + 1}`);
      return sql`count(*) FILTER (WHERE ${flag} = 1) AS ${raw(`n${s.number}`)}`;
    });
    return sql`SELECT ${join(counts, ', ')} FROM ${ident(`${prefix}_entrants`)}${without}`;
  }
  const flags = setup.steps.map((s) => sql`max(CASE WHEN ${matches(s)} THEN 1 ELSE 0 END) AS ${raw(`n${s.number}`)}`);
  return sql`SELECT ${join(
    setup.steps.map((s) => sql`count(*) FILTER (WHERE ${raw(`n${s.number}`)} = 1) AS ${raw(`n${s.number}`)}`),
    ', ',
  )} FROM (SELECT customer, ${join(flags, ', ')} FROM ${rowsIn(setup, prefix)}
    WHERE time <= ${setup.data.asOf} AND ${begins} GROUP BY customer) AS seen${without}`;
}
