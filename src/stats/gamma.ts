const EULER = 0.5772156649015329;
const HALF_LN_TWO_PI = 0.9189385332046727;

/** (ζ(k) − 1) / k for k = 2 … 40: the coefficients of ln Γ around 1 and 2. */
const zetas: readonly number[] = Array.from({ length: 39 }, (_, i) => zetaMinusOne(i + 2) / (i + 2));

/** Σ j^−k from j = 2: terms up to 63, the rest by Euler–Maclaurin. */
function zetaMinusOne(k: number): number {
  const n = 64;
  let sum = n ** (1 - k) / (k - 1) + n ** -k / 2 + (k * n ** (-k - 1)) / 12;
  const rising = k * (k + 1) * (k + 2);
  sum += rising * (((k + 3) * (k + 4) * n ** (-k - 5)) / 30240 - n ** (-k - 3) / 720);
  for (let j = n - 1; j >= 2; j--) sum += j ** -k;
  return sum;
}

/** ln Γ(2 + z) for |z| ≤ 0.5: z(1 − γ) + Σ (−z)^k (ζ(k) − 1)/k. Abramowitz & Stegun 6.1.33. */
function aroundTwo(z: number): number {
  let sum = 0;
  for (let i = zetas.length - 1; i >= 0; i--) sum = ((zetas[i] ?? 0) + sum) * -z;
  return z * (1 - EULER) + sum * -z;
}

/**
 * ln Γ(x) for x > 0; relative error under 1e-14, also beside the zeros at 1 and 2. NaN for x ≤ 0.
 * Taylor around 2 below 2.5, else Stirling's series, shifted up to 12. Abramowitz & Stegun 6.1.33, 6.1.41.
 */
export function lnGamma(x: number): number {
  if (!(x > 0)) return NaN;
  if (x < 0.5) return lnGamma(x + 1) - Math.log(x);
  if (x < 1.5) return aroundTwo(x - 1) - Math.log1p(x - 1);
  if (x < 2.5) return aroundTwo(x - 2);
  let shift = 1;
  let y = x;
  while (y < 12) shift *= y++;
  const u = 1 / (y * y);
  const series =
    (1 / 12 -
      u *
        (1 / 360 -
          u *
            (1 / 1260 - u * (1 / 1680 - u * (1 / 1188 - u * (691 / 360360 - u * (1 / 156 - (u * 3617) / 122400))))))) /
    y;
  const value = (y - 0.5) * Math.log(y) - y + HALF_LN_TWO_PI + series;
  return shift === 1 ? value : value - Math.log(shift);
}

/** ψ(x) = d ln Γ(x) / dx for x > 0, about 1e-14. NaN for x ≤ 0. Abramowitz & Stegun 6.3.5, 6.3.18. */
export function digamma(x: number): number {
  if (!(x > 0)) return NaN;
  let sum = 0;
  let y = x;
  while (y < 12) sum -= 1 / y++;
  const u = 1 / (y * y);
  const series = u * (1 / 12 - u * (1 / 120 - u * (1 / 252 - u * (1 / 240 - u * (1 / 132 - (u * 691) / 32760)))));
  return sum + Math.log(y) - 0.5 / y - series;
}

/** ln |Γ(x)| and the sign of Γ(x) for any x that is no pole (0, −1, −2, …); a pole answers sign 0. A&S 6.1.17. */
export function signedLnGamma(x: number): { readonly ln: number; readonly sign: -1 | 0 | 1 } {
  if (x > 0) return { ln: lnGamma(x), sign: 1 };
  if (Number.isInteger(x)) return { ln: Infinity, sign: 0 };
  const sine = Math.sin(Math.PI * (x - Math.floor(x)));
  const sign = Math.floor(x) % 2 === 0 ? 1 : -1;
  return { ln: Math.log(Math.PI / sine) - lnGamma(1 - x), sign };
}
