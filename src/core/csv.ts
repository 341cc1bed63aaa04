/**
 * Writing CSV: commas, `"` quotes, CRLF line ends (RFC 4180), UTF-8. Nothing here reads CSV.
 */

/** A value of a small table; a number is never made formula-safe, NaN is empty. */
export type CsvValue = string | number | null;

/**
 * Text that a spreadsheet would take for a formula gets a leading `'`, which spreadsheets show as text:
 * cells that start with `=`, `+`, `-`, `@`, tab or carriage return (OWASP, "CSV injection"). For text
 * cells only: a number such as −5 has to stay a number.
 */
export function formulaSafe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** A cell as it stands: quoted when it holds a comma, a quote or a line end; null is empty, `''` is `""`. */
export function csvCell(value: string | null): string {
  if (value === null) return '';
  return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A cell of any kind: text is made formula-safe, numbers stay, NaN and null are empty. */
export function csvField(value: CsvValue): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  return csvCell(value === null ? null : formulaSafe(value));
}

/** A small table as CSV; the header is always there, every line ends in CRLF. */
export function csvText(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return [header, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/**
 * A small table for the clipboard: tabs between cells, a line feed between rows and none at the end.
 * Tabs and line ends inside a cell become spaces, so that the table stays rectangular.
 */
export function tsvText(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return [header, ...rows].map((row) => row.map(tsvField).join('\t')).join('\n');
}

function tsvField(value: CsvValue): string {
  if (value === null || typeof value === 'number') return csvField(value);
  return formulaSafe(value.replace(/\r\n|[\t\r\n]/g, ' '));
}

/** A column of a long table: cells as text, and whether they are text in the data (then made formula-safe). */
export interface CsvColumn {
  readonly text: boolean;
  readonly values: ArrayLike<string | null>;
}

/** The header line; column names are text too. */
export function csvHeader(names: readonly string[]): string {
  return `${names.map(csvField).join(',')}\r\n`;
}

/** Rows `[0, length)` of columns as CSV lines; the empty text for no rows. */
export function csvRows(columns: readonly CsvColumn[], length: number): string {
  let text = '';
  for (let row = 0; row < length; row++) {
    for (const [index, column] of columns.entries()) {
      const value = column.values[row] ?? null;
      if (index > 0) text += ',';
      text += column.text ? csvField(value) : csvCell(value);
    }
    text += '\r\n';
  }
  return text;
}
