import { maximise, type Estimate, type Estimated } from './estimate';
import { digamma, lnGamma } from './gamma';
import type { Differentiable } from './minimise';

/** p: shape of one customer's spends; q, v: the gamma of their rates. */
export type GammaGammaParameters = readonly [p: number, q: number, v: number];

/** Repeat buyers with their spend; equal ones may stand together. Rows with x = 0 or a mean of 0 or less do not count. */
export interface SpendRows {
  /** Repeat purchases. */
  readonly x: Float64Array;
  /** Mean spend of these purchases. */
  readonly mean: Float64Array;
  readonly weight: Float64Array;
}

/** Log-likelihood of the spends with its gradient; Fader & Hardie 2013, "The Gamma-Gamma Model of Monetary Value", equation (1a). */
export function gammaGammaLikelihood({ x, mean, weight }: SpendRows): Differentiable {
  const most = x.length;
  return (parameters) => {
    const [p = NaN, q = NaN, v = NaN] = parameters;
    const [gq, dq, lnV] = [lnGamma(q), digamma(q), Math.log(v)];
    const known = new Map<number, readonly [number, number, number]>();
    let [value, toP, toQ, toV] = [0, 0, 0, 0];
    for (let i = 0; i < most; i++) {
      const [n, z, w] = [x[i] ?? 0, mean[i] ?? 0, weight[i] ?? 0];
      if (!(n > 0) || !(z > 0)) continue;
      const byX = known.get(n) ?? [
        lnGamma(p * n + q) - lnGamma(p * n),
        digamma(p * n + q) - digamma(p * n),
        digamma(p * n + q),
      ];
      known.set(n, byX);
      const lnTotal = Math.log(n * z);
      const lnBoth = Math.log(v + n * z);
      value += w * (byX[0] - gq + q * lnV + p * n * lnTotal - Math.log(z) - (p * n + q) * lnBoth);
      toP += w * n * (byX[1] + lnTotal - lnBoth);
      toQ += w * (byX[2] - dq + lnV - lnBoth);
      toV += w * (q / v - (p * n + q) / (v + n * z));
    }
    return { value, gradient: [toP, toQ, toV] };
  };
}

/**
 * Expected spend per purchase of a customer with `x` repeat purchases that came to `total` in all; for
 * x = 0 the mean of all customers. The same note, equation (5). Null where q ≤ 1 leaves a mean without bound.
 */
export function expectedSpend([p, q, v]: GammaGammaParameters, x: number, total: number): number | null {
  const below = p * x + q - 1;
  return below > 0 ? (p * (v + total)) / below : null;
}

/** Fits Gamma–Gamma by maximum likelihood from two starts. `tick` is called before each evaluation and may throw. */
export function fitGammaGamma(rows: SpendRows, tick: () => void = () => undefined): Estimated<Estimate> {
  const used = Array.from(rows.x, (n, i) => ({ n, z: rows.mean[i] ?? 0, w: rows.weight[i] ?? 0 })).filter(
    ({ n, z }) => n > 0 && z > 0,
  );
  const buyers = used.reduce((n, u) => n + u.w, 0);
  if (buyers === 0) return { model: null, because: 'no-repeats' };
  if (buyers < ENOUGH_SPENDERS) return { model: null, because: 'too-few' };
  const mean = used.reduce((n, u) => n + u.w * u.z, 0) / buyers;
  if (used.every((u) => Math.abs(u.z - mean) <= 1e-9 * mean)) return { model: null, because: 'all-alike' };
  const starts = [
    [5, 4, (mean * 3) / 5],
    [1, 2, mean],
  ];
  const likelihood = gammaGammaLikelihood(rows);
  const f: typeof likelihood = (at) => {
    tick();
    return likelihood(at);
  };
  const model = maximise({ f, total: buyers }, starts);
  // A mean without bound is no estimate of spend.
  if (model === null || (model.parameters[1] ?? 0) <= 1) return { model: null, because: 'no-maximum' };
  return { model };
}

/** Three parameters cannot be told from fewer repeat buyers. */
export const ENOUGH_SPENDERS = 10;
