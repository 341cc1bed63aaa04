/** Ranks from 1, equal numbers sharing the mean of theirs. */
export function ranks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const out = new Float64Array(values.length);
  for (let i = 0; i < order.length;) {
    let end = i;
    while (end < order.length && values[order[end] ?? 0] === values[order[i] ?? 0]) end++;
    for (let k = i; k < end; k++) out[order[k] ?? 0] = (i + 1 + end) / 2;
    i = end;
  }
  return out;
}

/** Spearman's ρ: Pearson's correlation of the ranks; NaN where one of the two is constant or without rows. */
export function spearman(a: Float64Array, b: Float64Array): number {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (x.length + 1) / 2;
  let [both, ofX, ofY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [(x[i] ?? NaN) - mean, (y[i] ?? NaN) - mean];
    both += dx * dy;
    ofX += dx * dx;
    ofY += dy * dy;
  }
  return both / Math.sqrt(ofX * ofY);
}
