import type { Analysis } from '../../core/analysis';
import { planFunnel } from './plan';
import { funnelResult, type FunnelFigures } from './result';
import { funnelParams, settleFunnel, type FunnelParams } from './spec';

/** How many customers go from step to step, and how fast. */
export const funnel: Analysis<FunnelParams, FunnelFigures> = {
  kind: 'funnel',
  about: 'How many customers go from step to step within a window, and how long it takes them.',
  params: funnelParams,
  settle: settleFunnel,
  plan: planFunnel,
  result: funnelResult,
};
