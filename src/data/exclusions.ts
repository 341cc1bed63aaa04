import type { Statement } from '../core/engine';
import { VitrineError } from '../core/errors';
import { countAt, texts, type Frame } from '../core/frame';
import type { Cleaning, Roles } from '../core/roles';
import type { ExclusionReason } from '../core/spine';
import { ident, join, raw, sql } from '../sql/sql';
import type { Opened } from './open';
import type { Reading } from './spine-columns';

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
 * The file's rows as the spine needs them: `place, customer, given_time, time, event, sign, money, "order",
 * reason`; `reason` is NULL for rows that are kept, else an index into the reasons.
 * @param dropped name of the table of duplicates to leave out, or null
 */
export function markedRows(opened: Opened, reading: Reading, clean: Cleaning, dropped: string | null): Statement {
  const none = raw('NULL');
  const duplicate = dropped === null ? sql`FALSE` : sql`place IN (SELECT place FROM ${ident(dropped)})`;
  const zero = clean.zeroAmounts === true && reading.money !== null ? sql`sign = 1 AND money = 0` : sql`FALSE`;
  return sql`SELECT *, CASE
      WHEN customer IS NULL THEN 0
      WHEN given_time IS NULL THEN 1
      WHEN time IS NULL THEN 2
      WHEN ${duplicate} THEN 3
      WHEN ${zero} THEN 4 END AS reason
    FROM (SELECT rowid AS place, ${reading.customer.key} AS customer, ${reading.timeGiven} AS given_time,
      ${reading.time} AS time, ${reading.event ?? sql`${none}`} AS event, ${reading.sign} AS sign,
      ${reading.money ?? sql`CAST(${none} AS DOUBLE)`} AS money, ${reading.order?.key ?? sql`${none}`} AS "order"
      FROM ${ident(opened.table)}) AS read`;
}

/** Counts rows by reason (`reason`, `n`); and of each number column, values that are no numbers. */
export function reasonsQuery(marked: Statement): Statement {
  return sql`SELECT coalesce(reason, -1) AS reason, count(*) AS n FROM (${marked}) AS marked GROUP BY 1 ORDER BY 1`;
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

/** Of each number column: values given, values that are no numbers, and one of those. */
export function numbersQuery(opened: Opened, reading: Reading): Statement | null {
  if (reading.numbers.length === 0) return null;
  const checks = reading.numbers.map(({ column, value }, i) => {
    const text = sql`nullif(trim(CAST(${ident(column)} AS VARCHAR)), '')`;
    const bad = sql`${text} IS NOT NULL AND (${value}) IS NULL`;
    return sql`count(${text}) AS ${ident(`given${i}`)}, count(*) FILTER (WHERE ${bad}) AS ${ident(`bad${i}`)},
      coalesce(min(${text}) FILTER (WHERE ${bad}), '') AS ${ident(`example${i}`)}`;
  });
  return sql`SELECT ${join(checks, ', ')} FROM ${ident(opened.table)}`;
}

/** @throws VitrineError `role.unreadable` for a number column most of whose values are no numbers */
export function checkNumbers(opened: Opened, reading: Reading, counted: Frame): void {
  reading.numbers.forEach(({ role, column }, i) => {
    const bad = countAt(counted, `bad${i}`);
    if (bad > 0 && bad >= UNREADABLE * countAt(counted, `given${i}`)) {
      throw unreadableRole(opened, role, column, bad, texts(counted, `example${i}`)[0] ?? '');
    }
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
