import { fitElasticNet, fitRidge } from '../linear/least-squares';
import type { Matrix } from '../matrix';
import { median } from './median';
import type { Fill, Imputer } from './spec';

/** A column of numbers of the training rows, as it is read. */
export interface Known {
  readonly name: string;
  /** NaN where missing. */
  readonly values: Float64Array;
}

/**
 * What stands for a missing value of `column`. Mean, median (type 7) and most frequent (ties: the least)
 * are of the values that are there; `linear` is a ridge regression (penalty 1e-3 of the rows), `lasso` one
 * with a penalty of 1 % of the least that leaves no term, both on the standardised `others` (numbers,
 * missing ones at their mean) of the rows where the value is there. Without others, or under 10 such
 * rows, they are the mean. Null: left missing. Weights play no part.
 */
export function fitFill(imputer: Imputer, column: Known, others: readonly Known[]): Fill | null {
  if (imputer.by === 'none') return null;
  if (imputer.by === 'constant') return { by: 'value', value: imputer.value };
  const known = present(column.values);
  if (imputer.by === 'mean') return { by: 'value', value: mean(known) };
  if (imputer.by === 'median') return { by: 'value', value: median(known.slice()) };
  if (imputer.by === 'most-frequent') return { by: 'value', value: mostFrequent(known) };
  return regressed(imputer.by, column, known, others);
}

/** Those that are not missing. */
function present(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const v = values[i] as number;
    if (v === v) out[n++] = v;
  }
  return out.subarray(0, n);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

function mostFrequent(values: Float64Array): number {
  const sorted = values.toSorted();
  let best = NaN;
  let most = 0;
  for (let i = 0; i < sorted.length;) {
    let j = i;
    while (j < sorted.length && sorted[j] === sorted[i]) j++;
    if (j - i > most) [best, most] = [sorted[i] ?? NaN, j - i];
    i = j;
  }
  return best;
}

const LEAST_ROWS = 10;

function regressed(by: 'linear' | 'lasso', column: Known, known: Float64Array, others: readonly Known[]): Fill {
  const rows: number[] = [];
  column.values.forEach((v, i) => {
    if (!Number.isNaN(v)) rows.push(i);
  });
  const terms = others.flatMap(({ name, values }) => {
    const there = values.filter((v) => !Number.isNaN(v));
    if (there.length === 0) return [];
    const fill = mean(there);
    const x = Float64Array.from(rows, (i) => (Number.isNaN(values[i]) ? fill : (values[i] ?? fill)));
    const centre = mean(x);
    const scale = Math.sqrt(x.reduce((sum, v) => sum + (v - centre) ** 2, 0) / x.length);
    if (!(scale > 1e-12 * Math.max(1, Math.abs(centre)))) return [];
    return [{ column: name, fill, mean: centre, scale, x }];
  });
  if (terms.length === 0 || rows.length < LEAST_ROWS) return { by: 'value', value: mean(known) };
  const x: Matrix = { rows: rows.length, columns: terms.length, values: new Float64Array(rows.length * terms.length) };
  terms.forEach((t, j) =>
    t.x.forEach((v, i) => {
      x.values[i * terms.length + j] = (v - t.mean) / t.scale;
    }),
  );
  const { model } =
    by === 'linear'
      ? fitRidge(x, known, { alpha: 1e-3 * rows.length })
      : fitElasticNet(x, known, { alpha: weak(x, known) });
  const used = terms.flatMap(({ column: name, fill, mean: centre, scale }, j) => {
    const coefficient = model.coefficients[j] ?? 0;
    return coefficient === 0 ? [] : [{ column: name, fill, mean: centre, scale, coefficient }];
  });
  const low = known.reduce((a, b) => Math.min(a, b), Infinity);
  const high = known.reduce((a, b) => Math.max(a, b), -Infinity);
  return { by: 'linear', intercept: model.intercepts[0] ?? NaN, terms: used, low, high };
}

/** 1 % of the least penalty at which a lasso has no term; where nothing is related, any penalty. */
function weak(x: Matrix, y: Float64Array): number {
  const centre = mean(y);
  let most = 0;
  for (let j = 0; j < x.columns; j++) {
    let product = 0;
    for (let i = 0; i < x.rows; i++) product += (x.values[i * x.columns + j] ?? 0) * ((y[i] ?? 0) - centre);
    most = Math.max(most, Math.abs(product) / x.rows);
  }
  return most > 0 ? 0.01 * most : 1;
}

/** The filled value where `values[k]` is missing; `term(name)` answers another column's values of the same rows. */
export function filled(values: Float64Array, fill: Fill, term: (column: string) => Float64Array): Float64Array {
  if (fill.by === 'value') {
    const out = values.slice();
    for (let k = 0; k < out.length; k++) if (Number.isNaN(out[k])) out[k] = fill.value;
    return out;
  }
  const columns = fill.terms.map((t) => term(t.column));
  return values.map((v, k) => {
    if (!Number.isNaN(v)) return v;
    let sum = fill.intercept;
    fill.terms.forEach((t, j) => {
      const x = columns[j]?.[k] ?? NaN;
      sum += (t.coefficient * ((Number.isNaN(x) ? t.fill : x) - t.mean)) / t.scale;
    });
    return Math.max(fill.low, Math.min(fill.high, sum));
  });
}
