import type { DataInfo } from '../../core/analysis';
import { SECOND } from '../../core/time';
import { funnelCore, type FunnelCore } from '../../sql/funnel/params';
import { settleInOrder } from '../../sql/funnel/setup';

export const conversionTimeParams = funnelCore;
export type ConversionTimeParams = FunnelCore;

/** @throws VitrineError as `settleInOrder` does */
export function settleConversionTime(params: ConversionTimeParams, data: DataInfo): ConversionTimeParams {
  return settleInOrder(params, data);
}

/** Round lengths of time, in ms. */
const lengths = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400].map(
  (seconds) => seconds * SECOND,
);

/**
 * The grid of the survival curve, in ms: times are rounded up to it. The least round length that is a
 * ten-thousandth of the window or more, so that the curve has at most 10,000 times, however many customers.
 */
export function gridOf(window: number): number {
  return lengths.find((length) => length * 10_000 >= window) ?? Math.ceil(window / 10_000);
}
