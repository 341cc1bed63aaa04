import { describeError, isAbort } from '../../core/errors';
import type { OnProgress, Statement } from '../../core/engine';
import { raw, sql } from '../../sql/sql';
import type { Workspace } from '../../state/workspace.svelte';
import { toasts } from '../../ui';
import { saveBlob } from '../../ui/download';
import { locale } from '../../ui/locale.svelte';
import { exportWords, type FileFormat } from './export.words';
import { firstRows } from './first-rows';

/** Rows copied at most: a clipboard is held in memory by the page, the browser and the system. */
export const COPIED_ROWS = 100_000;

/** The part of the workspace that writes. */
export type Writer = Pick<Workspace, 'export'>;

/** Writes the rows of a statement as a file and hands it to the person; a failure is told in a toast. */
export async function downloadRows(
  signal: AbortSignal,
  writer: Writer,
  statement: Statement,
  format: FileFormat,
  file: string,
  onProgress?: OnProgress,
): Promise<void> {
  await told(async () => saveBlob(await writer.export(signal, statement, format, onProgress), `${file}.${format}`));
}

/** Copies the first {@link COPIED_ROWS} rows of a statement as tab-separated text, and says where there are more. */
export async function copyRows(signal: AbortSignal, writer: Writer, statement: Statement): Promise<void> {
  await told(async () => {
    // One row more than is copied tells whether there are more.
    const some = sql`SELECT * FROM (${statement}${raw('\n')}) AS answer LIMIT ${COPIED_ROWS + 1}`;
    const text = writer.export(signal, some, 'tsv').then((blob) => blob.text());
    const cut = text.then((all) => firstRows(all, COPIED_ROWS));
    // A promise keeps the click's permission until the text is there.
    const item = cut.then((rows) => new Blob([rows], { type: 'text/plain' }));
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': item })]);
    } catch (error) {
      // The clipboard hides why the text failed: that is told first.
      await text;
      if (error instanceof DOMException) return toasts.show(locale.words.copyFailed, { tone: 'bad' });
      throw error;
    }
    const words = exportWords[locale.code];
    if ((await cut).length === (await text).length) toasts.show(locale.words.copied, { tone: 'good', seconds: 3 });
    else toasts.show(words.cut(locale.format.integer(COPIED_ROWS)));
  });
}

async function told(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isAbort(error)) return;
    const { sentence, remedy } = describeError(error, locale.code);
    toasts.show(`${sentence} ${remedy}`, { tone: 'bad' });
  }
}
