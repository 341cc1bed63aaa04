import type { Matrix } from '../matrix';
import type { ConstantModel, LinearModel } from '../model';
import { sigmoid, softmax } from './sigmoid';

/** Sums before the link: rows × outputs, row after row. @throws Error when the features differ in number */
export function linearMargins(model: LinearModel, x: Matrix): Float64Array {
  if (x.columns !== model.features) throw new Error(`${x.columns} features where ${model.features} are expected`);
  const outputs = model.intercepts.length;
  const out = new Float64Array(x.rows * outputs);
  for (let i = 0; i < x.rows; i++) {
    for (let k = 0; k < outputs; k++) {
      let z = model.intercepts[k] ?? 0;
      for (let j = 0; j < x.columns; j++) {
        z += (x.values[i * x.columns + j] ?? NaN) * (model.coefficients[k * x.columns + j] ?? 0);
      }
      out[i * outputs + k] = z;
    }
  }
  return out;
}

/** P(class 1), the probability of each class (rows × classes), or the number, per row. */
export function predictLinear(model: LinearModel, x: Matrix): Float64Array {
  const z = linearMargins(model, x);
  const outputs = model.intercepts.length;
  if (model.link === 'logistic') return z.map(sigmoid);
  if (model.link === 'softmax') for (let i = 0; i < x.rows; i++) softmax(z, i * outputs, outputs);
  return z;
}

/** The same answer for each of so many rows. */
export function predictConstant(model: ConstantModel, rows: number): Float64Array {
  const outputs = model.values.length;
  return Float64Array.from({ length: rows * outputs }, (_, k) => model.values[k % outputs] ?? NaN);
}
