import type { FunnelParams, StepChoice } from '../../analyses/funnel/spec';
import type { PropertyTest } from '../../core/filter';

/** The events that count as a step. */
export function eventsOf(step: StepChoice): readonly string[] {
  const events = typeof step === 'object' && 'events' in step ? step.events : step;
  return typeof events === 'string' ? [events] : events;
}

/** Tests that a step's rows have to pass; none of a step in short form. */
export const whereOf = (step: StepChoice): readonly PropertyTest[] =>
  typeof step === 'object' && 'events' in step ? (step.where ?? []) : [];

/** Whether a step may be skipped. */
export const isOptional = (step: StepChoice): boolean =>
  typeof step === 'object' && 'events' in step && step.optional === true;

export interface StepChange {
  readonly events?: readonly string[];
  readonly where?: readonly PropertyTest[];
  readonly optional?: boolean;
}

/** A step with something changed, in the short form where nothing but events is said; a step keeps one event at least. */
export function changedStep(step: StepChoice, to: StepChange): StepChoice {
  const names = to.events === undefined || to.events.length === 0 ? eventsOf(step) : to.events;
  const events = names.length === 1 ? (names[0] ?? '') : [...names];
  // A name of its own tells which events the step was made of: with others it would not be true.
  const label =
    to.events === undefined && typeof step === 'object' && 'events' in step && step.label !== undefined
      ? step.label
      : undefined;
  const where = to.where ?? whereOf(step);
  const optional = to.optional ?? isOptional(step);
  if (where.length === 0 && !optional && label === undefined) return events;
  return {
    events,
    ...(where.length === 0 ? {} : { where: [...where] }),
    ...(label === undefined ? {} : { label }),
    ...(optional ? { optional } : {}),
  };
}

/** What is asked of a funnel that is made anew whenever its steps change. */
type Fitted = Pick<FunnelParams, 'steps' | 'exclude' | 'breakdown'>;

/**
 * Choices that speak of steps by number, fitted to the steps there are: an exclusion between steps that are gone or
 * may be skipped lies between the first and the last again, and a value at such a step is that of the first touch.
 */
export function fittedTo<P extends Fitted>(params: P, steps: readonly StepChoice[]): P {
  const stands = (place: number): boolean => {
    const step = steps[place - 1];
    return step !== undefined && !isOptional(step);
  };
  return {
    ...params,
    ...(params.exclude === undefined
      ? {}
      : {
          exclude: params.exclude.map((x) => {
            const [from, to] = [x.from ?? 1, x.to ?? steps.length];
            if (stands(from) && stands(to) && from < to) return x;
            const { from: _, to: __, ...rest } = x;
            return rest;
          }),
        }),
    ...(params.breakdown === undefined
      ? {}
      : {
          breakdown: params.breakdown.map((b) => {
            if ('segments' in b || typeof b.touch !== 'object' || stands(b.touch.step)) return b;
            const { touch: _, ...rest } = b;
            return rest;
          }),
        }),
  };
}
