import { quantile } from '../bootstrap';
import { sfc32, type Random } from '../random';

/** How far a distribution has moved. */
export interface Stability {
  /** Population stability index: Σ (a − e) ln(a ÷ e) over the groups' shares. */
  readonly psi: number;
  /** 95 % of two samples of these sizes from one distribution stay below. */
  readonly nullHigh: number;
  /** Groups' shares, expected and actual. */
  readonly groups: readonly { readonly expected: number; readonly actual: number }[];
}

/**
 * PSI of counts by group, half a row added to each group so that an empty one is no infinity. The null
 * limit is simulated: two samples of the same sizes drawn from the pooled shares (binomials by normal
 * approximation where both n p and n (1 − p) pass 30).
 * @param draws 500 when not said
 */
export function stability(
  expected: readonly number[],
  actual: readonly number[],
  { seed, draws = 500 }: { readonly seed: number; readonly draws?: number },
): Stability {
  const [n, m] = [sum(expected), sum(actual)];
  const pooled = expected.map((e, i) => (e + (actual[i] ?? 0)) / (n + m));
  const random = sfc32(seed, 0x707369);
  const values = Array.from({ length: draws }, () =>
    index(multinomial(n, pooled, random), multinomial(m, pooled, random)),
  ).sort((a, b) => a - b);
  return {
    psi: index(expected, actual),
    nullHigh: quantile(values, 0.95),
    groups: expected.map((e, i) => ({ expected: e / n, actual: (actual[i] ?? 0) / m })),
  };
}

/**
 * Counts of numbers between the deciles of the expected ones (equal deciles are one group), and of missing
 * ones where there are any: what {@link stability} takes.
 */
export function countsByDecile(
  expected: Float64Array,
  actual: Float64Array,
  groups = 10,
): { readonly expected: readonly number[]; readonly actual: readonly number[]; readonly cuts: readonly number[] } {
  const sorted = expected.filter((v) => !Number.isNaN(v)).sort();
  const cuts = [...new Set(Array.from({ length: groups - 1 }, (_, k) => quantile(sorted, (k + 1) / groups)))].filter(
    (c) => !Number.isNaN(c),
  );
  const counts = (values: Float64Array): number[] => {
    const out = Array.from({ length: cuts.length + 2 }, () => 0);
    for (const v of values) {
      let at = 0;
      if (Number.isNaN(v)) at = cuts.length + 1;
      else while (v > (cuts[at] ?? Infinity)) at++;
      out[at] = (out[at] ?? 0) + 1;
    }
    return out;
  };
  const [e, a] = [counts(expected), counts(actual)];
  const missing = (e.at(-1) ?? 0) + (a.at(-1) ?? 0) > 0;
  return { expected: missing ? e : e.slice(0, -1), actual: missing ? a : a.slice(0, -1), cuts };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((n, c) => n + c, 0);
}

function index(expected: readonly number[], actual: readonly number[]): number {
  const [n, m] = [sum(expected) + expected.length / 2, sum(actual) + actual.length / 2];
  return expected.reduce((total, count, i) => {
    const e = (count + 0.5) / n;
    const a = ((actual[i] ?? 0) + 0.5) / m;
    return total + (a - e) * Math.log(a / e);
  }, 0);
}

function multinomial(n: number, shares: readonly number[], random: Random): number[] {
  let left = n;
  let rest = 1;
  return shares.map((share, i) => {
    const p = i === shares.length - 1 || rest <= share ? 1 : share / rest;
    const drawn = binomial(left, p, random);
    left -= drawn;
    rest -= share;
    return drawn;
  });
}

function binomial(n: number, p: number, random: Random): number {
  if (p >= 1 || n === 0) return n;
  if (n * p > 30 && n * (1 - p) > 30) {
    return Math.max(0, Math.min(n, Math.round(n * p + Math.sqrt(n * p * (1 - p)) * random.normal())));
  }
  if (p > 0.5) return n - binomial(n, 1 - p, random);
  // Waiting times between successes: np steps rather than n.
  let count = -1;
  const log = Math.log1p(-p);
  for (let at = 0; at <= n && p > 0; count++) at += Math.floor(-random.exponential() / log) + 1;
  return Math.max(0, count);
}
