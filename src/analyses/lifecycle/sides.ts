import type { Answers, DataInfo, Plan } from '../../core/analysis';
import { ident, raw, sql } from '../../sql/sql';
import type { SegmentSides } from '../../core/sides';
import { readSides, sideSteps, type BySegments } from '../../sql/bySegment';
import { listedBucket, type LifecycleParams } from './spec';

/** What segments are told apart by in the listed period. */
export const lifecycleMeasures = ['active', 'newcomers', 'returning', 'resurrecting', 'dormant'] as const;
export type LifecycleMeasure = (typeof lifecycleMeasures)[number];

/**
 * Per customer seen up to the listed period, 0 or 1: `a` active in it, `p` in the one before, `n` new, `r` returning,
 * `s` resurrecting, `g` gone.
 */
export function planSides(params: LifecycleParams, data: DataInfo, prefix: string): Plan {
  const listed = listedBucket(params, data);
  const [at, before] = [raw(String(listed)), raw(String(listed - 1))];
  const seen = sql`SELECT customer, max(CASE WHEN bucket = ${at} THEN 1 ELSE 0 END) AS a,
      max(CASE WHEN bucket = ${before} THEN 1 ELSE 0 END) AS p, CASE WHEN min(bucket) = ${at} THEN 1 ELSE 0 END AS n
    FROM ${ident(`${prefix}_active`)} WHERE bucket <= ${at} GROUP BY customer`;
  const each = sql`SELECT customer, a, p, n, a * p AS r, a * (1 - p) * (1 - n) AS s, p * (1 - a) AS g FROM (${seen}) AS seen`;
  return sideSteps(params.breakdown, data, prefix, each, { columns: ['a', 'p', 'n', 'r', 's', 'g'] });
}

/** The listed period by segment; null where none were asked for. */
export function lifecycleSides(by: BySegments, answers: Answers): SegmentSides<LifecycleMeasure> | null {
  return readSides(by, answers, lifecycleMeasures, ({ share }) => ({
    active: share('a'),
    newcomers: share('n', 'a'),
    returning: share('r', 'a'),
    resurrecting: share('s', 'a'),
    dormant: share('g', 'p'),
  }));
}
