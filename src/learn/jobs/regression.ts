import { quantile } from '../bootstrap';
import { sampleRows } from '../explain/permutation';
import { histogram, type Histogram } from '../judge/histogram';
import { predictionBins, regressionFigures, type Predicted, type PredictionBin } from '../judge/regression';

/** What a model of numbers gets right and wrong, for drawing. */
export interface RegressionViews {
  readonly rows: number;
  /** Weight of the rows that MAPE leaves out, as their actual number is 0. */
  readonly zeros: number;
  /** Up to ten groups of equal weight by rising prediction: mean predicted beside mean actual. */
  readonly deciles: readonly PredictionBin[];
  /** Some rows, at random where there are more than asked for: row numbers of the dataset, actual, predicted. */
  readonly scatter: { readonly rows: Int32Array; readonly actual: Float64Array; readonly predicted: Float64Array };
  /** Actual − predicted. */
  readonly residuals: {
    /** Between the 1st and the 99th percentile; what lies outside is counted apart. */
    readonly histogram: Histogram;
    /** Of all rows, weights aside: 5 %, 25 %, 50 %, 75 %, 95 %; NaN without rows. */
    readonly quantiles: readonly [number, number, number, number, number];
  };
}

/**
 * @param rows row numbers of the dataset, in the order of the answers
 * @param options `points` of the scatter at most, 1,000 when not said; `bins` of the histogram, 40 when not said
 */
export function regressionViews(
  rows: Int32Array,
  judged: Predicted,
  { seed, points = 1000, bins = 40 }: { readonly seed: number; readonly points?: number; readonly bins?: number },
): RegressionViews {
  const { actual, predicted, weights } = judged;
  const errors = actual.map((y, i) => y - (predicted[i] ?? NaN));
  const sorted = errors.toSorted();
  const at = (q: number): number => quantile(sorted, q);
  const some = sampleRows(rows.length, points, seed);
  return {
    rows: rows.length,
    zeros: regressionFigures(judged).zeros,
    deciles: predictionBins(judged),
    scatter: {
      rows: some.map((i) => rows[i] ?? 0),
      actual: Float64Array.from(some, (i) => actual[i] ?? NaN),
      predicted: Float64Array.from(some, (i) => predicted[i] ?? NaN),
    },
    residuals: {
      histogram: histogram(errors, weights, { low: at(0.01), high: at(0.99), bins }),
      quantiles: [at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)],
    },
  };
}
