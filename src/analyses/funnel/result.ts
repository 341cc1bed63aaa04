import type { Answers, DataInfo } from '../../core/analysis';
import { countAt, numbers, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { stageNames, type Stage } from '../../core/roles';
import { DAY } from '../../core/time';
import { rate, type Rate } from '../../stats/rate';
import { setupFunnel, type Period } from '../../sql/funnel/setup';
import {
  comparisonOf,
  differenceOf,
  groupsOf,
  type FunnelComparison,
  type FunnelDifference,
  type FunnelGroups,
} from './groups';
import { windowLength, type FunnelOrder, type FunnelParams, type FunnelSemantics } from './spec';

/** Times in milliseconds. */
export interface StepTime {
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
}

export interface FunnelStepFigures {
  /** Its own label, else event names joined by " / " and what is asked of other columns. In any order the k-th step means "k of the steps". */
  readonly label: string;
  /** May be skipped: then the shares of the steps after it are of the last step before it that may not. */
  readonly optional?: true;
  readonly events: readonly string[];
  /** The stage of a shop that all of the step's events belong to; null for other events. */
  readonly stage: Stage | null;
  /** Customers who reached this step. */
  readonly customers: number;
  readonly ofFirst: Rate;
  /** Of the last step before it that cannot be skipped; null for the first step. In order "independent" the share may exceed 1: then it has no interval. */
  readonly ofPrevious: Rate | null;
  /** Time from the previous step over those who took this one; null for the first step and without any. */
  readonly time: StepTime | null;
  /** Unique customers with this step's event, whatever the order and window. */
  readonly independent: number;
  /** How many customers reached this step in order within the window. */
  readonly followed: number;
}

export interface FunnelFigures {
  readonly order: FunnelOrder;
  readonly semantics: FunnelSemantics;
  /** What is counted; `customers` of each step then means sessions. */
  readonly unit: 'customers' | 'sessions';
  /** Those whom an exclusion keeps out; they are in no other figure. */
  readonly excluded: number;
  readonly window: FunnelParams['window'];
  /** Only attempts that began in [from, to), epoch ms, are in these figures; absent where any may. */
  readonly entered?: Period;
  readonly steps: readonly FunnelStepFigures[];
  /** Customers of the first step, and how many of them reached the last. */
  readonly conversion: Rate;
  /**
   * Entrants who did not convert but entered so late that they still can (`last entry + window > as-of`).
   * `without` leaves them out and so is an upper bound; `conversion` counts them as lost, a lower bound.
   */
  readonly immature: { readonly customers: number; readonly without: Rate };
  /** By a breakdown, where one was asked for. */
  readonly groups?: FunnelGroups;
  readonly comparison?: FunnelComparison;
  readonly difference?: FunnelDifference;
}

/** Fewer entrants than this, and shares say little. */
export const ENOUGH_ENTRANTS = 30;

/** Figures of a funnel from its plan's answers `independent`, `depths`, `followed`, `gaps`. */
export function funnelResult(
  params: FunnelParams,
  data: DataInfo,
  answers: Answers,
): { figures: FunnelFigures; warnings: readonly Warning[] } {
  const setup = setupFunnel(params, data);
  const { steps, required, semantics, sessions } = setup;
  const independentRow = answer(answers, 'independent');
  const independent = steps.map((s) => countAt(independentRow, `n${s.number}`));
  const depths = answer(answers, 'depths');
  const immature = numbers(depths, 'immature').reduce((sum, n) => sum + n, 0);
  const optional = answers.get('optional');
  /** Per step, from who reached each of the required ones. */
  const perStep = (reached: readonly number[]): number[] =>
    steps.map((s) =>
      s.optional
        ? optional === undefined
          ? 0
          : countAt(optional, `n${s.number}`)
        : (reached[required.indexOf(s)] ?? 0),
    );
  const reached = perStep(atLeast(depths, required.length));
  const ordered = atLeast(answer(answers, 'followed'), required.length);
  // Attempts of one step are not in the table of attempts: everyone with the first event has one.
  ordered[0] = independent[0] ?? 0;
  const followed = perStep(ordered);
  const isIndependent = params.order === 'independent';
  const customers = isIndependent ? independent : reached;
  const times = isIndependent ? new Map<number, StepTime>() : stepTimes(answer(answers, 'gaps'));
  const first = customers[0] ?? 0;
  const last = customers.at(-1) ?? 0;
  const waiting = isIndependent ? 0 : immature;
  const excluded = answers.get('excluded');
  /** The last step before it that cannot be skipped. */
  const before = (i: number): number => steps.findLastIndex((s, j) => j < i && !s.optional);
  const figures: FunnelFigures = {
    order: params.order,
    semantics,
    unit: sessions === null ? 'customers' : 'sessions',
    excluded: excluded === undefined ? 0 : countAt(excluded, 'customers'),
    window: params.window,
    ...(setup.period === null || isIndependent ? {} : { entered: setup.period }),
    steps: steps.map((step, i) => ({
      label: step.label,
      ...(step.optional ? { optional: true as const } : {}),
      events: step.names,
      stage:
        step.where.length > 0
          ? null
          : (stageNames.find((stage) =>
              step.names.every((n) => data.spine.roles.stages?.[stage]?.includes(n) === true),
            ) ?? null),
      customers: customers[i] ?? 0,
      ofFirst: share(customers[i] ?? 0, first),
      ofPrevious: i === 0 ? null : share(customers[i] ?? 0, customers[before(i)] ?? 0),
      time: times.get(i + 1) ?? null,
      independent: independent[i] ?? 0,
      followed: followed[i] ?? 0,
    })),
    conversion: share(last, first),
    immature: { customers: waiting, without: share(last, first - waiting) },
    ...(params.breakdown === undefined ? {} : { groups: groupsOf(params.breakdown, setup, answers) }),
    ...(params.compare === undefined
      ? {}
      : {
          comparison: comparisonOf(params.compare, setup, answers, {
            customers: required.map((s) => reached[s.number - 1] ?? 0),
            immature,
          }),
        }),
    ...(params.difference === true ? { difference: differenceOf(setup, answers) } : {}),
  };
  const warnings: Warning[] = [];
  if (first < ENOUGH_ENTRANTS) warnings.push({ code: 'too-few', details: { n: first, enough: ENOUGH_ENTRANTS } });
  if (waiting > 0) {
    warnings.push({ code: 'immature', details: { customers: waiting, days: windowLength(params.window) / DAY } });
  }
  return { figures, warnings };
}

/** Independent counts may grow from step to step; such a ratio is no share of a whole. */
function share(count: number, of: number): Rate {
  return count <= of ? rate(count, of) : { count, of, share: of > 0 ? count / of : null, interval: null };
}

/** Customers with at least depth 1, 2 … `count`. */
function atLeast(depths: Frame, count: number): number[] {
  const depth = numbers(depths, 'depth');
  const customers = numbers(depths, 'customers');
  return Array.from({ length: count }, (_, i) =>
    depth.reduce((n, d, row) => (d > i ? n + (customers[row] ?? 0) : n), 0),
  );
}

function stepTimes(gaps: Frame): Map<number, StepTime> {
  return new Map(
    Array.from(numbers(gaps, 'part'), (part, row) => [
      part,
      { p25: countAt(gaps, 'p25', row), median: countAt(gaps, 'median', row), p75: countAt(gaps, 'p75', row) },
    ]),
  );
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(name);
  if (frame === undefined) throw new Error(`the plan answered no ${name}`);
  return frame;
}
