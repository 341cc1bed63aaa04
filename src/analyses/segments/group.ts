import type { Component } from '../../stats/mixture/gaussian';
import type { KMeans } from '../../stats/mixture/kMeans';
import { responsibilities } from '../../stats/mixture/mixture';
import type { Report, WeightedRows } from '../../stats/mixture/rows';

/** Which group each row is in, and which comes next. */
export interface Placement {
  readonly group: Int32Array;
  /** Of that group, in (0, 1]; NaN with k-means, which knows none. */
  readonly probability: Float64Array;
  /** The next likely or next nearest group; −1 where there is one group only. */
  readonly runnerUp: Int32Array;
  readonly runnerUpProbability: Float64Array;
}

/** Rows that are placed in one go: their responsibilities are held in memory. */
const CHUNK = 20_000;

/** Places every row by its probabilities. */
export function placeByMixture(data: WeightedRows, components: readonly Component[], report: Report): Placement {
  const k = components.length;
  return place(data, k, report, (chunk) => {
    const shares = responsibilities(chunk, components);
    if (shares === null) throw new Error('a covariance of a fitted mixture is not positive definite');
    return shares;
  });
}

/** Places every row by its distances; there are no probabilities. */
export function placeByCentres(data: WeightedRows, { k, centres }: KMeans, report: Report): Placement {
  const d = data.columns;
  const placed = place(data, k, report, ({ rows, values }) => {
    // The nearer, the larger: what `place` sorts by.
    const nearness = new Float64Array(rows * k);
    for (let i = 0; i < rows; i++) {
      for (let c = 0; c < k; c++) {
        let squares = 0;
        for (let j = 0; j < d; j++) squares += ((values[i * d + j] ?? 0) - (centres[c * d + j] ?? 0)) ** 2;
        nearness[i * k + c] = -squares;
      }
    }
    return nearness;
  });
  placed.probability.fill(NaN);
  placed.runnerUpProbability.fill(NaN);
  return placed;
}

function place(
  { rows, columns, values, weights }: WeightedRows,
  k: number,
  report: Report,
  scores: (chunk: WeightedRows) => Float64Array,
): Placement {
  const placed = {
    group: new Int32Array(rows),
    probability: new Float64Array(rows),
    runnerUp: new Int32Array(rows).fill(-1),
    runnerUpProbability: new Float64Array(rows).fill(NaN),
  };
  for (let from = 0; from < rows; from += CHUNK) {
    report(from / rows);
    const to = Math.min(rows, from + CHUNK);
    const chunk = {
      rows: to - from,
      columns,
      values: values.subarray(from * columns, to * columns),
      weights: weights.subarray(from, to),
    };
    const all = scores(chunk);
    for (let i = 0; i < chunk.rows; i++) {
      let best = 0;
      let second = -1;
      for (let c = 1; c < k; c++) {
        const score = all[i * k + c] ?? 0;
        if (score > (all[i * k + best] ?? 0)) {
          second = best;
          best = c;
        } else if (second < 0 || score > (all[i * k + second] ?? 0)) second = c;
      }
      placed.group[from + i] = best;
      placed.probability[from + i] = all[i * k + best] ?? NaN;
      if (second < 0) continue;
      placed.runnerUp[from + i] = second;
      placed.runnerUpProbability[from + i] = all[i * k + second] ?? NaN;
    }
  }
  return placed;
}

/** The spread of each group's own rows: what k-means' groups look like, drawn as a mixture's are. */
export function componentsOf(
  { rows, columns: d, values, weights }: WeightedRows,
  { k, centres, labels }: Pick<KMeans, 'k' | 'centres' | 'labels'>,
): readonly Component[] {
  const sizes = new Float64Array(k);
  const products = Array.from({ length: k }, () => new Float64Array(d * d));
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const c = labels[i] ?? 0;
    const w = weights[i] ?? 0;
    const product = products[c];
    if (product === undefined) continue;
    sizes[c] = (sizes[c] ?? 0) + w;
    total += w;
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) {
        const by =
          ((values[i * d + a] ?? 0) - (centres[c * d + a] ?? 0)) *
          ((values[i * d + b] ?? 0) - (centres[c * d + b] ?? 0));
        product[a * d + b] = (product[a * d + b] ?? 0) + w * by;
      }
    }
  }
  return products.map((product, c) => ({
    weight: (sizes[c] ?? 0) / total,
    mean: centres.slice(c * d, (c + 1) * d),
    covariance: product.map((x) => x / Math.max(1, sizes[c] ?? 0)),
  }));
}
