import * as v from 'valibot';
import type { Computation } from '../../core/analysis';
import { numbers, type Frame } from '../../core/frame';
import { correlation, correlationInterval } from '../../stats/concentration';
import { expectedSpend, fitGammaGamma } from '../../stats/gammaGamma';
import { discountedPurchases, timeUnits, unitDays } from '../../stats/lifetime';
import { distributionFrames } from './distribution';
import { numberFrame, rowFrame } from '../../core/frames';
import { mapFrame } from './map';
import { fitModel, modelWith } from '../../stats/customerBase';
import { simulateTotals } from './range';
import { valueModels } from './spec';

const paramsSchema = v.strictObject({
  model: v.picklist(valueModels),
  unit: v.picklist(timeUnits),
  horizon: v.number(),
  rate: v.number(),
  money: v.boolean(),
});

/** Steps of the discounting: a year of weeks one by one. */
const STEPS = 60;
/** Purchases within the horizon are told apart up to so many; the last stands for it and more. */
export const MOST_COUNTED = 5;
/** Expected to bring less than this part of one mean purchase: next to nothing. */
export const LITTLE = 0.1;

/** Customers with one (x, t_x, T): rows `from` to `to` (exclusive) of the frame. */
interface Group {
  readonly x: number;
  /** Days. */
  readonly recency: number;
  readonly age: number;
  readonly customers: number;
  /** Repeat spend of all of them together. */
  readonly spend: number;
}

/**
 * Fits the purchase model and Gamma–Gamma and predicts every kind of customer.
 * `frame`: `x, recency, age` (days), `repeat` (money), `customers`, sorted by the first four.
 * Answers `rows` (one per distinct x, recency, age), `parameters`, `spend` (one row when estimated),
 * `summary` (one row), `map`, `counts` (customers expected to buy 0, 1, … {@link MOST_COUNTED} times or more),
 * `bins` and `shape` (see {@link distributionFrames}).
 */
export const computeValue: Computation = (frame, given, report) => {
  const params = v.parse(paramsSchema, given);
  const scale = unitDays[params.unit];
  const groups = groupsOf(frame);
  const column = (of: (g: Group) => number): Float64Array => Float64Array.from(groups, of);
  const fitted = fitModel(
    params.model,
    {
      x: column((g) => g.x),
      recency: column((g) => g.recency / scale),
      age: column((g) => g.age / scale),
      weight: column((g) => g.customers),
      // How many evaluations there will be is not known: said to be on the way, so that it can be stopped.
    },
    () => report(0.1),
  );
  report(0.3);
  const spends = spendRows(frame);
  const spent = params.money
    ? fitGammaGamma(spends, () => report(0.3))
    : { model: null, because: 'no-repeats' as const };
  const related = correlation([...spends.x], [...spends.mean], [...spends.weight]);
  const buyers = spends.weight.reduce((n, w) => n + w, 0);
  const relation = related === null ? null : correlationInterval(related, buyers);
  const relations = {
    correlation: related,
    correlationLow: relation?.low ?? null,
    correlationHigh: relation?.high ?? null,
  };
  report(0.4);
  const customers = groups.reduce((n, g) => n + g.customers, 0);
  const spend = spent.model?.parameters ?? null;
  const { model: estimate } = fitted;
  if (estimate === null) {
    const summary = { customers, because: fitted.because, spendBecause: spent.because ?? '', ...relations };
    return {
      ...frames([], [], spend),
      counts: numberFrame({ purchases: [], customers: [] }),
      ...distributionFrames([], [], 0),
      parameters: numberFrame({ value: [], error: [] }),
      summary: rowFrame(summary),
    };
  }

  const model = modelWith(params.model, estimate.parameters);
  const futures = groups.map((g, i) => {
    if (i % 500 === 0) report(0.4 + (0.3 * i) / groups.length);
    const future = model.future(g.x, g.recency / scale, g.age / scale);
    return {
      alive: future.alive,
      returns: future.returns(params.horizon),
      expected: future.expected(params.horizon),
      discounted: discountedPurchases((t) => future.expected(t), params.horizon, params.rate, STEPS),
      counts: future.counts(params.horizon, MOST_COUNTED - 1),
    };
  });
  const sum = (of: (i: number, g: Group) => number): number => groups.reduce((n, g, i) => n + of(i, g), 0);
  const expected = sum((i, g) => g.customers * (futures[i]?.expected ?? 0));
  const worth = (p: readonly number[]): number => sum((i, g) => (futures[i]?.discounted ?? 0) * groupSpend(p, g));
  const value = spend === null ? null : worth(spend);

  const range = simulateTotals(
    params.model,
    params.horizon,
    groups.map((g, i) => ({
      x: g.x,
      recency: g.recency / scale,
      age: g.age / scale,
      customers: g.customers,
      spend: g.spend / g.customers,
      expected: futures[i]?.expected ?? 0,
      discounted: futures[i]?.discounted ?? 0,
    })),
    estimate,
    spent.model,
    (done) => report(0.7 + 0.25 * done),
  );
  const worths = spend === null ? null : customerValues(frame, groups, futures, spend);
  const some = Array.from({ length: MOST_COUNTED }, (_, n) =>
    sum((i, g) => g.customers * (futures[i]?.counts[n] ?? 0)),
  );
  const all = [...estimate.parameters, ...(spend ?? [])];
  const errors = [...estimate.errors, ...(spent.model?.errors ?? [])];
  return {
    ...frames(groups, futures, spend),
    counts: numberFrame({
      purchases: [...some.keys(), MOST_COUNTED],
      customers: [...some, Math.max(0, customers - some.reduce((n, c) => n + c, 0))],
    }),
    ...distributionFrames(
      worths?.values ?? [],
      worths?.customers ?? [],
      LITTLE * (spend === null ? 0 : meanSpend(spend)),
    ),
    parameters: numberFrame({ value: all, error: errors.map((e) => e ?? NaN) }),
    summary: rowFrame({
      customers,
      rows: groups.length,
      alive: sum((i, g) => g.customers * (futures[i]?.alive ?? 0)),
      returns: sum((i, g) => g.customers * (futures[i]?.returns ?? 0)),
      expected,
      expectedLow: range.purchases?.low ?? null,
      expectedHigh: range.purchases?.high ?? null,
      value,
      valueLow: range.value?.low ?? null,
      valueHigh: range.value?.high ?? null,
      ...relations,
      logLikelihood: estimate.logLikelihood,
      iterations: estimate.iterations,
      converged: Number(estimate.converged),
      starts: estimate.starts,
      agreeing: estimate.agreeing,
      spendLogLikelihood: spent.model?.logLikelihood ?? null,
      spendConverged: spent.model === null ? null : Number(spent.model.converged),
      because: '',
      spendBecause: spent.because ?? '',
    }),
  };
};

interface Forecast {
  readonly alive: number;
  readonly returns: number;
  readonly expected: number;
  readonly discounted: number;
  readonly counts: readonly number[];
}

/** Mean spend of a purchase by somebody of whom nothing is known. */
const meanSpend = ([p = NaN, q = NaN, w = NaN]: readonly number[]): number => expectedSpend([p, q, w], 0, 0) ?? 0;

/** The value of each kind of customer, told apart by spend too: one per row of the frame. */
function customerValues(
  frame: Frame,
  groups: readonly Group[],
  futures: readonly Forecast[],
  [p = NaN, q = NaN, w = NaN]: readonly number[],
): { readonly values: number[]; readonly customers: number[] } {
  const [x, recency, age] = [numbers(frame, 'x'), numbers(frame, 'recency'), numbers(frame, 'age')];
  const [spend, customers] = [numbers(frame, 'repeat'), numbers(frame, 'customers')];
  let at = 0;
  const values = Array.from(x, (n, i) => {
    const same = (g: Group | undefined): boolean => g?.x === n && g.recency === recency[i] && g.age === age[i];
    if (!same(groups[at])) at++;
    return (futures[at]?.discounted ?? 0) * (expectedSpend([p, q, w], n, Math.max(0, spend[i] ?? 0)) ?? 0);
  });
  return { values, customers: [...customers] };
}

function frames(groups: readonly Group[], futures: readonly Forecast[], spend: readonly number[] | null) {
  const [p, q, w] = spend ?? [];
  const only = (value: number | undefined): number[] => (value === undefined ? [] : [value]);
  return {
    rows: numberFrame({
      x: groups.slice(0, futures.length).map((g) => g.x),
      recency: groups.slice(0, futures.length).map((g) => g.recency),
      age: groups.slice(0, futures.length).map((g) => g.age),
      alive: futures.map((f) => f.alive),
      returns: futures.map((f) => f.returns),
      expected: futures.map((f) => f.expected),
      discounted: futures.map((f) => f.discounted),
    }),
    spend: numberFrame({ one: p === undefined ? [] : [1], p: only(p), q: only(q), v: only(w) }),
    map: mapFrame(
      futures.map((f, i) => ({
        x: groups[i]?.x ?? 0,
        silent: (groups[i]?.age ?? 0) - (groups[i]?.recency ?? 0),
        customers: groups[i]?.customers ?? 0,
        alive: f.alive,
        returns: f.returns,
        expected: f.expected,
      })),
    ),
  };
}

/** Expected spend of all customers of a group together; it is linear in what they spent. */
function groupSpend(parameters: readonly number[], g: Group): number {
  const [p = NaN, q = NaN, w = NaN] = parameters;
  return g.customers * (expectedSpend([p, q, w], g.x, g.spend / g.customers) ?? 0);
}

function groupsOf(frame: Frame): Group[] {
  const [x, recency, age] = [numbers(frame, 'x'), numbers(frame, 'recency'), numbers(frame, 'age')];
  const [spend, customers] = [numbers(frame, 'repeat'), numbers(frame, 'customers')];
  const groups: Group[] = [];
  for (let i = 0; i < frame.length; i++) {
    const last = groups.at(-1);
    const n = customers[i] ?? 0;
    const g = {
      x: x[i] ?? 0,
      recency: recency[i] ?? 0,
      age: age[i] ?? 0,
      customers: n,
      spend: n * Math.max(0, spend[i] ?? 0),
    };
    if (last?.x === g.x && last.recency === g.recency && last.age === g.age) {
      groups[groups.length - 1] = { ...last, customers: last.customers + n, spend: last.spend + g.spend };
    } else groups.push(g);
  }
  return groups;
}

/** Repeat buyers with their mean spend; those whose spend is not above 0 are left out. */
function spendRows(frame: Frame): { x: Float64Array; mean: Float64Array; weight: Float64Array } {
  const [x, spend, customers] = [numbers(frame, 'x'), numbers(frame, 'repeat'), numbers(frame, 'customers')];
  const used = Array.from(x, (_, i) => i).filter((i) => (x[i] ?? 0) > 0 && (spend[i] ?? 0) > 0);
  return {
    x: Float64Array.from(used, (i) => x[i] ?? 0),
    mean: Float64Array.from(used, (i) => (spend[i] ?? 0) / (x[i] ?? 1)),
    weight: Float64Array.from(used, (i) => customers[i] ?? 0),
  };
}
