import type { DataInfo } from '../../src/core/analysis';
import type { Engine } from '../../src/core/engine';
import type { Property } from '../../src/core/filter';
import type { Frame, FrameColumn } from '../../src/core/frame';
import type { Roles } from '../../src/core/roles';
import { ident, sql } from '../../src/sql/sql';

/** One row of a log, in the order of the file. */
export interface LogRow {
  readonly customer: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly event?: string;
  readonly sign?: -1 | 0 | 1;
  readonly amount?: number | null;
  readonly order?: string | null;
  /** Values of the file's other columns, by name; each a text, a number, or null where it is missing. */
  readonly properties?: Readonly<Record<string, string | number | null>>;
}

export interface LogOptions {
  readonly name?: string;
  readonly roles?: Roles;
  /** The last row's time when not said. */
  readonly asOf?: number;
  readonly zone?: string;
}

let made = 0;

/** Loads literal rows as a spine of the shape of `core/spine.ts`, dictionaries included. */
export async function loadSpine(engine: Engine, log: readonly LogRow[], options: LogOptions = {}): Promise<DataInfo> {
  const prefix = `${options.name ?? 'log'}_${++made}`;
  const signal = new AbortController().signal;
  const { customers, events, orders } = namesOf(log);
  const [customerIds, eventIds, orderIds] = [ids(customers), ids(events), ids(orders)];
  const column = (name: string, of: (row: LogRow) => number) => ({
    name,
    type: 'number' as const,
    values: Float64Array.from(log, of),
  });
  const raw: Frame = {
    length: log.length,
    columns: [
      { name: 'place', type: 'number', values: Float64Array.from(log, (_, i) => i) },
      column('customer', (r) => customerIds.get(r.customer) ?? NaN),
      column('time', (r) => r.time),
      column('event', (r) => eventIds.get(r.event ?? '') ?? NaN),
      column('sign', (r) => r.sign ?? 0),
      column('amount', (r) => (r.amount === undefined ? 0 : (r.amount ?? NaN))),
      column('order', (r) => (r.order == null ? NaN : (orderIds.get(r.order) ?? NaN))),
    ],
  };
  const dictionary = (names: readonly string[]): Frame => ({
    length: names.length,
    columns: [
      { name: 'id', type: 'number', values: Float64Array.from(names, (_, i) => i) },
      { name: 'name', type: 'text', values: names },
    ],
  });
  await engine.load(signal, `${prefix}_raw`, raw);
  await engine.load(signal, `${prefix}_customers`, dictionary(customers));
  await engine.load(signal, `${prefix}_events`, dictionary(events));
  await engine.query(
    signal,
    sql`CREATE TABLE ${ident(prefix)} AS
      SELECT CAST(customer AS INTEGER) AS customer, CAST(time AS BIGINT) AS time, CAST(event AS INTEGER) AS event,
        CAST(sign AS TINYINT) AS sign, CAST(amount AS DOUBLE) AS amount, CAST("order" AS INTEGER) AS "order", CAST(place AS BIGINT) AS place
      FROM ${ident(`${prefix}_raw`)} ORDER BY customer, time, place`,
  );
  await engine.query(signal, sql`DROP TABLE ${ident(`${prefix}_raw`)}`);
  const data = describeLog(log, prefix, options);
  await engine.load(signal, `${prefix}_rows`, {
    length: log.length,
    columns: [
      { name: 'vitrine_row', type: 'number', values: Float64Array.from(log, (_, i) => i) },
      ...data.spine.properties.map(({ name, type }): FrameColumn => {
        const value = (r: LogRow) => r.properties?.[name] ?? null;
        return type === 'number'
          ? column(name, (r) => Number(value(r) ?? NaN))
          : { name, type: 'text', values: log.map((r) => (value(r) === null ? null : String(value(r)))) };
      }),
    ],
  });
  return data;
}

/** The names that ids of a log stand for: its customers, events and orders in order, each once. */
export const namesOf = (log: readonly LogRow[]) => ({
  customers: [...new Set(log.map((r) => r.customer))].sort(),
  events: [...new Set(log.map((r) => r.event ?? ''))].sort(),
  orders: [...new Set(log.flatMap((r) => r.order ?? []))].sort(),
});

/** The place of each name. */
export const ids = (names: readonly string[]): ReadonlyMap<string, number> => new Map(names.map((n, i) => [n, i]));

/** What is known of a log that stands in the tables of this name. */
export function describeLog(log: readonly LogRow[], prefix: string, options: LogOptions = {}): DataInfo {
  const { customers, events, orders } = namesOf(log);
  const times = log.map((r) => r.time);
  const to = times.reduce((a, b) => Math.max(a, b), -Infinity);
  const withEvents = log.some((r) => r.event !== undefined);
  return {
    asOf: options.asOf ?? to,
    zone: options.zone ?? 'UTC',
    currency: null,
    spine: {
      source: options.name ?? 'log',
      kind: withEvents ? 'events' : 'transactions',
      table: prefix,
      customersTable: `${prefix}_customers`,
      eventsTable: `${prefix}_events`,
      rowsTable: `${prefix}_rows`,
      properties: propertiesOf(log),
      rows: log.length,
      customers: customers.length,
      from: times.reduce((a, b) => Math.min(a, b), Infinity),
      to,
      events: countEvents(log, ids(events)),
      purchases: log.filter((r) => r.sign === 1).length,
      refunds: log.filter((r) => r.sign === -1).length,
      hasAmount: log.some((r) => (r.sign ?? 0) !== 0 && typeof r.amount === 'number'),
      hasOrder: orders.length > 0,
      excluded: [],
      duplicates: 0,
      roles: options.roles ?? {},
      fingerprint: 'literal',
    },
  };
}

/** A property whose every value is a number is a number column. */
function propertiesOf(log: readonly LogRow[]): readonly Property[] {
  const names = [...new Set(log.flatMap((r) => Object.keys(r.properties ?? {})))].sort();
  return names.map((name) => {
    const given = log.map((r) => r.properties?.[name] ?? null).filter((v) => v !== null);
    return { name, type: given.length > 0 && given.every((v) => typeof v === 'number') ? 'number' : 'text' };
  });
}

function countEvents(log: readonly LogRow[], ids: ReadonlyMap<string, number>) {
  const seen = new Map<string, { rows: number; customers: Set<string> }>();
  for (const row of log) {
    const name = row.event ?? '';
    const entry = seen.get(name) ?? { rows: 0, customers: new Set<string>() };
    entry.rows++;
    entry.customers.add(row.customer);
    seen.set(name, entry);
  }
  return [...seen]
    .map(([name, e]) => ({ id: ids.get(name) ?? -1, name, rows: e.rows, customers: e.customers.size }))
    .sort((a, b) => b.rows - a.rows || a.id - b.id);
}
