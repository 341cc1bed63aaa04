/** Bytes `[from, to)` of a text. */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

const LINE_FEED = 10;
/** Bytes read at once on the way. */
const STRIDE = 4 * 1024 * 1024;

/**
 * Cuts a text into pieces that end with a row. A line end within quotes is none: quotes are counted from the start, so a
 * quote that stands for itself in a cell without quotes leads astray. Then a piece ends within a row, which a reader that
 * refuses faults notices, or no piece ends any more.
 * @param size bytes of the text
 * @param read bytes `[from, to)` of it; fewer at its end
 * @param wanted bytes of a piece, at least
 * @param quote one character of one byte, or `''` for none; a quote within quotes is doubled
 */
export async function* csvPieces(
  size: number,
  read: (from: number, to: number) => Promise<Uint8Array>,
  wanted: number,
  quote: string,
): AsyncGenerator<Piece, void, undefined> {
  const mark = quote === '' ? -1 : quote.charCodeAt(0);
  let from = 0;
  let open = false;
  for (let at = 0; at < size;) {
    const bytes = await read(at, Math.min(size, at + STRIDE));
    if (bytes.length === 0) break;
    let i = 0;
    for (;;) {
      // Up to where a piece may end only quotes matter.
      const due = from + wanted - at;
      const until = Math.min(bytes.length, Math.max(i, due));
      for (let q = next(bytes, mark, i); q < until; q = next(bytes, mark, i)) {
        open = !open;
        i = q + 1;
      }
      i = Math.max(i, until);
      if (i >= bytes.length) break;
      const end = next(bytes, LINE_FEED, i);
      const q = next(bytes, mark, i);
      if (q < end) {
        open = !open;
        i = q + 1;
      } else if (end >= bytes.length) {
        break;
      } else {
        i = end + 1;
        if (open) continue;
        yield { from, to: at + i };
        from = at + i;
      }
    }
    at += bytes.length;
  }
  if (from < size) yield { from, to: size };
}

/** Where a byte stands next, or the length. */
function next(bytes: Uint8Array, byte: number, from: number): number {
  const at = byte < 0 ? -1 : bytes.indexOf(byte, from);
  return at === -1 ? bytes.length : at;
}
