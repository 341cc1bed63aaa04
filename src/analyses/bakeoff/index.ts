import type { Analysis } from '../../core/analysis';
import { planBakeoff } from './plan';
import { bakeoffResult, type BakeoffFigures } from './result';
import { bakeoffParams, settleBakeoff, type BakeoffParams } from './spec';

/** Which forecast of customer value is right most often on this data: a backtest with rolling origins. */
export const bakeoff: Analysis<BakeoffParams, BakeoffFigures> = {
  kind: 'bakeoff',
  about:
    'Lets the models of customer value and two naive forecasts compete on past windows; says who wins, or that nobody does.',
  params: bakeoffParams,
  settle: settleBakeoff,
  plan: planBakeoff,
  result: bakeoffResult,
};
