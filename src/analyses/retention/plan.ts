import type { DataInfo, Plan } from '../../core/analysis';
import { isScanned } from '../../sql/log';
import { ident, sql } from '../../sql/sql';
import { groupSteps } from './groupPlan';
import { customerList } from './listPlan';
import { scanStep } from './scanStep';
import type { RetentionParams } from './spec';
import { activeBuckets, calendarEntries, cellRows, lastRows, rollingEntries, sourceOf, table } from './statements';

/**
 * The plan of retention (SEMANTICS §5, after Amplitude's and PostHog's). A cohort is everybody whose
 * first cohort event (or, recurring, any cohort event) lies in a calendar bucket of the zone. Period 0
 * is the cohort itself; period p counts its customers with a returning event p buckets later (rolling:
 * at `start + p·L ≤ time < start + (p+1)·L`, where start is the customer's first cohort event of the
 * bucket). Revenue of period p is all money of the cohort's customers in it, whatever their events.
 *
 * One pass over the spine makes a row per customer and bucket, which is kept; the rest joins that with the
 * entries. Where rows are scanned, the figures of all are counted in the scan, and those tables are made for groups and
 * lists alone.
 */
export function planRetention(params: RetentionParams, data: DataInfo, prefix: string): Plan {
  const source = sourceOf(params, data, prefix);
  const rolling = params.clock === 'rolling';
  const entries = ident(source.entries);
  // Where every row is a purchase, handing all the money over costs more than the statements.
  const scanned = isScanned(data) && data.spine.kind === 'events';
  const tables = [
    ...(rolling ? [] : [table(source.active, activeBuckets(source))]),
    table(source.entries, rolling ? rollingEntries(params, source) : calendarEntries(params, source)),
  ];
  return [
    ...(scanned ? [scanStep(params, source, prefix)] : []),
    ...tables.map((step) => (scanned ? { ...step, later: true as const } : step)),
    ...(scanned
      ? []
      : [
          {
            step: 'rows' as const,
            name: 'cohorts',
            sql: sql`SELECT cohort, count(*) AS customers, min(start) AS earliest, max(start) AS latest
              FROM ${entries} GROUP BY cohort ORDER BY cohort`,
          },
          { step: 'rows' as const, name: 'cells', sql: cellRows(source, null) },
          ...(params.counting === 'on' ? [] : [{ step: 'rows' as const, name: 'lasts', sql: lastRows(source, null) }]),
        ]),
    ...(params.breakdown === undefined ? [] : groupSteps(params, source)),
    ...(params.list === undefined ? [] : [customerList(params.list, params, source)]),
  ];
}
