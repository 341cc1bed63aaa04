/** Ranks from 1, equal values sharing the mean of theirs. */
export function ranks(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranked = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let i = from; i < to; i++) ranked[order[i] ?? 0] = (from + to + 1) / 2;
    from = to;
  }
  return ranked;
}

/** Spearman's rank correlation: Pearson's of the ranks, ties sharing theirs; null where one side does not vary. */
export function spearman(a: Float64Array, b: Float64Array): number | null {
  const [x, y] = [ranks(a), ranks(b)];
  const middle = (x.length + 1) / 2;
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [u, w] = [(x[i] ?? 0) - middle, (y[i] ?? 0) - middle];
    xx += u * u;
    yy += w * w;
    xy += u * w;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}

/** A tenth of the customers, the lowest forecasts first. */
export interface Decile {
  readonly customers: number;
  readonly predicted: number;
  readonly actual: number;
}

/**
 * Sums of forecast and actual over tenths of the rows by forecast. Equal forecasts are one group: where a border
 * cuts it, each part has its share of what the group brought, so that the order of rows decides nothing.
 */
export function deciles(predicted: Float64Array, actual: Float64Array, parts = 10): readonly Decile[] {
  const n = predicted.length;
  const order = Array.from(predicted, (_, i) => i).sort((a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0));
  const sums = Array.from({ length: parts }, () => ({ customers: 0, predicted: 0, actual: 0 }));
  for (let from = 0; from < n;) {
    const value = predicted[order[from] ?? 0] ?? 0;
    let to = from;
    let brought = 0;
    while (to < n && predicted[order[to] ?? 0] === value) brought += actual[order[to++] ?? 0] ?? 0;
    for (let at = from; at < to;) {
      const part = Math.min(parts - 1, Math.floor((at * parts) / n + 1e-9));
      const end = Math.min(to, ((part + 1) * n) / parts);
      const sum = sums[part];
      if (sum === undefined || end <= at) break;
      sum.customers += end - at;
      sum.predicted += (end - at) * value;
      sum.actual += ((end - at) / (to - from)) * brought;
      at = end;
    }
    from = to;
  }
  return sums;
}
