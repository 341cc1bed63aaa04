import type { Analysis } from '../../core/analysis';
import { planStickiness } from './plan';
import { stickinessResult, type StickinessFigures } from './result';
import { settleStickiness, stickinessParams, type StickinessParams } from './spec';

/** How often customers are active within a week, a month, or the whole log. */
export const stickiness: Analysis<StickinessParams, StickinessFigures> = {
  kind: 'stickiness',
  about: 'Customers by the number of days (or weeks, months) they were active in.',
  params: stickinessParams,
  settle: settleStickiness,
  plan: planStickiness,
  result: stickinessResult,
};
