import type { Answers, DataInfo, Plan } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { sql } from '../../sql/sql';
import type { SegmentSides } from '../../core/sides';
import { readSides, sideSteps, type BySegments } from '../../sql/bySegment';

/** What the customers of segments are worth, by what they are told apart. */
export const valueMeasures = ['alive', 'returns', 'expected', 'worth', 'part'] as const;
export type ValueMeasure = (typeof valueMeasures)[number];

/**
 * Per buyer: P(alive), the chance of a purchase and purchases expected within the horizon, and their discounted value,
 * NULL where money could not be estimated.
 * @param forecast the relation with the customers `c`, their forecast `r` and the model of spend `s`
 * @param spend expected money per purchase, of `c` and `s`
 */
export function planSides(by: BySegments, data: DataInfo, prefix: string, forecast: Statement, spend: Statement): Plan {
  const each = sql`SELECT c.customer AS customer, r.alive AS alive, r.returns AS returns, r.expected AS expected,
      round(r.discounted * ${spend}, 4) AS worth FROM ${forecast}`;
  return sideSteps(by, data, prefix, each, { columns: ['alive', 'returns', 'expected', 'worth'] });
}

/** The forecast by segment; intervals are of the means over customers, the doubt about the model is not in them. */
export function valueSides(by: BySegments, { spine }: DataInfo, answers: Answers): SegmentSides<ValueMeasure> | null {
  const told = valueMeasures.filter((m) => spine.hasAmount || (m !== 'worth' && m !== 'part'));
  return readSides(by, answers, told, ({ mean, part }) => ({
    alive: mean('alive'),
    returns: mean('returns'),
    expected: mean('expected'),
    worth: mean('worth'),
    part: part('worth'),
  }));
}
