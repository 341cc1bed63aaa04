import type { Result } from '../../core/result';
import { tierOf, type SegmentKey } from '../../core/rfmSegments';
import { DAY } from '../../core/time';
import { wilson } from '../../stats/rate';
import type { Advice, AdviceSources } from './advice';

/** A recommendation, or null where the rule has nothing to say or not enough to say it from. */
export type AdviceRule = (sources: AdviceSources) => Advice | null;

/** From so many on, a share of a half is known to ten points (Wilson, 95 %). */
export const ENOUGH = 100;
/** A group from which a mean may be taken: the usual least sample of the central limit theorem. */
export const ENOUGH_GROUP = 30;
/** Of those who can go on, the share who stop: under it a step is no bottleneck. */
export const DROP = 0.5;
/** If more entrants than this share can still convert, the funnel is not ripe. */
export const MOST_IMMATURE = 0.3;
/** What is hoped to be won back when a stake is reckoned: one in ten. */
export const WON_BACK = 0.1;
/** A champion's place is lost by chance too; a third of them is more than that. */
export const SLIDING = 1 / 3;
/** Pareto's rule: this share of buyers with 80 % of revenue, or fewer, is concentrated. */
export const CONCENTRATED = 0.2;
/** Fewer than a third come back: below it most of the revenue has to be bought anew. */
export const WEAK_REPEAT = 1 / 3;
/** A second purchase needs time: half a year of data. */
export const REPEAT_DAYS = 180;
/** Under one in five in the period after the first. */
export const WEAK_RETURN = 0.2;
/** Hours next to each other that are looked at together, and how much more than their even share they hold. */
export const BUSY_HOURS = 3;
export const BUSY = 2;
/** From so many rows on, an hour's share is known to a point. */
export const ENOUGH_ROWS = 10_000;

/** Too few, not ripe, or not sure: the analysis' own doubts about its figures. */
function isDoubtful(result: Result<unknown>): boolean {
  return result.warnings.some((w) => w.code === 'too-few' || w.code === 'not-converged');
}

/** The step at which the largest share of those who reached it stops. The stake is what one in ten of them would bring, going on as the others do. */
const funnelDrop: AdviceRule = ({ funnel, overview }) => {
  if (funnel === null || isDoubtful(funnel) || funnel.figures.order === 'independent') return null;
  const { steps, conversion, immature, unit } = funnel.figures;
  if (conversion.of < ENOUGH || immature.customers > MOST_IMMATURE * conversion.of) return null;
  const required = steps.filter((s) => s.optional !== true);
  const drops = required.flatMap((step, i) => {
    const before = required[i - 1];
    if (before === undefined || before.customers < ENOUGH) return [];
    return [{ step, before, lost: before.customers - step.customers }];
  });
  const [worst] = drops.sort((a, b) => b.lost / b.before.customers - a.lost / a.before.customers);
  if (worst === undefined || worst.lost < DROP * worst.before.customers) return null;
  const buyers = required.at(-1);
  const each = overview?.figures.orderValue?.value.mean ?? null;
  const isPurchase = buyers?.stage === 'purchase' && worst.step.customers > 0;
  return {
    facts: {
      rule: 'funnel-drop',
      from: worst.before.label,
      to: worst.step.label,
      lost: worst.lost,
      share: worst.lost / worst.before.customers,
      unit,
    },
    stake:
      each === null || !isPurchase ? null : WON_BACK * worst.lost * (buyers.customers / worst.step.customers) * each,
    target: { room: 'behaviour', anchor: 'funnel' },
  };
};

/** Champions of the earlier date who are none any more. The stake is what one in ten of them had brought. */
const slidingChampions: AdviceRule = ({ migration }) => {
  if (migration === null || isDoubtful(migration)) return null;
  const { before, left, spent, to } = migration.figures.champions;
  if (before < ENOUGH_GROUP || left < SLIDING * before) return null;
  return {
    facts: { rule: 'sliding-champions', before, left, to },
    stake: spent === null ? null : WON_BACK * spent,
    target: { room: 'customers', anchor: 'migration' },
  };
};

/** Value still to come from those who bought often and went quiet: by the forecast, P(alive) within. */
const atRiskValue: AdviceRule = ({ value }) => {
  if (value === null || isDoubtful(value) || value.figures.spend?.converged !== true) return null;
  const quiet = value.figures.segments.filter((s) => isQuiet(s.segment));
  const customers = sum(quiet, (s) => s.customers);
  if (customers < ENOUGH_GROUP) return null;
  const worth = sum(quiet, (s) => s.value ?? 0);
  if (worth <= 0) return null;
  const spent = quiet.every((s) => s.revenue === null) ? null : sum(quiet, (s) => s.revenue ?? 0);
  return {
    facts: { rule: 'at-risk-value', customers, alive: sum(quiet, (s) => s.alive * s.customers) / customers, spent },
    stake: worth,
    target: { room: 'customers', anchor: 'value' },
  };
};

/** The same people where nothing was forecast. The stake is what one in ten of them have brought. */
const goneQuiet: AdviceRule = ({ rfm }) => {
  if (rfm === null || isDoubtful(rfm)) return null;
  const quiet = rfm.figures.segments.filter((s) => isQuiet(s.segment));
  const customers = sum(quiet, (s) => s.customers);
  if (customers < ENOUGH_GROUP) return null;
  const { revenue } = rfm.figures;
  const brought = revenue === null ? null : sum(quiet, (s) => s.revenue ?? 0);
  return {
    facts: {
      rule: 'gone-quiet',
      customers,
      share: brought === null || revenue === null || revenue <= 0 ? null : brought / revenue,
    },
    stake: brought === null || brought <= 0 ? null : WON_BACK * brought,
    target: { room: 'customers', anchor: 'rfm' },
  };
};

/** Most buyers buy once, though there was time to come back. The stake is a second order of one in ten of them. */
const secondPurchase: AdviceRule = ({ overview }) => {
  if (overview === null || isDoubtful(overview)) return null;
  const { repeat, orderValue, span } = overview.figures;
  const days = (Date.parse(span.to) - Date.parse(span.from)) / DAY;
  const again = repeat?.value;
  if (again?.share == null || again.of < ENOUGH || days < REPEAT_DAYS) return null;
  if ((again.interval?.high ?? 1) >= WEAK_REPEAT) return null;
  const once = again.of - again.count;
  const each = orderValue?.value.mean ?? null;
  return {
    facts: { rule: 'second-purchase', once, share: 1 - again.share },
    stake: each === null ? null : WON_BACK * once * each,
    target: { room: 'overview', anchor: 'overview' },
  };
};

/** Few come back in the period after their first; only ripe cells are in the mean. */
const lowReturn: AdviceRule = ({ retention }) => {
  if (retention === null || isDoubtful(retention)) return null;
  const next = retention.figures.means.find((m) => m.period === 1);
  if (next?.share == null || next.customers < ENOUGH || next.cohorts < 2) return null;
  if ((next.interval?.high ?? 1) >= WEAK_RETURN) return null;
  return {
    facts: {
      rule: 'low-return',
      share: next.share,
      interval: retention.figures.interval,
      customers: next.customers,
    },
    stake: null,
    target: { room: 'behaviour', anchor: 'retention' },
  };
};

/** Few buyers hold most of the revenue. */
const concentration: AdviceRule = ({ value }) => {
  if (value === null || value.figures.concentration === null) return null;
  const { holders, to80 } = value.figures.concentration;
  if (holders < ENOUGH || to80 > CONCENTRATED * holders) return null;
  return {
    facts: { rule: 'concentration', holders: to80, share: to80 / holders },
    stake: null,
    target: { room: 'customers', anchor: 'value' },
  };
};

/** Hours in a row, of all days together, that hold twice their even share. */
const busyHours: AdviceRule = ({ week }) => {
  if (week === null) return null;
  const hours = Array.from({ length: 24 }, (_, hour) => sum(days, (day) => week[day * 24 + hour] ?? 0));
  const all = sum(hours, (n) => n);
  // Data with dates alone has everything at midnight.
  if (all < ENOUGH_ROWS || hours.filter((n) => n > 0).length < 12) return null;
  const within = (from: number): number => sum(hours.slice(from, from + BUSY_HOURS), (n) => n);
  const starts = Array.from({ length: 25 - BUSY_HOURS }, (_, from) => from);
  const from = starts.reduce((best, at) => (within(at) > within(best) ? at : best), 0);
  const share = within(from) / all;
  const low = wilson(within(from), all)?.low ?? 0;
  if (low < (BUSY * BUSY_HOURS) / 24) return null;
  return {
    facts: { rule: 'busy-hours', from, to: from + BUSY_HOURS, share },
    stake: null,
    target: { room: 'overview', anchor: 'cross-week' },
  };
};

const days = [0, 1, 2, 3, 4, 5, 6] as const;

/** Bought often, but not lately. */
const isQuiet = (segment: SegmentKey): boolean => tierOf[segment] === 'silent' && segment !== 'hibernating';

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((n, one) => n + of(one), 0);
}

/** Every rule; those without money speak in this order. */
export const rules: readonly AdviceRule[] = [
  funnelDrop,
  atRiskValue,
  goneQuiet,
  slidingChampions,
  secondPurchase,
  lowReturn,
  concentration,
  busyHours,
];
