import type { Source } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { columnNames } from '../names';
import { hasHeader } from '../dialect';
import type { MadeTable } from './json';
import { unescaped, type Workbook } from './xlsx-parts';
import { xmlParser } from './xml';
import { zipContent, type ZipEntry } from './zip';

/** A sheet that is a table, with what was left out above it. */
export interface SheetTable extends MadeTable {
  /** Filled rows above the names of the columns: a title, a date of export. */
  readonly above: number;
  /** Cells that hold an error of the workbook (`#N/A`), read as empty. */
  readonly errors: number;
}

/** Rows looked at to find where the table begins. */
const LOOKED = 50;
/** Columns a sheet can have. */
const MOST_COLUMNS = 16_384;

/**
 * A sheet as a table: rows of text cells. Dates become ISO text, numbers keep the digits of the file, blank rows
 * are left out, and so are lines above the table that fill only a few of its columns. Read twice, never held.
 * @returns null for a sheet without rows
 * @throws VitrineError `file.unreadable`
 */
export async function sheetTable(
  signal: AbortSignal,
  source: Source,
  workbook: Workbook,
  entry: ZipEntry,
): Promise<SheetTable | null> {
  const read = (): AsyncGenerator<Cells> => sheetRows(signal, source, workbook, entry);
  let width = 0;
  let errors = 0;
  let count = 0;
  const first: (readonly (string | null)[])[] = [];
  for await (const row of read()) {
    count += 1;
    width = Math.max(width, row.cells.length);
    errors += row.errors;
    if (first.length < LOOKED) first.push(row.cells);
  }
  if (count === 0) return null;
  const filled = first.map((row) => row.filter((cell) => cell !== null).length);
  const most = Math.max(...filled);
  const start = Math.max(
    0,
    filled.findIndex((n) => n >= Math.min(most, Math.max(2, Math.ceil(0.5 * most)))),
  );
  const padded = first.slice(start).map((row) => Array.from({ length: width }, (_, i) => row[i] ?? ''));
  const header = hasHeader(padded, width);
  return {
    columns: columnNames(header ? (padded[0] ?? []) : [], width),
    above: start,
    errors,
    async *rows() {
      let skip = start + (header ? 1 : 0);
      for await (const { cells } of read()) {
        if (skip > 0) skip -= 1;
        else yield Array.from({ length: width }, (_, i) => cells[i] ?? null);
      }
    },
  };
}

interface Cells {
  readonly cells: readonly (string | null)[];
  readonly errors: number;
}

/** Rows with at least one value. Cells say where they stand; without that they follow one another. */
async function* sheetRows(
  signal: AbortSignal,
  source: Source,
  workbook: Workbook,
  entry: ZipEntry,
): AsyncGenerator<Cells> {
  const ready: Cells[] = [];
  let cells: (string | null)[] = [];
  let errors = 0;
  let column = 0;
  let type = '';
  let style = 0;
  let text = '';
  let inValue = false;
  const take = (): void => {
    const value = cellText(workbook, type, style, text);
    if (type === 'e') errors += 1;
    if (value === null || value === '' || column >= MOST_COLUMNS) return;
    while (cells.length < column) cells.push(null);
    cells[column] = value;
  };
  const parser = await xmlParser({
    open: (name, attributes) => {
      if (name === 'row') {
        cells = [];
        errors = 0;
        column = -1;
      } else if (name === 'c') {
        column = columnOf(attributes['r']) ?? column + 1;
        type = attributes['t'] ?? 'n';
        style = Number(attributes['s'] ?? 0);
        text = '';
      } else if (name === 'v' || name === 't') inValue = true;
      else if (name === 'rPh') inValue = false;
    },
    text: (more) => {
      if (inValue) text += more;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c') take();
      else if (name === 'row' && cells.length > 0) ready.push({ cells, errors });
    },
  });
  for await (const part of zipContent(signal, source, entry)) {
    parser.take(part);
    yield* ready.splice(0);
  }
  parser.end();
  yield* ready.splice(0);
}

/** `BC12` is column 54, from 0; null where there is no reference. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]+/i.exec(reference ?? '')?.[0].toUpperCase();
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function cellText(workbook: Workbook, type: string, style: number, text: string): string | null {
  switch (type) {
    case 's':
      return workbook.strings[Number(text)] ?? null;
    case 'b':
      return text === '1' ? 'true' : 'false';
    case 'e':
      return null;
    case 'inlineStr':
    case 'str':
      return unescaped(text);
    case 'd':
      return text.replace('T', ' ');
    default: {
      if (text === '') return null;
      return workbook.dates[style] === true ? serialDate(Number(text), workbook.from1904) : text;
    }
  }
}

/**
 * A day number of a workbook as ISO text. 1900 is taken for a leap year there (ECMA-376, 18.17.4.1), so numbers up
 * to 60 are a day early; numbers below 1 are a time of day.
 */
export function serialDate(serial: number, from1904: boolean): string {
  if (!Number.isFinite(serial)) return '';
  const seconds = Math.round(serial * 86_400);
  const clock = new Date((((seconds % 86_400) + 86_400) % 86_400) * 1000).toISOString().slice(11, 19);
  if (serial >= 0 && serial < 1) return clock;
  const day = Math.floor(seconds / 86_400);
  const since1970 = from1904 ? day - 24_107 : day - (day <= 60 ? 25_568 : 25_569);
  const date = new Date(since1970 * 86_400_000);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return String(serial);
  const iso = date.toISOString().slice(0, 10);
  return clock === '00:00:00' ? iso : `${iso} ${clock}`;
}

/** A workbook without a sheet that is a table. */
export function emptyWorkbook(file: string): VitrineError {
  return new VitrineError('file.empty', { file });
}
