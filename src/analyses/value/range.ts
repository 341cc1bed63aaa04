import { sfc32 } from '../../learn/random';
import { quantile } from '../../learn/bootstrap';
import type { Estimate } from '../../stats/estimate';
import { expectedSpend } from '../../stats/gammaGamma';
import { choleskyOf } from '../../stats/minimise';
import type { Interval } from '../../stats/rate';
import { modelWith } from '../../stats/customerBase';
import type { ValueModel } from './spec';

/** Equal customers with what the estimates expect of each. Times in the model's unit. */
export interface Expecting {
  readonly x: number;
  readonly recency: number;
  readonly age: number;
  readonly customers: number;
  /** Mean repeat spend of one of them, in all. */
  readonly spend: number;
  /** Purchases within the horizon, and the same discounted. */
  readonly expected: number;
  readonly discounted: number;
}

export interface Simulated {
  readonly purchases: Interval | null;
  readonly value: Interval | null;
}

const DRAWS = 250;
/** With more customers than this, as many stand for all. */
const UNITS = 700;
/** A parameter whose logarithm is less sure than this is as good as unknown: no interval then. */
const UNSURE = 2;
const SEED = 20_05;

/** A customer, or one who stands for `many` like him. */
interface Unit {
  readonly group: Expecting;
  readonly many: number;
}

/**
 * 95 % intervals of total purchases and total value by a parametric bootstrap: the models' parameters are drawn
 * from the normal distribution of their logarithms' estimates, and what customers then do is drawn from the
 * models. So they hold both doubts, about the parameters and about chance. Seeded: equal input, equal answer.
 *
 * Beyond {@link UNITS} customers as many are taken by chances that go with what is expected of them, each
 * standing for `many`: the total moves with their sum, and the chance in their purchases is scaled so that its
 * variance is that of all customers.
 * @param spend the estimate of Gamma–Gamma, or null where there is no money
 * @returns null where an estimate has no usable covariance
 */
export function simulateTotals(
  name: ValueModel,
  horizon: number,
  groups: readonly Expecting[],
  purchase: Estimate,
  spend: Estimate | null,
  report: (done: number) => void,
): Simulated {
  const drawPurchase = drawer(purchase);
  const drawSpend = spend === null ? null : drawer(spend);
  if (drawPurchase === null) return { purchases: null, value: null };
  const units = unitsOf(groups);
  const worthOf = ([p = NaN, q = NaN, v = NaN]: readonly number[], g: Expecting): number =>
    expectedSpend([p, q, v], g.x, g.spend) ?? 0;
  const sure = spend?.parameters ?? [];
  const total = {
    purchases: groups.reduce((n, g) => n + g.customers * g.expected, 0),
    value: spend === null ? 0 : groups.reduce((n, g) => n + g.customers * g.discounted * worthOf(sure, g), 0),
  };
  const known = {
    purchases: units.reduce((n, u) => n + u.many * u.group.expected, 0),
    value: spend === null ? 0 : units.reduce((n, u) => n + u.many * u.group.discounted * worthOf(sure, u.group), 0),
  };
  const totals: { purchases: number[]; value: number[] } = { purchases: [], value: [] };
  const random = sfc32(SEED);
  for (let draw = 0; draw < DRAWS; draw++) {
    report(draw / DRAWS);
    const model = modelWith(
      name,
      drawPurchase(() => random.normal()),
    );
    const money = drawSpend?.(() => random.normal()) ?? null;
    let [mean, chance, meanValue, chanceValue] = [0, 0, 0, 0];
    for (const { group: g, many } of units) {
      const future = model.future(g.x, g.recency, g.age);
      const expected = future.expected(horizon);
      const bought = future.draw(random, horizon);
      const scale = Math.sqrt(many);
      mean += many * expected;
      chance += scale * (bought - expected);
      if (money === null) continue;
      const [p = NaN, q = NaN, v = NaN] = money;
      const later = g.expected > 0 ? g.discounted / g.expected : 0;
      const worth = expected * later * worthOf(money, g);
      // His own rate of spend, then a gamma sum of that many purchases.
      const spent = bought === 0 ? 0 : (random.gamma(p * bought) * (v + g.spend)) / random.gamma(p * g.x + q);
      meanValue += many * worth;
      chanceValue += scale * (spent * later - worth);
    }
    totals.purchases.push(around(total.purchases, mean, known.purchases) + chance);
    totals.value.push(around(total.value, meanValue, known.value) + chanceValue);
  }
  return {
    purchases: intervalOf(totals.purchases),
    value: drawSpend === null ? null : intervalOf(totals.value),
  };
}

const around = (total: number, now: number, then: number): number => (then > 0 ? (total * now) / then : 0);

function intervalOf(values: readonly number[]): Interval | null {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length < DRAWS * 0.95) return null;
  return { low: Math.max(0, quantile(sorted, 0.025)), high: Math.max(0, quantile(sorted, 0.975)) };
}

/** Draws parameters around an estimate, from standard normals; null without a usable covariance. */
function drawer({ parameters, covariance }: Estimate): ((normal: () => number) => number[]) | null {
  const low = covariance === null ? null : choleskyOf(covariance);
  if (low === null || covariance?.some((row, i) => (row[i] ?? NaN) > UNSURE * UNSURE) === true) return null;
  return (normal) => {
    const z = parameters.map(normal);
    return parameters.map((p, i) => p * Math.exp((low[i] ?? []).reduce((n, l, j) => n + l * (z[j] ?? 0), 0)));
  };
}

/** Every customer, or {@link UNITS} of them at even steps of a size that grows with what is expected. */
function unitsOf(groups: readonly Expecting[]): Unit[] {
  const customers = groups.reduce((n, g) => n + g.customers, 0);
  if (customers <= UNITS)
    return groups.flatMap((group) => Array.from({ length: group.customers }, () => ({ group, many: 1 })));
  const mean = groups.reduce((n, g) => n + g.customers * g.expected, 0) / customers;
  const sizeOf = (g: Expecting): number => g.expected + mean / 2 + 1e-9;
  const all = groups.reduce((n, g) => n + g.customers * sizeOf(g), 0);
  const step = all / UNITS;
  const units: Unit[] = [];
  let upto = 0;
  for (const group of groups) {
    upto += group.customers * sizeOf(group);
    while ((units.length + 0.5) * step < upto && units.length < UNITS)
      units.push({ group, many: step / sizeOf(group) });
  }
  return units;
}
