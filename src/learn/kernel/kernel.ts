/** Bytes of one feature's histogram: 256 bins of two float64 sums. */
export const FEATURE_BYTES = 4096;

/** Bytes that {@link Kernel.scan} writes its answer to. */
export const BEST_BYTES = 48;

/**
 * The inner loops of growing a tree, on one block of memory. Places are byte offsets into `buffer`. The plain
 * and the WebAssembly kernel add the same float64 numbers in the same order, so that their trees are equal
 * bit for bit.
 *
 * - *bins*: one byte per value, row after row, `stride` features to a row; 0 is missing
 * - *rows*: int32 row numbers
 * - *pairs*: two float32 per row, gradient and hessian
 * - *histogram*: per feature 256 pairs of float64 sums, feature `f` at `f × 4096`
 * - *list*: int32 feature numbers
 * - *splits*: int32 per feature, the number of its cut points
 */
export interface Kernel {
  readonly buffer: ArrayBufferLike;
  /** Sums the pairs of `count` rows into the histograms of the listed features, which are emptied first. */
  histogram(
    bins: number,
    stride: number,
    rows: number,
    count: number,
    pairs: number,
    out: number,
    list: number,
    listed: number,
  ): void;
  /** Takes the histograms at `part` from those at `whole`, in place. */
  subtract(whole: number, part: number, list: number, listed: number): void;
  /**
   * The split of the listed features with the highest GL² ÷ (HL + l2) + GR² ÷ (HR + l2) whose sides both weigh
   * `least` or more. Writes six float64 to `best`: that score (−1 when there is none), feature, split,
   * whether missing values go left, GL, HL. Scores are compared without their divisions; the first of equal ones wins,
   * values from low to high, missing
   * ones on the right first.
   */
  scan(
    histogram: number,
    list: number,
    listed: number,
    splits: number,
    gradient: number,
    hessian: number,
    l2: number,
    least: number,
    best: number,
  ): void;
  /**
   * Puts the rows that go left first, both sides in their old order.
   * @param column place of the first row's bin of the feature
   * @param last the highest bin that goes left
   * @param scratch room for `count` row numbers
   * @returns the number of rows that go left
   */
  partition(
    rows: number,
    count: number,
    scratch: number,
    column: number,
    stride: number,
    last: number,
    missingLeft: number,
  ): number;
  /** Says that the kernel will not be used again: its memory may serve the next one. */
  release(): void;
}
