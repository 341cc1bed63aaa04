/** A correction of probabilities, plain JSON. */
export type Calibration =
  /** σ(slope × ln(p ÷ (1 − p)) + intercept); the log-odds are kept within ±{@link CALIBRATED_LOGIT}. */
  | { readonly by: 'platt'; readonly slope: number; readonly intercept: number }
  /** Linear between the points (`at` rising, `to` not falling), the first and last beyond them. */
  | { readonly by: 'isotonic'; readonly at: readonly number[]; readonly to: readonly number[] };

/** Probabilities closer to 0 or 1 than σ(∓16) = 1.1e-7 are calibrated as if they were that far off. */
export const CALIBRATED_LOGIT = 16;
