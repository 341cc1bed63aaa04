import type { Property } from './filter';
import type { Sample } from './reading';
import type { Roles } from './roles';
import type { GlobalFilter } from './segment';

/**
 * The spine: one narrow table per log that analyses read instead of raw strings (DESIGN, "Data's way").
 *
 * | column | type | meaning |
 * |---|---|---|
 * | customer | INTEGER | key into the `customers` dictionary |
 * | time | BIGINT | epoch milliseconds, UTC |
 * | event | INTEGER | key into the `events` dictionary; 0 for a transaction log's only event |
 * | sign | TINYINT | 1 a purchase, −1 a refund, 0 neither |
 * | amount | DOUBLE | money of the row, negative for refunds; 0 where sign is 0; NULL where unknown |
 * | order | INTEGER | key of the order, NULL where there is none |
 * | place | BIGINT | the row's place in the file, the `rowid` of `rowsTable` |
 *
 * Sorted by customer, time, and then the row's place in the file.
 */
export interface Spine {
  /** Name of the source it was made from. */
  readonly source: string;
  readonly kind: 'events' | 'transactions';
  /** SQL names of the tables. */
  readonly table: string;
  /** `(id INTEGER, name VARCHAR)`, ids from 0 in order of name. */
  readonly customersTable: string;
  /** `(id INTEGER, name VARCHAR)`. */
  readonly eventsTable: string;
  /** The file's rows as they are: the properties of a row stand there, at its `place`. */
  readonly rowsTable: string;
  /** Columns of `rowsTable`. */
  readonly properties: readonly Property[];
  readonly rows: number;
  readonly customers: number;
  /** Epoch milliseconds of the first and the last row, both inclusive. */
  readonly from: number;
  readonly to: number;
  /** Event names by falling number of rows, at most 1,000 of them. */
  readonly events: readonly SpineEvent[];
  /** Rows with sign 1 and −1. */
  readonly purchases: number;
  readonly refunds: number;
  /** Whether an amount and an order are known. */
  readonly hasAmount: boolean;
  readonly hasOrder: boolean;
  /** Rows of the source that are not in the spine, by reason; reasons with 0 rows are not listed. */
  readonly excluded: readonly { readonly reason: ExclusionReason; readonly rows: number }[];
  /** Rows that equal an earlier row in every column and were kept; 0 when dropped. */
  readonly duplicates: number;
  /** Number columns with given values that are no numbers, and how many: those rows have no amount. None when absent. */
  readonly unreadable?: readonly {
    readonly role: 'amount' | 'price' | 'quantity';
    readonly column: string;
    readonly rows: number;
  }[];
  /** What the reader made of the file; none where that is not known. */
  readonly file?: FileRows;
  readonly roles: Roles;
  readonly fingerprint: string;
  /** What was left out of a narrowed spine, and by which filter; a whole one has none. */
  readonly narrowed?: Narrowed;
}

/** What became of a file's rows before anything was counted. */
export interface FileRows {
  /** Rows of the file, those that could not be read too. */
  readonly rows: number;
  /** Of these: set apart, as the reader or a person wanted. */
  readonly rejected: number;
  /** Values that are no number or time and were made empty, as a person wanted. */
  readonly emptied: number;
  /** Of a combined table: rows left out because they were incomplete, and the most that found no row in another table. */
  readonly incomplete?: number;
  readonly unmatched?: number;
  /** Only these rows of the file were read: `rows` are those of the sample, and what could not be read. */
  readonly sample?: Sample;
}

/**
 * A narrowed spine holds the rows that pass a filter, of the customers who have any. Customers, events and
 * orders keep the keys of the whole one, so the ids of `customersTable` have gaps; events without rows stay
 * listed, last. `excluded`, `duplicates` and `unreadable` are of the whole file.
 */
export interface Narrowed {
  readonly filter: GlobalFilter;
  /** Rows and customers of the whole spine that are left out. */
  readonly rows: number;
  readonly customers: number;
}

export type ExclusionReason =
  'no customer' | 'no time' | 'unreadable time' | 'unreadable row' | 'duplicate' | 'zero amount';

export interface SpineEvent {
  readonly id: number;
  readonly name: string;
  readonly rows: number;
  readonly customers: number;
}
