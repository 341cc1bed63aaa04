import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { countAt, numbers, texts } from '../src/core/frame';
import type { Roles } from '../src/core/roles';
import type { Spine } from '../src/core/spine';
import { pathSource, type NativeDuckDB } from '../src/engines/native/duckdb';
import { ident, raw, sql } from '../src/sql/sql';

/** Stages of the demo shop's events. */
const STAGES = {
  view: ['view'],
  cart: ['add_to_cart'],
  checkout: ['checkout'],
  purchase: ['purchase'],
  refund: ['refund'],
} as const;

/**
 * The spine of a demo file, made apart from the page's import so that a model depends on nothing but its
 * data and its features: rows without a customer are left out, duplicates stay, as the page does unasked.
 */
export async function demoSpine(engine: NativeDuckDB, path: string, kind: Spine['kind']): Promise<Spine> {
  const signal = new AbortController().signal;
  const run = (statement: Parameters<NativeDuckDB['query']>[1]) => engine.query(signal, statement);
  await engine.import(signal, await pathSource(path), { format: 'parquet' }, 'raw');
  await run(sql`CREATE TABLE customers AS SELECT CAST(row_number() OVER (ORDER BY name) - 1 AS INTEGER) AS id, name
    FROM (SELECT DISTINCT customer AS name FROM raw WHERE customer IS NOT NULL) AS named`);
  const event = kind === 'events' ? raw('event') : raw(`CASE WHEN amount < 0 THEN 'refund' ELSE 'purchase' END`);
  await run(sql`CREATE TABLE events AS SELECT CAST(row_number() OVER (ORDER BY name) - 1 AS INTEGER) AS id, name
    FROM (SELECT DISTINCT ${event} AS name FROM raw) AS named`);
  const time = kind === 'events' ? ident('time') : ident('date');
  await run(sql`CREATE TABLE spine AS
    SELECT c.id AS customer, epoch_ms(r.${time}) AS time, e.id AS event,
      CAST(CASE e.name WHEN 'purchase' THEN 1 WHEN 'refund' THEN -1 ELSE 0 END AS TINYINT) AS sign,
      CASE WHEN e.name IN ('purchase', 'refund') THEN r.amount ELSE 0 END AS amount
    FROM raw AS r JOIN customers AS c ON c.name = r.customer JOIN events AS e ON e.name = ${event}
    ORDER BY customer, time, sign, amount`);
  const facts = await run(
    sql`SELECT count(*) AS n, count(DISTINCT customer) AS customers, min(time) AS first, max(time) AS last,
      count(*) FILTER (WHERE sign = 1) AS purchases, count(*) FILTER (WHERE sign = -1) AS refunds FROM spine`,
  );
  const events = await run(sql`SELECT e.id, e.name, count(*) AS n, count(DISTINCT s.customer) AS customers
    FROM spine AS s JOIN events AS e ON e.id = s.event GROUP BY e.id, e.name ORDER BY n DESC, e.id`);
  const roles: Roles = { customer: 'customer', amount: 'amount', stages: STAGES };
  return {
    source: path,
    kind,
    table: 'spine',
    customersTable: 'customers',
    eventsTable: 'events',
    rowsTable: 'raw',
    properties: [],
    rows: countAt(facts, 'n'),
    customers: countAt(facts, 'customers'),
    from: countAt(facts, 'first'),
    to: countAt(facts, 'last'),
    events: texts(events, 'name').map((name, i) => ({
      id: numbers(events, 'id')[i] ?? 0,
      name: name ?? '',
      rows: numbers(events, 'n')[i] ?? 0,
      customers: numbers(events, 'customers')[i] ?? 0,
    })),
    purchases: countAt(facts, 'purchases'),
    refunds: countAt(facts, 'refunds'),
    hasAmount: true,
    hasOrder: false,
    excluded: [],
    duplicates: 0,
    roles,
    fingerprint: '',
  };
}

export async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
