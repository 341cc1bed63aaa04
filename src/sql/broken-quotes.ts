import type { CsvDialect } from '../core/engine';

/** A line whose quotes are broken: its number (from 1), the cell (from 0), its bytes `[from, to)` without the line end. */
export interface BrokenLine {
  readonly line: number;
  readonly cell: number;
  readonly from: number;
  readonly to: number;
}

/** What of a dialect decides where a record ends. */
export type Quoting = Pick<CsvDialect, 'delimiter' | 'quote' | 'escape'> & {
  /** Cells of a row, where that is known. */
  readonly cells?: number;
};

/** Bytes that a record takes at most: where a quote is open for longer, it was never meant to be one. */
const LONGEST = 2 * 1024 * 1024;
/** Bytes read at once: more than any record takes. */
const STRIDE = 2 * LONGEST;

const LINE_FEED = 10;
const RETURN = 13;
const BLANK = 32;
const BACKSLASH = 92;

/**
 * The lines that a reader of quotes stumbles over: a quote is open to the end of the text or for longer than any record
 * takes, or it closes and something else follows; or it closes lines further on, where the row has not as many cells as
 * rows have, and a line within it has. Each such line stands alone; reading goes on with the next one, so that one stray
 * quote costs a line and not all that follows.
 * @param read bytes `[from, to)` of a text in UTF-8; fewer at its end
 * @param most so many broken lines are looked for
 * @returns null where there are more: quotes are no quotes in this text
 */
export async function brokenQuotes(
  read: (from: number, to: number) => Promise<Uint8Array>,
  quoting: Quoting,
  most: number,
): Promise<readonly BrokenLine[] | null> {
  const marks = { quote: quoting.quote.charCodeAt(0), escaping: quoting.escape === '\\' };
  const delimiter = new TextEncoder().encode(quoting.delimiter);
  const broken: BrokenLine[] = [];
  let line = 1;
  for (let at = 0; ;) {
    const bytes = await read(at, at + STRIDE);
    const last = bytes.length < STRIDE;
    let i = 0;
    while (i < bytes.length) {
      const record = recordAt(bytes, i, delimiter, marks, last);
      // A record longer than that is none of quotes.
      if (record === 'more') break;
      const swallows =
        'end' in record &&
        record.lines > 2 &&
        quoting.cells !== undefined &&
        record.cells !== quoting.cells &&
        lineCells(bytes, afterEnd(bytes, lineEnd(bytes, i)), delimiter, marks.quote) === quoting.cells;
      if ('end' in record && !swallows) {
        i = record.end;
        line += record.lines;
        continue;
      }
      const end = lineEnd(bytes, i);
      if (broken.length === most) return null;
      const cell = 'end' in record ? record.opened : record.brokenIn;
      broken.push({ line, cell, from: at + i, to: at + end });
      i = afterEnd(bytes, end);
      line += 1;
    }
    at += i;
    if (last || i === 0) return broken;
  }
}

/** A record: where it ends, its lines and cells, and the cell (from 0) whose quotes first held a line end. */
interface Found {
  readonly end: number;
  readonly lines: number;
  readonly cells: number;
  readonly opened: number;
}

/**
 * The record that begins here; in which cell its quotes are broken; `more` where the bytes end before it does.
 */
function recordAt(
  bytes: Uint8Array,
  from: number,
  delimiter: Uint8Array,
  { quote, escaping }: { readonly quote: number; readonly escaping: boolean },
  last: boolean,
): Found | { readonly brokenIn: number } | 'more' {
  const [first] = delimiter;
  const isDelimiter = (i: number): boolean => isAt(bytes, i, delimiter);
  let lines = 1;
  let opened = 0;
  let i = from;
  for (let cell = 0; ; cell++) {
    // A cell begins here, maybe after blanks.
    let start = i;
    while (bytes[start] === BLANK && first !== BLANK) start++;
    if (bytes[start] === quote) {
      i = start + 1;
      for (;;) {
        const byte = bytes[i];
        if (byte === undefined) return last ? { brokenIn: cell } : 'more';
        if (i - from > LONGEST) return { brokenIn: cell };
        if (escaping && byte === BACKSLASH) i += 2;
        else if (byte !== quote) {
          if (byte === LINE_FEED || (byte === RETURN && bytes[i + 1] !== LINE_FEED)) {
            if (lines === 1) opened = cell;
            lines++;
          }
          i++;
        } else if (!escaping && bytes[i + 1] === quote) i += 2;
        else break;
      }
      i++;
      while (bytes[i] === BLANK && first !== BLANK) i++;
      const after = bytes[i];
      if (after !== undefined && after !== LINE_FEED && after !== RETURN && !isDelimiter(i)) {
        return { brokenIn: cell };
      }
    }
    while (i < bytes.length && bytes[i] !== LINE_FEED && bytes[i] !== RETURN && !isDelimiter(i)) i++;
    if (i >= bytes.length) return last ? { end: i, lines, cells: cell + 1, opened } : 'more';
    if (bytes[i] === LINE_FEED || bytes[i] === RETURN) {
      return { end: afterEnd(bytes, i), lines, cells: cell + 1, opened };
    }
    i += delimiter.length;
  }
}

function isAt(bytes: Uint8Array, i: number, delimiter: Uint8Array): boolean {
  return bytes[i] === delimiter[0] && (delimiter.length === 1 || delimiter.every((byte, k) => bytes[i + k] === byte));
}

/** Cells of a line without quotes; 0 of one that has any. */
function lineCells(bytes: Uint8Array, from: number, delimiter: Uint8Array, quote: number): number {
  let cells = 1;
  const end = lineEnd(bytes, from);
  for (let i = from; i < end; i++) {
    if (bytes[i] === quote) return 0;
    if (isAt(bytes, i, delimiter)) cells++;
  }
  return cells;
}

function lineEnd(bytes: Uint8Array, from: number): number {
  let i = from;
  while (i < bytes.length && bytes[i] !== LINE_FEED && bytes[i] !== RETURN) i++;
  return i;
}

function afterEnd(bytes: Uint8Array, at: number): number {
  return Math.min(bytes.length, at + (bytes[at] === RETURN && bytes[at + 1] === LINE_FEED ? 2 : 1));
}

/** A text's bytes without those of some lines, whose ends stay: every other line keeps its number. */
export async function* withoutLines(
  parts: AsyncIterable<Uint8Array>,
  lines: readonly BrokenLine[],
): AsyncGenerator<Uint8Array> {
  let at = 0;
  let next = 0;
  for await (const bytes of parts) {
    let from = 0;
    for (let line = lines[next]; line !== undefined && line.from < at + bytes.length; line = lines[next]) {
      const cut = Math.max(from, line.from - at);
      if (cut > from) yield bytes.subarray(from, cut);
      from = Math.max(from, Math.min(bytes.length, line.to - at));
      if (line.to > at + bytes.length) break;
      next++;
    }
    if (from < bytes.length) yield bytes.subarray(from);
    at += bytes.length;
  }
}
