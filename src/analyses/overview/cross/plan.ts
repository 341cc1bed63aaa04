import type { DataInfo } from '../../../core/analysis';
import type { Statement } from '../../../core/engine';
import type { Property } from '../../../core/filter';
import { HOUR, offsetAt } from '../../../core/time';
import { withProperties } from '../../../sql/properties';
import { ident, join, raw, sql } from '../../../sql/sql';
import { localDay, localTime } from '../../../sql/time';
import { overviewCalendar } from '../calendar';
import type { CrossShape } from './shape';
import { MOST_EVENTS } from './table';

/** Values of a property that are told apart; the rest are "other", and missing ones are apart too. */
export const TOP_VALUES = 7;

/** A property whose values are counted, and the commonest of them. */
export interface CrossProperty {
  readonly name: string;
  /** Most rows first. */
  readonly values: readonly string[];
}

/** The two questions whose answers `crossTable` takes, and their shape. */
export interface CrossPlan {
  readonly shape: CrossShape;
  /** Rows without money: `customer, what`. */
  readonly plain: Statement;
  /** Purchases and refunds: `customer, what, amount, key`. */
  readonly money: Statement;
}

/** Longer logs are not handed over: on the way a row takes some 100 bytes of the tab's memory. */
const MOST_ROWS = 10_000_000;

/** Whether the log can be packed: event ids fit, and a row's packed number stays a whole one; and whether it is short enough. */
export function isCrossable({ spine }: DataInfo): boolean {
  return spine.events.length > 0 && eventsOf(spine.events) <= MOST_EVENTS && spine.rows > 0 && spine.rows <= MOST_ROWS;
}

/**
 * Codes of events: the listed ones' ids from 0, and one for all whose id is beyond them. A spine lists a thousand
 * events, and who knows how many there are: a code too many would run into the next hour.
 */
const eventsOf = (events: DataInfo['spine']['events']): number => 2 + Math.max(0, ...events.map((e) => e.id));

/**
 * What the cross-filter counts: a row per row of the spine up to as-of, its local hour, event, sign and value
 * packed into one number. Rows may come in any order, so nothing is sorted.
 */
export function planCross(data: DataInfo, property: CrossProperty | null): CrossPlan {
  const { spine, asOf, zone } = data;
  const slotOf = (time: number): number => Math.floor((time + offsetAt(zone, time)) / HOUR);
  // A clock set back may make the last hour an earlier one than some before it.
  const firstSlot = slotOf(spine.from) - 1;
  const slots = Math.max(slotOf(Math.min(asOf, spine.to)), firstSlot) - firstSlot + 3;
  const shape: CrossShape = {
    firstSlot,
    slots,
    events: eventsOf(spine.events),
    values: property === null ? 1 : property.values.length + 2,
    bucket: overviewCalendar(data).bucket,
    lead: spine.hasAmount ? 'revenue' : spine.purchases > 0 ? 'purchases' : 'events',
  };
  const slot = sql`(floor(${localTime(zone, spine.from, spine.to)} / ${raw(`${HOUR}.0`)}) - ${firstSlot})`;
  const rows = withProperties(spine, property === null ? [] : [property.name]);
  const last = shape.events - 1;
  const event = sql`CASE WHEN event > ${last} THEN ${last} ELSE event END`;
  const what = sql`((${slot} * ${shape.events} + ${event}) * ${shape.values} + ${codeOf(property)}) * 3 + sign + 1`;
  const key = spine.hasOrder
    ? sql`CASE WHEN "order" IS NULL THEN -1 - ${localDay(zone, spine.from, spine.to)} ELSE "order" END`
    : sql`-1 - ${localDay(zone, spine.from, spine.to)}`;
  const some = sql`CAST(customer AS DOUBLE) AS customer, CAST(${what} AS DOUBLE) AS what`;
  return {
    shape,
    plain: sql`SELECT ${some} FROM ${rows} AS s WHERE sign = 0 AND time <= ${asOf}`,
    money: sql`SELECT ${some}, CAST(amount AS DOUBLE) AS amount, CAST(${key} AS DOUBLE) AS key
      FROM ${rows} AS s WHERE sign <> 0 AND time <= ${asOf}`,
  };
}

/** The value's place among the commonest; after them "other", and last the missing one. */
function codeOf(property: CrossProperty | null): Statement {
  if (property === null) return sql`0`;
  const { values } = property;
  if (values.length === 0) return sql`CASE WHEN p0 IS NULL THEN 1 ELSE 0 END`;
  const cases = values.map((value, i) => sql`WHEN CAST(p0 AS VARCHAR) = ${value} THEN ${i}`);
  return sql`CASE ${join(cases, ' ')} WHEN p0 IS NULL THEN ${values.length + 1} ELSE ${values.length} END`;
}

/** Columns by whose values a log may be looked at: texts that no role uses, likely ones first. */
export function crossProperties({ spine }: DataInfo): readonly Property[] {
  const used = new Set(Object.values(spine.roles).filter((r) => typeof r === 'string'));
  const likely =
    /categ|катег|channel|канал|source|источник|country|стран|city|город|brand|бренд|device|segment|сегмент/i;
  const free = spine.properties.filter((p) => p.type === 'text' && !used.has(p.name));
  return [...free.filter((p) => likely.test(p.name)), ...free.filter((p) => !likely.test(p.name))];
}

/** A property's commonest values: `value, n`, most first, and `rows` given in all. */
export function topValues({ spine }: DataInfo, property: Property): Statement {
  const column = ident(property.name);
  return sql`SELECT CAST(${column} AS VARCHAR) AS value, CAST(count(*) AS DOUBLE) AS n
    FROM ${ident(spine.rowsTable)} WHERE ${column} IS NOT NULL
    GROUP BY 1 ORDER BY n DESC, value LIMIT ${TOP_VALUES}`;
}
