import { hessian, inverseOf, minimise, type Differentiable } from './minimise';

/** Why a model cannot be estimated from the data given. */
export type Unfit =
  /** Nobody in the data. */
  | 'no-customers'
  /** Nobody bought again: nothing says how often customers buy. */
  | 'no-repeats'
  /** All first purchases are on the last day: no time has passed. */
  | 'no-time'
  /** Fewer repeat buyers with spend than parameters can be told from. */
  | 'too-few'
  /** All spends are equal: nothing to tell customers apart by. */
  | 'all-alike'
  /** The search found no maximum. */
  | 'no-maximum';

/** A maximum-likelihood estimate on log parameters. */
export interface Estimate {
  /** In the order of `names`. */
  readonly parameters: readonly number[];
  /** By the delta method from the Hessian; null where that is no positive matrix. */
  readonly errors: readonly (number | null)[];
  /** Covariance of the parameters' logarithms, or null. */
  readonly covariance: readonly (readonly number[])[] | null;
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Of so many starts … */
  readonly starts: number;
  /** … so many end within 1e-6 (relative) of the best log-likelihood. */
  readonly agreeing: number;
}

export type Estimated<M> =
  { readonly model: M; readonly because?: never } | { readonly model: null; readonly because: Unfit };

/** Logarithms are kept within ± this: parameters between 6e-6 and 160,000 of their unit. */
const FAR = 12;

/** A log-likelihood at positive parameters, with its gradient in them, and its number of observations. */
export interface Likelihood {
  readonly f: Differentiable;
  readonly total: number;
}

/** What the search sees: means, so that its tolerance means the same for any number of observations. */
function searched({ f, total }: Likelihood): Differentiable {
  return (logs) => {
    // Where the likelihood rises without end the wall stops the search, softly enough for a gradient.
    const over = logs.map((x) => Math.sign(x) * Math.max(0, Math.abs(x) - FAR));
    const parameters = logs.map((x, i) => Math.exp(x - (over[i] ?? 0)));
    const { value, gradient } = f(parameters);
    return {
      value: -value / total + over.reduce((n, o) => n + o * o, 0),
      gradient: gradient.map((g, i) => (over[i] === 0 ? (-g * (parameters[i] ?? 0)) / total : 2 * (over[i] ?? 0))),
    };
  };
}

/** Ends of the rough search that are closer than this (in logarithms) are one maximum. */
const CLOSE = 0.05;

/**
 * Maximises a log-likelihood from several starts and keeps the best.
 * @param smaller likelihoods of some of the observations, fewest first: the starts are searched on them first,
 * and the full one from where they end, once for those that end together
 * @returns null when no start ends in a finite maximum
 */
export function maximise(
  likelihood: Likelihood,
  starts: readonly (readonly number[])[],
  smaller: readonly Likelihood[] = [],
): Estimate | null {
  const { f, total } = likelihood;
  const target = searched(likelihood);
  let from = starts.map((s) => ({ logs: s.map(Math.log), of: 1 }));
  for (const rough of smaller) {
    const first = searched(rough);
    const ends = from.map((s) => ({ logs: minimise(first, s.logs, { tolerance: 1e-5 }).at, of: s.of }));
    from = ends.flatMap(({ logs }, i) => {
      const together = ends.filter((e) => e.logs.every((x, j) => Math.abs(x - (logs[j] ?? 0)) < CLOSE));
      return together[0] === ends[i] ? [{ logs: [...logs], of: together.reduce((n, e) => n + e.of, 0) }] : [];
    });
  }
  // The curvature of some observations is nearly that of all: the full search starts with it.
  const last = smaller.at(-1);
  const some = last === undefined ? null : searched(last);
  const found = from
    .map(({ logs, of }) => {
      const inverse = some === null ? null : inverseOf(hessian(some, logs));
      return { ...minimise(target, logs, inverse === null ? {} : { inverse }), of };
    })
    .filter((m) => Number.isFinite(m.value));
  const best = [...found].sort((a, b) => Number(b.converged) - Number(a.converged) || a.value - b.value)[0];
  if (best === undefined) return null;
  const covariance = inverseOf(hessian(target, best.at).map((row) => row.map((x) => x * total))) ?? null;
  const parameters = best.at.map(Math.exp);
  return {
    parameters,
    errors: parameters.map((p, i) => (covariance === null ? null : p * Math.sqrt(covariance[i]?.[i] ?? NaN))),
    covariance,
    logLikelihood: f(parameters).value,
    iterations: best.iterations,
    converged: best.converged,
    starts: starts.length,
    agreeing: found
      .filter((m) => Math.abs(m.value - best.value) <= 1e-6 * Math.max(1, Math.abs(best.value)))
      .reduce((n, m) => n + m.of, 0),
  };
}
