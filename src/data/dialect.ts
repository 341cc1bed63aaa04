import type { CsvDialect } from '../core/engine';
import type { ReadAs } from '../core/reading';
import { readRecords } from './records';
import { columnType, valueType } from './types';

/** A dialect with what the sample looks like in it. */
export interface DialectGuess {
  readonly dialect: CsvDialect;
  /** Number of columns of the rows. */
  readonly columns: number;
  /** The sample's records, the header among them. */
  readonly rows: readonly (readonly string[])[];
}

/** A dialect with what a person says of short rows and of quotes. */
export function chosenDialect({ escape, ...dialect }: CsvDialect, { short, quotes }: ReadAs): CsvDialect {
  return {
    ...dialect,
    ...(quotes === 'plain' ? { quote: '' } : escape === undefined ? {} : { escape }),
    ...(short === undefined ? {} : { short }),
  };
}

interface Candidate {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape?: '\\';
  readonly rows: readonly (readonly string[])[];
  readonly columns: number;
  readonly score: number;
  /** Quotes that are followed by more of the cell, or that are not closed, per record. */
  readonly faults: number;
}

const delimiters = [',', ';', '\t', '|'] as const;
const quotes = ['"', "'", ''] as const;

/** Records looked at: enough to tell, few enough for twelve readings of the sample. */
const sampleRows = 1000;

/**
 * The dialect a sample of text is written in. Every delimiter is tried with every quote; the one whose
 * records agree best on their number of cells wins, then the one with more numbers and dates in its
 * cells. Spaces and a single column are the last resorts.
 * @param text begins at the file's start and holds whole records only; no byte order mark
 * @returns null when there is no record at all
 */
export function guessDialect(text: string): DialectGuess | null {
  const lone = candidate(text, ',', '"');
  if (lone.rows.length === 0 && readRecords(text, 'whitespace', '', 1).rows.length === 0) return null;
  let best: Candidate | null = null;
  for (const delimiter of delimiters) {
    if (!text.includes(delimiter)) continue;
    const tried = bestQuote(text, delimiter);
    if (tried.columns > 1 && (best === null || tried.score > best.score + 1e-9)) best = tried;
  }
  if (best === null || best.score < 0.8) best = spaced(text) ?? blanks(text) ?? unusual(text) ?? best;
  if (best === null || best.score < 0.4) best = oneColumn(text);
  const header = hasHeader(best.rows, best.columns);
  return {
    dialect: {
      delimiter: best.delimiter,
      quote: best.quote,
      ...(best.escape === undefined ? {} : { escape: best.escape }),
      header,
      encoding: 'utf-8',
    },
    columns: best.columns,
    rows: best.rows,
  };
}

/** The usual quote wins unless another reads the sample clearly better. */
function bestQuote(text: string, delimiter: string): Candidate {
  const [usual, ...others] = quotes.map((quote) => candidate(text, delimiter, quote));
  let best = usual ?? candidate(text, delimiter, '"');
  // Where every quote is closed, they are quotes: rows of many lengths are no reason to read them as text.
  const flawless = best.faults === 0 && quotedBy(text, delimiter, best.quote);
  for (const other of others) {
    if (other.quote === '' && flawless) continue;
    if (other.quote === '' || quotedBy(text, delimiter, other.quote)) {
      if (other.score > best.score + 0.02) best = other;
    }
  }
  // `\"` within quotes, as databases write it.
  if (text.includes('\\"') && text.includes(`${delimiter}"`)) {
    const escaping = candidate(text, delimiter, '"', '\\');
    if (escaping.score > best.score + 0.02) best = escaping;
  }
  return best;
}

/** An apostrophe counts as a quote only where cells begin and end with it. */
function quotedBy(text: string, delimiter: string, quote: string): boolean {
  return text.includes(`${delimiter}${quote}`) && text.includes(`${quote}${delimiter}`);
}

function candidate(text: string, delimiter: string, quote: string, escape?: '\\'): Candidate {
  const { rows, malformed, open } = readRecords(text, delimiter, quote, sampleRows, escape);
  const columns = usualLength(rows);
  const agree = rows.filter((row) => row.length === columns).length;
  const faults = (malformed + (open ? 1 : 0)) / Math.max(1, rows.length);
  // A record that runs over many lines, in a sample where the lines alone would agree, is a stray quote.
  const score = rows.length === 0 ? 0 : agree / rows.length - Math.min(0.5, faults) + 0.05 * cleanness(rows);
  return { delimiter, quote, ...(escape === undefined ? {} : { escape }), rows, columns, score, faults };
}

/** Most frequent number of cells; the header alone does not decide unless it is alone. */
function usualLength(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let columns = 0;
  let most = 0;
  for (const [length, n] of counts) {
    if (n > most || (n === most && length > columns)) {
      most = n;
      columns = length;
    }
  }
  // Two lengths share a small sample: the header's is the one that was meant.
  const first = rows[0]?.length ?? 0;
  return counts.get(first) === most ? first : columns;
}

/** Share of cells in [0, 1] that are empty, numbers (also with a decimal comma), dates or plain words. */
function cleanness(rows: readonly (readonly string[])[]): number {
  let clean = 0;
  let all = 0;
  for (const row of rows.slice(0, 100)) {
    for (const cell of row.slice(0, 100)) {
      all++;
      if (cell === '' || valueType(cell) !== 'text' || /^-?\d+,\d+$/.test(cell)) clean += 1;
      else if (!/[,;\t|]/.test(cell)) clean += 0.5;
    }
  }
  return all === 0 ? 0 : clean / all;
}

/** Columns set apart by spaces: all rows agree, and they are aligned or mostly numbers. */
function spaced(text: string): Candidate | null {
  const { rows } = readRecords(text, 'whitespace', '', sampleRows);
  const columns = usualLength(rows);
  if (columns < 2 || rows.length < 2 || !agree(rows, columns)) return null;
  const one = oneColumn(text);
  if (columnType(one.rows.slice(one.rows.length > 1 ? 1 : 0).map((row) => row[0] ?? '')) !== 'VARCHAR') return null;
  const cells = rows.slice(1, 200).flat();
  const typed = cells.filter((cell) => /^-?[\d.,:/-]+$/.test(cell)).length;
  if (typed < cells.length / 2) return null;
  return { delimiter: 'whitespace', quote: '', rows, columns, score: 1, faults: 0 };
}

/** A blank between cells that have quotes around their texts, as R writes tables. */
function blanks(text: string): Candidate | null {
  if (!text.includes('" ') && !text.includes(' "')) return null;
  const tried = candidate(text, ' ', '"');
  const { rows, columns, faults } = tried;
  return columns > 1 && rows.length > 1 && faults === 0 && agree(rows, columns) ? tried : null;
}

/** Whether nearly all rows have as many cells; the names may be one short, see {@link headerNames}. */
function agree(rows: readonly (readonly string[])[], columns: number): boolean {
  const [first, ...rest] = rows;
  const named = first?.length === columns || (first?.length === columns - 1 && rest.length > 1);
  return named && rest.filter((row) => row.length === columns).length + 1 >= 0.98 * rows.length;
}

/** Marks that nobody expects: each that comes equally often in every line is tried. */
function unusual(text: string): Candidate | null {
  const lines = text.split(/\r\n|\n|\r/, 200).filter((line) => line !== '');
  if (lines.length < 3) return null;
  let best: Candidate | null = null;
  // eslint-disable-next-line no-control-regex -- control characters are delimiters in some exports
  for (const mark of new Set((lines[0] ?? '').match(/[\u0001-\u0008\u000e-\u001f~^:#&!%*+=/\\¦§¬¶‖¤]/g) ?? [])) {
    const count = (line: string): number => line.split(mark).length;
    const wanted = count(lines[0] ?? '');
    // Times and addresses have a colon or a slash in every line: two of them at least, and names that are words.
    if (wanted < 3 || !lines.every((line) => count(line) === wanted)) continue;
    if (!/^[\p{L}_]/u.test(lines[0] ?? '') || (lines[0] ?? '').includes(' ')) continue;
    const tried = candidate(text, mark, '"');
    if (tried.columns === wanted && (best === null || tried.score > best.score)) best = tried;
  }
  return best;
}

function oneColumn(text: string): Candidate {
  const { rows } = readRecords(text, ',', '"', sampleRows);
  if (rows.every((row) => row.length === 1))
    return { delimiter: ',', quote: '"', rows, columns: 1, score: 1, faults: 0 };
  // Commas inside free text are no delimiter: a character that no text holds keeps the lines whole.
  const lines = readRecords(text, '\u001f', '', sampleRows);
  return { delimiter: '\u001f', quote: '', rows: lines.rows, columns: 1, score: 1, faults: 0 };
}

/** Words that stand for "nothing"; they say neither header nor data. */
const nothing = /^(?:|na|n\/a|nan|null|none|nil|-|\\n|\?)$/i;

/**
 * Whether the first record names the columns: it is text above numbers or dates; or, where all is text,
 * its cells are short, different, and never come again in their columns.
 */
export function hasHeader(rows: readonly (readonly string[])[], columns: number): boolean {
  const first = rows[0];
  if (first === undefined) return false;
  const rest = rows.slice(1).filter((row) => row.length === columns);
  const names = first.slice(0, columns);
  const typed = names.filter((name) => !nothing.test(name.trim()) && valueType(name.trim()) !== 'text').length;
  const filled = names.filter((name) => name.trim() !== '');
  const distinct = new Set(filled.map((name) => name.trim().toLowerCase())).size === filled.length;
  if (rest.length === 0) return typed === 0 && distinct;
  const evidence = names.filter((name, i) => {
    if (nothing.test(name.trim()) || valueType(name.trim()) !== 'text' || looksCoded(name)) return false;
    return mostlyTyped(rest.map((row) => row[i] ?? ''));
  }).length;
  if (evidence > 0) return evidence >= typed || distinct;
  if (typed > 0) return false;
  // All text: ids with leading zeros are data, words are names.
  if (names.some((name) => looksCoded(name))) return false;
  return names.every((name, i) => name.trim().length <= 64 && !rest.some((row) => name !== '' && row[i] === name));
}

/** `00004`, `+7 999…`: text for the types, yet no name. */
function looksCoded(name: string): boolean {
  return /^[+-]?[\d .,:/-]*\d[\d .,:/-]*$/.test(name.trim());
}

function mostlyTyped(values: readonly string[]): boolean {
  const filled = values.map((value) => value.trim()).filter((value) => !nothing.test(value));
  if (filled.length === 0) return false;
  return filled.filter((v) => valueType(v) !== 'text' || looksCoded(v)).length >= 0.9 * filled.length;
}
