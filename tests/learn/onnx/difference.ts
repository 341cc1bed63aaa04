/** The largest difference, absolute up to 1 and relative beyond; NaN against a number is Infinity. */
export function difference(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  a.forEach((x, i) => {
    const y = b[i] ?? NaN;
    if (Number.isNaN(x) && Number.isNaN(y)) return;
    const d = Math.abs(x - y) / Math.max(1, Math.abs(x));
    most = Math.max(most, Number.isNaN(d) ? Infinity : d);
  });
  return most;
}
