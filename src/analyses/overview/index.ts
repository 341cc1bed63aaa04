import type { Analysis } from '../../core/analysis';
import { planOverview } from './plan';
import { overviewResult, type OverviewFigures } from './result';
import { overviewParams, settleOverview, type OverviewParams } from './spec';

/** Key metrics with their intervals and changes, and how they went over time. */
export const overview: Analysis<OverviewParams, OverviewFigures> = {
  kind: 'overview',
  about: 'Key metrics with their intervals and changes, and how they went over time.',
  params: overviewParams,
  settle: settleOverview,
  plan: planOverview,
  result: overviewResult,
};
