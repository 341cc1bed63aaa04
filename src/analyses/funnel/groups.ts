import type { Answers } from '../../core/analysis';
import { numbers, texts, type Frame } from '../../core/frame';
import { NO_VALUE, OTHER } from '../../sql/funnel/groups';
import type { FunnelSetup } from '../../sql/funnel/setup';
import { rate, type Rate } from '../../stats/rate';
import { shareDifference, type ShareDifference } from '../../stats/shareDifference';
import { periodBefore } from './plan';
import type { Breakdown, FunnelParams } from './spec';

/** One value of a breakdown: its name, or which of the two that have none. */
export type GroupName = { readonly value: string } | { readonly kind: 'other' | 'none' };

/** The funnel of one group. */
export interface FunnelGroup {
  /** One name per breakdown. */
  readonly names: readonly GroupName[];
  /** The same as the list of groups has them, the second 1 where there is one breakdown; none of a comparison's sides. */
  readonly codes: readonly number[];
  /** Who reached each required step. */
  readonly customers: readonly number[];
  readonly conversion: Rate;
  /** Each required step from the second, of the one before. */
  readonly ofPrevious: readonly Rate[];
  readonly immature: number;
}

export interface FunnelGroups {
  readonly by: readonly Breakdown[];
  /** By falling number of entrants of the first name, then the second; "Other" and "no value" last. */
  readonly groups: readonly FunnelGroup[];
}

/** This funnel beside another one. */
export interface FunnelComparison {
  readonly with:
    | { readonly from: number; readonly to: number; readonly before: number }
    | { readonly segment: string; readonly other: string | null };
  /** This side, then the other. */
  readonly sides: readonly [FunnelGroup, FunnelGroup];
  /** Share of the first step, per required step from the second: this side less the other. */
  readonly differences: readonly ShareDifference[];
}

/** Who differs between the two semantics. */
export interface FunnelDifference {
  /** Customers per step when each step needs an event of its own, and when one event may serve several. */
  readonly distinct: readonly number[];
  readonly reused: readonly number[];
  /** Customers by the step they reach either way, where it differs. */
  readonly differing: readonly { readonly own: number; readonly shared: number; readonly customers: number }[];
  /** Events that belong to several steps, with the steps' numbers: without any, nobody can differ. */
  readonly events: readonly { readonly event: string; readonly steps: readonly number[] }[];
}

/** Rows `(a, b, depth, customers, immature)` as one funnel per a and b. */
function cellsOf(
  frame: Frame,
  steps: number,
): Map<string, { a: number; b: number; reached: number[]; immature: number }> {
  const [a, b, depth, customers, immature] = ['a', 'b', 'depth', 'customers', 'immature'].map((c) => numbers(frame, c));
  const cells = new Map<string, { a: number; b: number; reached: number[]; immature: number }>();
  for (let row = 0; row < frame.length; row++) {
    const [x, y] = [a?.[row] ?? 0, b?.[row] ?? 0];
    const key = `${x} ${y}`;
    const cell = cells.get(key) ?? { a: x, b: y, reached: new Array<number>(steps).fill(0), immature: 0 };
    for (let k = 0; k < steps; k++)
      if ((depth?.[row] ?? 0) > k) cell.reached[k] = (cell.reached[k] ?? 0) + (customers?.[row] ?? 0);
    cell.immature += immature?.[row] ?? 0;
    cells.set(key, cell);
  }
  return cells;
}

function groupOf(
  names: readonly GroupName[],
  codes: readonly number[],
  customers: readonly number[],
  immature: number,
): FunnelGroup {
  return {
    names,
    codes,
    customers,
    conversion: rate(customers.at(-1) ?? 0, customers[0] ?? 0),
    ofPrevious: customers.slice(1).map((n, i) => rate(n, customers[i] ?? 0)),
    immature,
  };
}

/** The groups of a breakdown, from the answers `groups` and `groups_<axis>`. */
export function groupsOf(by: readonly Breakdown[], setup: FunnelSetup, answers: Answers): FunnelGroups {
  const frame = answers.get('groups');
  if (frame === undefined) throw new Error('the plan answered no groups');
  const places = by.map((b, i): readonly string[] => {
    if ('segments' in b) return b.segments;
    const named = answers.get(`groups_${i}`);
    return named === undefined ? [] : texts(named, 'value').map((x) => x ?? '');
  });
  const nameOf = (axis: number, code: number): GroupName =>
    code === OTHER
      ? { kind: 'other' }
      : code === NO_VALUE
        ? { kind: 'none' }
        : { value: places[axis]?.[code - 1] ?? '' };
  // Places come first, then "Other" (0), then "no value" (−1).
  const rank = (code: number): number => (code > 0 ? code : 1e6 - code);
  const groups = [...cellsOf(frame, setup.required.length).values()]
    .sort((x, y) => rank(x.a) - rank(y.a) || rank(x.b) - rank(y.b))
    .map(({ a, b, reached, immature }) =>
      groupOf(by.length === 1 ? [nameOf(0, a)] : [nameOf(0, a), nameOf(1, b)], [a, b], reached, immature),
    );
  return { by, groups };
}

/** The comparison, from the answer `compared`; for a period before, this side is the funnel itself. */
export function comparisonOf(
  compare: NonNullable<FunnelParams['compare']>,
  setup: FunnelSetup,
  answers: Answers,
  own: { readonly customers: readonly number[]; readonly immature: number },
): FunnelComparison {
  const frame = answers.get('compared');
  if (frame === undefined) throw new Error('the plan answered no comparison');
  const cells = cellsOf(frame, setup.required.length);
  const nobody = { reached: setup.required.map(() => 0), immature: 0 };
  const there = cells.get('2 1') ?? nobody;
  const here =
    'segment' in compare ? (cells.get('1 1') ?? nobody) : { reached: [...own.customers], immature: own.immature };
  const sides = [groupOf([], [], here.reached, here.immature), groupOf([], [], there.reached, there.immature)] as const;
  const { period } = setup;
  return {
    with:
      'segment' in compare
        ? { segment: compare.segment, other: compare.with ?? null }
        : { from: period?.from ?? 0, to: period?.to ?? 0, before: periodBefore(period).from ?? 0 },
    sides,
    differences: here.reached
      .slice(1)
      .map((count, i) =>
        shareDifference(
          { count, of: here.reached[0] ?? 0 },
          { count: there.reached[i + 1] ?? 0, of: there.reached[0] ?? 0 },
        ),
      ),
  };
}

/** The difference of semantics, from the answers `differing`, `distinct` and `reused`. */
export function differenceOf(setup: FunnelSetup, answers: Answers): FunnelDifference {
  const frame = (name: string): Frame => {
    const found = answers.get(name);
    if (found === undefined) throw new Error(`the plan answered no ${name}`);
    return found;
  };
  const steps = setup.required.length;
  const reached = (f: Frame): number[] =>
    Array.from({ length: steps }, (_, k) =>
      numbers(f, 'depth').reduce((n, d, i) => (d > k ? n + (numbers(f, 'customers')[i] ?? 0) : n), 0),
    );
  const differing = frame('differing');
  const [own, shared, customers] = ['own', 'shared', 'customers'].map((c) => numbers(differing, c));
  const names = [...new Set(setup.steps.flatMap((s) => s.names))];
  return {
    distinct: reached(frame('distinct')),
    reused: reached(frame('reused')),
    differing: Array.from({ length: differing.length }, (_, i) => ({
      own: own?.[i] ?? 0,
      shared: shared?.[i] ?? 0,
      customers: customers?.[i] ?? 0,
    })),
    events: names
      .map((event) => ({ event, steps: setup.steps.filter((s) => s.names.includes(event)).map((s) => s.number) }))
      .filter((e) => e.steps.length > 1),
  };
}
