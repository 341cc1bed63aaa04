/** What happened to test rows with a forecast in `[from, next from)`: eight of ten lay between low and high. */
export interface ForecastRange {
  readonly from: number;
  readonly low: number;
  readonly high: number;
  readonly rows: number;
}

/** Test rows behind each range: fewer would make its ends two rows' chance. */
const LEAST = 30;
const MOST = 10;

/**
 * How far what happened lay around forecasts, by groups of equal size: tenths of the test rows by their forecast, fewer
 * where a tenth would have under 30. The ends are the 10th and 90th percentile (type 7) of what happened, so they hold
 * for rows like those tested, whatever the model thinks of itself.
 * @param forecast and what happened, of each test row; rows where either is NaN do not count
 * @returns by rising forecast, the first from −∞; empty under 30 rows
 */
export function forecastRanges(forecast: Float64Array, happened: Float64Array): readonly ForecastRange[] {
  const order = [...forecast.keys()]
    .filter((i) => !Number.isNaN(forecast[i] ?? NaN) && !Number.isNaN(happened[i] ?? NaN))
    .sort((a, b) => (forecast[a] ?? 0) - (forecast[b] ?? 0) || a - b);
  const groups = Math.min(MOST, Math.floor(order.length / LEAST));
  const ranges: ForecastRange[] = [];
  let start = 0;
  for (let g = 0; g < groups; g++) {
    let end = Math.round(((g + 1) * order.length) / groups);
    // Equal forecasts are one group.
    while (end < order.length && forecast[order[end] ?? 0] === forecast[order[end - 1] ?? 0]) end++;
    if (end <= start) continue;
    const own = order
      .slice(start, end)
      .map((i) => happened[i] ?? 0)
      .sort((a, b) => a - b);
    const from = start === 0 ? -Infinity : (forecast[order[start] ?? 0] ?? 0);
    ranges.push({ from, low: quantile(own, 0.1), high: quantile(own, 0.9), rows: own.length });
    start = end;
  }
  return ranges;
}

/** The range that a forecast falls into; null where there are none. */
export function rangeOf(ranges: readonly ForecastRange[], forecast: number): ForecastRange | null {
  return ranges.findLast((r) => forecast >= r.from) ?? ranges[0] ?? null;
}

function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at));
}
