import { distinctNames, type CellKind, type OutColumn, type OutRows } from './cells';

/**
 * Rows as JSON (RFC 8259), one object to a line: with `lines` newline-delimited, else an array. Whole numbers beyond
 * ±(2^53 − 1) are strings, since most readers would round them (RFC 7493); NaN and infinities, which JSON has not, are
 * null; times are ISO 8601. Columns of one name get numbers, so that none is lost.
 * @returns the text in parts; no rows make `[]` or nothing
 */
export async function* jsonText(
  columns: readonly OutColumn[],
  rows: AsyncIterable<OutRows>,
  lines: boolean,
): AsyncGenerator<string, void, undefined> {
  const keys = distinctNames(columns.map((c) => c.name)).map((name) => JSON.stringify(name));
  const write = columns.map((c) => writers[c.kind]);
  let first = true;
  if (!lines) yield '[';
  for await (const batch of rows) {
    let text = '';
    for (let row = 0; row < batch.length; row++) {
      if (!lines) text += first ? '\n' : ',\n';
      first = false;
      text += '{';
      for (const [i, key] of keys.entries()) {
        const value = batch.columns[i]?.[row] ?? null;
        text += `${i === 0 ? '' : ','}${key}:${value === null ? 'null' : (write[i] ?? JSON.stringify)(value)}`;
      }
      text += lines ? '}\n' : '}';
    }
    yield text;
  }
  if (!lines) yield '\n]\n';
}

const numeric = (value: string): string => (/^-?\d/.test(value) ? value : 'null');

const writers: Readonly<Record<CellKind, (value: string) => string>> = {
  integer: (value) => (Number.isSafeInteger(Number(value)) ? value : `"${value}"`),
  number: numeric,
  boolean: (value) => value,
  date: (value) => JSON.stringify(value),
  time: (value) => JSON.stringify(value.replace(' ', 'T')),
  text: (value) => JSON.stringify(value),
};
