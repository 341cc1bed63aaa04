import type { Engine, OnProgress, Statement } from '../core/engine';
import { VitrineError } from '../core/errors';
import type { Property } from '../core/filter';
import { countAt, numbers, texts } from '../core/frame';
import { nearest } from '../core/nearest';
import { stageNames, type Cleaning, type Roles } from '../core/roles';
import type { Spine, SpineEvent } from '../core/spine';
import { isPackedLater, packing } from '../sql/pack';
import { ident, raw, sql } from '../sql/sql';
import { countDuplicates, duplicatesTable } from './duplicates';
import { checkNumbers, excludedRows, leavesOut, markedRows, numbersQuery, reasonsQuery } from './exclusions';
import { withStages } from './log-stages';
import type { Opened } from './open';
import { SORTED_ROWS } from './limits';
import { fileRows } from './quality';
import { missingRoles } from './roles';
import { readColumns } from './spine-columns';
import { blanksQuery, dictionary, namedValues, onlyEvent, spineTable, type Making } from './spine-tables';
import { sourceTables, type SourceTables } from './tables';

/** Event names listed with the spine. */
const LISTED_EVENTS = 1000;

/** Queries of one spine, about: for the progress only. */
const QUERIES = 20;

type Run = (statement: Statement) => ReturnType<Engine['query']>;

/** How a log that is too long to be sorted at once is sorted. */
interface Parts {
  /** Rows of a part. */
  readonly rows: number;
  /** Packs the parts that are done. */
  pack(): Promise<void>;
}

/**
 * Makes the spine of a source (core/spine.ts) from its rows, its roles and its cleaning. Rows without a
 * customer or a readable time are left out and counted, each under its first reason in the order no
 * customer, no time, unreadable time, duplicate, zero amount. The tables appear only when all is done.
 *
 * In an event log the rows of the `purchase` and `refund` stages carry money, refunds negative whatever
 * their sign in the file; where no event is recognised as a purchase but an order is known, rows with an
 * order are purchases. In a transaction log a row with a negative amount or quantity is a refund, any other
 * a purchase. Money is the amount, else price × quantity, else the price.
 *
 * Duplicates are counted over all rows of the file, by a 64-bit hash: among 5 million different rows two
 * share a hash by chance once in a million files.
 * @param given roles that were checked with `parseRoles`, or those of `opened`; stages are guessed when not said
 * @param partRows of more, customers are sorted in parts of about so many rows: sorting takes as much memory as what is
 *   sorted
 * @throws VitrineError `role.missing`, `role.unreadable`, `event.unknown`, `rows.none`, `engine.*`, `cancelled`
 */
export async function buildSpine(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  opened: Opened,
  given: Roles,
  clean: Cleaning = {},
  onProgress: OnProgress = () => undefined,
  partRows: number = SORTED_ROWS,
): Promise<Spine> {
  const tables = sourceTables(opened.name);
  const making: Making = {
    dropped: `making_${tables.spine}_dropped`,
    doubles: `making_${tables.spine}_doubles`,
    names: `making_${tables.spine}_names`,
    customerNames: `making_${tables.customers}_names`,
    eventNames: `making_${tables.events}_names`,
    orderNames: `making_${tables.spine}_order_names`,
    orders: `making_${tables.spine}_orders`,
    customers: `making_${tables.customers}`,
    events: `making_${tables.events}`,
    spine: `making_${tables.spine}`,
  };
  // Also after an abort, so not with its signal.
  const free = new AbortController().signal;
  const sweep = (): Promise<unknown>[] =>
    Object.values(making).map((table) => engine.query(free, sql`DROP TABLE IF EXISTS ${ident(table)}`));
  try {
    let queries = 0;
    const run: Run = (statement) => {
      onProgress({ done: Math.min(0.99, queries++ / QUERIES) });
      return engine.query(signal, statement);
    };
    // Not with its signal: a step that does not hear a stop would cost the database (workers/database/session.ts).
    const pack = async (): Promise<void> => {
      try {
        for (const statement of packing(`${making.spine}_pack`)) await engine.query(free, statement);
      } catch (error) {
        if (!isPackedLater(error)) throw error;
      }
    };
    const parts: Parts = { rows: partRows, pack };
    const spine = await make(signal, run, opened, given, clean, tables, making, parts);
    await Promise.all(sweep());
    onProgress({ done: 1, rows: spine.rows });
    return spine;
  } catch (error) {
    // The first error tells more than one of the sweeping, so that one is let go.
    await Promise.allSettled(sweep());
    throw error;
  }
}

async function make(
  signal: AbortSignal,
  run: Run,
  opened: Opened,
  given: Roles,
  clean: Cleaning,
  tables: SourceTables,
  making: Making,
  parts: Parts,
): Promise<Spine> {
  const { customer, time } = given;
  if (customer === undefined || time === undefined) {
    throw new VitrineError('role.missing', { source: opened.name, roles: missingRoles(given).join(', ') });
  }
  const engine: Pick<Engine, 'query'> = { query: (_, statement) => run(statement) };
  const roles = { ...(await withStages(signal, engine, opened.table, given)), customer, time };
  if (!sameStages(roles, opened.roles)) await checkStages(run, opened, roles);
  const reading = await readColumns(signal, engine, opened, roles);
  const numeric = numbersQuery(opened, reading);
  const unreadable = numeric === null ? [] : checkNumbers(opened, reading, await run(numeric));
  const dropped = clean.duplicates === true ? making.dropped : null;
  if (dropped !== null) await run(duplicatesTable(opened, [customer, time], dropped));
  const { customerNames, eventNames, orderNames, names } = making;
  const all = sql`SELECT * FROM ${ident(opened.table)}`;
  await run(namedValues(all, customer, reading.customer, customerNames));
  const blanks = countAt(await run(blanksQuery(customerNames)), 'n') > 0;
  const marked = markedRows(opened, reading, clean, dropped, blanks);
  const excluded = excludedRows(opened, await run(reasonsQuery(marked)), roles);
  const some = leavesOut(excluded);
  const kept = some ? sql`SELECT * FROM (${marked}) AS marked WHERE reason IS NULL` : marked;
  // Only what is kept is named; where that is all, the names stand already.
  if (some) await run(namedValues(kept, 'customer', reading.customer, customerNames));
  for (const statement of dictionary(customerNames, names, making.customers)) await run(statement);
  if (reading.event === null) await run(onlyEvent(making.events));
  else {
    const named = sql`SELECT * FROM (${marked}) AS marked WHERE reason IS NULL`;
    await run(namedValues(named, 'event', reading.event, eventNames));
    for (const statement of dictionary(eventNames, names, making.events)) await run(statement);
  }
  if (reading.order !== null && !reading.order.ready) {
    await run(
      namedValues(sql`SELECT * FROM (${marked}) AS marked WHERE reason IS NULL`, 'order', reading.order, orderNames),
    );
    for (const statement of dictionary(orderNames, names, making.orders)) await run(statement);
  }
  for (const part of await partsOf(run, opened.rows, making.customers, parts.rows)) {
    await run(spineTable(kept, reading, making, part));
    // A fifth is left of the rows, before the next are sorted.
    if (part !== null) await parts.pack();
  }
  const duplicates = dropped === null ? await countDuplicates(run, opened, marked, making) : 0;
  const figures = await measure(run, roles, making);
  for (const [from, to] of [
    [making.customers, tables.customers],
    [making.events, tables.events],
    [making.spine, tables.spine],
  ] as const) {
    await run(sql`DROP TABLE IF EXISTS ${ident(to)}`);
    await run(sql`ALTER TABLE ${ident(from)} RENAME TO ${ident(to)}`);
  }
  return {
    source: opened.name,
    kind: roles.event === undefined ? 'transactions' : 'events',
    table: tables.spine,
    customersTable: tables.customers,
    eventsTable: tables.events,
    rowsTable: opened.table,
    properties: opened.columns.map(propertyOf),
    ...figures,
    hasAmount: reading.money !== null,
    hasOrder: reading.order !== null,
    excluded,
    duplicates,
    ...(unreadable.length === 0 ? {} : { unreadable }),
    file: fileRows(opened),
    roles,
    fingerprint: opened.fingerprint,
  };
}

/** Ranges of customers that have about so many rows each; null alone where all are sorted at once. */
async function partsOf(
  run: Run,
  rows: number,
  table: string,
  partRows: number,
): Promise<readonly ({ readonly from: number; readonly to: number } | null)[]> {
  const parts = Math.ceil(rows / partRows);
  if (parts <= 1) return [null];
  const customers = countAt(await run(sql`SELECT count(*) AS n FROM ${ident(table)}`), 'n');
  const from = (i: number): number => Math.floor((customers * i) / parts);
  return Array.from({ length: parts }, (_, i) => ({ from: from(i), to: from(i + 1) })).filter(
    (part, i) => i === 0 || part.to > part.from,
  );
}

/** The engine's own type names, sorted into what filters know; what is none of these is read as text. */
function propertyOf({ name, type }: Opened['columns'][number]): Property {
  if (/^(?:TIMESTAMP|DATE)/.test(type)) return { name, type: 'time' };
  if (/^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL)/.test(type)) return { name, type: 'number' };
  return { name, type: type === 'BOOLEAN' ? 'boolean' : 'text' };
}

/** Stages that were guessed from the very events of the table need no check. */
function sameStages(roles: Roles, guessed: Roles): boolean {
  return roles.event === guessed.event && JSON.stringify(roles.stages) === JSON.stringify(guessed.stages);
}

/** @throws VitrineError `event.unknown` for a stage's event that no row has */
async function checkStages(run: Run, opened: Opened, roles: Roles): Promise<void> {
  const named = [...new Set(stageNames.flatMap((stage) => roles.stages?.[stage] ?? []))];
  if (roles.event === undefined || named.length === 0) return;
  const event = sql`trim(CAST(${ident(roles.event)} AS VARCHAR))`;
  const frame = await run(
    sql`SELECT ${event} AS name, count(*) AS n FROM ${ident(opened.table)} WHERE ${ident(roles.event)} IS NOT NULL
      GROUP BY 1 ORDER BY n DESC, name`,
  );
  const present = texts(frame, 'name').filter((n) => n !== null);
  const known = new Set(present);
  const unknown = named.find((name) => !known.has(name.trim()));
  if (unknown === undefined) return;
  const near = nearest(unknown, present);
  throw new VitrineError('event.unknown', { event: unknown, nearest: near === null ? '' : `“${near}”` });
}

type Figures = Pick<Spine, 'rows' | 'customers' | 'from' | 'to' | 'events' | 'purchases' | 'refunds'>;

async function measure(run: Run, roles: Roles, making: Making): Promise<Figures> {
  const spine = ident(making.spine);
  const totals = await run(sql`SELECT count(*) AS n, min(time) AS first, max(time) AS last,
    count(*) FILTER (WHERE sign = 1) AS purchases, count(*) FILTER (WHERE sign = -1) AS refunds,
    (SELECT count(*) FROM ${ident(making.customers)}) AS customers FROM ${spine}`);
  const rows = countAt(totals, 'n');
  const customers = countAt(totals, 'customers');
  return {
    rows,
    customers,
    from: countAt(totals, 'first'),
    to: countAt(totals, 'last'),
    purchases: countAt(totals, 'purchases'),
    refunds: countAt(totals, 'refunds'),
    events: await listEvents(run, roles, making, { rows, customers }),
  };
}

async function listEvents(
  run: Run,
  roles: Roles,
  making: Making,
  all: { readonly rows: number; readonly customers: number },
): Promise<readonly SpineEvent[]> {
  const dictionary = ident(making.events);
  if (roles.event === undefined) {
    const frame = await run(sql`SELECT name FROM ${dictionary}`);
    return [{ id: 0, name: texts(frame, 'name')[0] ?? '', ...all }];
  }
  const frame = await run(sql`SELECT d.id, d.name, CAST(sum(pairs.n) AS DOUBLE) AS n, count(*) AS customers
    FROM (SELECT event, customer, count(*) AS n FROM ${ident(making.spine)} GROUP BY event, customer) AS pairs
    JOIN ${dictionary} AS d ON d.id = pairs.event
    GROUP BY d.id, d.name ORDER BY n DESC, d.id LIMIT ${raw(String(LISTED_EVENTS))}`);
  const ids = numbers(frame, 'id');
  return texts(frame, 'name').map((name, i) => ({
    id: ids[i] ?? 0,
    name: name ?? '',
    rows: countAt(frame, 'n', i),
    customers: countAt(frame, 'customers', i),
  }));
}
