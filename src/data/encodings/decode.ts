import type { Encoding } from '../../core/reading';

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
    const text = decoder.decode(part, { stream: true });
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
