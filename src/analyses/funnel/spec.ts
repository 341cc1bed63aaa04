import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { segmentTable } from '../../sql/funnel/groups';
import { funnelEntries } from '../../sql/funnel/params';
import { settleFunnelCore, setupFunnel } from '../../sql/funnel/setup';
import { propertyOf } from '../../sql/properties';

export { funnelOrders, funnelSemantics, windowLength, windowUnits } from '../../sql/funnel/params';
export type { FunnelOrder, FunnelSemantics, StepChoice } from '../../sql/funnel/params';

const name = v.pipe(v.string(), v.minLength(1));
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(20));

/** Values shown of a property, the others together, when not said. */
export const TOP_VALUES = 5;

const breakdown = v.union([
  v.strictObject({
    property: name,
    touch: v.optional(
      v.pipe(
        v.union([v.picklist(['first', 'last', 'every']), v.strictObject({ step: place })]),
        v.description('Whose value counts: of the first step row that has one, the last, a step’s, or at every step.'),
      ),
    ),
    top: v.optional(v.pipe(place, v.description('Values with most entrants shown apart; 5 when not said.'))),
  }),
  v.strictObject({ segments: v.pipe(v.array(name), v.minLength(1), v.maxLength(20)) }),
]);
export type Breakdown = v.InferOutput<typeof breakdown>;

export const funnelParams = v.strictObject({
  ...funnelEntries,
  breakdown: v.optional(
    v.pipe(
      v.array(breakdown),
      v.minLength(1),
      v.maxLength(2, 'at most 2 breakdowns'),
      v.description('By one property or set of segments, or by two at once.'),
    ),
  ),
  compare: v.optional(
    v.pipe(
      v.union([
        v.strictObject({ period: v.literal('previous') }),
        v.strictObject({ segment: name, with: v.optional(name) }),
      ]),
      v.description(
        'With those who began in the equal period before "entered", or a segment with everyone else (or with another one).',
      ),
    ),
  ),
  difference: v.optional(
    v.pipe(v.boolean(), v.description('Whom "clickhouse-default" counts differently, and why (ordered only).')),
  ),
});
export type FunnelParams = v.InferOutput<typeof funnelParams>;

/**
 * Proposes steps where the recipe names none, and checks what was chosen. A comparison with the period before
 * needs a period: the later half of the data when none is said.
 * @throws VitrineError as `settleFunnelCore` does, `segment.unknown` with the nearest name
 */
export function settleFunnel(params: FunnelParams, data: DataInfo): FunnelParams {
  let settled = settleFunnelCore(params, data);
  const { compare, breakdown: by = [], difference, entered } = settled;
  const { required } = setupFunnel(settled, data);
  const counted = settled.order === 'ordered' || settled.order === 'strict';
  if (settled.order === 'independent' && (by.length > 0 || compare !== undefined))
    throw invalid(by.length > 0 ? 'breakdown' : 'compare', settled.order, 'another order than "independent"');
  for (const [i, b] of by.entries()) {
    if ('segments' in b) b.segments.forEach((s) => segmentTable({ data }, s));
    else {
      propertyOf(data.spine, b.property);
      const step = typeof b.touch === 'object' ? b.touch.step : null;
      if (step !== null && (!counted || !required.some((s) => s.number === step)))
        throw invalid(`breakdown[${i}].touch`, step, 'a step that cannot be skipped (order "ordered" or "strict")');
    }
  }
  if (compare !== undefined && 'segment' in compare) {
    segmentTable({ data }, compare.segment);
    if (compare.with !== undefined) segmentTable({ data }, compare.with);
  }
  if (compare !== undefined && 'period' in compare && (entered?.from === undefined || entered.to === undefined)) {
    const { from } = data.spine;
    const to = entered?.to === undefined ? data.asOf + 1 : Date.parse(entered.to);
    const begin = entered?.from === undefined ? Math.ceil((from + to) / 2) : Date.parse(entered.from);
    settled = { ...settled, entered: { from: iso(begin), to: iso(to) } };
  }
  if (difference === true && (settled.order !== 'ordered' || (settled.exclude ?? []).length > 0))
    throw invalid('difference', settled.order, 'order "ordered" without exclusions');
  return settled;
}

const iso = (time: number): string => new Date(time).toISOString();

const invalid = (path: string, value: unknown, expected: string): VitrineError =>
  new VitrineError('recipe.invalid', { path, value: JSON.stringify(value), expected, nearest: '' });
