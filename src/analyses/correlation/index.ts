import type { Analysis } from '../../core/analysis';
import { planCorrelation } from './plan';
import { correlationResult, type CorrelationFigures } from './result';
import { correlationParams, settleCorrelation, type CorrelationParams } from './spec';

/** What those who go all the way have or do, and the others not. */
export const correlation: Analysis<CorrelationParams, CorrelationFigures> = {
  kind: 'correlation',
  about: 'Which events and values go along with going all the way: odds ratios with intervals, adjusted for many.',
  params: correlationParams,
  settle: settleCorrelation,
  plan: planCorrelation,
  result: correlationResult,
};
