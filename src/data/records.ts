/** Cells of a text table, as far as it was read. */
export interface Records {
  readonly rows: readonly (readonly string[])[];
  /** Cells with text after their closing quote. */
  readonly malformed: number;
  /** The text ends inside a quoted cell. */
  readonly open: boolean;
}

/**
 * Splits text into records as RFC 4180 says, for any delimiter and quote. Blank lines are skipped. Used
 * on the sample a dialect is guessed from; whole files are read by the engine.
 * @param delimiter one character, or `'whitespace'` for runs of spaces and tabs (quotes mean nothing then)
 * @param quote one character, or `''` for none
 * @param escape stands before a quote within quotes; the quote itself when not said
 * @param limit stops after so many records
 */
export function readRecords(
  text: string,
  delimiter: string,
  quote: string,
  limit = Infinity,
  escape: string = quote,
): Records {
  if (delimiter === 'whitespace') return readColumns(text, limit);
  const rows: string[][] = [];
  let malformed = 0;
  let row: string[] = [];
  let at = 0;
  while (at < text.length && rows.length < limit) {
    let value: string;
    if (quote !== '' && text[at] === quote) {
      const quoted = readQuoted(text, at, quote, escape);
      if (quoted.end === -1) return { rows, malformed, open: true };
      value = quoted.value;
      at = quoted.end;
      const rest = bare(text, at, delimiter);
      if (rest > at) malformed++;
      value += text.slice(at, rest);
      at = rest;
    } else {
      const end = bare(text, at, delimiter);
      value = text.slice(at, end);
      at = end;
    }
    row.push(value);
    if (text[at] === delimiter) {
      at++;
      // The last cell of the text is empty and has no character of its own.
      if (at >= text.length) row.push('');
      else continue;
    }
    if (!(row.length === 1 && row[0] === '')) rows.push(row);
    row = [];
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  }
  return { rows, malformed, open: false };
}

/** First place from `at` that ends a cell without quotes. */
function bare(text: string, at: number, delimiter: string): number {
  let end = at;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

function readQuoted(text: string, at: number, quote: string, escape: string): { value: string; end: number } {
  let value = '';
  let from = at + 1;
  for (;;) {
    const close = text.indexOf(quote, from);
    if (close === -1) return { value, end: -1 };
    if (escape !== quote) {
      const escaped = text.indexOf(escape, from);
      if (escaped !== -1 && escaped < close) {
        value += text.slice(from, escaped) + (text[escaped + 1] ?? '');
        from = escaped + 2;
        continue;
      }
    }
    value += text.slice(from, close);
    if (escape !== quote || text[close + 1] !== quote) return { value, end: close + 1 };
    value += quote;
    from = close + 2;
  }
}

function readColumns(text: string, limit: number): Records {
  const rows: string[][] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (rows.length >= limit) break;
    const trimmed = line.replace(/^[ \t]+|[ \t]+$/g, '');
    if (trimmed !== '') rows.push(trimmed.split(/[ \t]+/));
  }
  return { rows, malformed: 0, open: false };
}
