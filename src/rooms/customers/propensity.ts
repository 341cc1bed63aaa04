import type { SegmentsFigures } from '../../analyses/segments/result';
import type { Statement } from '../../core/engine';
import { numbers, texts, type Frame } from '../../core/frame';
import type { Result, TableRef } from '../../core/result';
import { sql } from '../../sql/sql';

/**
 * The mean score of each group's customers: two lists that stand already, joined by the customer's name.
 * Customers without a score are left out; a group without any is not in the answer.
 * @param members list of the groups, with `customer` and `segment`
 * @param scores list of scored customers, with `customer` and `score`
 * @returns means by the group's name as the list has it
 */
export async function meanScores(
  query: (statement: Statement) => Promise<Frame>,
  members: TableRef,
  scores: TableRef,
): Promise<ReadonlyMap<string, number>> {
  const frame = await query(sql`SELECT g.segment, round(avg(s.score), 6) AS score
    FROM (${members.sql}) AS g JOIN (${scores.sql}) AS s ON s.customer = g.customer
    WHERE g.segment IS NOT NULL GROUP BY g.segment ORDER BY g.segment`);
  const means = numbers(frame, 'score');
  return new Map(texts(frame, 'segment').map((segment, i) => [segment ?? '', means[i] ?? 0]));
}

/** The groups with what {@link meanScores} found; own names are those that the list was written with. */
export function withPropensity(
  result: Result<SegmentsFigures>,
  means: ReadonlyMap<string, number>,
  own: Readonly<Record<string, string | undefined>>,
): Result<SegmentsFigures> {
  const segments = result.figures.segments.map((s) => ({ ...s, propensity: means.get(own[s.key] ?? s.key) ?? null }));
  return { ...result, figures: { ...result.figures, segments } };
}
