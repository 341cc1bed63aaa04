/** What simulations draw from; `learn/random.ts` makes seeded ones. */
export interface Draws {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** Gamma of a shape > 0 and scale 1. */
  gamma(shape: number): number;
  /** Beta(a, b), a and b > 0. */
  beta(a: number, b: number): number;
}

/** Above this mean counts are drawn by rejection, below it by counting exponentials. */
const MANY = 12;

/**
 * A Poisson count of a mean ≥ 0. Large means by transformed rejection: Hörmann 1993, "The transformed
 * rejection method for generating Poisson random variables", algorithm PTRS.
 * @param lnFactorial ln n! for whole n ≥ 0
 */
export function poisson(draws: Draws, mean: number, lnFactorial: (n: number) => number): number {
  if (!(mean > 0)) return 0;
  if (mean < MANY) {
    let n = 0;
    for (let at = draws.exponential(); at < mean; at += draws.exponential()) n++;
    return n;
  }
  const lnMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverse = 1.1239 + 1.1328 / (b - 3.4);
  const v0 = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = draws.uniform() - 0.5;
    const v = draws.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= v0) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log(v) + Math.log(inverse) - Math.log(a / (us * us) + b) <= -mean + k * lnMean - lnFactorial(k)) return k;
  }
}
