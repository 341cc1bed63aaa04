import type { Analysis } from '../../core/analysis';
import { planTrends } from './plan';
import { trendsResult, type TrendsFigures } from './result';
import { settleTrends, trendsParams, type TrendsParams } from './spec';

/** How often something happens over time. */
export const trends: Analysis<TrendsParams, TrendsFigures> = {
  kind: 'trends',
  about:
    'Events, customers or money over time: one series or a formula of two, by a column, by segments, or beside the period before.',
  params: trendsParams,
  settle: settleTrends,
  plan: planTrends,
  result: trendsResult,
};
