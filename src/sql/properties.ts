import type { Statement } from '../core/engine';
import { VitrineError } from '../core/errors';
import type { Property, PropertyTest } from '../core/filter';
import { nearest } from '../core/nearest';
import type { Spine } from '../core/spine';
import { ident, join, raw, sql } from './sql';

/**
 * The spine's rows with properties beside them, as a relation to put after FROM and name with AS:
 * `customer, time, event, sign, amount, "order", place` and one column `p0`, `p1` … per name given, in order.
 * Without names it is the spine itself.
 * @param rows a relation with the spine's columns, and others, in place of the spine; the order of rows may be lost
 * @throws VitrineError `property.unknown` with the nearest name
 */
export function withProperties(
  spine: Spine,
  names: readonly string[],
  rows: Statement = sql`${ident(spine.table)}`,
): Statement {
  if (names.length === 0) return rows;
  const columns = names.map((name, i) => sql`r.${ident(propertyOf(spine, name).name)} AS ${raw(`p${i}`)}`);
  return sql`(SELECT s.*, ${join(columns, ', ')} FROM ${rows} AS s
    JOIN ${ident(spine.rowsTable)} AS r ON r.rowid = s.place)`;
}

/**
 * The property of that name.
 * @throws VitrineError `property.unknown` with the nearest name
 */
export function propertyOf(spine: Spine, name: string): Property {
  const found = spine.properties.find((p) => p.name === name);
  if (found !== undefined) return found;
  const near = nearest(
    name,
    spine.properties.map((p) => p.name),
  );
  throw new VitrineError('property.unknown', { property: name, nearest: near === null ? '' : `“${near}”` });
}

/** Names of the properties that tests ask for, each once, in order of first use. */
export function propertiesOf(tests: readonly PropertyTest[]): readonly string[] {
  return [...new Set(tests.map((t) => t.property))];
}

/**
 * The condition that all tests hold, over the columns of {@link withProperties}; never NULL.
 * @param names as given there
 */
export function passes(tests: readonly PropertyTest[], spine: Spine, names: readonly string[]): Statement {
  if (tests.length === 0) return sql`TRUE`;
  return join(
    tests.map((test) => {
      const place = names.indexOf(test.property);
      if (place < 0) throw new Error(`the property ${test.property} was not asked for`);
      return testOf(test, propertyOf(spine, test.property), sql`${raw(`p${place}`)}`);
    }),
    ' AND ',
  );
}

/** One test of a column that is at hand under another name; never NULL. */
export function testOf(test: PropertyTest, { type }: Property, column: Statement): Statement {
  if ('given' in test) return sql`${column} IS ${raw(test.given ? 'NOT NULL' : 'NULL')}`;
  if ('is' in test) return sql`(${oneOf(test.is, type, column)})`;
  if ('not' in test) return sql`(NOT (${oneOf(test.not, type, column)}))`;
  const text = sql`lower(CAST(${column} AS VARCHAR))`;
  if ('contains' in test) return sql`coalesce(strpos(${text}, lower(${test.contains})) > 0, FALSE)`;
  const sides = (['from', 'to'] as const).flatMap((side) => {
    const bound = test[side];
    if (bound === undefined) return [];
    return [sql`${comparable(column, type, typeof bound)} ${raw(side === 'from' ? '>=' : '<')} ${boundOf(bound)}`];
  });
  return sides.length === 0 ? sql`TRUE` : sql`coalesce(${join(sides, ' AND ')}, FALSE)`;
}

/** A column as numbers (times: epoch ms); text that is none of either is NULL. */
function comparable(column: Statement, type: Property['type'], bound: string): Statement {
  if (bound === 'string') return sql`epoch_ms(TRY_CAST(${column} AS TIMESTAMP))`;
  return type === 'number' ? column : sql`TRY_CAST(${column} AS DOUBLE)`;
}

const boundOf = (bound: number | string): number => (typeof bound === 'number' ? bound : Date.parse(bound));

/** Values are compared as the text a person sees, numbers as numbers. */
function oneOf(
  values: readonly (string | number | boolean | null)[],
  type: Property['type'],
  column: Statement,
): Statement {
  const given = values.filter((v) => v !== null);
  const parts: Statement[] = [];
  if (values.includes(null)) parts.push(sql`${column} IS NULL`);
  if (given.length > 0) {
    const isNumber = type === 'number';
    const compared = isNumber ? column : sql`CAST(${column} AS VARCHAR)`;
    const items = given.map((v) => sql`${isNumber ? Number(v) : String(v)}`);
    parts.push(sql`coalesce(${compared} IN (${join(items, ', ')}), FALSE)`);
  }
  return join(parts, ' OR ');
}
