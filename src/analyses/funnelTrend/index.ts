import type { Analysis } from '../../core/analysis';
import { planFunnelTrend } from './plan';
import { funnelTrendResult, type FunnelTrendFigures } from './result';
import { funnelTrendParams, settleFunnelTrend, type FunnelTrendParams } from './spec';

/** How conversion changes with the time at which people begin. */
export const funnelTrend: Analysis<FunnelTrendParams, FunnelTrendFigures> = {
  kind: 'funnelTrend',
  about: 'The share who go all the way, by the day, week or month in which they began.',
  params: funnelTrendParams,
  settle: settleFunnelTrend,
  plan: planFunnelTrend,
  result: funnelTrendResult,
};
