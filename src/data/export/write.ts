import { kindOf, type OutColumn, type OutRows } from './cells';
import { jsonText } from './json';
import { Parts } from './parts';
import { tabText } from './tsv';
import { workbook } from './xlsx';

/** Formats that are written here, row by row; the others are the engines' own. */
export type WrittenFormat = 'tsv' | 'json' | 'ndjson' | 'xlsx';

/**
 * Rows as a file.
 * @param columns names and DuckDB's names of their types
 * @param rows every cell as the database prints it
 * @throws VitrineError `export.sheet`
 */
export async function written(
  format: WrittenFormat,
  columns: readonly { readonly name: string; readonly type: string }[],
  rows: AsyncIterable<OutRows>,
): Promise<Blob> {
  const out: readonly OutColumn[] = columns.map(({ name, type }) => ({ name, kind: kindOf(type) }));
  if (format === 'xlsx') return workbook(out, rows);
  if (format === 'tsv') return textBlob(tabText(out, rows), 'text/tab-separated-values;charset=utf-8');
  const lines = format === 'ndjson';
  return textBlob(jsonText(out, rows, lines), lines ? 'application/x-ndjson' : 'application/json');
}

async function textBlob(text: AsyncIterable<string>, type: string): Promise<Blob> {
  const file = new Parts();
  for await (const part of text) file.add(part);
  return file.blob(type);
}
