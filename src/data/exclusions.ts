import type { Statement } from '../core/engine';
import { VitrineError } from '../core/errors';
import { countAt, texts, type Frame } from '../core/frame';
import type { Cleaning, Roles } from '../core/roles';
import type { ExclusionReason, Spine } from '../core/spine';
import { ident, join, raw, sql } from '../sql/sql';
import type { Opened } from './open';
import type { Key, Reading } from './spine-columns';

/** Share of unreadable values from which a column cannot have its role. */
const UNREADABLE = 0.5;

/** Why a row is left out, in the order in which the reasons are asked. */
const reasons = [
  'no customer',
  'no time',
  'unreadable time',
  'duplicate',
  'zero amount',
] as const satisfies ExclusionReason[];

/**
 * The file's rows as the spine needs them: `place, customer, given_time, time, event, money, "order",
 * row_sign, reason`; customer, event and order are the file's values, not yet named. `reason` is NULL for
 * rows that are kept, else an index into the reasons.
 * @param dropped name of the table of duplicates to leave out, or null
 * @param blanks whether there are customers that are neither NULL nor a name
 */
export function markedRows(
  opened: Opened,
  reading: Reading,
  clean: Cleaning,
  dropped: string | null,
  blanks: boolean,
): Statement {
  const { customer, event, order } = reading;
  const none = raw('NULL');
  const column = (key: Key | null): Statement => (key === null ? sql`${none}` : sql`${ident(key.column)}`);
  let rows = sql`SELECT rowid AS place, ${column(customer)} AS customer, ${reading.timeGiven} AS given_time,
    ${reading.time} AS time, ${column(event)} AS event, ${reading.money ?? sql`CAST(${none} AS DOUBLE)`} AS money,
    ${column(order)} AS "order", ${reading.rowSign} AS row_sign FROM ${ident(opened.table)}`;
  const named = (column: string, name: Statement, as: string): Statement =>
    sql`SELECT * EXCLUDE (raw), ${name} AS ${ident(as)} FROM (SELECT *, ${ident(column)} AS raw FROM (${rows}) AS read) AS read`;
  if (blanks) rows = named('customer', customer.name, 'customer_name');
  const zeros = clean.zeroAmounts === true && reading.money !== null;
  if (zeros && event !== null) rows = named('event', event.name, 'name');
  const sign = reading.eventSign === null ? sql`row_sign` : sql`coalesce(${reading.eventSign}, row_sign)`;
  return sql`SELECT *, CASE
      WHEN ${blanks ? raw('customer_name') : raw('customer')} IS NULL THEN 0
      WHEN given_time IS NULL THEN 1
      WHEN time IS NULL THEN 2
      WHEN ${dropped === null ? sql`FALSE` : sql`place IN (SELECT place FROM ${ident(dropped)})`} THEN 3
      WHEN ${zeros ? sql`${sign} = 1 AND money = 0` : sql`FALSE`} THEN 4 END AS reason
    FROM (${rows}) AS read`;
}

/** Counts rows by reason (`reason`, `n`). */
export function reasonsQuery(marked: Statement): Statement {
  return sql`SELECT coalesce(reason, -1) AS reason, count(*) AS n FROM (${marked}) AS marked GROUP BY 1 ORDER BY 1`;
}

/** Whether rows that have a customer are left out. */
export function leavesOut(excluded: readonly { readonly reason: ExclusionReason }[]): boolean {
  return excluded.some((e) => e.reason !== 'no customer' && e.reason !== 'unreadable row');
}

/**
 * Rows left out, by reason; those the reader rejected are `unreadable row`.
 * @throws VitrineError `rows.none` when none is left, `role.unreadable` when most times cannot be read
 */
export function excludedRows(
  opened: Opened,
  counted: Frame,
  roles: Roles,
): readonly { readonly reason: ExclusionReason; readonly rows: number }[] {
  const rows = new Map<number, number>();
  for (let i = 0; i < counted.length; i++) rows.set(countAt(counted, 'reason', i), countAt(counted, 'n', i));
  const excluded: { reason: ExclusionReason; rows: number }[] = reasons
    .map((reason, i) => ({ reason, rows: rows.get(i) ?? 0 }))
    .filter((e) => e.rows > 0);
  const unreadable = rows.get(reasons.indexOf('unreadable time')) ?? 0;
  const left = rows.get(-1) ?? 0;
  if (unreadable > 0 && unreadable >= UNREADABLE * (left + unreadable)) {
    throw unreadableRole(opened, 'time', roles.time ?? '', unreadable, '');
  }
  if (left === 0) {
    const most = excluded.toSorted((a, b) => b.rows - a.rows)[0];
    throw new VitrineError('rows.none', {
      source: opened.name,
      reason: most === undefined ? '0' : `${most.reason}: ${most.rows}`,
    });
  }
  if (opened.rejected > 0) excluded.push({ reason: 'unreadable row', rows: opened.rejected });
  return excluded;
}

/**
 * Of each number column: values given, values that are no numbers, and one of those. Columns whose type
 * cannot hold such a value are not looked at; null when none is left.
 */
export function numbersQuery(opened: Opened, reading: Reading): Statement | null {
  const checks = doubtful(opened, reading).map(({ column, value }, i) => {
    const text = sql`nullif(trim(CAST(${ident(column)} AS VARCHAR)), '')`;
    const bad = sql`${ident(column)} IS NOT NULL AND (${value}) IS NULL AND ${text} IS NOT NULL`;
    return sql`count(${ident(column)}) AS ${ident(`given${i}`)}, count(*) FILTER (WHERE ${bad}) AS ${ident(`bad${i}`)},
      coalesce(min(CASE WHEN ${bad} THEN ${text} END), '') AS ${ident(`example${i}`)}`;
  });
  return checks.length === 0 ? null : sql`SELECT ${join(checks, ', ')} FROM ${ident(opened.table)}`;
}

function doubtful(opened: Opened, { numbers }: Reading): Reading['numbers'] {
  return numbers.filter(({ column }) => {
    const type = opened.columns.find((c) => c.name === column)?.type ?? '';
    return !/^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL)/.test(type);
  });
}

/**
 * Number columns with values that are no numbers, and how many: these rows have no amount.
 * @throws VitrineError `role.unreadable` for a number column most of whose values are no numbers
 */
export function checkNumbers(opened: Opened, reading: Reading, counted: Frame): NonNullable<Spine['unreadable']> {
  return doubtful(opened, reading).flatMap(({ role, column }, i) => {
    const bad = countAt(counted, `bad${i}`);
    if (bad > 0 && bad >= UNREADABLE * countAt(counted, `given${i}`)) {
      throw unreadableRole(opened, role, column, bad, texts(counted, `example${i}`)[0] ?? '');
    }
    return bad === 0 ? [] : [{ role, column, rows: bad }];
  });
}

function unreadableRole(opened: Opened, role: string, column: string, rows: number, example: string): VitrineError {
  return new VitrineError('role.unreadable', {
    source: opened.name,
    role,
    column,
    rows,
    example: JSON.stringify(example.slice(0, 60)),
  });
}
