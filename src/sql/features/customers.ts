import type { Statement } from '../../core/engine';
import { DAY } from '../../core/time';
import { ident, join, raw, sql } from '../sql';
import { expressionOf, type CatalogueFeature, type Reading } from './catalogue';

/** Names of the tables of days, by reading. */
export type DayTables = { readonly [R in Reading]?: string };

/** How features are made at one cutoff. */
export interface CutoffPlan {
  readonly tables: DayTables;
  /** Where day 0 of the tables begins, epoch ms. */
  readonly anchor: number;
  /** Everything seen lies before it, epoch ms: whole days after the anchor. */
  readonly seenUpTo: number;
  readonly features: readonly CatalogueFeature[];
  /** Answers the `customer`s whose features are made; those of the first reading when not said. */
  readonly of?: Statement;
}

/** Column that holds the latest source time a reading used, of the window's days. */
export function latestColumn(reading: Reading, window: number | null): string {
  return window === null ? `latest ${reading}` : `latest ${reading}/${window}`;
}

/** Each reading with each window that its features look back on. */
export function readingsOf(features: readonly Pick<CatalogueFeature, 'reading' | 'window'>[]): readonly {
  readonly reading: Reading;
  readonly window: number | null;
}[] {
  const seen = new Map(features.map((f) => [latestColumn(f.reading, f.window), f]));
  return [...seen.values()].map(({ reading, window }) => ({ reading, window }));
}

/**
 * Features of every customer with a row in one of the tables before the cutoff: `(customer, features …, latest …)`.
 * Numbers are DOUBLE; a count is 0 where there was nothing, a time since something that never was is NULL. Beside
 * them stands what each reading used last, epoch ms, NULL where it used nothing: the proof.
 * @throws Error when the cutoff does not lie whole days after the anchor
 */
export function customerFeatures({ tables, anchor, seenUpTo, features, of }: CutoffPlan): Statement {
  const upTo = (seenUpTo - anchor) / DAY;
  if (!Number.isSafeInteger(upTo)) throw new Error('a cutoff lies between two days of the tables');
  const parts = (Object.keys(tables) as Reading[])
    .filter((reading) => tables[reading] !== undefined)
    .map((reading, i) => {
      const own = features.filter((f) => f.reading === reading);
      return {
        own,
        alias: raw(of === undefined ? `r${i}` : `r${i + 1}`),
        statement: summed(reading, own, tables, upTo, seenUpTo),
      };
    });
  const [first, rest] = of === undefined ? [parts[0]?.statement, parts.slice(1)] : [of, parts];
  if (first === undefined) throw new Error('features need something to read');
  const columns = parts.flatMap(({ own, alias }) => [
    ...own.map((f) => {
      const column = sql`${alias}.${ident(f.name)}`;
      // Who is not in a table did nothing of its kind: counts and sums are 0, not unknown.
      const zero = f.unit === 'count' || (f.unit === 'money' && !/_(mean|max)$/.test(f.family));
      return zero ? sql`coalesce(${column}, 0) AS ${ident(f.name)}` : column;
    }),
    ...readingsOf(own).map(({ reading, window }) => sql`${alias}.${ident(latestColumn(reading, window))}`),
  ]);
  // Every row is in the first table: rows of an event log hold its purchases, and a transaction log has nothing else.
  const joins = rest.map(
    ({ statement, alias }) => sql` LEFT JOIN (${statement}) AS ${alias} ON ${alias}.customer = r0.customer`,
  );
  return sql`SELECT ${join([sql`r0.customer`, ...columns], ', ')} FROM (${first}) AS r0${join(joins, '')}`;
}

/** One reading's features, from its days. */
function summed(
  reading: Reading,
  own: readonly CatalogueFeature[],
  tables: DayTables,
  upTo: number,
  cutoff: number,
): Statement {
  const latest = raw(reading === 'purchases' ? 'latest' : 'last');
  const columns = own.map((f) => sql`CAST(${raw(expressionOf(f, upTo, cutoff))} AS DOUBLE) AS ${ident(f.name)}`);
  // A trend looks back on its window twice; the later half is the later.
  const proofs = readingsOf(own).map(
    ({ window }) =>
      sql`max(${latest})${raw(window === null ? '' : ` FILTER (WHERE day >= ${upTo - window})`)} AS ${ident(latestColumn(reading, window))}`,
  );
  return sql`SELECT ${join([sql`customer`, ...columns, ...proofs], ', ')} FROM ${seen(reading, tables, upTo)} AS days GROUP BY customer`;
}

/** The days that are seen. Of values only the last day of each counts, so that a window's are distinct. */
function seen(reading: Reading, tables: DayTables, upTo: number): Statement {
  const table = ident(tables[reading] ?? '');
  const before = raw(String(upTo));
  if (reading === 'items' || reading === 'categories') {
    const value = raw(reading === 'items' ? 'item' : 'category');
    return sql`(SELECT customer, ${value}, max(day) AS day, max(last) AS last FROM ${table} WHERE day < ${before} AND ${value} IS NOT NULL GROUP BY customer, ${value})`;
  }
  return sql`(SELECT * FROM ${table} WHERE day < ${before})`;
}
