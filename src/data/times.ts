import type { Statement } from '../core/engine';
import { ident, raw, sql } from '../sql/sql';
import { isDay } from './types';

/** How a column writes its times. */
export type TimeForm =
  | 'timestamp' // a TIMESTAMP or DATE of the engine
  | 'iso' // text: 2019-10-01, 2019-10-01 00:00:00, …T…Z, … UTC, …+03:00
  | 'epoch-s'
  | 'epoch-ms'
  | 'epoch-us'
  | 'epoch-ns'
  | 'yyyymmdd'
  | 'excel-serial' // 43831 and 43831.5: days since 1899-12-30
  | 'day.month.year' // 31.12.2019 and 31.12.2019 23:59(:59)
  | 'day/month/year'
  | 'month/day/year';

/** Times outside these (epoch ms) are taken for unreadable: 1900-01-01 and 2200-01-01. */
const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** Day numbers of spreadsheets, 1954-10-03 to 2119-01-10. */
const FIRST_SERIAL = 20_000;
const LAST_SERIAL = 80_000;
/** 1970-01-01 as such a number. */
const SERIAL_1970 = 25_569;

const iso = /^(\d{4}-\d{2}-\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?)?$/;
const dotted = /^(\d{1,2})\.(\d{1,2})\.\d{4}(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;
const slashed = /^(\d{1,2})\/(\d{1,2})\/\d{4}(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;

/**
 * The form most of a column's values have, or null when it holds no times. The unit of epoch numbers is
 * decided once per column, by the magnitude of the middle value; whether `1/2/2020` means January or
 * February by values over 12, and it stays unknown (null) when none tells.
 * @param type the engine's own name of the column's type
 * @param values a sample as text, without NULLs
 * @param strict for columns whose name says nothing: numbers have to lie in 2000–2040
 */
export function timeForm(type: string, values: readonly string[], strict = false): TimeForm | null {
  if (/^(TIMESTAMP|DATE)/.test(type)) return 'timestamp';
  const filled = values.map((v) => v.trim()).filter((v) => v !== '');
  if (filled.length === 0 || type === 'BOOLEAN') return null;
  const most = (matches: (v: string) => boolean): boolean => filled.filter(matches).length >= 0.9 * filled.length;
  if (most(isDayNumber)) return 'yyyymmdd';
  if (most((v) => /^-?\d+(?:\.\d+)?(?:[eE]\+?\d+)?$/.test(v))) return epochForm(filled.map(Number), strict);
  if (most((v) => isDay(iso.exec(v)?.[1] ?? ''))) return 'iso';
  if (most((v) => dotted.test(v))) return 'day.month.year';
  if (most((v) => slashed.test(v))) return slashedForm(filled);
  return null;
}

function isDayNumber(value: string): boolean {
  const digits = value.replace(/\.0+$/, '');
  if (!/^(?:19|20|21)\d{6}$/.test(digits)) return false;
  return isDay(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`);
}

function epochForm(values: readonly number[], strict: boolean): TimeForm | null {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const earliest = (strict ? Date.UTC(2000, 0, 1) : Date.UTC(1973, 2, 4)) / 1000;
  const latest = Date.UTC(strict ? 2040 : 2100, 0, 1) / 1000;
  const units = [
    ['epoch-s', 1],
    ['epoch-ms', 1e3],
    ['epoch-us', 1e6],
    ['epoch-ns', 1e9],
  ] as const;
  // Only where the name says time: any price may lie there.
  if (!strict && values.every((v) => v >= FIRST_SERIAL && v < LAST_SERIAL)) return 'excel-serial';
  const unit = units.find(([, per]) => middle >= earliest * per && middle < latest * per);
  return unit?.[0] ?? null;
}

function slashedForm(values: readonly string[]): TimeForm | null {
  const over12 = (group: 1 | 2): boolean => values.some((v) => Number(slashed.exec(v)?.[group] ?? 0) > 12);
  const day = over12(1);
  const month = over12(2);
  if (day === month) return null;
  return day ? 'day/month/year' : 'month/day/year';
}

/**
 * SQL of a column's time as epoch milliseconds (BIGINT). Times without a zone are UTC. NULL where the
 * value is NULL, unreadable, or outside 1900–2199.
 */
export function timeExpression(column: string, form: TimeForm): Statement {
  const c = ident(column);
  switch (form) {
    case 'timestamp':
      return sql`epoch_ms(CAST(${c} AS TIMESTAMP))`;
    case 'iso':
      return plausible(isoExpression(column));
    case 'excel-serial':
      return plausible(
        sql`CAST(round((TRY_CAST(${c} AS DOUBLE) - ${raw(String(SERIAL_1970))}) * 86400) * 1000 AS BIGINT)`,
      );
    case 'epoch-s':
      return plausible(sql`CAST(round(TRY_CAST(${c} AS DOUBLE) * 1000) AS BIGINT)`);
    case 'epoch-ms':
      return plausible(sql`CAST(trunc(TRY_CAST(${c} AS DOUBLE)) AS BIGINT)`);
    case 'epoch-us':
      return plausible(sql`CAST(floor(TRY_CAST(${c} AS DOUBLE) / 1000) AS BIGINT)`);
    case 'epoch-ns':
      return plausible(sql`CAST(floor(TRY_CAST(${c} AS DOUBLE) / 1000000) AS BIGINT)`);
    case 'yyyymmdd':
      return plausible(
        sql`epoch_ms(try_strptime(CAST(TRY_CAST(TRY_CAST(${c} AS DOUBLE) AS BIGINT) AS VARCHAR), '%Y%m%d'))`,
      );
    case 'day.month.year':
      return plausible(formats(column, ['%d.%m.%Y %H:%M:%S', '%d.%m.%Y %H:%M', '%d.%m.%Y']));
    case 'day/month/year':
      return plausible(formats(column, ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y']));
    case 'month/day/year':
      return plausible(formats(column, ['%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M', '%m/%d/%Y']));
  }
}

/** One of our own list of formats. */
function formats(column: string, list: readonly string[]): Statement {
  const quoted = raw(list.map((f) => `'${f}'`).join(', '));
  return sql`epoch_ms(try_strptime(trim(CAST(${ident(column)} AS VARCHAR)), [${quoted}]))`;
}

/**
 * DuckDB reads `Z` and ` UTC`, and (1.4.3) takes `+03:00` without moving the time. So an offset is cut
 * off, read by itself, and taken away from the local time.
 */
function isoExpression(column: string): Statement {
  const text = sql`trim(CAST(${ident(column)} AS VARCHAR))`;
  const offset = sql`regexp_extract(${text}, ':\\d{2}(?:\\.\\d+)? ?([+-]\\d{2}(?::?\\d{2})?)$', 1)`;
  const local = sql`regexp_replace(${text}, '(:\\d{2}(?:\\.\\d+)?) ?(?:GMT|UTC|[+-]\\d{2}(?::?\\d{2})?)$', '\\1')`;
  const minutes = sql`coalesce(TRY_CAST(nullif(replace(substr(${offset}, 4), ':', ''), '') AS BIGINT), 0)`;
  const hours = sql`CAST(substr(${offset}, 2, 2) AS BIGINT)`;
  const sign = sql`CASE WHEN ${offset} LIKE '-%' THEN -1 ELSE 1 END`;
  return sql`CASE
    WHEN ${offset} = '' OR ${offset} IS NULL THEN epoch_ms(TRY_CAST(${local} AS TIMESTAMP))
    ELSE epoch_ms(TRY_CAST(${local} AS TIMESTAMP)) - (${sign}) * (${hours} * 60 + ${minutes}) * 60000
  END`;
}

function plausible(time: Statement): Statement {
  return sql`CASE WHEN ${time} BETWEEN ${raw(String(EARLIEST))} AND ${raw(String(LATEST))} THEN ${time} END`;
}
