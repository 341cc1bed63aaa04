import type { CombinedTable, CombinePlan, Incomplete } from '../../core/combine';
import type { Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { nearest } from '../../core/nearest';
import { ident, join, raw, sql } from '../../sql/sql';
import type { Opened } from '../open';
import type { TableColumn } from '../sample';
import { filled, keyText } from './cells';
import { shape, type Shaped } from './shape';
import { cell, freeName, placeOf, stack, type Stacked } from './stack';

/** A plan's table with its sources and the statements that make it. */
export interface Prepared {
  readonly table: CombinedTable;
  readonly sources: readonly Opened[];
  readonly stacked: Stacked;
  readonly shaped: Shaped;
}

/** A column of the combined table, and which table of the plan it comes from. */
export interface CombinedColumn extends TableColumn {
  /** Place in `plan.tables`. */
  readonly from: number;
  /** Place among the columns of that table. */
  readonly at: number;
}

/**
 * Prepares the tables of a plan. Nothing runs.
 * @param opened open tables by the names that the plan uses
 * @throws VitrineError `recipe.unknown-source`, `combine.column`, `combine.kind`
 */
export function prepare(plan: CombinePlan, opened: readonly Opened[]): readonly Prepared[] {
  return plan.tables.map((table, i) => {
    const sources = table.of.map((name) => sourceOf(opened, name, `combine.tables[${i}].of`));
    const stacked = stack(table, sources);
    return { table, sources, stacked, shaped: shape(table, stacked) };
  });
}

function sourceOf(opened: readonly Opened[], name: string, path: string): Opened {
  const found = opened.find((o) => o.name === name);
  if (found !== undefined) return found;
  const near = nearest(
    name,
    opened.map((o) => o.name),
  );
  throw new VitrineError('recipe.unknown-source', { path, source: name, nearest: near === null ? '' : `“${near}”` });
}

/**
 * The columns of the combined table: those of the main table under their own names, then those of the others without
 * their keys. A name that is taken has its table added: `amount (orders)`.
 */
export function combinedColumns(tables: readonly Pick<Prepared, 'table' | 'shaped'>[]): readonly CombinedColumn[] {
  const columns: CombinedColumn[] = [];
  tables.forEach(({ table, shaped }, from) => {
    shaped.columns.forEach(({ name, type }, at) => {
      if (from > 0 && at === shaped.key) return;
      const taken = columns.some((c) => c.name.toLowerCase() === name.toLowerCase());
      const wanted = taken ? `${name} (${table.of[0] ?? ''})` : name;
      columns.push({ name: freeName(wanted, columns), type, from, at });
    });
  });
  return columns;
}

/**
 * The combined rows: the main table's, each with at most one of every other, in the main table's order. Columns
 * `f0`, `f1` … with their place as the name, `o`, and `drop` the place of the first entry of `plan.drop` that leaves
 * the row out, or NULL.
 * @param tables statement or name of each table's rows after shaping, keys once each
 * @throws VitrineError `combine.column`
 */
export function joined(
  plan: CombinePlan,
  tables: readonly Prepared[],
  columns: readonly CombinedColumn[],
  rows: readonly Statement[],
): Statement {
  const alias = (i: number): Statement => sql`${ident(`t${i}`)}`;
  const cells = columns.map((c, i) => sql`${alias(c.from)}.${cell(c.at)} AS ${ident(`f${i}`)}`);
  const main = tables[0];
  const joins = tables.slice(1).map(({ table }, i) => {
    const other = rows[i + 1] ?? sql``;
    return sql`LEFT JOIN ${other} AS ${alias(i + 1)} ON ${alias(i + 1)}.k = ${mainKey(main, table)}`;
  });
  const all = sql`SELECT ${cells}, ${alias(0)}.o AS o FROM ${rows[0] ?? sql``} AS ${alias(0)} ${join(joins, ' ')}`;
  const cases = (plan.drop ?? []).map(
    (entry, i) => sql`WHEN ${incompleteRow(plan, columns, entry.columns, entry.is)} THEN ${raw(String(i))}`,
  );
  const drop = cases.length === 0 ? sql`CAST(NULL AS INTEGER)` : sql`CASE ${join(cases, ' ')} END`;
  return sql`SELECT *, ${drop} AS "drop" FROM (${all}) AS rows`;
}

/**
 * Whether a row of {@link joined} is empty (or zero) in one of the columns.
 * @throws VitrineError `combine.column`
 */
export function incompleteRow(
  plan: CombinePlan,
  columns: readonly CombinedColumn[],
  names: readonly string[],
  is: Incomplete,
): Statement {
  const any = names.map((name) => {
    const at = placeOf(columns, name, { of: plan.tables.flatMap((t) => t.of) });
    return incomplete(sql`${ident(`f${at}`)}`, is);
  });
  return join(any, ' OR ');
}

/** The rows of {@link joined} that stay, under the columns' own names. */
export function finished(columns: readonly CombinedColumn[], rows: Statement): Statement {
  const cells = columns.map((c, i) => sql`${ident(`f${i}`)} AS ${ident(c.name)}`);
  return sql`SELECT ${cells} FROM (${rows}) AS rows WHERE "drop" IS NULL ORDER BY o`;
}

/** The main table's key as another table's is read; the main table is called `t0`. */
export function mainKey(main: Prepared | undefined, other: CombinedTable): Statement {
  const at = main?.shaped.key ?? 0;
  return keyText(sql`${ident('t0')}.${cell(at)}`, other.match ?? 'exact');
}

function incomplete(value: Statement, is: Incomplete): Statement {
  const empty = sql`${filled(value)} IS NULL`;
  return is === 'empty' ? empty : sql`${empty} OR TRY_CAST(CAST(${value} AS VARCHAR) AS DOUBLE) = 0`;
}
