import type { Matrix } from '../matrix';
import type { LinearModel } from '../model';

/** The mean of each feature: what "not known" means to {@link linearShap}. */
export function featureMeans(x: Matrix): Float64Array {
  const mean = new Float64Array(x.columns);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++) mean[j] = (mean[j] ?? 0) + (x.values[i * x.columns + j] ?? 0) / x.rows;
  }
  return mean;
}

/**
 * Exact SHAP values of a linear model, features taken as independent (interventional; Lundberg & Lee 2017,
 * corollary 1): coefficient × (value − mean). In the space of the margin.
 * @returns `values` rows × outputs × features, and `base` per output: the margin of the mean row
 * @throws Error when the features differ in number
 */
export function linearShap(
  model: LinearModel,
  x: Matrix,
  means: Float64Array,
): { readonly values: Float64Array; readonly base: Float64Array } {
  const { features, coefficients, intercepts } = model;
  if (x.columns !== features || means.length !== features) {
    throw new Error(`${x.columns} features where ${features} are expected`);
  }
  const outputs = intercepts.length;
  const values = new Float64Array(x.rows * outputs * features);
  for (let i = 0; i < x.rows; i++) {
    for (let k = 0; k < outputs; k++) {
      for (let j = 0; j < features; j++) {
        const difference = (x.values[i * features + j] ?? NaN) - (means[j] ?? NaN);
        values[(i * outputs + k) * features + j] = (coefficients[k * features + j] ?? 0) * difference;
      }
    }
  }
  const base = intercepts.map((b, k) =>
    means.reduce((sum, m, j) => sum + m * (coefficients[k * features + j] ?? 0), b),
  );
  return { values, base };
}
