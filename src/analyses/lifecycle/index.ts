import type { Analysis } from '../../core/analysis';
import { planLifecycle } from './plan';
import { lifecycleResult, type LifecycleFigures } from './result';
import { lifecycleParams, settleLifecycle, type LifecycleParams } from './spec';

/** Who comes, stays, comes back and falls silent, period by period. */
export const lifecycle: Analysis<LifecycleParams, LifecycleFigures> = {
  kind: 'lifecycle',
  about: 'Customers per period who are new, returning, resurrecting, or dormant.',
  params: lifecycleParams,
  settle: settleLifecycle,
  plan: planLifecycle,
  result: lifecycleResult,
};
