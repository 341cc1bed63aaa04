import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { funnelEntries } from '../../sql/funnel/params';
import { settleFunnelCore } from '../../sql/funnel/setup';

export { funnelOrders, funnelSemantics, windowLength, windowUnits } from '../../sql/funnel/params';
export type { FunnelOrder, FunnelSemantics, StepChoice } from '../../sql/funnel/params';

export const funnelParams = v.strictObject({ ...funnelEntries });
export type FunnelParams = v.InferOutput<typeof funnelParams>;

/**
 * Proposes steps where the recipe names none, and checks what was chosen.
 * @throws VitrineError as `settleFunnelCore` does
 */
export function settleFunnel(params: FunnelParams, data: DataInfo): FunnelParams {
  return settleFunnelCore(params, data);
}
