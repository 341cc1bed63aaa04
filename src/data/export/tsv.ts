import { tsvText } from '../../core/csv';
import type { OutColumn, OutRows } from './cells';

/**
 * Rows for a spreadsheet's paste: tabs between cells, a line feed before each row but the first, which is the header.
 * Text is made formula-safe and keeps to one line; numbers stay as they are.
 * @returns the text in parts
 */
export async function* tabText(
  columns: readonly OutColumn[],
  rows: AsyncIterable<OutRows>,
): AsyncGenerator<string, void, undefined> {
  yield tsvText(
    columns.map((c) => c.name),
    [],
  );
  for await (const batch of rows) {
    let text = '';
    for (let row = 0; row < batch.length; row++) {
      text += '\n';
      for (const [i, column] of columns.entries()) {
        const value = batch.columns[i]?.[row] ?? null;
        if (i > 0) text += '\t';
        if (value !== null) text += column.kind === 'text' ? tsvText([value], []) : value;
      }
    }
    yield text;
  }
}
