/** What happened to test rows with a forecast in `[from, next from)`: eight of ten lay between low and high. */
export interface ForecastRange {
  readonly from: number;
  /** Low and high are parts of the forecast: a group may reach from ten to a thousand. Else they are what happened. */
  readonly relative: boolean;
  readonly low: number;
  readonly high: number;
  readonly rows: number;
}

/** Test rows behind each range: fewer would make its ends two rows' chance. */
const LEAST = 30;
const MOST = 10;

/**
 * How far what happened lay around forecasts, by groups of equal size: tenths of the test rows by their forecast, fewer
 * where a tenth would have under 30. The ends are the 10th and 90th percentile (type 7) of what happened over the
 * forecast, so they hold for rows like those tested, whatever the model thinks of itself. Where a group has forecasts
 * of 0 or less, they are of what happened.
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
    const lowest = forecast[order[start] ?? 0] ?? 0;
    const relative = lowest > 0;
    const own = order
      .slice(start, end)
      .map((i) => (happened[i] ?? 0) / (relative ? (forecast[i] ?? 1) : 1))
      .sort((a, b) => a - b);
    const from = start === 0 ? -Infinity : lowest;
    ranges.push({ from, relative, low: quantile(own, 0.1), high: quantile(own, 0.9), rows: own.length });
    start = end;
  }
  return ranges;
}

/** Between what eight in ten such rows came out; null where that is not known. */
export function rangeOf(
  ranges: readonly ForecastRange[],
  forecast: number,
): { readonly low: number; readonly high: number } | null {
  const range = ranges.findLast((r) => forecast >= r.from) ?? ranges[0];
  if (range === undefined) return null;
  // Below all that was tested, a part of the forecast may be a part of nothing.
  const of = range.relative ? Math.max(0, forecast) : 1;
  return { low: range.low * of, high: range.high * of };
}

function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at));
}
