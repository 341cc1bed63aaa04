import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';

/** The overview needs no parameters: everything follows from the data's span. */
export const overviewParams = v.strictObject({});
export type OverviewParams = v.InferOutput<typeof overviewParams>;

/** @throws VitrineError `rows.none` for a spine without rows */
export function settleOverview(params: OverviewParams, { spine }: DataInfo): OverviewParams {
  if (spine.rows === 0) throw new VitrineError('rows.none', { source: spine.source, reason: 'the source is empty' });
  return params;
}
