import type { DataInfo } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { stageNames } from '../../core/roles';
import { propertyOf } from '../properties';
import { SESSION_GAP, type SessionRule } from '../sessions';
import { ident, raw } from '../sql';
import { windowLength, type FunnelCore, type FunnelOrder, type FunnelSemantics } from './params';
import { resolveSteps, rowTest, type Exclusion, type FunnelStep } from './steps';

/** Attempts that begin in `[from, to)`, epoch ms; null: no end there. */
export interface Period {
  readonly from: number | null;
  readonly to: number | null;
}

/** A funnel checked against the data: what its statements are made of. */
export interface FunnelSetup {
  readonly data: DataInfo;
  /** All steps; those that may be skipped among them. */
  readonly steps: readonly FunnelStep[];
  /** The steps that make an attempt, two or more. */
  readonly required: readonly FunnelStep[];
  readonly exclusions: readonly Exclusion[];
  readonly order: FunnelOrder;
  readonly semantics: FunnelSemantics;
  /** Milliseconds, its end included. */
  readonly window: number;
  readonly period: Period | null;
  /** Null: customers are counted. */
  readonly sessions: SessionRule | null;
  /** Columns carried along for breakdowns, as text `b0`, `b1` …, missing as ''. */
  readonly properties: readonly string[];
  /** Whether rows are first made into flags (`rows.ts`); else the spine is read as it is. */
  readonly flagged: boolean;
  /** What is counted is neither a customer nor a session, but units of a table of flags that somebody else makes. */
  readonly units?: true;
}

/**
 * @param properties columns to break down by
 * @throws VitrineError `event.unknown`, `property.unknown`
 */
export function setupFunnel(
  params: FunnelCore,
  data: DataInfo,
  properties: readonly string[] = [],
  semantics = params.semantics ?? 'ordered-distinct',
): FunnelSetup {
  const plain = resolveSteps(params, data);
  const flagged =
    properties.length > 0 ||
    params.count !== undefined ||
    (params.exclude ?? []).length > 0 ||
    plain.some((s) => s.where.length > 0 || s.optional);
  const steps = flagged ? resolveSteps(params, data, true) : plain;
  const sessions = params.count?.sessions;
  return {
    data,
    steps,
    required: steps.filter((s) => !s.optional),
    exclusions: (params.exclude ?? []).map((x) => ({
      test: rowTest(x.events, x.where ?? [], data),
      from: x.from ?? 1,
      to: x.to ?? steps.length,
    })),
    order: params.order,
    semantics,
    window: windowLength(params.window),
    period: periodOf(params),
    sessions:
      sessions === undefined
        ? null
        : 'column' in sessions
          ? sessions
          : { gap: sessions.gap === undefined ? SESSION_GAP : windowLength(sessions.gap) },
    properties,
    flagged,
  };
}

function periodOf({ entered }: FunnelCore): Period | null {
  if (entered?.from === undefined && entered?.to === undefined) return null;
  return {
    from: entered.from === undefined ? null : Date.parse(entered.from),
    to: entered.to === undefined ? null : Date.parse(entered.to),
  };
}

/** Where statements read rows: the spine, or the table of flags that `rows.ts` makes. */
export const rowsTable = (setup: FunnelSetup, prefix: string): string =>
  setup.flagged ? `${prefix}_rows` : setup.data.spine.table;

/** The table of {@link rowsTable} to put after FROM. */
export const rowsIn = (setup: FunnelSetup, prefix: string) => ident(rowsTable(setup, prefix));

/** The columns that tell what a row is, comma-separated. */
export function testColumns({ flagged, steps, exclusions }: FunnelSetup) {
  return raw(flagged ? [...steps.map((s) => s.column), ...exclusions.map((_, i) => `x${i + 1}`)].join(', ') : 'event');
}

/** A condition that the column `time` lies in the period; null where there is none. */
export function inPeriod(period: Period | null): Statement | null {
  if (period === null) return null;
  const sides = [
    ...(period.from === null ? [] : [`time >= ${whole(period.from)}`]),
    ...(period.to === null ? [] : [`time < ${whole(period.to)}`]),
  ];
  return { text: sides.length === 0 ? 'TRUE' : sides.join(' AND '), values: [] };
}

function whole(time: number): string {
  if (!Number.isSafeInteger(time)) throw new Error(`${time} is no time in ms`);
  return String(time);
}

/**
 * Checks a funnel and proposes steps where none are named: the stages of a shop that occur in the data, else the
 * three events that most customers have.
 * @throws VitrineError `role.missing` for data without at least two kinds of event; `event.unknown` and
 * `property.unknown` with the nearest name; `recipe.invalid` for what does not go together
 */
export function settleFunnelCore<P extends FunnelCore>(params: P, data: DataInfo): P {
  const { spine } = data;
  if (spine.kind !== 'events') throw new VitrineError('role.missing', { source: spine.source, roles: 'event' });
  const settled: P = { ...params, steps: params.steps ?? proposeSteps(data) };
  const setup = setupFunnel(settled, data);
  for (const test of [...setup.steps, ...setup.exclusions.map((x) => x.test)].flatMap((t) => t.where))
    propertyOf(spine, test.property);
  if (setup.sessions !== null && 'column' in setup.sessions) propertyOf(spine, setup.sessions.column);
  refuse(setup);
  return settled;
}

/**
 * The same for what only steps in order have: their times, and the moment at which somebody has converted.
 * @throws VitrineError as {@link settleFunnelCore} does, `recipe.invalid` for the orders "any" and "independent"
 */
export function settleInOrder<P extends FunnelCore>(params: P, data: DataInfo): P {
  const settled = settleFunnelCore(params, data);
  if (settled.order !== 'ordered' && settled.order !== 'strict')
    throw invalid('order', settled.order, '"ordered" or "strict": these steps have to follow one another');
  return settled;
}

const invalid = (path: string, value: unknown, expected: string): VitrineError =>
  new VitrineError('recipe.invalid', { path, value: JSON.stringify(value), expected, nearest: '' });

function refuse({ steps, required, exclusions, order, semantics, period }: FunnelSetup): void {
  const distinct = order === 'ordered' && semantics === 'ordered-distinct';
  const skipped = steps.find((s) => s.optional);
  if (steps[0]?.optional === true || steps.at(-1)?.optional === true)
    throw invalid('steps', 'optional', 'a first and a last step that cannot be skipped');
  if (skipped !== undefined && !distinct)
    throw invalid('steps', 'optional', 'order "ordered" with semantics "ordered-distinct" where steps may be skipped');
  if (exclusions.length > 0 && !distinct)
    throw invalid('exclude', order, 'order "ordered" with semantics "ordered-distinct" where events exclude');
  if (semantics === 'clickhouse-default' && order !== 'ordered')
    throw invalid('semantics', semantics, 'order "ordered": windowFunnel knows no other');
  for (const [i, { from, to }] of exclusions.entries()) {
    const ends = [from, to].every((n) => required.some((s) => s.number === n));
    if (!ends || from >= to) throw invalid(`exclude[${i}]`, { from, to }, 'two steps that cannot be skipped, in order');
  }
  if (period !== null && period.from !== null && period.to !== null && period.from >= period.to)
    throw invalid('entered', 'from', 'a time before "to"');
  if (order === 'any') refusePartialOverlap(steps);
}

/**
 * Steps where none are named; see {@link settleFunnelCore}.
 * @throws VitrineError `role.missing` for data without at least two kinds of event
 */
export function proposeSteps({ spine }: DataInfo): (string | string[])[] {
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

/** Steps that ask for the same: their rows are interchangeable. */
export const isAlike = (a: FunnelStep, b: FunnelStep): boolean =>
  a.ids.length === b.ids.length &&
  a.ids.every((id) => b.ids.includes(id)) &&
  JSON.stringify(a.where) === JSON.stringify(b.where);

/** In any order, which event serves which step is only plain when steps are alike or have nothing in common. */
function refusePartialOverlap(steps: readonly FunnelStep[]): void {
  for (const [i, a] of steps.entries()) {
    for (const b of steps.slice(i + 1)) {
      const shared = a.ids.filter((id) => b.ids.includes(id)).length;
      // With tests of other columns, a row counts for the first step it passes.
      if (shared > 0 && (shared < a.ids.length || shared < b.ids.length) && a.where.length + b.where.length === 0) {
        throw invalid('steps', [a.names, b.names], 'steps with the same events or with none in common (order "any")');
      }
    }
  }
}
