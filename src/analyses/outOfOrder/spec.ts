import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { funnelEntries } from '../../sql/funnel/params';
import { settleFunnelCore } from '../../sql/funnel/setup';

export const outOfOrderParams = v.strictObject(funnelEntries);
export type OutOfOrderParams = v.InferOutput<typeof outOfOrderParams>;

/**
 * The funnel that unordered counts are held against: steps in order where none of the orders with a sequence is
 * chosen, whenever they began.
 * @throws VitrineError as `settleFunnelCore` does; `recipe.invalid` for sessions and exclusions: whom they leave out
 * says nothing of the order
 */
export function settleOutOfOrder(params: OutOfOrderParams, data: DataInfo): OutOfOrderParams {
  const { entered: _, ...rest } = params;
  const order = params.order === 'strict' ? 'strict' : 'ordered';
  const settled = settleFunnelCore({ ...rest, order } satisfies OutOfOrderParams, data);
  const refused = settled.count !== undefined ? 'count' : (settled.exclude ?? []).length > 0 ? 'exclude' : null;
  if (refused !== null)
    throw new VitrineError('recipe.invalid', {
      path: refused,
      value: JSON.stringify(settled[refused]),
      expected: 'customers, none of them left out',
      nearest: '',
    });
  return settled;
}
