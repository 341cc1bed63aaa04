import { cell, texts, type Frame } from '../../../core/frame';
import type { FeatureValue } from '../../../tasks/evaluate/explain/feature';
import type { StudyRows } from '../../../state/predict/study';
import type { Prepared } from '../../../tasks/prepared';
import type { DataInfo } from '../../../core/analysis';
import type { Engine, Statement } from '../../../core/engine';
import { ident, join, raw, sql } from '../../../sql/sql';

/** Where rows are asked for: the workspace, or an engine with its data. */
export type RowsPlace = Pick<Engine, 'query'> & { readonly data: DataInfo | null };

/** Some rows of a prepared question as they are, in the order of their numbers. */
export interface SomeRows {
  readonly ids: Int32Array;
  /** Who each is: the customer's name, the table's id, null where there is none. */
  readonly who: readonly (string | null)[];
  /** The features that were asked for. */
  readonly frame: Frame;
}

/** Fewer sessions than this that are still open say nothing as a whole: a log ends with a handful of them. */
const LEAST_OPEN = 30;

/** What is scored. */
export interface ToScore {
  readonly rows: Int32Array;
  /** They are test rows, whose answer is known. */
  readonly test: boolean;
}

/** The rows without an answer; test rows where there are none, or but a handful of open sessions. */
export function rowsToScore({ current, test }: StudyRows, { task }: Pick<Prepared, 'task'>): ToScore {
  const enough = task.kind === 'session' ? LEAST_OPEN : 1;
  return current.length >= enough ? { rows: current, test: false } : { rows: test, test: true };
}

/** At most `most` of the row numbers, evenly spread; they stay rising. */
export function spread(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows;
  return Int32Array.from({ length: most }, (_, k) => rows[Math.floor((k * rows.length) / most)] ?? 0);
}

/**
 * Who a row is, as SQL: names of the log's customers, else the key itself as text.
 * @param alias of the prepared table
 */
export function whoSql({ data }: Pick<RowsPlace, 'data'>, { task, columns }: Prepared): Statement {
  if (task.kind === 'table' || data === null) return sql`CAST(p.${ident(columns.key)} AS VARCHAR)`;
  return sql`(SELECT max(c.name) FROM ${ident(data.spine.customersTable)} AS c WHERE c.id = p.${ident(columns.key)})`;
}

/** Asks for rows by their rising numbers. */
export async function someRows(
  workspace: RowsPlace,
  prepared: Prepared,
  ids: Int32Array,
  features: readonly string[],
): Promise<SomeRows> {
  // Row numbers are whole numbers of our own making.
  const list = raw(Array.from(ids, (id) => String(Math.trunc(id))).join(', '));
  const columns = join(
    features.map((name) => sql`p.${ident(name)}`),
    ', ',
  );
  const frame = await workspace.query(
    new AbortController().signal,
    sql`SELECT ${whoSql(workspace, prepared)} AS ${ident('who ')}, ${columns} FROM ${ident(prepared.table)} AS p
      WHERE p.row_id IN (${list}) ORDER BY p.row_id`,
  );
  return {
    ids,
    who: texts(frame, 'who '),
    frame: { length: frame.length, columns: frame.columns.slice(1) },
  };
}

/** Values of a column of such rows. */
export function valuesOf({ frame }: SomeRows, column: string): readonly FeatureValue[] {
  const found = frame.columns.find((c) => c.name === column);
  return found === undefined ? [] : Array.from({ length: frame.length }, (_, row) => cell(found, row));
}

/** A frame of one row with values of one's own, of the kinds that the rows have. */
export function oneRowFrame(like: Frame, values: ReadonlyMap<string, FeatureValue>): Frame {
  return {
    length: 1,
    columns: like.columns.map(({ name, type }) => {
      const value = values.get(name) ?? null;
      return type === 'number'
        ? { name, type, values: Float64Array.of(typeof value === 'number' ? value : NaN) }
        : { name, type, values: [value === null ? null : String(value)] };
    }),
  };
}
