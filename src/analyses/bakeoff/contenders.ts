import { customerBaseModels, fitModel, modelWith, type CustomerBaseModel } from '../../stats/customerBase';
import type { Unfit } from '../../stats/estimate';
import { expectedSpend, fitGammaGamma } from '../../stats/gammaGamma';
import { unitDays } from '../../stats/lifetime';

/** What is known at one origin, a row per customer; times in days. */
export interface Known {
  readonly x: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  /** Spend of all purchases but the first. */
  readonly repeat: Float64Array;
  /** Purchases and spend of the window before the origin. */
  readonly last: Float64Array;
  readonly lastSpend: Float64Array;
}

/** What a contender forecasts per row: purchases, or spend where there is money; or why it cannot. */
export type Forecast = { readonly values: Float64Array } | { readonly because: Unfit | 'not-converged' };

/** Someone who forecasts from what is known at an origin. */
export interface Contender {
  /** @param window days to forecast @param money spend, else purchases @param tick may throw to stop */
  forecast(known: Known, window: number, money: boolean, tick: () => void): Forecast;
}

/** The models are fitted in weeks: their forecasts do not depend on the unit. */
const WEEK = unitDays.weeks;

/** A customer-base model with Gamma–Gamma for spend, fitted on what is known at the origin. */
function model(name: CustomerBaseModel): Contender {
  return {
    forecast: (known, window, money, tick) => {
      const kinds = kindsOf(known);
      const fitted = fitModel(name, kinds.rows, tick);
      if (fitted.model === null) return { because: fitted.because };
      if (!fitted.model.converged) return { because: 'not-converged' };
      const purchases = modelWith(name, fitted.model.parameters);
      const expected = Float64Array.from(kinds.rows.x, (x, i) => {
        if (i % 500 === 0) tick();
        return purchases.future(x, kinds.rows.recency[i] ?? 0, kinds.rows.age[i] ?? 0).expected(window / WEEK);
      });
      const counts = Float64Array.from(kinds.place, (k) => expected[k] ?? 0);
      if (!money) return { values: counts };
      const mean = known.x.map((x, i) => (x > 0 ? (known.repeat[i] ?? 0) / x : 0));
      const spend = fitGammaGamma({ x: known.x, mean, weight: known.x.map(() => 1) }, tick);
      if (spend.model === null) return { because: spend.because };
      const [p = NaN, q = NaN, v = NaN] = spend.model.parameters;
      return {
        values: counts.map(
          (n, i) => n * (expectedSpend([p, q, v], known.x[i] ?? 0, Math.max(0, known.repeat[i] ?? 0)) ?? 0),
        ),
      };
    },
  };
}

/** Each does again what the window before the origin brought. */
const same: Contender = {
  forecast: (known, _window, money) => ({ values: money ? known.lastSpend : known.last }),
};

/**
 * All do the same: the mean of the window before the origin, over customers who were known when it began; over
 * all where nobody was.
 */
const mean: Contender = {
  forecast: (known, window, money) => {
    const values = money ? known.lastSpend : known.last;
    const old = values.filter((_, i) => (known.age[i] ?? 0) >= window);
    const of = old.length > 0 ? old : values;
    const each = of.reduce((n, x) => n + x, 0) / Math.max(1, of.length);
    return { values: values.map(() => each) };
  },
};

export const contenderKeys = [...customerBaseModels, 'same', 'mean'] as const;
export type ContenderKey = (typeof contenderKeys)[number];

/** Who takes part; another one, such as a trained model, is a line here and its name in the words. */
export const contenders: Readonly<Record<ContenderKey, Contender>> = {
  bgnbd: model('bgnbd'),
  mbgnbd: model('mbgnbd'),
  paretonbd: model('paretonbd'),
  same,
  mean,
};

/** Equal (x, recency, age) once, in weeks, and the place of each row among them. */
function kindsOf({ x, recency, age }: Known) {
  const known = new Map<string, number>();
  const first: number[] = [];
  const weight: number[] = [];
  const place = Int32Array.from(x, (n, i) => {
    const key = `${n} ${recency[i] ?? 0} ${age[i] ?? 0}`;
    let at = known.get(key);
    if (at === undefined) {
      at = first.push(i) - 1;
      weight.push(0);
      known.set(key, at);
    }
    weight[at] = (weight[at] ?? 0) + 1;
    return at;
  });
  const rows = {
    x: Float64Array.from(first, (i) => x[i] ?? 0),
    recency: Float64Array.from(first, (i) => (recency[i] ?? 0) / WEEK),
    age: Float64Array.from(first, (i) => (age[i] ?? 0) / WEEK),
    weight: Float64Array.from(weight),
  };
  return { rows, place };
}
