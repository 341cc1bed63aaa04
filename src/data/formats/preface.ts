import { guessDialect } from '../dialect';
import { readRecords } from '../records';

/** More lines than this above a table are no preface. */
const MOST = 30;
/** Rows of one width that have to follow. */
const FOLLOW = 3;

/**
 * Lines above a table that are none of its rows: a title, the date of an export, remarks with `#`. Only lines without a
 * delimiter count, above a table of three columns or more, or remarks above any: the names of columns stay.
 * @param head the text's beginning
 * @param whole whether that is all of it
 * @returns lines to leave out, blank ones among them; 0 for nearly every file
 */
export function linesAbove(head: string, whole: boolean): number {
  const text = whole ? head : head.slice(0, Math.max(0, head.lastIndexOf('\n')));
  const lines = text.split(/\r\n|\n|\r/, MOST + 100);
  const [first = ''] = lines;
  if (first.trim() !== '' && !first.startsWith('#') && !loneTitle(first)) return 0;
  for (let above = 1; above <= Math.min(MOST, lines.length - FOLLOW); above++) {
    const before = lines[above - 1] ?? '';
    if (before.trim() !== '' && !before.startsWith('#') && !loneTitle(before)) return 0;
    const next = lines[above] ?? '';
    if (next.trim() === '' || next.startsWith('#')) continue;
    const guess = guessDialect(lines.slice(above).join('\n'));
    if (guess === null || guess.columns < 2 || guess.rows.length < FOLLOW) continue;
    const { delimiter, quote } = guess.dialect;
    const widths = guess.rows.slice(0, 50).map((row) => row.length);
    const agree = widths.filter((n) => n === guess.columns).length >= 0.7 * widths.length;
    if (!agree || widths[0] !== guess.columns || delimiter === 'whitespace') continue;
    const remarks = lines.slice(0, above).every((line) => line.trim() === '' || line.startsWith('#'));
    const filled = lines.slice(0, above).filter((line) => line.trim() !== '');
    // A blank start is no preface: the engines skip it themselves.
    if (filled.length === 0) return 0;
    const lone = filled.every((line) => (readRecords(line, delimiter, quote).rows[0]?.length ?? 0) <= 1);
    if (remarks || (lone && guess.columns >= 3)) return above;
  }
  return 0;
}

/** A line that holds none of the usual delimiters, or them only at its end, as spreadsheets pad it. */
function loneTitle(line: string): boolean {
  return !/[,;\t|].*[^,;\t|\s"]/.test(line) || /^"[^"]*"[,;\t|]*$/.test(line);
}

/** A text without its first lines. */
export async function* withoutLines(texts: AsyncIterable<string>, lines: number): AsyncGenerator<string> {
  let left = lines;
  let rest = '';
  for await (const text of texts) {
    if (left === 0) {
      yield text;
      continue;
    }
    rest += text;
    let at = 0;
    // A carriage return at the end of a part may be half of a line end.
    const end = /\r\n|\n|\r(?!$)/g;
    while (left > 0) {
      end.lastIndex = at;
      const found = end.exec(rest);
      if (found === null) break;
      at = found.index + found[0].length;
      left -= 1;
    }
    rest = rest.slice(at);
    if (left === 0) {
      yield rest;
      rest = '';
    }
  }
  if (rest !== '' && left === 0) yield rest;
}
