import type { DataInfo } from '../core/analysis';

/** A log that a question is asked of: the data as analyses see it. */
export interface LogSource {
  readonly kind: 'log';
  readonly data: DataInfo;
}

/** A table as the engine holds it. `Opened` of data/ fits, and so does any table of one's own. */
export interface PlainTable {
  /** How a recipe calls it. */
  readonly name: string;
  /** SQL name. */
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: number;
}

/** A table of one row per customer (or whatever else is asked about) without a log. */
export interface TableSource {
  readonly kind: 'table';
  readonly main: PlainTable;
  /**
   * Columns that hold one thing at several periods, oldest first: means, changes and trends are made of them. Told by
   * their names when not said, see `periodColumns`.
   */
  readonly periods?: readonly PeriodColumns[];
}

/** One thing at several periods, for instance the revenue of three months. */
export interface PeriodColumns {
  /** What it is called in the names of features. */
  readonly name: string;
  /** Columns of the table, oldest first; two or more. */
  readonly columns: readonly string[];
}

export type TaskSource = LogSource | TableSource;
