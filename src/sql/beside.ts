import type { BesideKind, DataInfo } from '../core/analysis';
import type { Statement } from '../core/engine';
import type { PropertyTest } from '../core/filter';
import { numbers, type Frame } from '../core/frame';
import { propertyOf, testOf } from './properties';
import { CODE } from './log';
import { ident, join, sql } from './sql';

/*
 * What a scan reads beside its log (`log.ts`). Other columns stay where they are: a test of them answers the places of
 * the rows that pass, and the place of each row of the log says whether it is one of these. No row is joined.
 */

/** Rows of a file by their places: bit `place & 31` of word `place >> 5`. */
export type RowSet = Uint32Array;

/** Rows that carry money, by customer and time; amounts that are unknown are left out. */
export interface Money {
  readonly customers: Float64Array;
  /** Epoch milliseconds. */
  readonly times: Float64Array;
  readonly amounts: Float64Array;
}

/** Purchases and refunds, by customer, time and place. */
export interface Purchases {
  readonly customers: Float64Array;
  /** Epoch milliseconds. */
  readonly times: Float64Array;
  /** As the log has them. */
  readonly codes: Int32Array;
  /** 1 or −1. */
  readonly signs: Int8Array;
  /** NaN where unknown. */
  readonly amounts: Float64Array;
  /** Keys of orders; NaN where there is none. */
  readonly orders: Float64Array;
}

/** What a scan gets, in the order of its step's `beside`. */
export type Beside =
  | { readonly as: 'places'; readonly places: Int32Array }
  | { readonly as: 'rows'; readonly rows: RowSet }
  | { readonly as: 'money'; readonly money: Money }
  | { readonly as: 'purchases'; readonly purchases: Purchases };

/** The places in the file of the log's rows, in its order. */
export function placesOf({ spine, asOf }: DataInfo): Statement {
  return sql`SELECT CAST(place AS DOUBLE) AS place FROM ${ident(spine.table)} AS log WHERE time <= ${asOf}`;
}

/**
 * Places of the file's rows that pass all tests, whatever their event and time.
 * @throws VitrineError `property.unknown` with the nearest name
 */
export function rowsPassing({ spine }: DataInfo, tests: readonly PropertyTest[]): Statement {
  const all = tests.map((test) => {
    const property = propertyOf(spine, test.property);
    return testOf(test, property, sql`r.${ident(property.name)}`);
  });
  return sql`SELECT CAST(r.rowid AS DOUBLE) AS place FROM ${ident(spine.rowsTable)} AS r WHERE ${join(all, ' AND ')}`;
}

/** Rows that carry money, in the order of the spine. */
export function moneyRows({ spine, asOf }: DataInfo): Statement {
  return sql`SELECT customer, CAST(time AS DOUBLE) AS time, amount FROM ${ident(spine.table)} AS log
    WHERE time <= ${asOf} AND sign <> 0 AND amount IS NOT NULL`;
}

/** Purchases and refunds with all that features read of them, in the order of the spine. */
export function purchaseRows({ spine, asOf }: DataInfo): Statement {
  return sql`SELECT customer, CAST(time AS DOUBLE) AS time, CAST(${CODE} AS DOUBLE) AS code, sign, amount, "order" FROM ${ident(spine.table)} AS log
    WHERE time <= ${asOf} AND sign <> 0`;
}

/** An answer of one of these statements as a scan reads it; its number columns are used up. */
export function readBeside(as: BesideKind, frame: Frame): Beside {
  switch (as) {
    case 'places':
      return { as, places: Int32Array.from(numbers(frame, 'place')) };
    case 'rows':
      return { as, rows: rowSet(numbers(frame, 'place')) };
    case 'money':
      return {
        as,
        money: {
          customers: numbers(frame, 'customer'),
          times: numbers(frame, 'time'),
          amounts: numbers(frame, 'amount'),
        },
      };
    case 'purchases':
      return {
        as,
        purchases: {
          customers: numbers(frame, 'customer'),
          times: numbers(frame, 'time'),
          codes: Int32Array.from(numbers(frame, 'code')),
          signs: Int8Array.from(numbers(frame, 'sign')),
          amounts: numbers(frame, 'amount'),
          orders: numbers(frame, 'order'),
        },
      };
  }
}

function rowSet(places: Float64Array): RowSet {
  let last = -1;
  for (const place of places) if (place > last) last = place;
  const set = new Uint32Array((last >> 5) + 1);
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    const word = place >> 5;
    set[word] = (set[word] ?? 0) | (1 << (place & 31));
  }
  return set;
}

/** Whether a row of the file is in a set. */
export const isIn = (set: RowSet, place: number): boolean => (((set[place >> 5] ?? 0) >>> (place & 31)) & 1) === 1;

/** Places of the log's rows. Throws where they are not there: a fault in our own plan. */
export function placesBeside(beside: readonly Beside[]): Int32Array {
  for (const one of beside) if (one.as === 'places') return one.places;
  throw new Error('a scan of other columns needs the places of rows');
}

/** Sets of rows, in their order. */
export const setsBeside = (beside: readonly Beside[]): readonly RowSet[] =>
  beside.flatMap((one) => (one.as === 'rows' ? [one.rows] : []));

/** Rows that carry money; null where the plan did not ask for them. */
export function moneyBeside(beside: readonly Beside[]): Money | null {
  for (const one of beside) if (one.as === 'money') return one.money;
  return null;
}

/** Purchases and refunds. Throws where they are not there: a fault in our own plan. */
export function purchasesBeside(beside: readonly Beside[]): Purchases {
  for (const one of beside) if (one.as === 'purchases') return one.purchases;
  throw new Error('a scan needs the purchases');
}
