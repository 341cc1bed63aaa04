import { penalisedStep } from './quadratic';

/** A convex, twice differentiable part of an objective. */
export interface Smooth {
  readonly size: number;
  value(w: Float64Array): number;
  /** The Hessian is size × size, symmetric. */
  derivatives(w: Float64Array): { readonly gradient: Float64Array; readonly hessian: Float64Array };
}

/** Strength of the penalties per parameter: Σ l1ⱼ |wⱼ| + ½ Σ l2ⱼ wⱼ². */
export interface Penalties {
  readonly l1: Float64Array;
  readonly l2: Float64Array;
}

/**
 * Proximal Newton's method with step halving (Lee, Sun & Saunders 2014, "Proximal Newton-type methods for
 * minimizing composite functions"); plain Newton without l1. Ends when a step moves no parameter by more
 * than 1e-10 (relative to the largest where that is over 1).
 * @throws Error when it diverges or does not converge
 */
export function proximalNewton(
  smooth: Smooth,
  { l1, l2 }: Penalties,
  start: Float64Array,
  maxIterations: number,
): { readonly at: Float64Array; readonly iterations: number } {
  const objective = (w: Float64Array): number => smooth.value(w) + penalty(w, l1, l2);
  let w = start;
  let loss = objective(w);
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const { gradient, hessian } = smooth.derivatives(w);
    for (let j = 0; j < smooth.size; j++) {
      gradient[j] = (gradient[j] ?? 0) + (l2[j] ?? 0) * (w[j] ?? 0);
      const diagonal = j * smooth.size + j;
      hessian[diagonal] = (hessian[diagonal] ?? 0) + (l2[j] ?? 0);
    }
    const limit = 1e-10 * w.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
    const step = penalisedStep(hessian, gradient, w, l1, limit / 10);
    const largest = step.reduce((most, s) => Math.max(most, Math.abs(s)), 0);
    let next = moved(w, step, 1);
    let nextLoss = objective(next);
    // Rounding may lift the loss by its last digits near the end; only a real rise is halved.
    for (let share = 0.5; !(nextLoss <= loss + 1e-9 * Math.abs(loss)) && share > 1e-6; share /= 2) {
      next = moved(w, step, share);
      nextLoss = objective(next);
    }
    w = next;
    loss = nextLoss;
    if (!Number.isFinite(loss)) throw new Error('the fit diverged');
    if (largest <= limit) return { at: w, iterations: iteration };
  }
  throw new Error(`the fit did not converge in ${maxIterations} steps`);
}

function penalty(w: Float64Array, l1: Float64Array, l2: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < w.length; j++) sum += (l1[j] ?? 0) * Math.abs(w[j] ?? 0) + ((l2[j] ?? 0) * (w[j] ?? 0) ** 2) / 2;
  return sum;
}

/** A weight that the step takes to 0 is 0 exactly: no rounding of w + (0 − w) is possible at share 1. */
function moved(w: Float64Array, step: Float64Array, share: number): Float64Array {
  return w.map((value, j) => value + share * (step[j] ?? 0));
}
