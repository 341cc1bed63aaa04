import type { OnProgress } from '../core/engine';
import { VitrineError } from '../core/errors';
import type { TypeChoice } from '../core/reading';
import { sampleColumns, type ColumnSample } from '../data/sample';
import { tryType, type Trial } from '../data/values/forced';
import { ident, sql } from '../sql/sql';
import type { OpenTable } from './table.svelte';
import type { Workspace } from './workspace.svelte';

/** A column as the file has it, to try types on. */
export interface RawColumn {
  readonly table: string;
  readonly sample: ColumnSample;
  /** Made for the trial: to be dropped after it. */
  readonly beside: boolean;
}

/**
 * Finds a column's values as the file has them: in the open table, or, where they were changed when it was read, in one
 * that is read beside it.
 * @throws VitrineError `file.*`, `engine.*`, `cancelled`; `column.missing` where there is no such column
 */
export async function rawColumn(
  signal: AbortSignal,
  workspace: Workspace,
  { opened, reopen }: OpenTable,
  column: string,
  onProgress: OnProgress,
): Promise<RawColumn> {
  const { read } = opened;
  const changed =
    read?.values.some((v) => v.column === column && v.outcome === 'converted') === true ||
    read?.typed?.some((t) => t.column === column) === true;
  const beside = changed && reopen !== null;
  const as = { ...read?.as, wrong: (read?.as.wrong ?? []).filter((w) => w.column !== column) };
  const text = { column, as: 'text' as const };
  const others = (read?.as.types ?? []).filter((t) => t.column !== column);
  const from = beside ? await reopen.beside(signal, { ...as, types: [...others, text] }, onProgress) : opened;
  const found = from.columns.find((c) => c.name === column);
  const [sample] = found === undefined ? [] : await sampleColumns(signal, workspace, from.table, [found], from.rows);
  if (sample === undefined)
    throw new VitrineError('column.missing', { source: opened.file, role: '', column, nearest: '' });
  return { table: from.table, sample, beside };
}

/** What a type would make of the column. */
export function trial(
  signal: AbortSignal,
  workspace: Workspace,
  { table, sample }: RawColumn,
  choice: TypeChoice,
  { opened }: OpenTable,
): Promise<Trial> {
  return tryType(signal, workspace, table, sample, choice, opened.read?.as.decimal);
}

/** Drops what was made for the trial. */
export async function forgetRaw(workspace: Workspace, { table, beside }: RawColumn): Promise<void> {
  if (!beside) return;
  await workspace.query(new AbortController().signal, sql`DROP TABLE IF EXISTS ${ident(table)}`);
}
