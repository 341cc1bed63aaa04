import type { TableData } from '../../core/exhibit';
import { ident, sql } from '../../sql/sql';
import type { Workspace } from '../../state/workspace.svelte';
import type { FigureFormat } from '../../ui/figures.svelte';
import { downloadRows } from './export-menu';
import { figuresOf, frameOf } from './figure-rows';

/** The part of the workspace that writes a small table. */
type Place = Pick<Workspace, 'load' | 'query' | 'export'>;

/**
 * Saves the figures behind a picture as a file: days as days, times as times, shares as fractions of 1, whole numbers as
 * such. A column that also says something in words is text. Failures are told in a toast.
 * @param name without ending
 */
export async function saveFigures(place: Place, table: TableData, format: FigureFormat, name: string): Promise<void> {
  const { signal } = new AbortController();
  const scratch = `vitrine_figures_${crypto.randomUUID().slice(0, 8)}`;
  await downloadRows(
    signal,
    {
      export: async (stop, statement, as, onProgress) => {
        await place.load(stop, scratch, frameOf(table));
        try {
          return await place.export(stop, statement, as, onProgress);
        } finally {
          await place.query(signal, sql`DROP TABLE IF EXISTS ${ident(scratch)}`);
        }
      },
    },
    figuresOf(table, scratch),
    format,
    name,
  );
}
