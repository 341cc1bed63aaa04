import type { Analysis } from '../../core/analysis';
import { planOutOfOrder } from './plan';
import { outOfOrderResult, type OutOfOrderFigures } from './result';
import { outOfOrderParams, settleOutOfOrder, type OutOfOrderParams } from './spec';

/** Who has the events of a funnel and does not come by its steps, and why. */
export const outOfOrder: Analysis<OutOfOrderParams, OutOfOrderFigures> = {
  kind: 'outOfOrder',
  about: 'Customers with the event of a step who did not come to it by the steps before, and why.',
  params: outOfOrderParams,
  settle: settleOutOfOrder,
  plan: planOutOfOrder,
  result: outOfOrderResult,
};
