/** A function of several variables with its gradient. */
export type Differentiable = (at: readonly number[]) => {
  readonly value: number;
  readonly gradient: readonly number[];
};

export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
  readonly iterations: number;
  /** The gradient's largest part is under the tolerance. */
  readonly converged: boolean;
}

export interface Search {
  /** On the gradient's largest part; 1e-7. */
  readonly tolerance?: number;
  /** Iterations at most; 200. */
  readonly most?: number;
  /** The inverse Hessian near the start, where it is known; positive definite. */
  readonly inverse?: readonly (readonly number[])[];
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((n, x, i) => n + x * (b[i] ?? 0), 0);

/**
 * The minimum near `start` by BFGS with a backtracking line search; steps are cut to length 2, for the
 * variables are logarithms. Deterministic. A value that is not finite is never stepped to.
 * Source: Nocedal & Wright 2006, "Numerical Optimization", algorithm 6.1 and (6.17).
 */
export function minimise(
  f: Differentiable,
  start: readonly number[],
  { tolerance = 1e-7, most = 200, inverse: known }: Search = {},
): Minimum {
  const n = start.length;
  let inverse = known?.map((row) => [...row]) ?? identity(n);
  let at = [...start];
  let here = f(at);
  let fresh = known === undefined;
  for (let iteration = 0; iteration < most; iteration++) {
    const { gradient } = here;
    if (Math.max(...gradient.map(Math.abs)) <= tolerance)
      return { at, value: here.value, iterations: iteration, converged: true };
    let direction = inverse.map((row) => -dot(row, gradient));
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      inverse = identity(n);
      fresh = true;
      direction = gradient.map((g) => -g);
      slope = -dot(gradient, gradient);
    }
    const length = Math.sqrt(dot(direction, direction));
    let step = Math.min(1, 2 / length);
    let next = f(at.map((x, i) => x + step * (direction[i] ?? 0)));
    // Sums of many logarithms are no surer than this: below it, downhill cannot be told.
    const slack = 1e-13 * Math.max(1, Math.abs(here.value));
    let tries = 0;
    while (!(next.value <= here.value + 1e-4 * step * slope + slack) && tries++ < 25) {
      step *= Number.isFinite(next.value) ? 0.4 : 0.1;
      next = f(at.map((x, i) => x + step * (direction[i] ?? 0)));
    }
    if (tries > 25) {
      // Downhill cannot be found any more: a fresh start of the curvature, else rounding is all that is left.
      if (fresh) return { at, value: here.value, iterations: iteration, converged: nearly(gradient, tolerance) };
      inverse = identity(n);
      fresh = true;
      continue;
    }
    const moved = direction.map((d) => step * d);
    const turned = next.gradient.map((g, i) => g - (gradient[i] ?? 0));
    const curvature = dot(moved, turned);
    if (curvature > 1e-14 * Math.sqrt(dot(moved, moved) * dot(turned, turned))) {
      if (fresh) inverse = identity(n).map((row) => row.map((x) => (x * curvature) / dot(turned, turned)));
      inverse = updated(inverse, moved, turned, curvature);
      fresh = false;
    }
    at = at.map((x, i) => x + (moved[i] ?? 0));
    here = next;
  }
  return { at, value: here.value, iterations: most, converged: nearly(here.gradient, tolerance) };
}

/** Where the line search ends in rounding, the gradient cannot be made as small as wanted. */
const nearly = (gradient: readonly number[], tolerance: number): boolean =>
  Math.max(...gradient.map(Math.abs)) <= 50 * tolerance;

const identity = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));

/** (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ. */
function updated(h: readonly number[][], s: readonly number[], y: readonly number[], curvature: number): number[][] {
  const hy = h.map((row) => dot(row, y));
  const factor = (1 + dot(y, hy) / curvature) / curvature;
  return h.map((row, i) =>
    row.map((x, j) => {
      const [si = 0, sj = 0] = [s[i], s[j]];
      return x + factor * si * sj - ((hy[i] ?? 0) * sj + si * (hy[j] ?? 0)) / curvature;
    }),
  );
}

/** Central differences as a gradient: for functions whose derivatives are not written down. `step` is absolute. */
export function withNumericGradient(f: (at: readonly number[]) => number, step = 1e-5): Differentiable {
  return (at) => ({
    value: f(at),
    gradient: at.map((_, i) => {
      const shifted = (by: number): number => f(at.map((x, j) => (i === j ? x + by : x)));
      return (shifted(step) - shifted(-step)) / (2 * step);
    }),
  });
}

/** The Hessian by central differences of the gradient, made symmetric. */
export function hessian(f: Differentiable, at: readonly number[], step = 1e-4): number[][] {
  const raw = at.map((_, i) => {
    const shifted = (by: number): readonly number[] => f(at.map((x, j) => (i === j ? x + by : x))).gradient;
    const [up, down] = [shifted(step), shifted(-step)];
    return up.map((g, j) => (g - (down[j] ?? 0)) / (2 * step));
  });
  return raw.map((row, i) => row.map((x, j) => (x + (raw[j]?.[i] ?? 0)) / 2));
}

/** The lower factor L of a symmetric positive definite matrix, L Lᵀ (Cholesky); null when it is none. */
export function choleskyOf(matrix: readonly (readonly number[])[]): number[][] | null {
  const n = matrix.length;
  const low = identity(n).map((row) => row.map(() => 0));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = (matrix[i]?.[j] ?? 0) - dot((low[i] ?? []).slice(0, j), (low[j] ?? []).slice(0, j));
      const row = low[i] ?? [];
      if (i === j) {
        if (!(rest > 1e-14 * Math.abs(matrix[i]?.[i] ?? 0)) || !Number.isFinite(rest)) return null;
        row[i] = Math.sqrt(rest);
      } else row[j] = rest / (low[j]?.[j] ?? NaN);
    }
  }
  return low;
}

/** The inverse of a symmetric positive definite matrix; null when it is none. */
export function inverseOf(matrix: readonly (readonly number[])[]): number[][] | null {
  const low = choleskyOf(matrix);
  if (low === null) return null;
  const n = matrix.length;
  const columns = identity(n).map((unit) => {
    const y: number[] = [];
    for (let i = 0; i < n; i++) y[i] = ((unit[i] ?? 0) - dot((low[i] ?? []).slice(0, i), y)) / (low[i]?.[i] ?? NaN);
    const x = Array.from({ length: n }, () => 0);
    for (let i = n - 1; i >= 0; i--) {
      let sum = y[i] ?? 0;
      for (let k = i + 1; k < n; k++) sum -= (low[k]?.[i] ?? 0) * (x[k] ?? 0);
      x[i] = sum / (low[i]?.[i] ?? NaN);
    }
    return x;
  });
  return columns;
}
