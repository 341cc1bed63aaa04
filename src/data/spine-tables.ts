import type { Statement } from '../core/engine';
import { ident, sql } from '../sql/sql';
import type { Key, Reading } from './spine-columns';

/** Scratch tables of one spine; the last three take the place of the source's tables when all is done. */
export interface Making {
  readonly dropped: string;
  readonly doubles: string;
  readonly names: string;
  /** Values of the file with their names, see {@link namedValues}. */
  readonly customerNames: string;
  readonly eventNames: string;
  readonly orderNames: string;
  readonly orders: string;
  readonly customers: string;
  readonly events: string;
  readonly spine: string;
}

/** The name of a transaction log's only event. */
const TRANSACTION = 'transaction';

/**
 * `(raw, name, n)`: each value of a column, its name (NULL where it stands for none), and its rows. Names
 * are made here, of the different values only: most rows repeat one.
 * @param column of `rows`
 */
export function namedValues(rows: Statement, column: string, key: Key, table: string): Statement {
  return sql`CREATE OR REPLACE TABLE ${ident(table)} AS
    SELECT raw, ${key.name} AS name, n FROM (SELECT ${ident(column)} AS raw, count(*) AS n FROM (${rows}) AS rows_ GROUP BY 1) AS raws`;
}

/** Counts values that are given, yet stand for nothing: blanks, NaN. */
export function blanksQuery(named: string): Statement {
  return sql`SELECT count(*) AS n FROM ${ident(named)} WHERE raw IS NOT NULL AND name IS NULL`;
}

/** `(id INTEGER, name VARCHAR)`, ids from 0 in order of name (by code point). */
export function dictionary(named: string, names: string, table: string): readonly Statement[] {
  // A sorted table numbers its own rows: several times faster than row_number() over as many names.
  return [
    sql`CREATE OR REPLACE TABLE ${ident(names)} AS
      SELECT DISTINCT name FROM ${ident(named)} WHERE name IS NOT NULL ORDER BY name`,
    sql`CREATE OR REPLACE TABLE ${ident(table)} AS SELECT CAST(rowid AS INTEGER) AS id, name FROM ${ident(names)} ORDER BY rowid`,
  ];
}

/** The dictionary of a transaction log's events. */
export function onlyEvent(table: string): Statement {
  return sql`CREATE OR REPLACE TABLE ${ident(table)} AS SELECT CAST(0 AS INTEGER) AS id, ${TRANSACTION} AS name`;
}

/**
 * The spine itself, sorted by customer, time, and place in the file.
 * @param kept the rows that are kept, as `markedRows` gives them; those without a named customer go here
 * @param part customers `[from, to)` by id, the first of them from 0: it makes the table, the others follow it
 */
export function spineTable(
  kept: Statement,
  reading: Reading,
  making: Making,
  part: { readonly from: number; readonly to: number } | null = null,
): Statement {
  const { event, order, money, eventSign } = reading;
  const ids = (named: string, table: string, more = sql``, only = sql``): Statement =>
    sql`(SELECT named.raw, d.id${more} FROM ${ident(named)} AS named JOIN (SELECT id, name AS word FROM ${ident(table)}${only}) AS d ON d.word = named.name)`;
  const only = part === null ? sql`` : sql` WHERE id >= ${part.from} AND id < ${part.to}`;
  const head =
    part === null || part.from === 0
      ? sql`CREATE OR REPLACE TABLE ${ident(making.spine)} AS`
      : sql`INSERT INTO ${ident(making.spine)}`;
  // An event may be NULL in the file, and has a name all the same.
  const events =
    event === null
      ? sql``
      : sql`JOIN ${ids(making.eventNames, making.events, sql`, ${eventSign ?? sql`NULL`} AS event_sign`)} AS e ON e.raw IS NOT DISTINCT FROM kept.event`;
  const orders =
    order === null || order.ready
      ? sql``
      : sql`LEFT JOIN ${ids(making.orderNames, making.orders)} AS o ON o.raw = kept."order"`;
  const orderId =
    order === null ? sql`CAST(NULL AS INTEGER)` : order.ready ? sql`CAST(kept."order" AS INTEGER)` : sql`o.id`;
  const sign = event === null ? sql`kept.row_sign` : sql`coalesce(e.event_sign, kept.row_sign)`;
  // Adding 0 makes −0 a 0.
  const amount = money === null ? sql`CAST(NULL AS DOUBLE)` : sql`sign * abs(money) + 0`;
  return sql`${head}
    SELECT customer, time, event, CAST(sign AS TINYINT) AS sign,
      CASE WHEN sign = 0 THEN CAST(0 AS DOUBLE) ELSE ${amount} END AS amount, "order", place
    FROM (
      SELECT c.id AS customer, kept.time, ${event === null ? sql`CAST(0 AS INTEGER)` : sql`e.id`} AS event,
        ${sign} AS sign, kept.money, ${orderId} AS "order", kept.place
      FROM (${kept}) AS kept
      JOIN ${ids(making.customerNames, making.customers, sql``, only)} AS c ON c.raw = kept.customer
      ${events} ${orders}) AS joined
    ORDER BY customer, time, place`;
}
