import * as v from 'valibot';
import { propertyTests } from '../../core/filter';
import { DAY, HOUR, MINUTE, SECOND } from '../../core/time';

export const funnelOrders = ['ordered', 'strict', 'any', 'independent'] as const;
/** How steps follow one another; SEMANTICS §4 and the docstring of `attempts.ts`. */
export type FunnelOrder = (typeof funnelOrders)[number];

export const funnelSemantics = ['ordered-distinct', 'clickhouse-default'] as const;
/** Whether one event may serve several steps; see `attempts.ts`. */
export type FunnelSemantics = (typeof funnelSemantics)[number];

export const windowUnits = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months'] as const;
/** A month of a window is 30 days: a window has one length, whatever the calendar. */
const unitLength: Readonly<Record<(typeof windowUnits)[number], number>> = {
  seconds: SECOND,
  minutes: MINUTE,
  hours: HOUR,
  days: DAY,
  weeks: 7 * DAY,
  months: 30 * DAY,
};

const name = v.pipe(v.string(), v.minLength(1));
const events = v.union([name, v.pipe(v.array(v.string()), v.minLength(1))]);
const isoTime = v.pipe(v.string(), v.isoTimestamp());
const span = v.strictObject({
  value: v.pipe(v.number(), v.finite(), v.minValue(0)),
  unit: v.picklist(windowUnits),
});

/** One step: an event, events that count alike, or either with tests of the row's other columns. */
const step = v.union([
  name,
  v.pipe(v.array(v.string()), v.minLength(1)),
  v.strictObject({
    events,
    where: v.optional(propertyTests),
    label: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
    optional: v.optional(v.pipe(v.boolean(), v.description('May be skipped; not the first or the last step.'))),
  }),
]);
export type StepChoice = v.InferOutput<typeof step>;

const place = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(20));

/** What every analysis of a funnel is asked with; strict objects add their own beside it. */
export const funnelEntries = {
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
      span,
      v.description(
        'Time from the first step to the last, its end included; 14 days when not said. A month is 30 days.',
      ),
    ),
    { value: 14, unit: 'days' },
  ),
  exclude: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          events,
          where: v.optional(propertyTests),
          from: v.optional(v.pipe(place, v.description('Number of the step after which; 1 when not said.'))),
          to: v.optional(v.pipe(place, v.description('Number of the step before which; the last when not said.'))),
        }),
      ),
      v.maxLength(10),
      v.description('Whoever has such an event between the two steps is not in the funnel at all (ordered only).'),
    ),
  ),
  count: v.optional(
    v.pipe(
      v.strictObject({
        sessions: v.union([
          v.strictObject({ gap: v.optional(span) }),
          v.strictObject({ column: v.pipe(name, v.description('Column that tells sessions of a customer apart.')) }),
        ]),
      }),
      v.description('Count sessions instead of customers: by a pause longer than `gap` (30 minutes), or by a column.'),
    ),
  ),
  semantics: v.optional(
    v.pipe(
      v.picklist(funnelSemantics),
      v.description(
        '"ordered-distinct" (when not said): each step needs an event of its own; "clickhouse-default": one event may serve several steps, as in windowFunnel.',
      ),
    ),
  ),
  entered: v.optional(
    v.pipe(
      v.strictObject({ from: v.optional(isoTime), to: v.optional(isoTime) }),
      v.description('Only attempts that begin in [from, to); their later steps may lie after it.'),
    ),
  ),
};

export const funnelCore = v.strictObject(funnelEntries);
export type FunnelCore = v.InferOutput<typeof funnelCore>;
export type Span = v.InferOutput<typeof span>;

/** Length of a window in milliseconds, to the nearest whole one. */
export function windowLength(window: Span): number {
  return Math.round(window.value * unitLength[window.unit]);
}
