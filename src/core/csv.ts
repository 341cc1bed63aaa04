/**
 * Writing CSV: commas, `"` quotes, CRLF line ends (RFC 4180), UTF-8. Nothing here reads CSV.
 */

/**
 * Text that a spreadsheet would take for a formula gets a leading `'`, which spreadsheets show as text:
 * cells that start with `=`, `+`, `-`, `@`, tab or carriage return (OWASP, "CSV injection"). For text
 * cells only: a number such as −5 has to stay a number.
 */
export function formulaSafe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** A cell as CSV: quoted when it holds a comma, a quote or a line end; null is empty, `''` is `""`. */
export function csvCell(value: string | null): string {
  if (value === null) return '';
  return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A column to be written: cells as text, and whether they are text in the data (then made formula-safe). */
export interface CsvColumn {
  readonly text: boolean;
  readonly values: ArrayLike<string | null>;
}

/** The header line; column names are text too. */
export function csvHeader(names: readonly string[]): string {
  return `${names.map((name) => csvCell(formulaSafe(name))).join(',')}\r\n`;
}

/** Rows `[0, length)` of columns as CSV lines; the empty text for no rows. */
export function csvRows(columns: readonly CsvColumn[], length: number): string {
  let text = '';
  for (let row = 0; row < length; row++) {
    for (const [index, column] of columns.entries()) {
      const value = column.values[row] ?? null;
      if (index > 0) text += ',';
      text += csvCell(column.text && value !== null ? formulaSafe(value) : value);
    }
    text += '\r\n';
  }
  return text;
}
