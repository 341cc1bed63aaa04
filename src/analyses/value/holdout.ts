import * as v from 'valibot';
import type { Computation } from '../../core/analysis';
import { numbers } from '../../core/frame';
import { timeUnits, unitDays } from '../../stats/lifetime';
import { numberFrame, rowFrame } from '../../core/frames';
import { meanOf } from '../../stats/mean';
import { fitModel, modelWith } from '../../stats/customerBase';
import { valueModels } from './spec';

const paramsSchema = v.strictObject({
  model: v.picklist(valueModels),
  unit: v.picklist(timeUnits),
  until: v.number(),
  to: v.number(),
});

/** Repeat purchases of the last bin and more. */
export const LAST_BIN = 7;

/**
 * Fits the model on the calibration and forecasts what followed.
 * `frame`: `x, recency, age` (days) at the calibration's end, `actual` purchases afterwards, `customers`.
 * Answers `bins` (`x` 0 … 7+, `customers`, means of `actual` with its 95 % t interval `low` to `high`, NaN for one customer, of `expected` and `naive`), `tracking` (`day`,
 * cumulative `expected` repeat purchases up to that day's end) and `summary`. The naive forecast: everyone
 * goes on at the own past rate, x / T.
 */
export const computeHoldout: Computation = (frame, given, report) => {
  const params = v.parse(paramsSchema, given);
  const scale = unitDays[params.unit];
  const [x, actual, customers] = [numbers(frame, 'x'), numbers(frame, 'actual'), numbers(frame, 'customers')];
  const recency = numbers(frame, 'recency').map((d) => d / scale);
  const days = numbers(frame, 'age');
  const age = days.map((d) => d / scale);
  const time = (params.to - params.until) / scale;
  const fitted =
    time > 0
      ? fitModel(params.model, { x, recency, age, weight: customers }, () => report(0.3))
      : { model: null, because: 'no-time' as const };
  const { model: estimate } = fitted;
  if (estimate === null) {
    return {
      bins: numberFrame({ x: [], customers: [], actual: [], low: [], high: [], expected: [], naive: [] }),
      tracking: numberFrame({ day: [], expected: [] }),
      summary: rowFrame({ because: fitted.because }),
    };
  }
  report(0.6);
  const model = modelWith(params.model, estimate.parameters);
  const bins = Array.from({ length: LAST_BIN + 1 }, () => ({
    customers: 0,
    actual: 0,
    squares: 0,
    expected: 0,
    naive: 0,
  }));
  const off = { mae: 0, rmse: 0, naiveMae: 0, naiveRmse: 0 };
  for (let i = 0; i < frame.length; i++) {
    const [n, was] = [customers[i] ?? 0, actual[i] ?? 0];
    const expected = model.future(x[i] ?? 0, recency[i] ?? 0, age[i] ?? 0).expected(time);
    const naive = (age[i] ?? 0) > 0 ? ((x[i] ?? 0) / (age[i] ?? 1)) * time : 0;
    const bin = bins[Math.min(LAST_BIN, x[i] ?? 0)];
    if (bin !== undefined) {
      bin.customers += n;
      bin.actual += n * was;
      bin.squares += n * was * was;
      bin.expected += n * expected;
      bin.naive += n * naive;
    }
    off.mae += n * Math.abs(expected - was);
    off.rmse += n * (expected - was) ** 2;
    off.naiveMae += n * Math.abs(naive - was);
    off.naiveRmse += n * (naive - was) ** 2;
  }
  const shown = bins.map((b, k) => ({ ...b, k })).filter((b) => b.customers > 0);
  const all = bins.reduce((n, b) => n + b.customers, 0);
  const total = (of: 'actual' | 'expected' | 'naive'): number => bins.reduce((n, b) => n + b[of], 0);
  return {
    bins: numberFrame({
      x: shown.map((b) => b.k),
      customers: shown.map((b) => b.customers),
      actual: shown.map((b) => b.actual / b.customers),
      low: shown.map((b) => meanOf(b.customers, b.actual, b.squares).interval?.low ?? NaN),
      high: shown.map((b) => meanOf(b.customers, b.actual, b.squares).interval?.high ?? NaN),
      expected: shown.map((b) => b.expected / b.customers),
      naive: shown.map((b) => b.naive / b.customers),
    }),
    tracking: tracking((t) => model.expected(t / scale), days, customers, params.until, params.to),
    summary: rowFrame({
      because: '',
      customers: all,
      actual: total('actual'),
      expected: total('expected'),
      naive: total('naive'),
      mae: off.mae / all,
      rmse: Math.sqrt(off.rmse / all),
      naiveMae: off.naiveMae / all,
      naiveRmse: Math.sqrt(off.naiveRmse / all),
      converged: Number(estimate.converged),
      logLikelihood: estimate.logLikelihood,
    }),
  };
};

/** Up to this many days the tracking goes day by day, above it by weeks. */
const DAILY = 70;

/**
 * Cumulative repeat purchases the model expects of the calibration's customers, by day or week.
 * @param expected E[X(t)], t in days
 * @param ages days from each first purchase to `until`
 */
function tracking(
  expected: (t: number) => number,
  ages: Float64Array,
  customers: Float64Array,
  until: number,
  to: number,
) {
  const byAge = new Map<number, number>();
  ages.forEach((d, i) => byAge.set(d, (byAge.get(d) ?? 0) + (customers[i] ?? 0)));
  const first = until - Math.max(0, ...byAge.keys());
  const known: number[] = [];
  const upto = (t: number): number => (known[t] ??= expected(t));
  const step = to - first <= DAILY ? 1 : 7;
  const stops: number[] = [];
  for (let day = first + step - 1; day < to; day += step) stops.push(day);
  if (stops.at(-1) !== to) stops.push(to);
  return numberFrame({
    day: stops,
    expected: stops.map((day) => {
      let sum = 0;
      for (const [age, n] of byAge) {
        const t = day - (until - age);
        if (t > 0) sum += n * upto(t);
      }
      return sum;
    }),
  });
}
