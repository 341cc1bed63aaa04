import { sfc32 } from './random';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Seeded percentile bootstrap over groups: whole groups (customers, who may have several rows) are
 * drawn with replacement, so that rows of one group never stand for independent evidence.
 *
 * @param groups group number per row
 * @param statistics the same figures for given row weights, any number of them; the weights' array is used
 * again for the next draw
 * @param level coverage in (0, 1), 0.95 when not said
 * @param report in [0, 1], per draw; may throw to give up
 * @returns an interval per figure; type-7 quantiles of the draws, draws that are NaN left out
 */
export function bootstrap(
  groups: Int32Array,
  statistics: (weights: Float64Array) => readonly number[],
  { seed, draws, level = 0.95 }: { readonly seed: number; readonly draws: number; readonly level?: number },
  report: (done: number) => void = () => undefined,
): readonly Interval[] {
  const index = new Map<number, number>();
  const place = Int32Array.from(groups, (g) => {
    const known = index.get(g);
    if (known !== undefined) return known;
    index.set(g, index.size);
    return index.size - 1;
  });
  const random = sfc32(seed);
  const values: number[][] = [];
  const weights = new Float64Array(place.length);
  for (let draw = 0; draw < draws; draw++) {
    const times = new Float64Array(index.size);
    for (let i = 0; i < index.size; i++) {
      const g = random.below(index.size);
      times[g] = (times[g] ?? 0) + 1;
    }
    for (let i = 0; i < place.length; i++) weights[i] = times[place[i] ?? 0] ?? 0;
    report(draw / draws);
    statistics(weights).forEach((value, k) => {
      if (!Number.isNaN(value)) (values[k] ??= []).push(value);
    });
  }
  return values.map((v) => {
    const sorted = v.sort((a, b) => a - b);
    return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) };
  });
}

/** Type-7 quantile (linear between the two nearest) of sorted values; NaN of none. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const a = sorted[low] ?? NaN;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] ?? NaN;
  return a + (at - low) * (b - a);
}
