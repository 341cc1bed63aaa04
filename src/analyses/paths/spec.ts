import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { DAY, HOUR, MINUTE } from '../../core/time';
import { resolveActivity } from '../../sql/activity';
import { propertyOf } from '../../sql/properties';
import { SESSION_GAP } from '../../sql/sessions';
import { bySegments, settleBySegments } from '../../sql/bySegment';

export const pathUnits = ['minutes', 'hours', 'days'] as const;
const unitLength = { minutes: MINUTE, hours: HOUR, days: DAY } as const;

const name = v.pipe(v.string(), v.minLength(1));
const events = v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1))]);
const length = v.strictObject({
  value: v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(100_000)),
  unit: v.picklist(pathUnits),
});
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10));
/** What stands at a step: a name, all names but the frequent ones, or that the path was over. */
const node = v.union([v.strictObject({ name: v.string() }), v.picklist(['other', 'end'])]);
export type PathNodeChoice = v.InferOutput<typeof node>;

export const pathsParams = v.strictObject({
  anchor: v.optional(
    v.pipe(
      v.union([v.strictObject({ start: events }), v.strictObject({ end: events }), v.picklist(['sessions'])]),
      v.description(
        'Paths from the first such event of each, to the first such event, or from the beginning of every session (when not said).',
      ),
    ),
  ),
  within: v.optional(
    v.pipe(
      v.union([
        v.strictObject({ window: length }),
        v.strictObject({ session: v.strictObject({ gap: v.optional(length) }) }),
      ]),
      v.description(
        'How far a path reaches from its anchor: a time (both ends included; one path per customer), or the session by pauses (one path per session). Sessions of 30 minutes when not said.',
      ),
    ),
  ),
  steps: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(2), v.maxValue(10)), 5),
  top: v.optional(
    v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(1),
      v.maxValue(12),
      v.description('Names shown at each step; others together.'),
    ),
    5,
  ),
  merge: v.optional(v.pipe(v.boolean(), v.description('The same name several times in a row is one step.')), true),
  property: v.optional(v.pipe(name, v.description('A column whose values are the steps, instead of events.'))),
  through: v.optional(
    v.pipe(
      v.strictObject({ step: place, node, next: v.optional(node) }),
      v.description(
        'The list holds only paths through this step, or from it to the next. Steps count from the anchor.',
      ),
    ),
  ),
  breakdown: bySegments,
});
export type PathsParams = v.InferOutput<typeof pathsParams>;

/**
 * Fills in the anchor and the bound.
 * @throws VitrineError `event.unknown`, `property.unknown`, `segment.unknown` with the nearest name; `recipe.invalid` for sessions'
 *   beginnings bounded by a window, and for a step that the paths do not have
 */
export function settlePaths(params: PathsParams, data: DataInfo): PathsParams {
  const anchor = params.anchor ?? 'sessions';
  const within = params.within ?? { session: {} };
  anchorActivity(anchor, data);
  settleBySegments(params.breakdown, data);
  if (params.property !== undefined) propertyOf(data.spine, params.property);
  if (anchor === 'sessions' && 'window' in within)
    throw invalid('within', '“window”', '“session” where paths begin with sessions');
  const { through } = params;
  if (through !== undefined && through.step + (through.next === undefined ? 0 : 1) > params.steps + 1)
    throw invalid('through.step', String(through.step), `1 … ${params.steps}`);
  return { ...params, anchor, within };
}

const invalid = (path: string, value: string, expected: string): VitrineError =>
  new VitrineError('recipe.invalid', { path, value, expected, nearest: '' });

/** The anchor's rows; null where paths begin with sessions. */
export function anchorActivity(anchor: NonNullable<PathsParams['anchor']>, data: DataInfo) {
  if (anchor === 'sessions') return null;
  const [key, choice] = 'start' in anchor ? (['start', anchor.start] as const) : (['end', anchor.end] as const);
  return resolveActivity(choice, data, `anchor.${key}`);
}

/** Settled choices as the plan needs them. */
export interface PathSetup {
  readonly direction: 'forward' | 'backward';
  /** One path per customer, or per session. */
  readonly unit: 'customers' | 'sessions';
  /** Ms that end a session; null where a window bounds. */
  readonly gap: number | null;
  readonly window: number | null;
  readonly steps: number;
  readonly top: number;
}

export function setupPaths({ anchor, within, steps, top }: PathsParams): PathSetup {
  if (anchor === undefined || within === undefined) throw new Error('paths have to be settled before they are planned');
  const ms = (l: v.InferOutput<typeof length>): number => Math.round(l.value * unitLength[l.unit]);
  const window = 'window' in within ? ms(within.window) : null;
  const gap = 'session' in within ? (within.session.gap === undefined ? SESSION_GAP : ms(within.session.gap)) : null;
  return {
    direction: anchor !== 'sessions' && 'end' in anchor ? 'backward' : 'forward',
    unit: gap === null ? 'customers' : 'sessions',
    gap,
    window,
    steps,
    top,
  };
}
