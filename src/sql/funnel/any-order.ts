import type { Statement } from '../../core/engine';
import { join, raw, sql } from '../sql';
import { inPeriod, isAlike, rowsIn, testColumns, type FunnelSetup, type Period } from './setup';
import { lowestStep, matchesAny, type FunnelStep } from './steps';

/**
 * Attempts in any order: from each step event on, how many of the steps have an event of their own
 * inside the window. One row per customer with two or more: `(customer, depth, t1, at1 … atK)`, where
 * `at` are the times of the steps' events in the steps' own order, NULL outside the window.
 * Of rows that are alike in step and time the one that continues earliest counts.
 * Steps are alike or have nothing in common (`setup.ts` refuses others); where tests of other columns
 * overlap, a row counts for the first step it passes.
 */
export function anyOrderAttempts(setup: FunnelSetup, prefix: string, period: Period | null): Statement {
  const { required: steps, data } = setup;
  // The how-many-th of the alike steps each step is: the second "view" needs the second view.
  const alike = (s: FunnelStep): readonly FunnelStep[] => steps.filter((o) => isAlike(o, s));
  const nth = steps.map((s) => alike(s).indexOf(s));
  const most = Math.max(...nth);
  const leads = Array.from(
    { length: most },
    (_, i) =>
      sql`, lead(time, ${raw(String(i + 1))}) OVER (PARTITION BY customer, low ORDER BY time) AS ${raw(`later${i + 1}`)}`,
  );
  const here = steps.map((s, i) => {
    const which = nth[i] ?? 0;
    const value = raw(which === 0 ? 'time' : `later${which}`);
    const low = raw(String(alike(s)[0]?.number ?? s.number));
    return sql`min(${value}) FILTER (WHERE low = ${low}) OVER onwards AS ${raw(`o${i + 1}`)}`;
  });
  const inside = (i: number): string => `o${i + 1} <= time + ${setup.window}`;
  const depth = steps.map((_, i) => `CASE WHEN ${inside(i)} THEN 1 ELSE 0 END`).join(' + ');
  const ats = steps.map(
    (_, i) => sql`CASE WHEN ${raw(inside(i))} THEN ${raw(`o${i + 1}`)} END AS ${raw(`at${i + 1}`)}`,
  );
  const begins = inPeriod(period);
  return sql`
    SELECT customer, ${raw(depth)} AS depth, time AS t1, ${join(ats, ', ')}
    FROM (
      SELECT customer, time, low, ${join(here, ', ')}
      FROM (SELECT customer, time, ${testColumns(setup)}, low ${join(leads, '')} FROM (
        SELECT customer, time, ${testColumns(setup)}, ${lowestStep(steps)} AS low
        FROM ${rowsIn(setup, prefix)} WHERE time <= ${data.asOf} AND ${matchesAny(steps)}) AS rows_) AS led
      WINDOW onwards AS (PARTITION BY customer ORDER BY time, low ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
    ) AS attempts
    WHERE ${raw(depth)} > 1${begins === null ? sql`` : sql` AND ${begins}`}
    QUALIFY row_number() OVER (PARTITION BY customer ORDER BY ${raw(depth)} DESC, time, low, ${raw(steps.map((_, i) => `o${i + 1}`).join(', '))}) = 1`;
}
