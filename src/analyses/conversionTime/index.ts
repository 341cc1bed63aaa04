import type { Analysis } from '../../core/analysis';
import { planConversionTime } from './plan';
import { conversionTimeResult, type ConversionTimeFigures } from './result';
import { conversionTimeParams, settleConversionTime, type ConversionTimeParams } from './spec';

/** How long it takes those who go all the way, and how sure that is while some still can. */
export const conversionTime: Analysis<ConversionTimeParams, ConversionTimeFigures> = {
  kind: 'conversionTime',
  about: 'How long it takes to go from step to step and all the way: quantiles, histogram, Kaplan–Meier curve.',
  params: conversionTimeParams,
  settle: settleConversionTime,
  plan: planConversionTime,
  result: conversionTimeResult,
};
