import type { Estimate, Estimated } from './estimate';
import { lnGamma } from './gamma';
import { hyp2f1WithOne } from './hypergeometric';
import { withNumericGradient, type Differentiable } from './minimise';
import { maximiseRows, meanAge, unfitRows, type PurchaseModel, type PurchaseRows } from './purchases';

/** r, α: the gamma of purchase rates; s, β: the gamma of dropout rates. */
export type ParetoParameters = readonly [r: number, alpha: number, s: number, beta: number];

/**
 * ln of (s / (r + s + x)) · A₀, the share of a customer's likelihood in which the dropout lies between t_x
 * and T: ∫ s (α + y)^−(r+x) (β + y)^−(s+1) dy. −∞ for t_x = T. Fader & Hardie 2005, "A Note on Deriving the
 * Pareto/NBD Model", equations (15)–(18); Euler's transformation makes each ₂F₁ one with a first parameter 1.
 */
export function lnDroppedOut(parameters: ParetoParameters, x: number, recency: number, age: number): number {
  if (recency >= age) return -Infinity;
  return lnBetween(parameters, x, lnTail(parameters, x, recency), lnTail(parameters, x, age));
}

/** ln of (r + s + x)/s · ∫ from t on, without end, of the same. */
function lnTail([r, alpha, s, beta]: ParetoParameters, x: number, t: number): number {
  const large = Math.max(alpha, beta);
  const small = Math.min(alpha, beta);
  const all = r + s + x;
  // Of the two exponents, the one that belongs to the smaller of α and β.
  const [own, other] = alpha >= beta ? [s, r + x] : [r + x - 1, s + 1];
  const ratio = hyp2f1WithOne(other, all + 1, (large - small) / (large + t));
  return -own * Math.log(small + t) + (own - all) * Math.log(large + t) + Math.log(ratio);
}

/** The integral between two points, from the tails at both. */
function lnBetween([r, , s]: ParetoParameters, x: number, from: number, to: number): number {
  const rest = -Math.expm1(to - from);
  return rest > 0 ? Math.log(s / (r + s + x)) + from + Math.log(rest) : -Infinity;
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
  // Many rows share x and T: the later tail is computed once for all of them.
  const known = new Map<string, number>();
  const ends: number[] = [];
  const place = Int32Array.from(rows.x, (x, i) => {
    const key = `${x} ${rows.age[i] ?? 0}`;
    const at = known.get(key) ?? ends.push(i) - 1;
    known.set(key, at);
    return at;
  });
  const value = (parameters: readonly number[]): number => {
    const [r = NaN, alpha = NaN, s = NaN, beta = NaN] = parameters;
    const p: ParetoParameters = [r, alpha, s, beta];
    const own = r * Math.log(alpha) + s * Math.log(beta) - lnGamma(r);
    const [gammas, tails] = [new Map<number, number>(), new Float64Array(ends.length)];
    ends.forEach((i, k) => (tails[k] = lnTail(p, rows.x[i] ?? 0, rows.age[i] ?? 0)));
    let sum = 0;
    for (let i = 0; i < rows.x.length; i++) {
      const [x, recency, age] = [rows.x[i] ?? 0, rows.recency[i] ?? 0, rows.age[i] ?? 0];
      const g = gammas.get(x) ?? lnGamma(r + x);
      gammas.set(x, g);
      const dropped = recency < age ? lnBetween(p, x, lnTail(p, x, recency), tails[place[i] ?? 0] ?? 0) : -Infinity;
      sum += (rows.weight[i] ?? 0) * (own + g + lnSum(lnLiving(p, x, age), dropped));
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
  const model = maximiseRows(paretoLikelihood, rows, starts);
  return model === null ? { model: null, because: 'no-maximum' } : { model };
}
