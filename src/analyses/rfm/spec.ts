import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { recencyUnits, rfmAxes } from '../../sql/rfm';
import { bySegments, settleBySegments } from '../../sql/bySegment';

const cutPoints = v.pipe(
  v.array(v.pipe(v.number(), v.finite())),
  v.minLength(2),
  v.maxLength(9),
  v.check((at) => at.every((x, i) => i === 0 || x > (at[i - 1] ?? x)), 'numbers that rise'),
);
const weight = v.optional(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1000)), 1);

/** What RFM can be told; what is left open gives five scores by quantiles, as SEMANTICS §6 says. */
export const rfmParams = v.strictObject({
  bins: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(3),
      v.maxValue(10),
      v.description('Number of scores of each axis, 3 to 10. Customers have segments where it is 5.'),
    ),
    5,
  ),
  recencyUnit: v.optional(
    v.pipe(
      v.picklist(recencyUnits),
      v.description('What recency is counted in: whole days, weeks, or months of 30.4375 days.'),
    ),
    'day',
  ),
  cuts: v.optional(
    v.pipe(
      v.strictObject({
        recency: v.optional(cutPoints),
        frequency: v.optional(cutPoints),
        monetary: v.optional(cutPoints),
      }),
      v.description('Own cut points of an axis, rising, one fewer than bins; quantiles where not said.'),
    ),
    {},
  ),
  weights: v.optional(
    v.pipe(
      v.strictObject({ recency: weight, frequency: weight, monetary: weight }),
      v.description('Weights of the three scores in the combined score; 1 each where not said.'),
    ),
    {},
  ),
  breakdown: bySegments,
});
export type RfmParams = v.InferOutput<typeof rfmParams>;

/**
 * Checks the choices against each other and the data.
 * @throws VitrineError `role.missing` where no row is a purchase; `recipe.invalid` for cut points that are not
 *   one fewer than the bins, for weights that are all zero; `segment.unknown`
 */
export function settleRfm(params: RfmParams, data: DataInfo): RfmParams {
  const { spine } = data;
  if (spine.purchases === 0) throw new VitrineError('role.missing', { source: spine.source, roles: 'purchase' });
  settleBySegments(params.breakdown, data);
  for (const axis of rfmAxes) {
    const given = params.cuts[axis];
    if (given !== undefined && given.length !== params.bins - 1) {
      throw new VitrineError('recipe.invalid', {
        path: `cuts.${axis}`,
        value: JSON.stringify(given),
        expected: `${params.bins - 1} numbers, one fewer than bins`,
        nearest: '',
      });
    }
  }
  const { recency, frequency, monetary } = params.weights;
  if (recency + frequency + (spine.hasAmount ? monetary : 0) === 0) {
    throw new VitrineError('recipe.invalid', {
      path: 'weights',
      value: JSON.stringify(params.weights),
      expected: 'a weight above 0',
      nearest: '',
    });
  }
  return params;
}
