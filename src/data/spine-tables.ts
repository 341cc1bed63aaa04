import type { Statement } from '../core/engine';
import { ident, sql } from '../sql/sql';
import type { Key, Reading } from './spine-columns';

/** Scratch tables of one spine; the last three take the place of the source's tables when all is done. */
export interface Making {
  readonly dropped: string;
  readonly orders: string;
  readonly customers: string;
  readonly events: string;
  readonly spine: string;
}

/** The name of a transaction log's only event. */
const TRANSACTION = 'transaction';

/**
 * Statements that make the dictionaries: customers and events in order of name, and orders where their
 * keys are no integers already.
 * @param kept the rows that are kept, as `markedRows` gives them
 */
export function dictionaries(kept: Statement, reading: Reading, making: Making): readonly Statement[] {
  const statements = [dictionary(kept, 'customer', making.customers)];
  statements.push(
    reading.event === null
      ? sql`CREATE OR REPLACE TABLE ${ident(making.events)} AS SELECT CAST(0 AS INTEGER) AS id, ${TRANSACTION} AS name`
      : dictionary(kept, 'event', making.events),
  );
  if (reading.order !== null && !reading.order.ready) statements.push(dictionary(kept, 'order', making.orders));
  return statements;
}

/** `(id INTEGER, name VARCHAR)`, ids from 0 in order of name (by code point). */
function dictionary(kept: Statement, column: string, table: string): Statement {
  return sql`CREATE OR REPLACE TABLE ${ident(table)} AS
    SELECT CAST(row_number() OVER (ORDER BY name) - 1 AS INTEGER) AS id, name
    FROM (SELECT CAST(key AS VARCHAR) AS name FROM (
      SELECT DISTINCT ${ident(column)} AS key FROM (${kept}) AS kept WHERE ${ident(column)} IS NOT NULL
    ) AS keys) AS names
    ORDER BY id`;
}

/** The spine itself, sorted by customer, time, and place in the file. */
export function spineTable(kept: Statement, reading: Reading, making: Making): Statement {
  const { order, money } = reading;
  const dictionaryOf = (key: Key, table: string): Statement =>
    key.whole
      ? sql`(SELECT id, CAST(name AS BIGINT) AS key FROM ${ident(table)})`
      : sql`(SELECT id, name AS key FROM ${ident(table)})`;
  const events =
    reading.event === null
      ? sql``
      : sql`JOIN ${dictionaryOf({ key: reading.event, whole: false }, making.events)} AS e ON e.key = kept.event`;
  const orders =
    order === null || order.ready
      ? sql``
      : sql`LEFT JOIN ${dictionaryOf(order, making.orders)} AS o ON o.key = kept."order"`;
  const orderId =
    order === null ? sql`CAST(NULL AS INTEGER)` : order.ready ? sql`CAST(kept."order" AS INTEGER)` : sql`o.id`;
  // Adding 0 makes −0 a 0.
  const amount = money === null ? sql`CAST(NULL AS DOUBLE)` : sql`kept.sign * abs(kept.money) + 0`;
  return sql`CREATE OR REPLACE TABLE ${ident(making.spine)} AS
    SELECT c.id AS customer, kept.time, ${reading.event === null ? sql`CAST(0 AS INTEGER)` : sql`e.id`} AS event,
      CAST(kept.sign AS TINYINT) AS sign,
      CASE WHEN kept.sign = 0 THEN CAST(0 AS DOUBLE) ELSE ${amount} END AS amount,
      ${orderId} AS "order"
    FROM (${kept}) AS kept
    JOIN ${dictionaryOf(reading.customer, making.customers)} AS c ON c.key = kept.customer
    ${events} ${orders}
    ORDER BY c.id, kept.time, kept.place`;
}
