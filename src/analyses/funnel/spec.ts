import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { nearest } from '../../core/nearest';
import { stageNames } from '../../core/roles';
import { DAY, HOUR, MINUTE, SECOND } from '../../core/time';

export const funnelOrders = ['ordered', 'strict', 'any', 'independent'] as const;
/** How steps follow one another; SEMANTICS §4 and the docstring of `plan.ts`. */
export type FunnelOrder = (typeof funnelOrders)[number];

export const windowUnits = ['seconds', 'minutes', 'hours', 'days'] as const;
const unitLength: Readonly<Record<(typeof windowUnits)[number], number>> = {
  seconds: SECOND,
  minutes: MINUTE,
  hours: HOUR,
  days: DAY,
};

const step = v.union([v.pipe(v.string(), v.minLength(1)), v.pipe(v.array(v.string()), v.minLength(1))]);

export const funnelParams = v.strictObject({
  steps: v.optional(
    v.pipe(
      v.array(step),
      v.minLength(2, 'at least 2 steps'),
      v.maxLength(20, 'at most 20 steps'),
      v.description('2 to 20 steps, each an event or a list of events that count alike; proposed when not said.'),
    ),
  ),
  order: v.optional(
    v.pipe(
      v.picklist(funnelOrders),
      v.description(
        '"ordered": other events may lie between; "strict": none may; "any": the steps in any order; "independent": unique customers per event.',
      ),
    ),
    'ordered',
  ),
  window: v.optional(
    v.pipe(
      v.strictObject({
        value: v.pipe(v.number(), v.finite(), v.minValue(0)),
        unit: v.picklist(windowUnits),
      }),
      v.description('Time from the first step to the last, its end included; 14 days when not said.'),
    ),
    { value: 14, unit: 'days' },
  ),
});
export type FunnelParams = v.InferOutput<typeof funnelParams>;

/** Length of a window in milliseconds, to the nearest whole one. */
export function windowLength(window: FunnelParams['window']): number {
  return Math.round(window.value * unitLength[window.unit]);
}

/** One step with the ids of its events. */
export interface FunnelStep {
  readonly label: string;
  readonly names: readonly string[];
  readonly ids: readonly number[];
}

/**
 * The steps with their event ids.
 * @throws VitrineError `event.unknown` with the nearest name when the data has no such event
 */
export function resolveSteps(params: FunnelParams, data: DataInfo): readonly FunnelStep[] {
  const byName = new Map(data.spine.events.map((e) => [e.name, e.id]));
  return (params.steps ?? []).map((given) => {
    const names = [...new Set(typeof given === 'string' ? [given] : given)];
    const ids = names.map((name) => {
      const id = byName.get(name);
      if (id === undefined) {
        const near = nearest(name, [...byName.keys()]);
        throw new VitrineError('event.unknown', { event: name, nearest: near === null ? '' : `“${near}”` });
      }
      return id;
    });
    return { label: names.join(' / '), names, ids };
  });
}

/**
 * Proposes steps where the recipe names none: the stages of a shop that occur in the data, else the
 * three events that most customers have.
 * @throws VitrineError `role.missing` for data without at least two kinds of event; `event.unknown`;
 * `recipe.invalid` for any-order steps that share some of their events but not all
 */
export function settleFunnel(params: FunnelParams, data: DataInfo): FunnelParams {
  const { spine } = data;
  if (spine.kind !== 'events') throw new VitrineError('role.missing', { source: spine.source, roles: 'event' });
  const settled: FunnelParams = { ...params, steps: params.steps ?? proposeSteps(data) };
  const steps = resolveSteps(settled, data);
  if (settled.order === 'any') refusePartialOverlap(steps);
  return settled;
}

function proposeSteps({ spine }: DataInfo): (string | string[])[] {
  const occurring = new Set(spine.events.map((e) => e.name));
  const stages = stageNames
    .filter((stage) => stage !== 'refund')
    .map((stage) => (spine.roles.stages?.[stage] ?? []).filter((name) => occurring.has(name)))
    .filter((names) => names.length > 0)
    .map((names) => (names.length === 1 ? (names[0] ?? names) : names));
  if (stages.length >= 2) return stages;
  const common = [...spine.events]
    .sort((a, b) => b.customers - a.customers || b.rows - a.rows || a.id - b.id)
    .slice(0, 3)
    .map((e) => e.name);
  if (common.length < 2) throw new VitrineError('role.missing', { source: spine.source, roles: 'event' });
  return common;
}

/** In any order, which event serves which step is only plain when steps are alike or have nothing in common. */
function refusePartialOverlap(steps: readonly FunnelStep[]): void {
  for (const [i, a] of steps.entries()) {
    for (const b of steps.slice(i + 1)) {
      const shared = a.ids.filter((id) => b.ids.includes(id)).length;
      if (shared > 0 && (shared < a.ids.length || shared < b.ids.length)) {
        throw new VitrineError('recipe.invalid', {
          path: 'steps',
          value: JSON.stringify([a.names, b.names]),
          expected: 'steps with the same events or with none in common (order "any")',
          nearest: '',
        });
      }
    }
  }
}
