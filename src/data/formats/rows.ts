import type { CsvDialect } from '../../core/engine';

/** How tables are written that come from no text table: sheets, JSON, Arrow, fixed width. */
export const MADE: CsvDialect = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' };

/** A row's cells as text; null and `''` both become NULL. */
export type Row = readonly (string | null)[];

/** Characters of text that are encoded at once. */
const CHUNK = 256 * 1024;

/**
 * Rows as UTF-8 in the dialect {@link MADE}, the header first. Every row has to have as many cells as the
 * header. NUL, at which the database would end a value without a word, becomes U+FFFD.
 */
export async function* writtenRows(
  header: readonly string[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = lineOf(header);
  for await (const row of rows) {
    text += lineOf(row);
    if (text.length < CHUNK) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(text);
}

function lineOf(row: Row): string {
  // A lone empty cell without quotes would be a blank line, which is no row.
  if (row.length === 1) return `"${quoted(row[0] ?? '')}"\n`;
  let line = '';
  for (let i = 0; i < row.length; i++) {
    if (i > 0) line += ',';
    const value = row[i] ?? '';
    line += /[",\r\n\0]/.test(value) || value !== value.trim() ? `"${quoted(value)}"` : value;
  }
  return `${line}\n`;
}

const quoted = (value: string): string => value.replaceAll('"', '""').replaceAll('\0', '\ufffd');
