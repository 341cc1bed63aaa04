import { csvText } from '../core/csv';
import { exportCell } from './cells';
import { fileName } from './fileName';
import { locale } from './locale.svelte';
import { paint } from './paint';
import { sceneOf, type Caption } from './scene';
import { standaloneSvg } from './standaloneSvg';
import type { TableData } from './types';

export { fileName };

/** Hands a file to the person: a click on a link of our own, no request leaves the tab. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  const url = URL.createObjectURL(blob);
  link.href = url;
  link.download = name;
  link.click();
  // The browser has to begin reading before the address dies.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function saveText(text: string, name: string, type: string): void {
  saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), name);
}

/** A table as formula-safe CSV with a byte-order mark, by which spreadsheets know the encoding. */
export function saveCsv(table: TableData, headline: string): void {
  const header = table.columns.map((c) => c.label);
  const rows = table.rows.map((row) => table.columns.map((column, c) => exportCell(row[c] ?? null, column)));
  saveText(`\ufeff${csvText(header, rows)}`, fileName(headline, 'csv'), 'text/csv');
}

/** The charts inside `root` as one standalone drawing, in the theme that is shown. */
export function saveSvg(root: HTMLElement, caption: Caption): void {
  saveText(svgText(root, caption), fileName(caption.title, 'svg'), 'image/svg+xml');
}

/** The same as text. */
export function svgText(root: HTMLElement, caption: Caption): string {
  return standaloneSvg(sceneOf(root, caption, locale.words.madeWith));
}

/** The charts inside `root` as a picture of twice the size, with headline and source. */
export async function savePng(root: HTMLElement, caption: Caption): Promise<void> {
  await document.fonts.ready;
  const canvas = paint(sceneOf(root, caption, locale.words.madeWith), 2);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob === null) throw new Error(locale.words.pictureFailed);
  saveBlob(blob, fileName(caption.title, 'png'));
}
