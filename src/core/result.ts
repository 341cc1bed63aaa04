import type { Value } from './engine';
import type { ExclusionReason, FileRows, Narrowed } from './spine';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A doubt that travels with a result: a stable code and the numbers its sentence is made of. */
export interface Warning {
  readonly code: WarningCode;
  readonly details: { readonly [key: string]: number | string };
}

export type WarningCode =
  /** `n` counted where at least `enough` are wanted. */
  | 'too-few'
  /** `customers` whose window of `days` is not over at the data's end. */
  | 'immature'
  /** `rows` rows equal an earlier row. */
  | 'duplicates'
  /** `rows` left out because of `reason`. */
  | 'excluded'
  /** No score `scores` of `axis` has any customer. */
  | 'empty-score'
  /** The model was trained on demo data. */
  | 'demo-model'
  /** `share` of scored customers lie outside the training range of `feature`. */
  | 'outside-training'
  /** How often customers buy and what they spend go together (`correlation`): the spend model doubts it. */
  | 'correlated-spend'
  /** A model's search ended before its maximum was sure. */
  | 'not-converged'
  /** No column says what is money. */
  | 'no-amount'
  /** Proposed groups overlap: their mean `silhouette` is low, or a share `unclear` of customers is between two. */
  | 'not-separable'
  /** More groups, up to `to`, always fit better: `k` is a choice, no property of the data. */
  | 'no-clear-count';

/** How a result was made: enough to make it again and to check it by hand. */
export interface Receipt {
  /** "Now", epoch milliseconds: exclusive end of what was looked at is `asOf + 1 ms`. */
  readonly asOf: number;
  /** IANA zone of every calendar bucket. */
  readonly zone: string;
  /** ISO 4217 code, or null when not said. */
  readonly currency: string | null;
  readonly source: {
    readonly name: string;
    readonly fingerprint: string;
    readonly rows: number;
    readonly excluded: readonly { readonly reason: ExclusionReason; readonly rows: number }[];
    /** What became of the file's rows, and how many equal an earlier one and are kept; none where that is not known. */
    readonly file?: FileRows & { readonly duplicates: number };
  };
  /** The filter in force, and how many rows and customers it leaves out; none when not said. */
  readonly filter?: Narrowed;
  readonly sql: readonly { readonly name: string; readonly text: string; readonly values: readonly Value[] }[];
  readonly versions: { readonly vitrine: string; readonly duckdb: string };
}

/** A long list that stays in the engine; read in pages, exported whole. */
export interface TableRef {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly string[];
  /** Answers the rows, in their order. */
  readonly sql: { readonly text: string; readonly values: readonly Value[] };
}

/** What an analysis ends in: plain JSON, the same in the tab and on the command line. */
export interface Result<F = Json> {
  readonly vitrine: 1;
  readonly id: string;
  readonly kind: string;
  readonly params: { readonly [key: string]: Json };
  readonly figures: F;
  readonly tables: readonly TableRef[];
  readonly warnings: readonly Warning[];
  readonly receipt: Receipt;
}
