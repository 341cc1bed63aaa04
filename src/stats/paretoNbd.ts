import { poisson } from './draws';
import type { Estimate, Estimated } from './estimate';
import { digamma, lnGamma } from './gamma';
import { hyp2f1WithOne } from './hypergeometric';
import type { Differentiable } from './minimise';
import { gaussLegendre } from './quadrature';
import { paretoTails, type ParetoParameters } from './paretoTails';
import { distinctCounts, maximiseRows, meanAge, unfitRows, type PurchaseModel, type PurchaseRows } from './purchases';

export type { ParetoParameters };

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

/**
 * Log-likelihood of the rows (the same note, equation (14)) with its gradient in (r, α, s, β): the share of
 * the living and the dropout's integral, differentiated under the integral sign ({@link paretoTails}).
 */
export function paretoLikelihood(rows: PurchaseRows): Differentiable {
  const { counts, place } = distinctCounts(rows.x);
  const tails = paretoTails(rows);
  const { ln, lnAlpha, lnBeta, means } = tails;
  return (parameters) => {
    const [r = NaN, alpha = NaN, s = NaN, beta = NaN] = parameters;
    tails.at([r, alpha, s, beta]);
    const own = r * Math.log(alpha) + s * Math.log(beta) - lnGamma(r);
    const gammas = Float64Array.from(counts, (x) => lnGamma(r + x));
    const digammas = Float64Array.from(counts, (x) => digamma(r + x));
    const shared = [Math.log(alpha) - digamma(r), r / alpha, Math.log(beta), s / beta] as const;
    let [value, toR, toAlpha, toS, toBeta] = [0, 0, 0, 0, 0];
    for (let i = 0; i < rows.x.length; i++) {
      const x = rows.x[i] ?? 0;
      const age = rows.age[i] ?? 0;
      const w = rows.weight[i] ?? 0;
      const k = place[i] ?? 0;
      const from = tails.recency[i] ?? 0;
      const to = tails.age[i] ?? 0;
      const lnA = lnAlpha[to] ?? 0;
      const lnB = lnBeta[to] ?? 0;
      const living = -(r + x) * lnA - s * lnB;
      const left = ln[from] ?? 0;
      const most = Math.max(living, left);
      const lives = Math.exp(living - most);
      const fromRecency = Math.exp(left - most);
      const fromAge = Math.exp((ln[to] ?? 0) - most);
      const sum = lives + fromRecency - fromAge;
      const alive = lives / sum;
      const gone = (fromRecency - fromAge) / sum;
      const [near, far] = [fromRecency / sum, fromAge / sum];
      value += w * (own + (gammas[k] ?? 0) + most + Math.log(sum));
      toR +=
        w *
        (shared[0] + (digammas[k] ?? 0) - alive * lnA - (near * (means[4 * from] ?? 0) - far * (means[4 * to] ?? 0)));
      toAlpha +=
        w *
        (shared[1] -
          (r + x) * (alive / (alpha + age) + near * (means[4 * from + 1] ?? 0) - far * (means[4 * to + 1] ?? 0)));
      toS +=
        w * (shared[2] - alive * lnB + gone / s - (near * (means[4 * from + 2] ?? 0) - far * (means[4 * to + 2] ?? 0)));
      toBeta +=
        w *
        (shared[3] -
          (alive * s) / (beta + age) -
          (s + 1) * (near * (means[4 * from + 3] ?? 0) - far * (means[4 * to + 3] ?? 0)));
    }
    return { value, gradient: [toR, toAlpha, toS, toBeta] };
  };
}

const lifetimes = gaussLegendre(48);

/**
 * P(X(t) = 0 … most) of a customer who is alive, with a rate of gamma(r, α) and a dropout rate of gamma(s, β):
 * n purchases in t and still alive, or n purchases before a dropout in t (Fader & Hardie 2006, "Deriving an
 * Expression for P(X(t) = x) Under the Pareto/NBD Model"; their integral by quadrature). They sum to 1 over all n.
 */
export function paretoCountProbabilities(
  [r, alpha, s, beta]: ParetoParameters,
  t: number,
  most: number,
): readonly number[] {
  const chances = new Float64Array(most + 1);
  const add = (share: number, time: number): void => {
    let count = share * Math.exp(r * Math.log(alpha / (alpha + time)));
    const go = time / (alpha + time);
    for (let n = 0; n <= most; n++) {
      if (n > 0) count *= ((r + n - 1) / n) * go;
      chances[n] = (chances[n] ?? 0) + count;
    }
  };
  const stays = Math.exp(s * Math.log(beta / (beta + t)));
  add(stays, t);
  // Dropout times at even steps of their probability: where α is small against β the counts rise early, so
  // nodes are squeezed towards 0.
  lifetimes.nodes.forEach((u, k) => {
    const q = (1 - stays) * u * u * u;
    const time = beta * Math.expm1(-Math.log1p(-q) / s);
    add((1 - stays) * 3 * u * u * (lifetimes.weights[k] ?? 0), time);
  });
  return [...chances];
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
        counts: (t, most) =>
          paretoCountProbabilities([r + x, alpha + age, s, beta + age], t, most).map(
            (p, n) => alive * p + (n === 0 ? 1 - alive : 0),
          ),
        draw: (draws, t) => {
          if (draws.uniform() >= alive) return 0;
          const life = (draws.exponential() * (beta + age)) / draws.gamma(s);
          return poisson(draws, (draws.gamma(r + x) / (alpha + age)) * Math.min(t, life), (n) => lnGamma(n + 1));
        },
      };
    },
  };
}

/** Fits Pareto/NBD by maximum likelihood from two starts; times keep the rows' unit. `tick` as {@link maximiseRows}. */
export function fitPareto(rows: PurchaseRows, tick?: () => void): Estimated<Estimate> {
  const because = unfitRows(rows);
  if (because !== null) return { model: null, because };
  const scale = meanAge(rows);
  const starts = [
    [0.5, scale / 3, 0.6, scale / 3],
    [1, scale, 1.5, scale],
  ];
  const model = maximiseRows(paretoLikelihood, rows, starts, tick);
  return model === null ? { model: null, because: 'no-maximum' } : { model };
}
