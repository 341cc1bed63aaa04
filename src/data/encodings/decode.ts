import type { Encoding } from '../../core/reading';

/** What windows-1252 has at 0x80–0x9F; five places are control characters (WHATWG, index-windows-1252). */
const WESTERN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node 20 reads windows-1252 as Latin-1, which has control characters where the euro and the dashes are. */
export function mended(text: string, encoding: Encoding): string {
  if (encoding !== 'windows-1252') return text;
  return text.replace(/[\u0080-\u009f]/g, (char) => WESTERN[char.charCodeAt(0) - 0x80] ?? char);
}

/** Counts of what could not be read as its character set says. */
export interface Losses {
  /** Characters in whose place U+FFFD stands. */
  replaced: number;
}

/**
 * Text of bytes in a character set, part by part. A byte order mark is dropped; bytes that mean nothing in
 * the set become U+FFFD and are counted.
 */
export async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  losses: Losses = { replaced: 0 },
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const counted = (text: string): string => {
    for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) losses.replaced++;
    return text;
  };
  for await (const part of bytes) {
    const text = mended(decoder.decode(part, { stream: true }), encoding);
    if (text !== '') yield counted(text);
  }
  const last = decoder.decode();
  if (last !== '') yield counted(last);
}

/**
 * UTF-8 of text parts. A pair of UTF-16 units that is cut between two parts is kept together; NUL, at which the
 * database would end a value without a word, becomes U+FFFD.
 */
export async function* utf8(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let half = '';
  for await (const text of texts) {
    const all = half + text;
    const cut = /[\ud800-\udbff]$/.test(all) ? all.length - 1 : all.length;
    half = all.slice(cut);
    yield encoder.encode(all.slice(0, cut).replaceAll('\0', '\ufffd'));
  }
  if (half !== '') yield encoder.encode(half);
}
