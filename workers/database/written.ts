import { csvHeader } from '../../src/core/csv';
import type { Statement } from '../../src/core/engine';
import { texts } from '../../src/core/frame';
import type { OutRows } from '../../src/data/export/cells';
import { Parts } from '../../src/data/export/parts';
import { csvLines, printed, type AnswerColumn } from '../../src/sql/answer';
import { firstTextBytes, frameFromIpc } from './arrow';
import type { Call } from './call';
import { inlined } from './literals';

/** Hears of rows that were written, some at a time. */
export type OnRows = (more: number) => void;

/** The rows of a statement as a CSV file: the database writes it line by line. */
export async function writeCsv(
  call: Call,
  statement: Statement,
  columns: readonly AnswerColumn[],
  onRows: OnRows,
): Promise<Blob> {
  const text = inlined(csvLines(statement, columns));
  const file = new Parts();
  file.add(csvHeader(columns.map((c) => c.name)));
  let schema: Uint8Array | null = null;
  for await (const part of call.session.stream(call.connection, text, call.aborted)) {
    if (schema === null) schema = part;
    else {
      for (const { rows, bytes } of firstTextBytes([schema, part])) {
        file.add(bytes);
        onRows(rows);
      }
    }
  }
  return file.blob('text/csv;charset=utf-8');
}

/** Rows as the database prints them, batch by batch. */
export async function* printedRows(
  call: Call,
  statement: Statement,
  columns: readonly AnswerColumn[],
  onRows: OnRows,
): AsyncGenerator<OutRows, void, undefined> {
  let schema: Uint8Array | null = null;
  for await (const part of call.session.stream(call.connection, inlined(printed(statement, columns)), call.aborted)) {
    if (schema === null) {
      schema = part;
      continue;
    }
    const frame = frameFromIpc([schema, part]);
    yield { length: frame.length, columns: frame.columns.map((_, i) => texts(frame, `p${i}`)) };
    onRows(frame.length);
  }
}
