import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { resolveActivity } from '../../sql/activity';
import { funnelEntries } from '../../sql/funnel/params';
import { settleInOrder } from '../../sql/funnel/setup';
import { propertyOf } from '../../sql/properties';

/** Most candidates tested. */
export const MOST_CANDIDATES = 300;
/** Most columns whose values are candidates. */
const MOST_PROPERTIES = 20;

const name = v.pipe(v.string(), v.minLength(1));

export const correlationParams = v.strictObject({
  ...funnelEntries,
  properties: v.optional(
    v.pipe(
      v.array(name),
      v.maxLength(MOST_PROPERTIES),
      v.description(
        'Columns whose value at the first step is looked at; columns of text and of yes or no when not said.',
      ),
    ),
  ),
  list: v.optional(
    v.pipe(
      v.union([v.strictObject({ event: name }), v.strictObject({ property: name, value: v.string() })]),
      v.description('A candidate: everybody counted is listed, with whether they have it and whether they converted.'),
    ),
  ),
});
export type CorrelationParams = v.InferOutput<typeof correlationParams>;

/**
 * Fills what the recipe leaves open: all columns of text and of yes or no, but those that tell customers, moments,
 * events and orders apart.
 * @throws VitrineError as `settleInOrder` does, `property.unknown`, `event.unknown`; `recipe.invalid` for sessions (what
 * somebody does beside the funnel is theirs, not a session's) and for a list by a column that is not looked at
 */
export function settleCorrelation(params: CorrelationParams, data: DataInfo): CorrelationParams {
  const settled = settleInOrder(params, data);
  if (settled.count !== undefined)
    throw new VitrineError('recipe.invalid', {
      path: 'count',
      value: '"sessions"',
      expected: 'customers to be counted',
      nearest: '',
    });
  const { roles, properties } = data.spine;
  const own = new Set<string | undefined>([roles.customer, roles.time, roles.event, roles.order]);
  const chosen =
    params.properties ??
    properties
      .filter((p) => (p.type === 'text' || p.type === 'boolean') && !own.has(p.name))
      .slice(0, MOST_PROPERTIES)
      .map((p) => p.name);
  chosen.forEach((column) => propertyOf(data.spine, column));
  const { list } = params;
  if (list !== undefined && 'event' in list) resolveActivity(list.event, data, 'list.event');
  if (list !== undefined && 'property' in list && !chosen.includes(list.property)) {
    propertyOf(data.spine, list.property);
    throw new VitrineError('recipe.invalid', {
      path: 'list.property',
      value: JSON.stringify(list.property),
      expected: 'one of "properties"',
      nearest: '',
    });
  }
  return { ...settled, properties: chosen };
}
