import type { Statement } from '../core/engine';
import type { Sample } from '../core/reading';
import { ident, raw, sql } from './sql';

/** A hash or a place in the file is looked at as a whole number below this. */
const RANGE = 2 ** 32;
/** Golden ratio of {@link RANGE}: its multiples fall evenly, whatever repeats in the file (Knuth, TAOCP 3, §6.4). */
const STEP = 2_654_435_769;

/** A column that a file is not likely to have. */
const PLACE = 'place in the file';

/**
 * The rows of a relation that a sample keeps, in their order.
 * @param relation what stands behind FROM: a reader, a table
 * @param cells what is selected of it; null for all columns
 * @param key the customer column of a sample of customers
 * @param before rows that stand before this relation, where it is a part of a file
 */
export function sampled(
  relation: Statement,
  cells: Statement | null,
  sample: Sample | undefined,
  key: Statement | null,
  before = 0,
): Statement {
  const all = cells ?? sql`*`;
  if (sample === undefined) return sql`SELECT ${all} FROM ${relation}`;
  switch (sample.of) {
    case 'customers':
      if (key === null) throw new Error('a sample of customers needs their column');
      return sql`SELECT ${all} FROM ${relation} WHERE ${isKept(key, sample.share)}`;
    case 'rows':
      // No filter on what a window function counts, so it streams, in the order of the file.
      return sql`SELECT ${cells ?? sql`* EXCLUDE (${ident(PLACE)})`} FROM (SELECT *, row_number() OVER () - 1 AS ${ident(PLACE)} FROM ${relation}) AS placed
        WHERE ((${ident(PLACE)} + ${raw(String(before))}) * ${raw(String(STEP))}) % ${raw(String(RANGE))} < ${raw(part(sample.share))}`;
    case 'first':
      return sql`SELECT ${all} FROM ${relation} LIMIT ${raw(String(Math.max(0, sample.rows - before)))}`;
  }
}

/**
 * Whether a customer is in a sample: one and the same in every file and on every engine, also where the key is a number
 * here and a text there (`17850`, `17850.0`, ` 17850 `). Never where there is none. DuckDB's `hash` is not promised to
 * stay the same between versions; both engines are of one (docs/decisions/0004), and a test holds its values.
 */
function isKept(key: Statement, share: number): Statement {
  const text = sql`trim(CAST(${key} AS VARCHAR))`;
  const name = sql`CASE WHEN ends_with(${text}, '.0') THEN left(${text}, length(${text}) - 2) ELSE ${text} END`;
  return sql`${text} <> '' AND hash(${name}) % ${raw(String(RANGE))} < ${raw(part(share))}`;
}

const part = (share: number): string => String(Math.round(share * RANGE));
