import type { Answers, DataInfo, Plan } from '../../core/analysis';
import { ident, sql } from '../../sql/sql';
import type { SegmentSides } from '../../core/sides';
import { readSides, sideSteps, type BySegments } from '../../sql/bySegment';

/** What segments are told apart by: active periods in a window, and windows with more than one. */
export const stickinessMeasures = ['units', 'again'] as const;
export type StickinessMeasure = (typeof stickinessMeasures)[number];

/** Per customer: `w` windows of activity, `u` active units in them, `m` windows with more than one. */
export function planSides(by: BySegments, data: DataInfo, prefix: string): Plan {
  const each = sql`SELECT customer, count(*) AS w, sum(units) AS u, count(*) FILTER (WHERE units > 1) AS m
    FROM ${ident(`${prefix}_units`)} GROUP BY customer`;
  return sideSteps(by, data, prefix, each, {
    columns: ['w', 'u', 'm'],
    pairs: [
      ['w', 'u'],
      ['w', 'm'],
    ],
  });
}

/** How often segments are active; null where none were asked for. */
export function stickinessSides(by: BySegments, answers: Answers): SegmentSides<StickinessMeasure> | null {
  return readSides(by, answers, stickinessMeasures, ({ ratio }) => ({
    units: ratio('u', 'w'),
    again: ratio('m', 'w', true),
  }));
}
