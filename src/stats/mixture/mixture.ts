import { densitiesOf, responsibilitiesAt, type Component, type Densities } from './gaussian';
import { totalWeight, type Report, type WeightedRows } from './rows';

/** Where the search begins: responsibilities (rows × k, each row adding up to 1), or components. */
export type MixtureStart =
  { readonly k: number; readonly responsibilities: Float64Array } | { readonly components: readonly Component[] };

export interface MixtureOptions {
  /** Added to the diagonal of every covariance, one for all columns or one each; 1e-6, as scikit-learn's reg_covar. */
  readonly floor?: number | readonly number[];
  /** Change of the mean log-likelihood below which the search ends; 1e-3, as scikit-learn's tol. */
  readonly tolerance?: number;
  /** 100 when not said. */
  readonly maxIterations?: number;
  readonly report?: Report;
}

/** A Gaussian mixture with a full covariance per component. */
export interface Mixture {
  readonly components: readonly Component[];
  /** Of all customers, at these components. */
  readonly logLikelihood: number;
  /** −2 log L + parameters × ln(customers); the smaller, the better. */
  readonly bic: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Free parameters of k full-covariance Gaussians in d columns: shares, means, covariances. */
export function mixtureParameters(k: number, d: number): number {
  return k - 1 + k * d + (k * d * (d + 1)) / 2;
}

/**
 * Fits a mixture by EM (Dempster, Laird & Rubin 1977), step for step as scikit-learn's GaussianMixture does,
 * a row of weight w counting as w rows.
 * @returns null where a covariance is not positive definite: possible with a floor of 0 only
 */
export function fitMixture(data: WeightedRows, start: MixtureStart, options: MixtureOptions = {}): Mixture | null {
  const { floor = 1e-6, tolerance = 1e-3, maxIterations = 100, report = () => undefined } = options;
  const floors = Float64Array.from({ length: data.columns }, (_, j) =>
    typeof floor === 'number' ? floor : (floor[j] ?? 0),
  );
  const customers = totalWeight(data);
  let components = 'components' in start ? start.components : fromResponsibilities(data, start, floors, customers);
  let before = -Infinity;
  let iterations = 0;
  let converged = false;
  while (iterations < maxIterations && !converged) {
    report(iterations / maxIterations);
    const stepped = step(data, components, floors, customers);
    if (stepped === null) return null;
    iterations++;
    components = stepped.components;
    const now = stepped.logLikelihood / customers;
    converged = Math.abs(now - before) < tolerance;
    before = now;
  }
  const densities = densitiesOf(components);
  if (densities === null) return null;
  const logLikelihood = sumLogDensities(data, densities);
  const parameters = mixtureParameters(components.length, data.columns);
  return {
    components,
    logLikelihood,
    bic: -2 * logLikelihood + parameters * Math.log(customers),
    iterations,
    converged,
  };
}

/** Responsibilities of each component for each row, rows × k; null where a covariance is not positive definite. */
export function responsibilities(data: WeightedRows, components: readonly Component[]): Float64Array | null {
  const densities = densitiesOf(components);
  if (densities === null) return null;
  const { k } = densities;
  const all = new Float64Array(data.rows * k);
  for (let i = 0; i < data.rows; i++) responsibilitiesAt(densities, data.values, i * data.columns, all, i * k);
  return all;
}

/** The start in which each row belongs wholly to its label. */
export function labelStart(labels: Int32Array, k: number): MixtureStart {
  const start = new Float64Array(labels.length * k);
  labels.forEach((label, i) => (start[i * k + label] = 1));
  return { k, responsibilities: start };
}

function sumLogDensities({ rows, columns, values, weights }: WeightedRows, densities: Densities): number {
  const into = new Float64Array(densities.k);
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    sum += (weights[i] ?? 0) * responsibilitiesAt(densities, values, i * columns, into, 0);
  }
  return sum;
}

/** Keeps the share of a component that lost its rows above 0, as scikit-learn does. */
const LEAST = 10 * Number.EPSILON;

/** What one pass over the rows gathers per component, about centres near the means: products about 0 would lose digits. */
class Sums {
  readonly #d: number;
  readonly #centres: Float64Array;
  readonly #sizes: Float64Array;
  readonly #sums: Float64Array;
  /** On and below the diagonal. */
  readonly #products: Float64Array;

  constructor(k: number, columns: number, centres: Float64Array) {
    this.#d = columns;
    this.#centres = centres;
    this.#sizes = new Float64Array(k);
    this.#sums = new Float64Array(k * columns);
    this.#products = new Float64Array(k * columns * columns);
  }

  /** Adds a row with the shares that start at `from`, times its weight. */
  add(values: Float64Array, at: number, weight: number, shares: Float64Array, from: number): void {
    const d = this.#d;
    const centres = this.#centres;
    const sizes = this.#sizes;
    const sums = this.#sums;
    const products = this.#products;
    const k = sizes.length;
    for (let c = 0; c < k; c++) {
      const mine = weight * (shares[from + c] ?? 0);
      if (mine === 0) continue;
      sizes[c] = (sizes[c] ?? 0) + mine;
      for (let a = 0; a < d; a++) {
        const by = mine * ((values[at + a] ?? 0) - (centres[c * d + a] ?? 0));
        sums[c * d + a] = (sums[c * d + a] ?? 0) + by;
        const row = (c * d + a) * d;
        for (let b = 0; b <= a; b++) {
          products[row + b] = (products[row + b] ?? 0) + by * ((values[at + b] ?? 0) - (centres[c * d + b] ?? 0));
        }
      }
    }
  }

  means(): Float64Array {
    return this.#centres.map((centre, i) => centre + (this.#sums[i] ?? 0) / this.#size(Math.floor(i / this.#d)));
  }

  /** The M step. */
  components(floors: Float64Array, customers: number): readonly Component[] {
    const d = this.#d;
    const means = this.means();
    return Array.from(this.#sizes, (_, c) => {
      const size = this.#size(c);
      const by = (a: number): number => (this.#sums[c * d + a] ?? 0) / size;
      const covariance = new Float64Array(d * d);
      for (let a = 0; a < d; a++) {
        for (let b = 0; b <= a; b++) {
          const value = (this.#products[(c * d + a) * d + b] ?? 0) / size - by(a) * by(b);
          covariance[a * d + b] = value;
          covariance[b * d + a] = value;
        }
        // Rounding may leave a constant column a variance just below 0.
        covariance[a * d + a] = Math.max(0, covariance[a * d + a] ?? 0) + (floors[a] ?? 0);
      }
      return { weight: size / customers, mean: means.slice(c * d, (c + 1) * d), covariance };
    });
  }

  #size(c: number): number {
    return (this.#sizes[c] ?? 0) + LEAST;
  }
}

/** One E and M step in one pass; the log-likelihood is that of the components given. */
function step(
  { rows, columns, values, weights }: WeightedRows,
  components: readonly Component[],
  floors: Float64Array,
  customers: number,
): { readonly components: readonly Component[]; readonly logLikelihood: number } | null {
  const densities = densitiesOf(components);
  if (densities === null) return null;
  const sums = new Sums(densities.k, columns, densities.means);
  const into = new Float64Array(densities.k);
  let logLikelihood = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights[i] ?? 0;
    logLikelihood += weight * responsibilitiesAt(densities, values, i * columns, into, 0);
    sums.add(values, i * columns, weight, into, 0);
  }
  return { components: sums.components(floors, customers), logLikelihood };
}

/** The first M step: the means, then the products about them. */
function fromResponsibilities(
  { rows, columns, values, weights }: WeightedRows,
  { k, responsibilities: shares }: Extract<MixtureStart, { k: number }>,
  floors: Float64Array,
  customers: number,
): readonly Component[] {
  let centres = new Float64Array(k * columns);
  let sums = new Sums(k, columns, centres);
  for (const _ of ['means', 'products']) {
    sums = new Sums(k, columns, centres);
    for (let i = 0; i < rows; i++) sums.add(values, i * columns, weights[i] ?? 0, shares, i * k);
    centres = Float64Array.from(sums.means());
  }
  return sums.components(floors, customers);
}
