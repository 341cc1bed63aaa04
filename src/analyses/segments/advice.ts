import type { Duration } from '../../stats/lifetime';
import type { Archetype } from './archetypes';

/** What is known of a segment when advice is given. */
export interface Advised {
  readonly key: Archetype;
  readonly customers: number;
  readonly share: number;
  readonly revenueShare: number | null;
  readonly valueShare: number | null;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number | null;
  readonly order: number | null;
  readonly alive: number | null;
  readonly value: number | null;
  readonly unclear: number | null;
}

export type Priority = 'high' | 'medium' | 'low';

/** What is done for a segment as a whole. */
export type Strategy = 'keep' | 'grow' | 'start' | 'win-back' | 'let-go';

/** What can be done, and when: see {@link actionPlan}. */
export type ActionKey =
  | 'care'
  | 'recommend'
  | 'win-back'
  | 'remind'
  | 'second'
  | 'upsell'
  | 'basket'
  | 'rhythm'
  | 'budget'
  | 'check'
  | 'holdout'
  | 'quiet'
  | 'observe';

/** What tells whether it works. */
export type Kpi = 'active' | 'second' | 'frequency' | 'order' | 'returned';

/** The action plan of a segment as codes: words put the segment's figures into each. */
export interface SegmentPlan {
  readonly priority: Priority;
  /** What the priority rests on: a share, and how many times the share of customers it is. */
  readonly stake: { readonly of: 'value' | 'revenue' | 'customers'; readonly share: number; readonly times: number };
  readonly strategy: Strategy;
  readonly actions: readonly ActionKey[];
  readonly kpi: Kpi;
  /** How far ahead what is expected of the segment looks. */
  readonly horizon: Duration;
  /** Means over all buyers that figures are compared with. */
  readonly all: {
    readonly recency: number;
    readonly frequency: number;
    readonly monetary: number | null;
    readonly order: number | null;
  };
}

const strategies: Readonly<Record<Archetype, { readonly strategy: Strategy; readonly kpi: Kpi }>> = {
  champions: { strategy: 'keep', kpi: 'active' },
  loyal: { strategy: 'keep', kpi: 'frequency' },
  'big-spenders': { strategy: 'grow', kpi: 'frequency' },
  'small-often': { strategy: 'grow', kpi: 'order' },
  newcomers: { strategy: 'start', kpi: 'second' },
  promising: { strategy: 'grow', kpi: 'frequency' },
  occasional: { strategy: 'grow', kpi: 'frequency' },
  'at-risk': { strategy: 'win-back', kpi: 'returned' },
  fading: { strategy: 'win-back', kpi: 'returned' },
  'one-off-big': { strategy: 'win-back', kpi: 'returned' },
  'small-baskets': { strategy: 'grow', kpi: 'order' },
  lost: { strategy: 'let-go', kpi: 'returned' },
};

/** From this many times their share of customers on a segment matters most; below the other it matters least. */
const HIGH = 1.5;
const LOW = 0.6;
/** Means this far from those of all are worth acting on. */
const ABOVE = 1.2;
const BELOW = 0.8;
/** From so many customers on a tenth of them left out tells something. */
const TESTABLE = 500;
/** At most so many actions: more is no plan. */
const ACTIONS = 3;

/** The plan of one segment among all of them (SEMANTICS §8, §13): rules over its figures, first come first served. */
export function actionPlan(s: Advised, segments: readonly Advised[], horizon: Duration): SegmentPlan {
  const customers = segments.reduce((n, o) => n + o.customers, 0);
  const mean = (of: (o: Advised) => number): number =>
    segments.reduce((n, o) => n + of(o) * o.customers, 0) / customers;
  const money = segments.every((o) => o.monetary !== null);
  const frequency = mean((o) => o.frequency);
  const monetary = money ? mean((o) => o.monetary ?? 0) : null;
  const all = {
    recency: mean((o) => o.recency),
    frequency,
    monetary,
    order: monetary === null || frequency === 0 ? null : monetary / frequency,
  };
  const stake = stakeOf(s);
  const { strategy, kpi } = strategies[s.key];
  const alive = s.alive ?? 1;
  const times = (value: number | null, of: number | null): number | null =>
    value === null || of === null || of <= 0 ? null : value / of;
  const spend = times(s.monetary, all.monetary);
  const order = times(s.order, all.order);
  const silent = s.recency >= ABOVE * all.recency || alive < 0.5;
  const rules: readonly (readonly [ActionKey, boolean])[] = [
    ['quiet', strategy === 'let-go'],
    ['care', !silent && (spend ?? 0) >= 2],
    ['win-back', silent && ((spend ?? 0) >= 1 || (spend === null && s.frequency >= all.frequency))],
    [
      'remind',
      silent && strategy !== 'let-go' && ((spend ?? 1) < 1 || (spend === null && s.frequency < all.frequency)),
    ],
    ['second', !silent && s.frequency < 1.5],
    ['recommend', !silent && s.frequency >= ABOVE * all.frequency],
    ['upsell', !silent && (order ?? 0) >= ABOVE],
    ['basket', !silent && order !== null && order <= BELOW],
    ['rhythm', !silent && s.frequency >= 1.5],
    ['budget', s.value !== null && strategy !== 'keep'],
    ['check', (s.unclear ?? 0) >= 0.3],
    ['holdout', strategy !== 'let-go' && s.customers >= TESTABLE],
  ];
  const actions = rules.filter(([, applies]) => applies).map(([key]) => key);
  return {
    priority: stake.times >= HIGH ? 'high' : stake.times < LOW ? 'low' : 'medium',
    stake,
    strategy,
    actions: actions.length === 0 ? ['observe'] : actions.slice(0, ACTIONS),
    kpi,
    horizon,
    all,
  };
}

/** What is at stake: the larger of what they will bring and what they have brought. */
function stakeOf(s: Advised): SegmentPlan['stake'] {
  const value = { of: 'value' as const, share: s.valueShare ?? -1 };
  const revenue = { of: 'revenue' as const, share: s.revenueShare ?? -1 };
  const best = value.share >= revenue.share ? value : revenue;
  if (best.share < 0) return { of: 'customers', share: s.share, times: 1 };
  return { ...best, times: s.share > 0 ? best.share / s.share : 0 };
}
