/** Why a figure cannot be given. */
export type Unmeasured =
  /** Only one class among the rows. */
  | 'one-class'
  /** No row of the class in question. */
  | 'no-positives'
  /** No row is predicted to be of the class in question. */
  | 'none-predicted'
  /** All actual numbers are the same: there is nothing to explain. */
  | 'no-variation'
  /** Every actual number is 0: there is nothing to be relative to. */
  | 'all-zero'
  /** No rows, or all of weight 0. */
  | 'no-rows';

/** A measured number, or why there is none. */
export type Figure =
  { readonly value: number; readonly because?: never } | { readonly value: null; readonly because: Unmeasured };

/** The number if it is finite, else the reason. */
export function figure(value: number, because: Unmeasured): Figure {
  return Number.isFinite(value) ? { value } : { value: null, because };
}

/** A measured number. */
export const measured = (value: number): Figure => ({ value });
/** A figure that cannot be given. */
export const unmeasured = (because: Unmeasured): Figure => ({ value: null, because });
