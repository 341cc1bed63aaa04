import type { CombinePlan, Incomplete } from '../../core/combine';
import type { Engine, Statement } from '../../core/engine';
import { countAt, numbers, texts, type Frame } from '../../core/frame';
import { ident, join, sql } from '../../sql/sql';
import type { Opened } from '../open';
import {
  combinedColumns,
  finished,
  incompleteRow,
  joined,
  prepare,
  type CombinedColumn,
  type Prepared,
} from './assemble';
import { periodColumns } from './edit';
import { MOST_CLASSES } from './labels';

/** What a plan would make, before it does. */
export interface Preview {
  readonly columns: readonly CombinedColumn[];
  /** Rows of the combined table. */
  readonly rows: number;
  /** Rows before incomplete ones are left out. */
  readonly before: number;
  /** The first rows, in the order of the columns. */
  readonly head: Frame;
  /** For each table with periods: how many rows leaving out the incomplete would cost. */
  readonly incomplete: readonly { readonly table: number; readonly is: Incomplete; readonly rows: number }[];
  /** Rows by class of the label, most frequent first; null without a label, or where it has too many values. */
  readonly classes: readonly { readonly value: string | null; readonly rows: number }[] | null;
}

/** Rows shown of what comes out, and of the main table read for them. */
const HEAD = 5;
const READ = 200;

/**
 * Counts and shows what a plan would make. Tables are read, none is written.
 * @throws VitrineError as `combine`, but for keys that are not unique: there rows would be shown more than once
 */
export async function preview(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  opened: readonly Opened[],
  plan: CombinePlan,
): Promise<Preview> {
  const tables = prepare(plan, opened);
  const columns = combinedColumns(tables);
  const run = (statement: Statement): Promise<Frame> => engine.query(signal, statement);
  const offers = tables.flatMap((_, table) =>
    periodColumns(opened, plan, table).length === 0
      ? []
      : (['empty', 'empty or zero'] as const).map((is) => ({ table, is })),
  );
  const whole = all(plan, tables, columns);
  const cells = offers.map(({ table, is }, i) => {
    const row = incompleteRow(plan, columns, periodColumns(opened, plan, table), is);
    return sql`, count(*) FILTER (WHERE ${row}) AS ${ident(`i${i}`)}`;
  });
  const counted = await run(
    sql`SELECT count(*) AS before, count(*) FILTER (WHERE "drop" IS NULL) AS "rows"${join(cells, '')} FROM (${whole}) AS rows`,
  );
  const incomplete = offers.map((offer, i) => ({ ...offer, rows: countAt(counted, `i${i}`) }));
  return {
    columns,
    rows: countAt(counted, 'rows'),
    before: countAt(counted, 'before'),
    incomplete,
    classes: await classes(run, plan, columns, whole),
    head: await run(sql`SELECT * FROM (${finished(columns, all(plan, tables, columns, READ))}) AS head LIMIT ${HEAD}`),
  };
}

/** The combined rows straight from the sources, at most so many of the main table. */
function all(
  plan: CombinePlan,
  tables: readonly Prepared[],
  columns: readonly CombinedColumn[],
  most: number | null = null,
): Statement {
  const rows = tables.map(({ shaped }, i) =>
    most !== null && i === 0
      ? sql`(SELECT * FROM (${shaped.select}) AS main ORDER BY o LIMIT ${most})`
      : sql`(${shaped.select})`,
  );
  return joined(plan, tables, columns, rows);
}

async function classes(
  run: (statement: Statement) => Promise<Frame>,
  { label }: CombinePlan,
  columns: readonly CombinedColumn[],
  rows: Statement,
): Promise<Preview['classes']> {
  const at = columns.findIndex((c) => c.name === label);
  if (at < 0) return null;
  const value = sql`CAST(${ident(`f${at}`)} AS VARCHAR)`;
  const frame = await run(
    sql`SELECT ${value} AS value, count(*) AS n FROM (${rows}) AS rows WHERE "drop" IS NULL GROUP BY 1
      ORDER BY n DESC, value LIMIT ${MOST_CLASSES + 1}`,
  );
  if (frame.length > MOST_CLASSES) return null;
  const counts = numbers(frame, 'n');
  return texts(frame, 'value').map((text, i) => ({ value: text, rows: counts[i] ?? 0 }));
}
