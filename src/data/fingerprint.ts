import type { Source } from '../core/engine';

/** Files up to this many bytes are hashed whole. */
const WHOLE = 1024 * 1024;
/** Bytes of the head and the tail, and of each of the samples between them. */
const END = 256 * 1024;
const PART = 64 * 1024;
const PARTS = 8;

/**
 * Tells whether a file is the same as before, cheaply: its size and a SHA-256 over its head, its tail and
 * eight samples between (over all of it up to 1 MiB). The same bytes give the same fingerprint in the tab
 * and on the command line; a change between the samples of a big file that keeps its size is not seen.
 * @returns `<size>-<32 hexadecimal digits>`
 */
export async function fingerprint(source: Source): Promise<string> {
  const { size } = source;
  const parts: Uint8Array[] = [];
  if (size <= WHOLE) {
    parts.push(await source.read(0, size));
  } else {
    parts.push(await source.read(0, END));
    for (let i = 1; i <= PARTS; i++) {
      const from = Math.floor((size * i) / (PARTS + 1));
      parts.push(await source.read(from, from + PART));
    }
    parts.push(await source.read(size - END, size));
  }
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  return `${size}-${[...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
