import type { Answers, DataInfo, Plan } from '../../core/analysis';
import { ident, sql } from '../../sql/sql';
import type { SegmentSides } from '../../core/sides';
import { readSides, sideSteps, type BySegments } from '../../sql/bySegment';

/** What sessions of segments are told apart by. */
export const sessionMeasures = ['each', 'length', 'events', 'bounce', 'bought'] as const;
export type SessionMeasure = (typeof sessionMeasures)[number];

/** Per customer: sessions, events, sessions of one event and those of more with their length in ms, with a purchase. */
export function planSides(by: BySegments, data: DataInfo, prefix: string): Plan {
  const each = sql`SELECT customer, count(*) AS s, sum(events) AS e, count(*) FILTER (WHERE events = 1) AS b,
      count(*) FILTER (WHERE events > 1) AS d, coalesce(sum(ended - began) FILTER (WHERE events > 1), 0) AS t,
      count(*) FILTER (WHERE purchases > 0) AS c
    FROM ${ident(`${prefix}_sessions`)} GROUP BY customer`;
  return sideSteps(by, data, prefix, each, {
    columns: ['s', 'e', 'b', 'd', 't', 'c'],
    pairs: [
      ['s', 'e'],
      ['s', 'b'],
      ['d', 't'],
      ['s', 'c'],
    ],
  });
}

/** Sessions by segment; null where none were asked for. */
export function sessionSides(
  by: BySegments,
  { spine }: DataInfo,
  answers: Answers,
): SegmentSides<SessionMeasure> | null {
  const told = sessionMeasures.filter((m) => m !== 'bought' || spine.purchases > 0);
  return readSides(by, answers, told, ({ mean, ratio }) => ({
    each: mean('s'),
    length: ratio('t', 'd'),
    events: ratio('e', 's'),
    bounce: ratio('b', 's', true),
    bought: ratio('c', 's', true),
  }));
}
