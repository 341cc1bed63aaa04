import type { Column, CsvDialect, Engine, ImportReport, Source, Statement } from '../core/engine';
import { countAt, texts } from '../core/frame';
import { ident, join, raw, sql } from '../sql/sql';
import { literal } from './values/numbers';

/** Cells that hold whole rows of the table: two stray quotes, rows apart, read as one cell in quotes. */
export interface JoinedRows {
  readonly cells: number;
  /** Rows that they may have taken in: line ends within these cells. */
  readonly rows: number;
  /** The first of them. `line` is that of the line end within, null where it was not found again. */
  readonly first: readonly { readonly line: number | null; readonly column: string; readonly text: string }[];
}

/** Cells that are listed. */
const LISTED = 3;

/**
 * Looks for cells with line ends that would fall into rows of the table's own form if their quotes were none: as many
 * marks between cells on each line as the rows have, and a first cell of the first column's type. Texts of several
 * lines are seldom so. Nothing is changed.
 * @param columns all of the file's, in their order
 * @param report of the table as it was imported
 * @returns null where there are none
 */
export async function joinedRows(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  source: Source,
  dialect: CsvDialect,
  columns: readonly Column[],
  table: string,
  report: Pick<ImportReport, 'columns'>,
): Promise<JoinedRows | null> {
  if (dialect.quote === '' || dialect.delimiter === 'whitespace' || columns.length < 2) return null;
  const asText = report.columns.flatMap(({ name, type }) => (type === 'VARCHAR' ? [name] : []));
  const written = columns.map((c, place) => ({ ...c, place })).filter((c) => asText.includes(c.name));
  if (written.length === 0) return null;
  const lined = await engine.query(
    signal,
    sql`SELECT ${written.map((c, i) => sql`count(*) FILTER (WHERE contains(${ident(c.name)}, chr(10))) AS ${ident(`n${i}`)}`)} FROM ${ident(table)}`,
  );
  const suspects = written.filter((_, i) => countAt(lined, `n${i}`) > 0);
  if (suspects.length === 0) return null;
  // Of a column that was read as text after all, the type is none of evidence.
  const [first] = columns;
  const typed = first !== undefined && report.columns.some((c) => c.name === first.name && c.type !== 'VARCHAR');
  const found = join(
    suspects.map(({ name, place }) => {
      const cell = sql`${ident(name)}`;
      return sql`SELECT rowid AS place, ${literal(name)} AS "column", ${cell} AS "text" FROM ${ident(table)}
        WHERE contains(${cell}, chr(10)) AND ${looksJoined(cell, place, columns.length, dialect, typed ? (first?.type ?? null) : null)}`;
    }),
    ' UNION ALL ',
  );
  const counted = await engine.query(
    signal,
    sql`SELECT count(*) AS cells, coalesce(sum(${count(sql`"text"`, '\n')}), 0) AS "rows" FROM (${found}) AS found`,
  );
  const cells = countAt(counted, 'cells');
  if (cells === 0) return null;
  const listed = await engine.query(
    signal,
    sql`SELECT "column", left("text", 1000) AS "text" FROM (${found}) AS found ORDER BY place, "column" LIMIT ${raw(String(LISTED))}`,
  );
  const named = texts(listed, 'column');
  const said = texts(listed, 'text').map((text) => text ?? '');
  const lines = await linesOf(signal, source, said.map(mark));
  return {
    cells,
    rows: countAt(counted, 'rows'),
    first: said.map((text, i) => ({ line: lines[i] ?? null, column: named[i] ?? '', text })),
  };
}

/** SQL of whether a cell at a place of its row would be the end of a row, whole rows, and the beginning of another. */
function looksJoined(
  cell: Statement,
  place: number,
  width: number,
  { delimiter }: CsvDialect,
  firstType: string | null,
): Statement {
  const first = sql`split_part(${cell}, chr(10), 1)`;
  const last = sql`split_part(${cell}, chr(10), -1)`;
  const ends = count(cell, '\n');
  const number = (n: number) => raw(String(n));
  const tests = [
    sql`${count(first, delimiter)} = ${number(width - 1 - place)}`,
    sql`${count(last, delimiter)} = ${number(place)}`,
    sql`${count(cell, delimiter)} = ${number(width - 1)} * ${ends}`,
  ];
  const key = sql`trim(split_part(split_part(${cell}, chr(10), 2), ${literal(delimiter)}, 1))`;
  if (firstType !== null && place > 0) tests.push(sql`TRY_CAST(${key} AS ${raw(firstType)}) IS NOT NULL`);
  // One mark and one line end are in many an address.
  else if (width === 2) tests.push(sql`${ends} > 2`);
  return join(tests, ' AND ');
}

/** SQL of how often a character is in a text. */
function count(text: Statement, char: string): Statement {
  const one = char === '\n' ? sql`chr(10)` : literal(char);
  return sql`(length(${text}) - length(replace(${text}, ${one}, '')))`;
}

/** What is looked for in the file: the first line end of a cell with what is around it. */
function mark(text: string): string {
  const end = text.indexOf('\n');
  const before =
    text
      .slice(Math.max(0, end - 60), end)
      .split('"')
      .at(-1) ?? '';
  return before + (text.slice(end, end + 60).split('"')[0] ?? '');
}

const STRIDE = 4 * 1024 * 1024;
const LINE_FEED = 10;

/** The lines (from 1) of which some texts hold the end, looked for one after the other; null from the first that is not found. */
async function linesOf(
  signal: AbortSignal,
  source: Source,
  wanted: readonly string[],
): Promise<readonly (number | null)[]> {
  const marks = wanted.map((text) => new TextEncoder().encode(text));
  const lines: (number | null)[] = [];
  const longest = Math.max(...marks.map((m) => m.length), 1);
  let line = 1;
  for (let at = 0; at < source.size && lines.length < marks.length;) {
    signal.throwIfAborted();
    const bytes = await source.read(at, Math.min(source.size, at + STRIDE));
    let from = 0;
    for (let next = marks[lines.length]; next !== undefined; next = marks[lines.length]) {
      const place = indexOf(bytes, next, from);
      if (place === -1) break;
      line += lineEnds(bytes, from, place);
      from = place;
      lines.push(line);
    }
    // A mark may be cut by the end of what was read.
    const kept = at + bytes.length < source.size ? Math.max(from, bytes.length - longest) : bytes.length;
    line += lineEnds(bytes, from, kept);
    at += Math.max(1, kept);
  }
  return lines;
}

function lineEnds(bytes: Uint8Array, from: number, to: number): number {
  let n = 0;
  for (let at = bytes.indexOf(LINE_FEED, from); at !== -1 && at < to; at = bytes.indexOf(LINE_FEED, at + 1)) n++;
  return n;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const [first = LINE_FEED] = wanted;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
