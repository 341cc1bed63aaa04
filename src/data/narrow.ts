import type { Engine, Statement } from '../core/engine';
import { VitrineError } from '../core/errors';
import { countAt, numbers } from '../core/frame';
import type { GlobalFilter } from '../core/segment';
import type { Spine, SpineEvent } from '../core/spine';
import { passes, propertiesOf, withProperties } from '../sql/properties';
import { ident, join, sql } from '../sql/sql';

/** What a filter leaves of a spine, beside its customers: these come as a table. */
export type RowFilter = Pick<GlobalFilter, 'from' | 'to' | 'where' | 'customers'>;

/** Whether a filter leaves everything as it is. */
export function isOpen(filter: RowFilter | null): boolean {
  if (filter === null) return true;
  const { from, to, where, customers } = filter;
  return from === undefined && to === undefined && (where ?? []).length === 0 && customers === undefined;
}

/** SQL names of a narrowed spine's tables; those of the one before are replaced. */
export function narrowedTables(spine: Spine): { readonly table: string; readonly customers: string } {
  return { table: `narrowed_${spine.table}`, customers: `narrowed_${spine.customersTable}` };
}

/**
 * The spine of the rows in `[from, to)` that pass the tests, of given customers: see `Narrowed` of
 * core/spine.ts. "New" customers are new within what is left. Without anything to leave out it is the spine
 * itself. Its tables appear only when all is done, in the place of those of the filter before.
 * @param whole a spine that is not narrowed
 * @param among name of a table `(customer)` of the customers to keep, or null for all
 * @throws VitrineError `filter.empty`, `property.unknown`, `engine.*`, `cancelled`
 */
export async function narrowSpine(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  whole: Spine,
  filter: RowFilter,
  among: string | null,
): Promise<Spine> {
  if (isOpen(filter)) return whole;
  const tables = narrowedTables(whole);
  const making = { table: `making_${tables.table}`, customers: `making_${tables.customers}` };
  const pairs = `making_pairs_${whole.table}`;
  const run = (statement: Statement): ReturnType<Engine['query']> => engine.query(signal, statement);
  try {
    const left = rowsLeft(whole, filter, among);
    const inOrder = sql`${left} ORDER BY customer, time, place`;
    // Properties are joined, which shuffles; a filter alone keeps the order of rows.
    const shuffled = (filter.where ?? []).length > 0;
    await run(sql`CREATE OR REPLACE TABLE ${ident(making.table)} AS ${shuffled ? inOrder : left}`);
    // So does one by customers nearly always, and looking takes a tenth of sorting.
    if (!shuffled && among !== null && !(await isInOrder(run, making.table)))
      await run(sql`CREATE OR REPLACE TABLE ${ident(making.table)} AS ${inOrder}`);
    await run(sql`CREATE OR REPLACE TABLE ${ident(pairs)} AS ${pairsOf(making.table)}`);
    const figures = await measure(run, pairs);
    if (figures.rows === 0) throw new VitrineError('filter.empty', { source: whole.source });
    const events = await eventsLeft(run, pairs, whole);
    await run(sql`CREATE OR REPLACE TABLE ${ident(making.customers)} AS
      SELECT d.id, d.name FROM ${ident(whole.customersTable)} AS d
      WHERE d.id IN (SELECT customer FROM ${ident(pairs)}) ORDER BY d.id`);
    await run(sql`DROP TABLE ${ident(pairs)}`);
    for (const part of ['table', 'customers'] as const) {
      await run(sql`DROP TABLE IF EXISTS ${ident(tables[part])}`);
      await run(sql`ALTER TABLE ${ident(making[part])} RENAME TO ${ident(tables[part])}`);
    }
    return {
      ...whole,
      table: tables.table,
      customersTable: tables.customers,
      ...figures,
      events,
      narrowed: { filter, rows: whole.rows - figures.rows, customers: whole.customers - figures.customers },
    };
  } catch (error) {
    // Also after an abort, so not with its signal; the first error tells more than one of the sweeping.
    const free = new AbortController().signal;
    const drop = (table: string) => engine.query(free, sql`DROP TABLE IF EXISTS ${ident(table)}`);
    await Promise.allSettled([drop(making.table), drop(making.customers), drop(pairs)]);
    throw error;
  }
}

/** Frees the tables of a narrowed spine. */
export async function dropNarrowed(engine: Pick<Engine, 'query'>, whole: Spine): Promise<void> {
  for (const table of Object.values(narrowedTables(whole))) {
    await engine.query(new AbortController().signal, sql`DROP TABLE IF EXISTS ${ident(table)}`);
  }
}

/**
 * "Now" of a filtered log: what the person chose, else the last moment of the window, and never later than the
 * data's last time. A filter by customers or properties does not move it, so that recency means the same.
 */
export function nowOf(whole: Spine, filter: RowFilter | null, chosen: number | null): number {
  if (chosen !== null) return chosen;
  return filter?.to === undefined ? whole.to : Math.min(whole.to, Date.parse(filter.to) - 1);
}

function rowsLeft(whole: Spine, filter: RowFilter, among: string | null): Statement {
  const tests = filter.where ?? [];
  const names = propertiesOf(tests);
  const conditions: Statement[] = [];
  if (filter.from !== undefined) conditions.push(sql`time >= ${Date.parse(filter.from)}`);
  if (filter.to !== undefined) conditions.push(sql`time < ${Date.parse(filter.to)}`);
  if (tests.length > 0) conditions.push(passes(tests, whole, names));
  if (among !== null) conditions.push(sql`customer IN (SELECT customer FROM ${ident(among)})`);
  return sql`SELECT customer, time, event, sign, amount, "order", place FROM ${withProperties(whole, names)} AS s
    WHERE ${conditions.length === 0 ? sql`TRUE` : join(conditions, ' AND ')}`;
}

type Figures = Pick<Spine, 'rows' | 'customers' | 'from' | 'to' | 'purchases' | 'refunds'>;

async function isInOrder(run: (s: Statement) => ReturnType<Engine['query']>, table: string): Promise<boolean> {
  const before = (column: Statement): Statement => sql`lag(${column}) OVER ()`;
  const frame =
    await run(sql`SELECT count(*) FILTER (WHERE customer < c OR (customer = c AND (time < t OR (time = t AND place < p)))) AS n
    FROM (SELECT customer, time, place, ${before(sql`customer`)} AS c, ${before(sql`time`)} AS t, ${before(sql`place`)} AS p
      FROM ${ident(table)}) AS rows_`);
  return countAt(frame, 'n') === 0;
}

/** A row for each customer and event: all figures of what is left are sums of these. */
function pairsOf(table: string): Statement {
  return sql`SELECT event, customer, count(*) AS n, min(time) AS first, max(time) AS last,
    count(*) FILTER (WHERE sign = 1) AS purchases, count(*) FILTER (WHERE sign = -1) AS refunds
    FROM ${ident(table)} GROUP BY event, customer`;
}

async function measure(run: (s: Statement) => ReturnType<Engine['query']>, pairs: string): Promise<Figures> {
  const frame = await run(sql`SELECT CAST(coalesce(sum(n), 0) AS DOUBLE) AS n, count(DISTINCT customer) AS customers,
    coalesce(min(first), 0) AS first, coalesce(max(last), 0) AS last,
    CAST(coalesce(sum(purchases), 0) AS DOUBLE) AS purchases, CAST(coalesce(sum(refunds), 0) AS DOUBLE) AS refunds FROM ${ident(pairs)}`);
  return {
    rows: countAt(frame, 'n'),
    customers: countAt(frame, 'customers'),
    from: countAt(frame, 'first'),
    to: countAt(frame, 'last'),
    purchases: countAt(frame, 'purchases'),
    refunds: countAt(frame, 'refunds'),
  };
}

/** The whole spine's events with what is left of them. */
async function eventsLeft(
  run: (s: Statement) => ReturnType<Engine['query']>,
  pairs: string,
  whole: Spine,
): Promise<readonly SpineEvent[]> {
  const frame = await run(
    sql`SELECT event, CAST(sum(n) AS DOUBLE) AS n, count(*) AS customers FROM ${ident(pairs)} GROUP BY event`,
  );
  const left = new Map(Array.from(numbers(frame, 'event'), (event, row) => [event, row]));
  const events = whole.events.map((e) => {
    const row = left.get(e.id);
    return row === undefined
      ? { ...e, rows: 0, customers: 0 }
      : { ...e, rows: countAt(frame, 'n', row), customers: countAt(frame, 'customers', row) };
  });
  return events.sort((a, b) => b.rows - a.rows || a.id - b.id);
}
