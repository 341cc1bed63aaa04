import { maximise, type Estimate, type Estimated } from './estimate';
import { lnGamma } from './gamma';
import { hyp2f1WithOne } from './hypergeometric';
import { withNumericGradient, type Differentiable } from './minimise';
import { customersIn, meanAge, unfitRows, type PurchaseModel, type PurchaseRows } from './purchases';

/** r, α: the gamma of purchase rates; s, β: the gamma of dropout rates. */
export type ParetoParameters = readonly [r: number, alpha: number, s: number, beta: number];

/**
 * ln of (s / (r + s + x)) · A₀, the share of a customer's likelihood in which the dropout lies between t_x
 * and T: ∫ s (α + y)^−(r+x) (β + y)^−(s+1) dy. −∞ for t_x = T. Fader & Hardie 2005, "A Note on Deriving the
 * Pareto/NBD Model", equations (15)–(18); Euler's transformation makes each ₂F₁ one with a first parameter 1.
 */
export function lnDroppedOut([r, alpha, s, beta]: ParetoParameters, x: number, recency: number, age: number): number {
  if (recency >= age) return -Infinity;
  const large = Math.max(alpha, beta);
  const small = Math.min(alpha, beta);
  const all = r + s + x;
  // Of the two exponents, the one that belongs to the smaller of α and β.
  const [own, other] = alpha >= beta ? [s, r + x] : [r + x - 1, s + 1];
  const tail = (t: number): number =>
    -own * Math.log(small + t) +
    (own - all) * Math.log(large + t) +
    Math.log(hyp2f1WithOne(other, all + 1, (large - small) / (large + t)));
  const [from, to] = [tail(recency), tail(age)];
  const rest = -Math.expm1(to - from);
  return rest > 0 ? Math.log(s / all) + from + Math.log(rest) : -Infinity;
}

/** ln of (α + T)^−(r+x) (β + T)^−s: the share in which the customer lives. */
const lnLiving = ([r, alpha, s, beta]: ParetoParameters, x: number, age: number): number =>
  -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);

/** ln(eᵘ + eᵛ); v may be −∞. */
const lnSum = (u: number, v: number): number => {
  const most = Math.max(u, v);
  return most + Math.log1p(Math.exp(Math.min(u, v) - most));
};

/** Log-likelihood of the rows (the same note, equation (14)), with a gradient by central differences. */
export function paretoLikelihood(rows: PurchaseRows): Differentiable {
  const value = (parameters: readonly number[]): number => {
    const [r = NaN, alpha = NaN, s = NaN, beta = NaN] = parameters;
    const p: ParetoParameters = [r, alpha, s, beta];
    const own = r * Math.log(alpha) + s * Math.log(beta) - lnGamma(r);
    const gammas = new Map<number, number>();
    let sum = 0;
    for (let i = 0; i < rows.x.length; i++) {
      const [x, recency, age] = [rows.x[i] ?? 0, rows.recency[i] ?? 0, rows.age[i] ?? 0];
      const g = gammas.get(x) ?? lnGamma(r + x);
      gammas.set(x, g);
      sum += (rows.weight[i] ?? 0) * (own + g + lnSum(lnLiving(p, x, age), lnDroppedOut(p, x, recency, age)));
    }
    return sum;
  };
  // Steps relative to each parameter: by the logarithms.
  const logs = withNumericGradient((at) => value(at.map(Math.exp)));
  return (parameters) => {
    const at = logs(parameters.map(Math.log));
    return { value: at.value, gradient: at.gradient.map((g, i) => g / (parameters[i] ?? NaN)) };
  };
}

/** (1 − qᵖ)/p for q in (0, 1], its limit −ln q at p = 0. */
const powerGap = (q: number, p: number): number =>
  Math.abs(p) < 1e-12 ? -Math.log(q) : -Math.expm1(p * Math.log(q)) / p;

/** The Pareto/NBD model (Schmittlein, Morrison & Colombo 1987) with parameters given. */
export function paretoNbd(parameters: ParetoParameters): PurchaseModel {
  const [r, alpha, s, beta] = parameters;
  return {
    // The note's equation (27).
    expected: (t) => ((r * beta) / alpha) * powerGap(beta / (beta + t), s - 1),
    // Its equations (35) and (41).
    future: (x, recency, age) => {
      const alive = 1 / (1 + Math.exp(lnDroppedOut(parameters, x, recency, age) - lnLiving(parameters, x, age)));
      const rate = ((r + x) * (beta + age)) / (alpha + age);
      return {
        alive,
        expected: (t) => alive * rate * powerGap((beta + age) / (beta + age + t), s - 1),
        // The next purchase comes before the dropout: the dropout's integral with the two swapped.
        returns: (t) => {
          const swapped = lnDroppedOut([s, beta + age, r + x, alpha + age], 0, 0, t);
          return alive * Math.exp(swapped + (r + x) * Math.log(alpha + age) + s * Math.log(beta + age));
        },
      };
    },
  };
}

/** Fits Pareto/NBD by maximum likelihood from two starts; times keep the rows' unit. */
export function fitPareto(rows: PurchaseRows): Estimated<Estimate> {
  const because = unfitRows(rows);
  if (because !== null) return { model: null, because };
  const scale = meanAge(rows);
  const starts = [
    [0.5, scale / 3, 0.6, scale / 3],
    [1, scale, 1.5, scale],
  ];
  const model = maximise(paretoLikelihood(rows), starts, customersIn(rows));
  return model === null ? { model: null, because: 'no-maximum' } : { model };
}
