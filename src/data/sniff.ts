import type { Column, ColumnType, CsvDialect } from '../core/engine';
import { VitrineError } from '../core/errors';
import { looksLike } from './binary';
import { guessDialect, type DialectGuess } from './dialect';
import { headerNames } from './header';
import { columnNames } from './names';
import { readRecords } from './records';
import { columnType } from './types';
import { numberForms } from './values/numbers';

/** What a file is, from its first bytes. */
export type Sniffed =
  | { readonly format: 'parquet' }
  | { readonly format: 'csv'; readonly dialect: CsvDialect; readonly columns: readonly Column[] };

/** Bytes of the head that are looked at, unless its lines are longer. */
export const HEAD_BYTES = 64 * 1024;

/**
 * Decides the format of a file, and for text its dialect, column names and safe column types.
 * @param file the name a person knows it by, for errors
 * @param head the file's first bytes, {@link HEAD_BYTES} or more where lines are long
 * @param size bytes of the whole file
 * @param samples parts from further on, each beginning and ending anywhere; they widen types only
 * @throws VitrineError `file.empty`, `file.header-only`, `file.not-text`, `parquet.broken`
 */
export function sniff(
  file: string,
  head: Uint8Array,
  size: number,
  samples: readonly Uint8Array[] = [],
  given?: CsvDialect,
): Sniffed {
  if (size === 0 || head.length === 0) throw new VitrineError('file.empty', { file });
  const magic = String.fromCharCode(...head.subarray(0, 4));
  if (magic === 'PAR1') return { format: 'parquet' };
  if (magic === 'PARE') throw new VitrineError('parquet.broken', { file, reason: 'it is encrypted' });
  const binary = looksLike(head);
  if (binary !== null) {
    if (!/\.parquet$/i.test(file)) throw new VitrineError('file.not-text', { file, looksLike: binary });
    throw new VitrineError('parquet.broken', { file, reason: 'it does not begin with PAR1' });
  }
  const whole = head.length >= size;
  const text = decode(head);
  if (text.trim() === '') throw new VitrineError('file.empty', { file });
  const guess =
    given === undefined
      ? guessDialect(whole ? text : wholeLines(text))
      : readAs(given, whole ? text : wholeLines(text));
  if (guess === null) throw new VitrineError('file.empty', { file });
  const { dialect, columns: count } = guess;
  if (dialect.header && guess.rows.length === 1 && whole) throw new VitrineError('file.header-only', { file });
  const names = columnNames(dialect.header ? headerNames(guess.rows, count) : [], count);
  const values = sampleValues(text, whole, dialect, count, samples);
  const cells = names.map((_, i) => values.map((row) => row[i] ?? ''));
  const comma = cells.some(hasDecimalComma);
  return {
    format: 'csv',
    dialect,
    columns: names.map((name, i) => ({ name, type: safeType(cells[i] ?? [], comma) })),
  };
}

function readAs(dialect: CsvDialect, text: string): DialectGuess | null {
  const { rows } = readRecords(text, dialect.delimiter, dialect.quote, 1000);
  return rows.length === 0 ? null : { dialect, columns: rows[0]?.length ?? 0, rows };
}

/** Whether a column can only be numbers with a decimal comma: `12,5`, `1.200,00`. */
function hasDecimalComma(cells: readonly string[]): boolean {
  const filled = cells.filter((c) => c !== '');
  if (!filled.some((c) => /\d,\d/.test(c))) return false;
  const forms = numberForms(filled);
  return forms.length > 0 && forms.every((f) => f.decimal === ',');
}

/** In a file with decimal commas `1.200` is likely twelve hundred: such a column is looked at as text (values/). */
function safeType(cells: readonly string[], comma: boolean): ColumnType {
  const type = columnType(cells);
  if (!comma || type !== 'DOUBLE') return type;
  const pointed = cells.filter((c) => c.includes('.'));
  return pointed.every((c) => /^-?[1-9]\d{0,2}\.\d{3}$/.test(c)) ? 'VARCHAR' : type;
}

/** UTF-8 text of a part of a file; the byte order mark is dropped, a character cut at an end is replaced. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/** Text up to its last line end: what follows may be half a record. All of it when it is one line. */
function wholeLines(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return end <= 0 ? text : text.slice(0, end);
}

/** Data records of the sampled parts that have the right number of cells. */
function sampleValues(
  head: string,
  whole: boolean,
  dialect: CsvDialect,
  count: number,
  samples: readonly Uint8Array[],
): readonly (readonly string[])[] {
  // Wide tables need fewer rows: types are guessed from at most a million cells.
  const limit = Math.max(20, Math.floor(1_000_000 / count));
  const read = (text: string): readonly (readonly string[])[] =>
    readRecords(text, dialect.delimiter, dialect.quote, limit, dialect.escape).rows;
  const rows = [...read(whole ? head : wholeLines(head)).slice(dialect.header ? 1 : 0)];
  for (const bytes of samples) {
    const text = decode(bytes);
    const start = text.indexOf('\n');
    if (start !== -1) rows.push(...read(wholeLines(text.slice(start + 1))));
  }
  return rows.filter((row) => row.length === count);
}
