import { guessDialect, hasHeader } from '../dialect';
import { columnNames } from '../names';
import { cut, fixedFields, isRule, linesOf, type Fields } from './fixed';
import { writtenRows, type Row } from './rows';

/** A text of fixed width, ready to be written as a table. */
export interface FixedTable {
  bytes(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array>;
}

/**
 * Whether a text is a table of fixed width that no delimiter explains: only where the sniffer finds a single
 * column, or blanks that set apart more cells than there are names.
 * @param head the text's beginning
 * @param whole whether that is all of it
 */
export function fixedTable(head: string, whole: boolean): FixedTable | null {
  const text = whole ? head : head.slice(0, Math.max(0, head.lastIndexOf('\n')));
  if (!/\S {2,}\S/.test(text)) return null;
  const guess = guessDialect(text);
  if (guess === null) return null;
  // Rows of more cells than there are names: a blank within a column (a day and its time) was taken for its end.
  const shifted = guess.dialect.delimiter === 'whitespace' && guess.rows[0]?.length !== guess.columns;
  if (guess.columns > 1 && !shifted) return null;
  const fields = fixedFields(text);
  if (fields === null) return null;
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '' && !isRule(line));
  const rows = lines.slice(0, 200).map((line) => cut(line, fields));
  const header = hasHeader(rows, fields.length);
  const names = columnNames(header ? (rows[0] ?? []) : [], fields.length);
  return { bytes: (texts) => writtenRows(names, cutRows(texts, fields, header)) };
}

async function* cutRows(texts: AsyncIterable<string>, fields: Fields, header: boolean): AsyncGenerator<Row> {
  let skip = header;
  for await (const line of linesOf(withoutMark(texts))) {
    if (line.trim() === '' || isRule(line)) continue;
    if (skip) skip = false;
    else yield cut(line, fields);
  }
}

async function* withoutMark(texts: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const text of texts) yield text.replace(/^\ufeff/, '');
}
