import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { MINUTE } from '../../core/time';
import { resolveActivity } from '../../sql/activity';
import { propertyOf } from '../../sql/properties';
import { SESSION_GAP, sessionColumn, type SessionRule } from '../../sql/sessions';
import { bySegments, settleBySegments } from '../../sql/bySegment';

const name = v.pipe(v.string(), v.minLength(1));
const events = v.pipe(v.array(v.string()), v.maxLength(100));
const milliseconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const sessionsParams = v.strictObject({
  column: v.optional(
    v.pipe(
      name,
      v.description(
        'A column whose values tell a customer’s sessions apart; one that is called so when neither it nor "gap" is said.',
      ),
    ),
  ),
  gap: v.optional(
    v.pipe(
      v.number(),
      v.finite(),
      v.gtValue(0),
      v.maxValue(60 * 24 * 60),
      v.description(
        'Minutes: a longer pause begins a new session. 30 when not said and no column tells; not with "column".',
      ),
    ),
  ),
  items: v.optional(v.pipe(name, v.description('Column whose distinct values are counted in each session as items.'))),
  categories: v.optional(v.pipe(name, v.description('Column whose distinct values are counted as categories.'))),
  carts: v.optional(v.pipe(events, v.description('Events that add to the cart; those of the stage when not said.'))),
  searches: v.optional(v.pipe(events, v.description('Events that are searches; by their names when not said.'))),
  breakdown: bySegments,
  pause: v.optional(
    v.pipe(
      v.strictObject({ from: milliseconds, to: v.optional(milliseconds) }),
      v.description(
        'Lists customers who paused so long between two of their rows: ms from "from" on and below "to", however sessions are cut.',
      ),
    ),
  ),
});
export type SessionsParams = v.InferOutput<typeof sessionsParams>;

const SEARCH = /search|^find|поиск|искат|запрос/i;

/**
 * Fills the column of sessions or the pause (SEMANTICS §3), and the events that are counted apart, from the data.
 * @throws VitrineError `property.unknown`, `event.unknown`, `segment.unknown` with the nearest name; `recipe.invalid` for a pause
 *   beside a column
 */
export function settleSessions(params: SessionsParams, data: DataInfo): SessionsParams {
  const { spine } = data;
  const { gap, items, categories } = params;
  const column = params.column ?? (gap === undefined ? sessionColumn(spine) : undefined);
  settleBySegments(params.breakdown, data);
  for (const property of [column, items, categories]) if (property !== undefined) propertyOf(spine, property);
  if (column !== undefined && gap !== undefined)
    throw new VitrineError('recipe.invalid', {
      path: 'gap',
      value: String(gap),
      expected: 'either "gap" or "column"',
      nearest: '',
    });
  const known = new Set(spine.events.map((e) => e.name));
  const carts = params.carts ?? (spine.roles.stages?.cart ?? []).filter((e) => known.has(e));
  const searches = params.searches ?? spine.events.map((e) => e.name).filter((e) => SEARCH.test(e));
  eventsCondition(carts, data, 'carts');
  eventsCondition(searches, data, 'searches');
  return { ...params, ...(column === undefined ? { gap: gap ?? SESSION_GAP / MINUTE } : { column }), carts, searches };
}

/** The rule of settled parameters. */
export function ruleOf({ column, gap }: SessionsParams): SessionRule {
  return column === undefined ? { gap: (gap ?? SESSION_GAP / MINUTE) * MINUTE } : { column };
}

/** A condition on the spine's rows; null for no events. */
export function eventsCondition(names: readonly string[] | undefined, data: DataInfo, path: string) {
  return names === undefined || names.length === 0 ? null : resolveActivity([...names], data, path).condition;
}
