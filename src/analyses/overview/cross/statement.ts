import type { DataInfo } from '../../../core/analysis';
import type { Statement } from '../../../core/engine';
import { DAY, HOUR } from '../../../core/time';
import { withProperties } from '../../../sql/properties';
import { ident, join, raw, sql } from '../../../sql/sql';
import { localDay, localTime } from '../../../sql/time';
import type { CrossProperty } from './plan';
import type { CrossSelection } from './shape';

/** Pictures of the cross-filter that count rows, by what they count by. */
export type CrossPicture = 'events' | 'values' | 'week' | 'weekdays';

/** The value of all that are not told apart. */
export const OTHERS = '…';

/** The part of the selection a picture chooses itself and therefore leaves out. */
const own: Readonly<Record<CrossPicture, keyof CrossSelection>> = {
  events: 'event',
  values: 'value',
  week: 'cell',
  weekdays: 'cell',
};

/**
 * One query that counts what a picture shows, from the spine: the scan of typed arrays counts the same faster.
 * Answers `name` (a value; `…` the rest, NULL where there is none) or `weekday` (0 is Monday) and `hour`, and `n`.
 */
export function crossStatement(
  data: DataInfo,
  property: CrossProperty | null,
  selection: CrossSelection,
  picture: CrossPicture,
): Statement {
  const { spine, asOf, zone } = data;
  const local = localTime(zone, spine.from, spine.to);
  // 1970-01-01 was a Thursday.
  const rows = sql`SELECT event, ${localDay(zone, spine.from, spine.to)} AS day,
      CAST(floor(${local} / ${raw(`${HOUR}.0`)}) AS BIGINT) AS slot${property === null ? sql`` : sql`, ${valueOf(property)} AS value`}
    FROM ${withProperties(spine, property === null ? [] : [property.name])} AS s WHERE time <= ${asOf}`;
  const parts = sql`SELECT event, day, (day + 3) % 7 AS weekday, slot - CAST(day AS BIGINT) * ${DAY / HOUR} AS hour${property === null ? sql`` : sql`, value`} FROM (${rows}) AS r`;
  const tests = Object.entries(selectionTests(selection, property)).flatMap(([part, test]) =>
    test === null || part === own[picture] ? [] : [test],
  );
  const where = tests.length === 0 ? sql`` : sql` WHERE ${join(tests, ' AND ')}`;
  switch (picture) {
    case 'events':
      return sql`SELECT e.name AS name, count(*) AS n FROM (${parts}) AS p JOIN ${ident(spine.eventsTable)} AS e ON e.id = p.event${where}
        GROUP BY 1 ORDER BY n DESC, name`;
    case 'values':
      return sql`SELECT value AS name, count(*) AS n FROM (${parts}) AS p${where} GROUP BY 1 ORDER BY n DESC, name`;
    case 'week':
      return sql`SELECT weekday, hour, count(*) AS n FROM (${parts}) AS p${where} GROUP BY 1, 2 ORDER BY 1, 2`;
    case 'weekdays':
      return sql`SELECT weekday, count(*) AS n FROM (${parts}) AS p${where} GROUP BY 1 ORDER BY 1`;
  }
}

/** A value of the property as it is told apart. */
function valueOf({ values }: CrossProperty): Statement {
  const known =
    values.length === 0
      ? sql``
      : sql` WHEN CAST(p0 AS VARCHAR) IN (${join(
          values.map((v) => sql`${v}`),
          ', ',
        )}) THEN CAST(p0 AS VARCHAR)`;
  return sql`CASE WHEN p0 IS NULL THEN NULL${known} ELSE ${OTHERS} END`;
}

function selectionTests(
  { days, event, cell, value }: CrossSelection,
  property: CrossProperty | null,
): Readonly<Record<keyof CrossSelection, Statement | null>> {
  return {
    days: days === null ? null : sql`day >= ${days.from} AND day < ${days.to}`,
    event: event === null ? null : sql`event = ${event}`,
    cell: cell === null ? null : sql`weekday = ${cell.weekday} AND hour >= ${cell.from} AND hour < ${cell.to}`,
    value: value === null || property === null ? null : valueTest(value, property),
  };
}

/** Codes as `plan.ts` packs them: the values told apart, the rest, the missing. */
function valueTest(code: number, { values }: CrossProperty): Statement {
  if (code > values.length) return sql`value IS NULL`;
  return sql`value = ${values[code] ?? OTHERS}`;
}
