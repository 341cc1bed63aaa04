import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Assortment } from './assortment';
import { CATEGORY_NAMES } from './assortment';
import type { EventChunk, OrderChunk } from './chunk';
import type { DemoTable } from './tables';
import { CHANNEL_NAMES, EVENT_NAMES } from './visitor';

/**
 * Writes the event log as Parquet, by time. Deterministic: one thread, a total order, no file metadata
 * that changes. zstd, row groups of 61,440 rows.
 */
export async function writeEvents(chunks: Iterable<EventChunk>, assortment: Assortment, path: string): Promise<void> {
  await withDatabase(async (connection) => {
    await connection.run(
      'CREATE TABLE raw (customer INTEGER, time BIGINT, event INTEGER, "order" INTEGER, item INTEGER, quantity INTEGER, cents INTEGER, channel INTEGER, category INTEGER)',
    );
    const appender = await connection.createAppender('raw');
    for (const c of chunks) {
      for (let i = 0; i < c.length; i++) {
        const item = c.item[i] ?? -1;
        appender.appendInteger(c.customer[i] ?? -1);
        appender.appendBigInt(BigInt(c.time[i] ?? 0));
        appender.appendInteger(c.event[i] ?? 0);
        appender.appendInteger(c.order[i] ?? -1);
        appender.appendInteger(item);
        appender.appendInteger(c.quantity[i] ?? 0);
        appender.appendInteger(c.cents[i] ?? 0);
        appender.appendInteger(c.channel[i] ?? 0);
        appender.appendInteger(assortment.category[item] ?? -1);
        appender.endRow();
      }
    }
    appender.closeSync();
    await copy(
      connection,
      `SELECT ${customerName},
        epoch_ms(time) AS time,
        ${named('event', EVENT_NAMES)} AS event,
        CASE WHEN "order" >= 0 THEN printf('O-%06d', "order" + 1) END AS order_id,
        CASE WHEN item >= 0 THEN printf('T%03d', item + 1) END AS item,
        ${named('category', CATEGORY_NAMES)} AS category,
        CASE WHEN quantity > 0 THEN quantity END AS quantity,
        CASE WHEN cents <> 0 THEN CAST(cents / 100.0 AS DOUBLE) END AS amount,
        ${named('channel', CHANNEL_NAMES)} AS channel
      FROM raw ORDER BY raw.time, raw.customer, raw.rowid`,
      path,
    );
  });
}

/** Writes the transaction log as Parquet, by date; see {@link writeEvents}. */
export async function writeOrders(chunks: Iterable<OrderChunk>, path: string): Promise<void> {
  await withDatabase(async (connection) => {
    await connection.run(
      'CREATE TABLE raw (customer INTEGER, time BIGINT, "order" INTEGER, cents INTEGER, quantity INTEGER)',
    );
    const appender = await connection.createAppender('raw');
    for (const c of chunks) {
      for (let i = 0; i < c.length; i++) {
        appender.appendInteger(c.customer[i] ?? -1);
        appender.appendBigInt(BigInt(c.date[i] ?? 0));
        appender.appendInteger(c.order[i] ?? -1);
        appender.appendInteger(c.cents[i] ?? 0);
        appender.appendInteger(c.quantity[i] ?? 0);
        appender.endRow();
      }
    }
    appender.closeSync();
    await copy(
      connection,
      `SELECT ${customerName},
        CAST(epoch_ms(time) AS DATE) AS date,
        printf('B-%06d', "order" + 1) AS order_id,
        CAST(cents / 100.0 AS DOUBLE) AS amount,
        quantity
      FROM raw ORDER BY raw.time, raw.customer, raw.rowid`,
      path,
    );
  });
}

/** Writes a table of customers as Parquet, in the order of its rows; see {@link writeEvents}. */
export async function writeTable({ columns, rows }: DemoTable, path: string): Promise<void> {
  await withDatabase(async (connection) => {
    await connection.run(`CREATE TABLE raw (${columns.map(([name, type]) => `"${name}" ${type}`).join(', ')})`);
    const appender = await connection.createAppender('raw');
    for (const row of rows) {
      columns.forEach(([, type], i) => {
        const value = row[i] ?? null;
        if (value === null) appender.appendNull();
        else if (type === 'VARCHAR') appender.appendVarchar(String(value));
        else if (type === 'INTEGER') appender.appendInteger(Number(value));
        else appender.appendDouble(Number(value));
      });
      appender.endRow();
    }
    appender.closeSync();
    await copy(connection, 'SELECT * FROM raw ORDER BY rowid', path);
  });
}

const customerName = `CASE WHEN customer >= 0 THEN printf('C-%06d', customer + 1) END AS customer`;

/** The names are constants of our own without quotes in them. */
function named(column: string, names: readonly string[]): string {
  return `CASE ${column} ${names.map((name, i) => `WHEN ${i} THEN '${name}'`).join(' ')} END`;
}

async function copy(connection: DuckDBConnection, select: string, path: string): Promise<void> {
  const target = path.replaceAll("'", "''");
  await connection.run(`COPY (${select}) TO '${target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)`);
}

async function withDatabase(work: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  try {
    const connection = await instance.connect();
    try {
      await work(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}
