import { poisson } from './draws';
import type { Estimate, Estimated } from './estimate';
import { digamma, lnGamma } from './gamma';
import { hyp2f1, lnHyp2f1Positive } from './hypergeometric';
import type { Differentiable } from './minimise';
import { distinctCounts, maximiseRows, meanAge, unfitRows, type PurchaseModel, type PurchaseRows } from './purchases';

/** r, α: the gamma of purchase rates; a, b: the beta of dropout probabilities. */
export type BetaGeometricParameters = readonly [r: number, alpha: number, a: number, b: number];

/**
 * BG/NBD: a customer may drop out after each repeat purchase (Fader, Hardie & Lee 2005, "Counting Your
 * Customers the Easy Way", Marketing Science 24, 275–284). MBG/NBD: after the first one too (Batislam,
 * Denizel & Filiztekin 2007, IJRM 24, 201–209; Hoppe & Wagner 2007). The only difference in the formulas
 * is how many times a living customer decided to stay: x, or x + 1.
 */
export type BetaGeometricKind = 'bgnbd' | 'mbgnbd';

const decisionsAtStart = (kind: BetaGeometricKind): 0 | 1 => (kind === 'mbgnbd' ? 1 : 0);

/** ln(eᵘ + eᵛ) without overflow. */
const lnSum = (u: number, v: number): number =>
  u > v ? u + Math.log1p(Math.exp(v - u)) : v === -Infinity ? u : v + Math.log1p(Math.exp(u - v));

/**
 * Log-likelihood of the rows with its gradient in (r, α, a, b); FHL 2005, equation (6). Stable for any x:
 * the two cases, alive and dropped out, are added as logarithms.
 */
export function betaGeometricLikelihood(kind: BetaGeometricKind, rows: PurchaseRows): Differentiable {
  const extra = decisionsAtStart(kind);
  const { counts, place } = distinctCounts(rows.x);
  return (parameters) => {
    const [r = NaN, alpha = NaN, a = NaN, b = NaN] = parameters;
    const [lnA, lnAlpha] = [Math.log(a), Math.log(alpha)];
    const [gr, gab, gb] = [lnGamma(r), lnGamma(a + b), lnGamma(b)];
    const [dr, dab, db] = [digamma(r), digamma(a + b), digamma(b)];
    // What depends on x alone, once per distinct x.
    const shared = counts.map(
      (x) => lnGamma(r + x) - gr + r * lnAlpha + gab + lnGamma(b + x + extra) - gb - lnGamma(a + b + x + extra),
    );
    const byR = counts.map((x) => digamma(r + x) - dr + lnAlpha);
    const byA = counts.map((x) => dab - digamma(a + b + x + extra));
    const byB = counts.map((x, i) => (byA[i] ?? 0) + digamma(b + x + extra) - db);
    const odds = counts.map((x) => (x + extra > 0 ? lnA - Math.log(b + x + extra - 1) : -Infinity));
    let [value, toR, toAlpha, toA, toB] = [0, 0, 0, 0, 0];
    for (let i = 0; i < rows.x.length; i++) {
      const k = place[i] ?? 0;
      const [x, tx, age, w] = [rows.x[i] ?? 0, rows.recency[i] ?? 0, rows.age[i] ?? 0, rows.weight[i] ?? 0];
      const lnAge = Math.log(alpha + age);
      const lnRecency = Math.log(alpha + tx);
      const alive = -(r + x) * lnAge;
      const gone = (odds[k] ?? 0) - (r + x) * lnRecency;
      const sum = lnSum(alive, gone);
      const pAlive = Math.exp(alive - sum);
      const pGone = 1 - pAlive;
      value += w * ((shared[k] ?? 0) + sum);
      toR += w * ((byR[k] ?? 0) - pAlive * lnAge - pGone * lnRecency);
      toAlpha += w * (r / alpha - (r + x) * (pAlive / (alpha + age) + pGone / (alpha + tx)));
      toA += w * ((byA[k] ?? 0) + pGone / a);
      toB += w * ((byB[k] ?? 0) - (x + extra > 0 ? pGone / (b + x + extra - 1) : 0));
    }
    return { value, gradient: [toR, toAlpha, toA, toB] };
  };
}

/**
 * Expected purchases within t of a living customer whose rate is gamma(r, α) and whose dropout is
 * beta(a, b): FHL 2005, equation (9). Euler's transformation takes the powers out of its ₂F₁, so that it
 * stays small and exact for any x; at a = 1 the mean of both sides.
 */
export function expectedPurchases([r, alpha, a, b]: BetaGeometricParameters, t: number): number {
  if (t <= 0) return 0;
  const near = 1e-5;
  if (Math.abs(a - 1) < near / 2 || Math.abs(a + b - 1) < near / 2) {
    return (expectedPurchases([r, alpha, a + near, b], t) + expectedPurchases([r, alpha, a - near, b], t)) / 2;
  }
  const z = t / (alpha + t);
  const c = a + b - 1;
  const lnRest = Math.log(alpha / (alpha + t));
  // Parameters near a wall of the search: the paper's own form, whose terms are all positive.
  const gap =
    c > 0 && (a > 30 || r > c + 20)
      ? -Math.expm1(r * lnRest + lnHyp2f1Positive(r, b, c, z))
      : 1 - Math.exp((a - 1) * lnRest) * hyp2f1(c - r, a - 1, c, z);
  return (c / (a - 1)) * gap;
}

/** The model with parameters given. */
export function betaGeometric(kind: BetaGeometricKind, parameters: BetaGeometricParameters): PurchaseModel {
  const [r, alpha, a, b] = parameters;
  const extra = decisionsAtStart(kind);
  return {
    expected: (t) => (b / (a + b)) ** extra * expectedPurchases([r, alpha, a, b + extra], t),
    future: (x, recency, age) => {
      const y = x + extra;
      // FHL 2005, equation (10), denominator; Batislam et al. 2007 for MBG.
      const odds =
        y === 0 ? 0 : Math.exp(Math.log(a / (b + y - 1)) + (r + x) * Math.log((alpha + age) / (alpha + recency)));
      const alive = 1 / (1 + odds);
      // Alive: the rate is gamma(r + x, α + T) and the dropout beta(a, b + y).
      const now: BetaGeometricParameters = [r + x, alpha + age, a, b + y];
      return {
        alive,
        expected: (t) => alive * expectedPurchases(now, t),
        // A living customer drops out after a purchase only: the next one waits on the rate alone.
        returns: (t) => -alive * Math.expm1((r + x) * Math.log((alpha + age) / (alpha + age + t))),
        counts: (t, most) =>
          purchaseCountProbabilities(now, t, most).map((p, n) => alive * p + (n === 0 ? 1 - alive : 0)),
        draw: (draws, t) => {
          if (draws.uniform() >= alive) return 0;
          const bought = poisson(draws, (draws.gamma(r + x) / (alpha + age)) * t, (n) => lnGamma(n + 1));
          if (bought === 0) return 0;
          const leaves = draws.beta(a, b + y);
          // The purchase after which the customer leaves: geometric from 1 on.
          const last = leaves >= 1 ? 1 : 1 + Math.floor(draws.exponential() / -Math.log1p(-leaves));
          return Math.min(bought, last);
        },
      };
    },
  };
}

/**
 * P(X(t) = 0 … most) for a new customer under BG/NBD, or for a living one whose rate is gamma(r, α) and whose
 * dropout is beta(a, b): FHL 2005, equation (8). They sum to 1 over all n; t ≥ 0.
 */
export function purchaseCountProbabilities(
  [r, alpha, a, b]: BetaGeometricParameters,
  t: number,
  most: number,
): readonly number[] {
  const go = t / (alpha + t);
  // Each term from the one before: count, of n purchases at the rate; stays, of n decisions to stay.
  let count = Math.exp(r * Math.log(alpha / (alpha + t)));
  let stays = 1;
  let below = 0;
  return Array.from({ length: most + 1 }, (_, n) => {
    if (n > 0) {
      count *= ((r + n - 1) / n) * go;
      // n decisions, the last of them to leave: B(a + 1, b + n − 1) / B(a, b).
      const leaves = (stays * a) / (a + b + n - 1);
      stays *= (b + n - 1) / (a + b + n - 1);
      const chance = stays * count + leaves * Math.max(0, 1 - below);
      below += count;
      return chance;
    }
    below = count;
    return count;
  });
}

/** Fits BG/NBD or MBG/NBD by maximum likelihood from three starts; times keep the rows' unit. `tick` as {@link maximiseRows}. */
export function fitBetaGeometric(kind: BetaGeometricKind, rows: PurchaseRows, tick?: () => void): Estimated<Estimate> {
  const because = unfitRows(rows);
  if (because !== null) return { model: null, because };
  const scale = meanAge(rows);
  const starts = [
    [0.5, scale / 5, 0.8, 2.5],
    [1, scale, 1, 1],
    [0.2, scale / 20, 0.3, 5],
  ];
  const model = maximiseRows((r) => betaGeometricLikelihood(kind, r), rows, starts, tick);
  return model === null ? { model: null, because: 'no-maximum' } : { model };
}
