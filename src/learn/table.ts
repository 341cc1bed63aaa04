/* The data that learners and their preprocessing take: typed columns, as the database answers them. */

export interface NumberColumn {
  readonly name: string;
  readonly kind: 'number';
  /** NaN is a missing value. */
  readonly values: Float64Array;
}

export interface CategoryColumn {
  readonly name: string;
  readonly kind: 'category';
  /** Indexes into `levels`; −1 is a missing value. */
  readonly codes: Int32Array;
  /** Each different value once, by code point. */
  readonly levels: readonly string[];
}

export type Column = NumberColumn | CategoryColumn;

/** Columns of one length. */
export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** What is to be predicted. */
export type Target =
  /** 0 or 1 per row. */
  | { readonly task: 'binary'; readonly labels: Uint8Array }
  /** Index into `classes` per row. */
  | { readonly task: 'multiclass'; readonly labels: Int32Array; readonly classes: readonly string[] }
  | { readonly task: 'regression'; readonly values: Float64Array };

export type Task = Target['task'];

/** Rows to learn from or to be judged on. */
export interface Dataset {
  readonly table: Table;
  readonly target: Target;
  /** Weight of each row, ≥ 0; 1 each when not said. */
  readonly weights?: Float64Array;
  /**
   * Customers who occur at several cutoffs. Rows of one group never stand on both sides of a random split, and
   * are drawn together by the bootstrap. Time-ordered folds do not keep them apart: what was known of a
   * customer earlier is known later.
   */
  readonly groups?: Int32Array;
  /**
   * 1 per row whose label is not known, which stands in `target` as 0 or NaN: such rows can be predicted, explained
   * and compared with others; no job learns from them or judges them.
   */
  readonly unlabelled?: Uint8Array;
  /** Cutoff of each row, epoch milliseconds: time-ordered folds never learn from later rows. */
  readonly times?: Float64Array;
}
