import type { Engine, Statement } from '../core/engine';
import { VitrineError } from '../core/errors';
import { countAt, numberAt } from '../core/frame';
import type { Roles } from '../core/roles';
import { ident, join, sql } from '../sql/sql';
import type { Opened } from './open';
import { sampleColumns, type TableColumn } from './sample';
import { timeExpression, timeForm } from './times';

/** A column that things are told apart by. Names are made once per different value, not once per row. */
export interface Key {
  readonly column: string;
  /** SQL of the name (VARCHAR, without blanks around it) of the column's value `raw`; NULL where it is none. */
  readonly name: Statement;
}

/** How a source's columns are read into a spine: SQL over the table of the file's rows. */
export interface Reading {
  readonly customer: Key;
  /** Epoch milliseconds, and the column as it is with blanks as NULL. */
  readonly time: Statement;
  readonly timeGiven: Statement;
  /** Its name is `''` where there is none; null in a transaction log. */
  readonly event: Key | null;
  /** `ready`: whole numbers that can stand as they are, without a dictionary. */
  readonly order: (Key & { readonly ready: boolean }) | null;
  /** Money of the row with the sign of the file; null where no column says. */
  readonly money: Statement | null;
  /** 1 a purchase, −1 a refund, 0 neither, by the event's `name`; NULL where `rowSign` says. Null in a transaction log. */
  readonly eventSign: Statement | null;
  /** The same by the row's other columns. */
  readonly rowSign: Statement;
  /** Number columns that are read, for the check that they can be. */
  readonly numbers: readonly NumberReading[];
}

export interface NumberReading {
  readonly role: 'amount' | 'price' | 'quantity';
  readonly column: string;
  readonly value: Statement;
}

/**
 * Decides how each role's column is read.
 * @throws VitrineError `role.unreadable` when the time column holds no times
 */
export async function readColumns(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  opened: Opened,
  roles: Roles & { readonly customer: string; readonly time: string },
): Promise<Reading> {
  const key = (column: string): Promise<Key & { ready: boolean }> =>
    keyOf(signal, engine, opened.table, columnOf(opened, column));
  const order = roles.order === undefined ? null : await key(roles.order);
  const numbers = numbersOf(opened, roles);
  const money = moneyOf(numbers);
  const quantity = numbers.find((n) => n.role === 'quantity')?.value ?? null;
  const event: Key | null =
    roles.event === undefined ? null : { column: roles.event, name: sql`coalesce(trim(CAST(raw AS VARCHAR)), '')` };
  const timeColumn = columnOf(opened, roles.time);
  return {
    customer: await key(roles.customer),
    time: await timeOf(signal, engine, opened, timeColumn),
    timeGiven: given(timeColumn),
    event,
    order,
    money,
    eventSign: event === null ? null : eventSign(roles),
    rowSign: event === null ? transactionSign(money, quantity) : orderSign(opened, roles, order),
    numbers,
  };
}

function columnOf(opened: Opened, name: string): TableColumn {
  const column = opened.columns.find((c) => c.name === name);
  if (column === undefined) throw new Error(`roles were not checked: no column ${name}`);
  return column;
}

async function timeOf(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  opened: Opened,
  column: TableColumn,
): Promise<Statement> {
  // A column of times needs no look at its values.
  const known = timeForm(column.type, []);
  if (known !== null) return timeExpression(column.name, known);
  const [sample] = await sampleColumns(signal, engine, opened.table, [column], opened.rows);
  const values = (sample?.values ?? []).filter((v) => v !== null);
  const form = timeForm(column.type, values);
  if (form === null) {
    throw new VitrineError('role.unreadable', {
      source: opened.name,
      role: 'time',
      column: column.name,
      rows: sample?.filled ?? 0,
      example: JSON.stringify(values[0] ?? ''),
    });
  }
  return timeExpression(column.name, form);
}

/** A column's value, blanks as NULL. */
function given({ name, type }: TableColumn): Statement {
  return type === 'VARCHAR' ? sql`nullif(trim(${ident(name)}), '')` : sql`${ident(name)}`;
}

const wholeTypes = /^(?:U?(?:TINYINT|SMALLINT|INTEGER)|BIGINT)$/;
const fractionTypes = /^(?:FLOAT|DOUBLE|DECIMAL)/;

/** Whole numbers are named as such (`17850.0` is customer 17850) where all of them are whole. */
async function keyOf(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  { name: column, type }: TableColumn,
): Promise<Key & { ready: boolean }> {
  if (type === 'VARCHAR') return { column, name: sql`nullif(trim(raw), '')`, ready: false };
  if (!wholeTypes.test(type) && !fractionTypes.test(type)) {
    return { column, name: sql`CAST(raw AS VARCHAR)`, ready: false };
  }
  const fraction = fractionTypes.test(type);
  // A NaN stands for "none" in tables written by pandas.
  const finite = (c: Statement): Statement =>
    fraction ? sql`CASE WHEN isfinite(CAST(${c} AS DOUBLE)) THEN ${c} END` : c;
  const value = finite(sql`${ident(column)}`);
  const fractions = fraction ? sql`count(*) FILTER (WHERE ${value} <> floor(${value}))` : sql`0`;
  const frame = await engine.query(
    signal,
    sql`SELECT CAST(min(${value}) AS DOUBLE) AS low, CAST(max(${value}) AS DOUBLE) AS high,
      ${fractions} AS fractions FROM ${ident(table)}`,
  );
  const low = numberAt(frame, 'low') ?? 0;
  const high = numberAt(frame, 'high') ?? 0;
  const whole = countAt(frame, 'fractions') === 0 && (!fraction || Math.max(-low, high) <= Number.MAX_SAFE_INTEGER);
  const raw = finite(sql`raw`);
  if (!whole) return { column, name: sql`CAST(${raw} AS VARCHAR)`, ready: false };
  return {
    column,
    name: sql`CAST(CAST(${raw} AS BIGINT) AS VARCHAR)`,
    ready: low >= 0 && high <= 2_147_483_647,
  };
}

function numbersOf(opened: Opened, roles: Roles): readonly NumberReading[] {
  const list: NumberReading[] = [];
  for (const role of ['amount', 'price', 'quantity'] as const) {
    const column = roles[role];
    if (column !== undefined) list.push({ role, column, value: numberExpression(columnOf(opened, column)) });
  }
  return list;
}

/** A column as DOUBLE; text with blanks between thousands, a decimal comma or a currency sign is read too. */
function numberExpression({ name, type }: TableColumn): Statement {
  const c = ident(name);
  if (wholeTypes.test(type) || fractionTypes.test(type) || /^U?(?:BIGINT|HUGEINT)$/.test(type)) {
    return sql`CASE WHEN isfinite(CAST(${c} AS DOUBLE)) THEN CAST(${c} AS DOUBLE) END`;
  }
  const text = sql`CAST(${c} AS VARCHAR)`;
  const bare = sql`regexp_replace(${text}, '[\\s\u00a0\u202f$€£₽]|руб\\.?', '', 'g')`;
  const point = sql`replace(regexp_replace(${bare}, ',(\\d{1,2})$', '.\\1'), ',', '')`;
  const value = sql`coalesce(TRY_CAST(${text} AS DOUBLE), TRY_CAST(${point} AS DOUBLE))`;
  return sql`CASE WHEN isfinite(${value}) THEN ${value} END`;
}

/** The amount, else price × quantity, else the price. */
function moneyOf(numbers: readonly NumberReading[]): Statement | null {
  const value = (role: NumberReading['role']): Statement | undefined => numbers.find((n) => n.role === role)?.value;
  const amount = value('amount');
  if (amount !== undefined) return amount;
  const price = value('price');
  const quantity = value('quantity');
  if (price === undefined) return null;
  return quantity === undefined ? price : sql`(${price}) * (${quantity})`;
}

function transactionSign(money: Statement | null, quantity: Statement | null): Statement {
  const negative = [money, quantity].filter((x) => x !== null).map((x) => sql`(${x}) < 0`);
  if (negative.length === 0) return sql`1`;
  return sql`CASE WHEN ${join(negative, ' OR ')} THEN -1 ELSE 1 END`;
}

function eventSign({ stages }: Roles): Statement {
  const among = (names: readonly string[]): Statement => sql`name IN (${names.map((n) => sql`${n.trim()}`)})`;
  const purchase = stages?.purchase ?? [];
  const refund = stages?.refund ?? [];
  const cases: Statement[] = [];
  if (refund.length > 0) cases.push(sql`WHEN ${among(refund)} THEN -1`);
  if (purchase.length > 0) cases.push(sql`WHEN ${among(purchase)} THEN 1 ELSE 0`);
  return cases.length === 0 ? sql`CAST(NULL AS INTEGER)` : sql`CASE ${join(cases, ' ')} END`;
}

/** Where no event is known as a purchase, an order makes one. */
function orderSign(opened: Opened, { stages }: Roles, order: Key | null): Statement {
  if (order === null || (stages?.purchase ?? []).length > 0) return sql`0`;
  const { type } = columnOf(opened, order.column);
  const c = ident(order.column);
  const finite = fractionTypes.test(type) ? sql` AND isfinite(CAST(${c} AS DOUBLE))` : sql``;
  return sql`CASE WHEN ${given(columnOf(opened, order.column))} IS NOT NULL${finite} THEN 1 ELSE 0 END`;
}
