import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';

/** RFM needs no parameters: five scores by quantiles, as SEMANTICS §6 says. */
export const rfmParams = v.strictObject({});
export type RfmParams = v.InferOutput<typeof rfmParams>;

/** @throws VitrineError `role.missing` where no row is a purchase */
export function settleRfm(params: RfmParams, { spine }: DataInfo): RfmParams {
  if (spine.purchases === 0) throw new VitrineError('role.missing', { source: spine.source, roles: 'purchase' });
  return params;
}
