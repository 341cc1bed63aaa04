import { numbers, type Frame } from '../../core/frame';
import type { WeightedRows } from '../../stats/mixture/rows';

/** Where customers are compared: log(1 + value) of recency, frequency and, with amounts, money, standardised. */
export interface Space {
  readonly data: WeightedRows;
  /** Of the logarithms, per column. */
  readonly means: readonly number[];
  /** Standard deviations of the logarithms; 1 for a column without any. */
  readonly scales: readonly number[];
  /** Added to each variance, in standardised units; see {@link roundingFloor}. */
  readonly floors: readonly number[];
}

/** No group is narrower than 3 % of the spread of all. */
const LEAST_FLOOR = 1e-3;

/** What is compared of a value: nobody is below 0, for more refunds than purchases are no spend. */
export const logOf = (value: number): number => Math.log1p(Math.max(0, value));

/** The space of a frame `recency, frequency, monetary, customers`. */
export function spaceOf(frame: Frame, money: boolean): Space {
  const columns = (money ? ['recency', 'frequency', 'monetary'] : ['recency', 'frequency']).map((name) =>
    numbers(frame, name),
  );
  const weights = numbers(frame, 'customers');
  const total = weights.reduce((sum, w) => sum + w, 0);
  const logs = columns.map((values) => values.map(logOf));
  const mean = (values: Float64Array): number =>
    values.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0) / Math.max(1, total);
  const means = logs.map(mean);
  const scales = logs.map((values, j) => {
    const deviation = Math.sqrt(mean(values.map((x) => (x - (means[j] ?? 0)) ** 2)));
    return deviation > 1e-9 ? deviation : 1;
  });
  const d = columns.length;
  const values = new Float64Array(frame.length * d);
  logs.forEach((column, j) => column.forEach((x, i) => (values[i * d + j] = (x - (means[j] ?? 0)) / (scales[j] ?? 1))));
  const floors = columns.map((column, j) => {
    // Recency and frequency are whole numbers; money is not.
    const rounding = j < 2 ? mean(column.map(roundingFloor)) / (scales[j] ?? 1) ** 2 : 0;
    return LEAST_FLOOR + rounding;
  });
  return {
    data: { rows: frame.length, columns: d, values, weights: Float64Array.from(weights) },
    means,
    scales,
    floors,
  };
}

/**
 * The variance that counting in whole numbers hides in log(1 + n): a whole number stands for the interval of
 * ± ½ around it (Sheppard's correction). Without it a group of customers with exactly one purchase would be
 * infinitely thin, and the likelihood would reward a group for each number of purchases.
 */
function roundingFloor(n: number): number {
  const width = Math.log1p(n + 0.5) - Math.log1p(n - 0.5);
  return width ** 2 / 12;
}
