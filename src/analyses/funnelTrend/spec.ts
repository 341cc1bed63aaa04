import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { bucketSizes, observedDays } from '../../core/calendar';
import { funnelEntries } from '../../sql/funnel/params';
import { settleInOrder } from '../../sql/funnel/setup';

export const funnelTrendParams = v.strictObject({
  ...funnelEntries,
  interval: v.optional(
    v.pipe(
      v.picklist(bucketSizes),
      v.description('Calendar periods by which attempts are put together; chosen from the span when not said.'),
    ),
  ),
});
export type FunnelTrendParams = v.InferOutput<typeof funnelTrendParams>;

/**
 * Fills what the recipe leaves open: days up to 45 of them, weeks up to two years, months beyond.
 * @throws VitrineError as `settleInOrder` does
 */
export function settleFunnelTrend(params: FunnelTrendParams, data: DataInfo): FunnelTrendParams {
  const settled = settleInOrder(params, data);
  const { firstDay, completeUpTo } = observedDays(data);
  const span = completeUpTo - firstDay;
  return { ...settled, interval: params.interval ?? (span <= 45 ? 'day' : span <= 730 ? 'week' : 'month') };
}
