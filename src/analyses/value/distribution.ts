import { ticks } from 'd3';
import type { Frame } from '../../core/frame';
import { numberFrame, rowFrame } from '../../core/frames';

/** Bins of a linear histogram, about. */
const BINS = 16;
/** Share of customers below the first, and above the last edge but one, of a histogram. */
const TAIL = 0.005;

/**
 * How customers' values are spread: `bins` (`from` inclusive, `to` exclusive, `customers`; the first begins at 0,
 * the last has NaN for its end and is open) and `shape` (one row: `median`, `mean`, `most`, `nothing`: customers
 * worth less than `little`, `log`: 1 where edges are 1, 2, 5, 10, … because few are worth far more than the
 * middle one). Both are empty without values. Values are at least 0.
 * @param little up to this a customer is worth next to nothing
 */
export function distributionFrames(
  values: readonly number[],
  customers: readonly number[],
  little: number,
): { readonly bins: Frame; readonly shape: Frame } {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const all = customers.reduce((n, c) => n + c, 0);
  const most = values[order.at(-1) ?? 0] ?? 0;
  if (!(all > 0) || !(most > 0))
    return { bins: numberFrame({ from: [], to: [], customers: [] }), shape: numberFrame({ median: [] }) };
  /** The least value that a share of customers do not exceed. */
  const at = (share: number): number => {
    let upto = 0;
    for (const i of order) {
      upto += customers[i] ?? 0;
      if (upto >= share * all) return values[i] ?? 0;
    }
    return most;
  };
  const mean = values.reduce((n, value, i) => n + value * (customers[i] ?? 0), 0) / all;
  const median = at(0.5);
  const high = at(1 - TAIL);
  const log = mean > 1.3 * median || high > 8 * median;
  const edges = log ? ladder(Math.max(at(TAIL), high / 1e4, little), high) : ticks(0, high, BINS).slice(1);
  const counted = Array.from({ length: edges.length + 1 }, () => 0);
  let nothing = 0;
  values.forEach((value, i) => {
    const bin = edges.findIndex((edge) => value < edge);
    const place = bin === -1 ? edges.length : bin;
    counted[place] = (counted[place] ?? 0) + (customers[i] ?? 0);
    if (value < little) nothing += customers[i] ?? 0;
  });
  return {
    bins: numberFrame({ from: [0, ...edges], to: [...edges, NaN], customers: counted }),
    shape: rowFrame({ median, mean, most, nothing, little, log: Number(log) }),
  };
}

/** 1, 2, 5, 10, … from the last at or below `low` to the last at or below `high`. */
function ladder(low: number, high: number): number[] {
  const edges: number[] = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++) {
    for (const step of [1, 2, 5]) {
      const edge = Number(`${step}e${power}`);
      if (edge <= high && edge > low / 2.5) edges.push(edge);
    }
  }
  return edges.length > 0 ? edges : [high];
}
