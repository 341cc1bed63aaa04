import { signedLnGamma } from './gamma';

/** Above this the series in 1 − z takes fewer terms. */
const NEAR_ONE = 0.9;
const MOST_TERMS = 200_000;

/** Gauss' series; c must be no pole. */
function series(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < MOST_TERMS; n++) {
    const ratio = ((a + n) * (b + n) * z) / ((c + n) * (n + 1));
    term *= ratio;
    sum += term;
    // Once the ratio is below one for good, the rest is under term·ratio/(1 − ratio).
    if (Math.abs(term) <= 1e-17 * Math.abs(sum) * (1 - Math.min(Math.abs(ratio), 0.999999))) break;
  }
  return sum;
}

/**
 * ₂F₁(a, b; c; z) for real arguments and z < 1; relative error about 1e-14 away from its zeros. c must not
 * be 0, −1, −2, … . Negative z by Pfaff's transformation, z above 0.9 by the one in 1 − z where c − a − b
 * is no integer. Abramowitz & Stegun 15.1.1, 15.3.4, 15.3.6.
 */
export function hyp2f1(a: number, b: number, c: number, z: number): number {
  if (z === 0) return 1;
  if (z < 0) return (1 - z) ** -a * hyp2f1(a, c - b, c, z / (z - 1));
  const gap = c - a - b;
  if (z <= NEAR_ONE || Math.abs(gap - Math.round(gap)) < 1e-3) return series(a, b, c, z);
  const u = 1 - z;
  const g = (...args: readonly number[]) => args.map(signedLnGamma);
  const product = (up: ReturnType<typeof g>, down: ReturnType<typeof g>): number => {
    // One over a pole is zero.
    if (down.some((d) => d.sign === 0)) return 0;
    const ln = up.reduce((n, x) => n + x.ln, 0) - down.reduce((n, x) => n + x.ln, 0);
    return [...up, ...down].reduce((s, x) => s * x.sign, 1) * Math.exp(ln);
  };
  const first = product(g(c, gap), g(c - a, c - b));
  const second = product(g(c, -gap), g(a, b));
  return (
    (first === 0 ? 0 : first * series(a, b, 1 - gap, u)) +
    (second === 0 ? 0 : second * u ** gap * series(c - a, c - b, 1 + gap, u))
  );
}

/**
 * ln ₂F₁(a, b; c; z) by Gauss' series for a, b, c > 0 and 0 ≤ z < 1: all terms are positive, and the sum is
 * scaled down on its way, so that parameters of any size neither cancel nor overflow.
 */
export function lnHyp2f1Positive(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  let scale = 0;
  for (let n = 0; n < MOST_TERMS; n++) {
    const ratio = ((a + n) * (b + n) * z) / ((c + n) * (n + 1));
    term *= ratio;
    sum += term;
    if (sum > 1e250) {
      term /= sum;
      scale += Math.log(sum);
      sum = 1;
    }
    if (ratio < 1 && term <= 1e-17 * sum * (1 - Math.min(ratio, 0.999999))) break;
  }
  return scale + Math.log(sum);
}

/**
 * ₂F₁(1, b; c; z) for b, c > 0 and 0 ≤ z < 1 by Gauss' continued fraction (modified Lentz): few steps for
 * every z, no cancellation. Abramowitz & Stegun 26.5.8 is its special case; Cuyt et al. 2008, 15.3.4.
 */
export function hyp2f1WithOne(b: number, c: number, z: number): number {
  const tiny = 1e-300;
  let f = 1;
  let up = 1;
  let down = 0;
  for (let k = 1; k < 10_000; k++) {
    const m = (k - 1) >> 1;
    // Odd steps: (b + m)(c − 1 + m); even steps: (m + 1)(c − b + m); over (c + k − 2)(c + k − 1).
    const top = k % 2 === 1 ? (b + m) * (m === 0 ? 1 : c - 1 + m) : (m + 1) * (c - b + m);
    const bottom = k === 1 ? c : (c + k - 2) * (c + k - 1);
    const step = (-z * top) / bottom;
    down = 1 + step * down;
    down = 1 / (down === 0 ? tiny : down);
    up = 1 + step / up;
    if (up === 0) up = tiny;
    f *= up * down;
    if (Math.abs(up * down - 1) < 4e-16) break;
  }
  return 1 / f;
}
