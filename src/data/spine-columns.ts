import type { Engine, Statement } from '../core/engine';
import { VitrineError } from '../core/errors';
import { countAt, numberAt } from '../core/frame';
import type { Roles } from '../core/roles';
import { ident, join, sql } from '../sql/sql';
import type { Opened } from './open';
import { sampleColumns, type TableColumn } from './sample';
import { timeExpression, timeForm } from './times';

/** A column that things are told apart by. */
export interface Key {
  /** SQL of the key; NULL where there is none. */
  readonly key: Statement;
  /** BIGINT where true, else VARCHAR without blanks around it. */
  readonly whole: boolean;
}

/** How a source's columns are read into a spine: SQL over the table of the file's rows. */
export interface Reading {
  readonly customer: Key;
  /** Epoch milliseconds, and the column as it is with blanks as NULL. */
  readonly time: Statement;
  readonly timeGiven: Statement;
  /** Event name without blanks around it, `''` where there is none; null in a transaction log. */
  readonly event: Statement | null;
  /** INTEGER that can stand as it is, or a key that needs a dictionary. */
  readonly order: (Key & { readonly ready: boolean }) | null;
  /** Money of the row with the sign of the file; null where no column says. */
  readonly money: Statement | null;
  /** 1 a purchase, −1 a refund, 0 neither. */
  readonly sign: Statement;
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
  const event = roles.event === undefined ? null : sql`coalesce(trim(CAST(${ident(roles.event)} AS VARCHAR)), '')`;
  const timeColumn = columnOf(opened, roles.time);
  return {
    customer: await key(roles.customer),
    time: await timeOf(signal, engine, opened, timeColumn),
    timeGiven: given(timeColumn),
    event,
    order,
    money,
    sign: event === null ? transactionSign(money, quantity) : eventSign(event, roles, order),
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

/** Numbers are keys as BIGINT where all of them are whole (`17850.0` is customer 17850), else as text. */
async function keyOf(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  { name, type }: TableColumn,
): Promise<Key & { ready: boolean }> {
  const c = ident(name);
  if (type === 'VARCHAR') return { key: sql`nullif(trim(${c}), '')`, whole: false, ready: false };
  if (!wholeTypes.test(type) && !fractionTypes.test(type)) {
    return { key: sql`CAST(${c} AS VARCHAR)`, whole: false, ready: false };
  }
  const fraction = fractionTypes.test(type);
  // A NaN stands for "none" in tables written by pandas.
  const value = fraction ? sql`CASE WHEN isfinite(CAST(${c} AS DOUBLE)) THEN ${c} END` : sql`${c}`;
  const frame = await engine.query(
    signal,
    sql`SELECT CAST(min(${value}) AS DOUBLE) AS low, CAST(max(${value}) AS DOUBLE) AS high,
      count(*) FILTER (WHERE ${value} <> floor(${value})) AS fractions FROM ${ident(table)}`,
  );
  const low = numberAt(frame, 'low') ?? 0;
  const high = numberAt(frame, 'high') ?? 0;
  const whole = countAt(frame, 'fractions') === 0 && (!fraction || Math.max(-low, high) <= Number.MAX_SAFE_INTEGER);
  if (!whole) return { key: sql`CAST(${value} AS VARCHAR)`, whole: false, ready: false };
  return { key: sql`CAST(${value} AS BIGINT)`, whole: true, ready: low >= 0 && high <= 2_147_483_647 };
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

function eventSign(event: Statement, { stages }: Roles, order: Key | null): Statement {
  const among = (names: readonly string[]): Statement => sql`${event} IN (${names.map((n) => sql`${n.trim()}`)})`;
  const purchase = stages?.purchase ?? [];
  const refund = stages?.refund ?? [];
  const cases: Statement[] = [];
  if (refund.length > 0) cases.push(sql`WHEN ${among(refund)} THEN -1`);
  if (purchase.length > 0) cases.push(sql`WHEN ${among(purchase)} THEN 1`);
  else if (order !== null) cases.push(sql`WHEN ${order.key} IS NOT NULL THEN 1`);
  return cases.length === 0 ? sql`0` : sql`CASE ${join(cases, ' ')} ELSE 0 END`;
}
