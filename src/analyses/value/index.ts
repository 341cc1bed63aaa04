import type { Analysis } from '../../core/analysis';
import { planValue } from './plan';
import { valueResult, type ValueFigures } from './result';
import { settleValue, valueParams, type ValueParams } from './spec';

/** Forecasts who comes back, how often and with what money: BG/NBD, MBG/NBD or Pareto/NBD with Gamma–Gamma. */
export const value: Analysis<ValueParams, ValueFigures> = {
  kind: 'value',
  about: 'Forecasts who will come back, how often, and what customers are worth; tested on the last part of the time.',
  params: valueParams,
  settle: settleValue,
  plan: planValue,
  result: valueResult,
};
