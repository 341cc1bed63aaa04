import type { Encoding } from '../../core/reading';
import { likelihood } from './letters';

/** What a text's character set seems to be. */
export interface Guess {
  readonly encoding: Encoding;
  /** What says so: its mark, that all of it is valid, or how often which letters come. */
  readonly by: 'mark' | 'validity' | 'letters';
  /** False where another set explains the text nearly as well. */
  readonly sure: boolean;
}

/** Of those that read a text alike the first is taken. */
const families: readonly Encoding[] = [
  'windows-1252',
  'windows-1251',
  'koi8-r',
  'iso-8859-5',
  'ibm866',
  'windows-1250',
  'iso-8859-2',
  'windows-1254',
  'gb18030',
  'shift_jis',
];

/** Bytes looked at, of those that lie near a byte beyond ASCII. */
const ENOUGH = 64 * 1024;

/**
 * The character set of a text, from parts of it; null when the bytes are no text at all.
 * @param parts the head first; they may begin and end within a character
 */
export function detectEncoding(parts: readonly Uint8Array[]): Guess | null {
  const [head = new Uint8Array(0)] = parts;
  const mark = byMark(head);
  if (mark !== null) return { encoding: mark, by: 'mark', sure: true };
  const wide = wideEncoding(head);
  if (wide !== null) return { encoding: wide, by: 'validity', sure: true };
  // A text has no NUL.
  if (parts.some((part) => part.includes(0))) return null;
  const invalid = parts.reduce((n, part) => n + invalidUtf8(part), 0);
  const beyond = parts.reduce((n, part) => n + part.reduce((m, byte) => m + (byte > 127 ? 1 : 0), 0), 0);
  // A few damaged characters among many good ones are faults of a text that is UTF-8.
  if (invalid * 20 <= beyond) return { encoding: 'utf-8', by: 'validity', sure: true };
  const text = telling(parts);
  const scores = families
    .flatMap((encoding) => {
      const read = likelihood(text, encoding);
      return read === null ? [] : [{ encoding, ...read }];
    })
    .sort((a, b) => b.score - a.score);
  const [best] = scores;
  if (best === undefined) return null;
  const second = scores.find((s) => s.text !== best.text);
  return { encoding: best.encoding, by: 'letters', sure: best.score - (second?.score ?? -Infinity) > 0.05 };
}

function byMark(head: Uint8Array): Encoding | null {
  const [a, b, c, d] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? null : 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

/**
 * UTF-16 without a mark: its ASCII characters (blanks, delimiters, digits, line ends) have their NUL on one
 * side, always the same.
 */
function wideEncoding(head: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const pairs = head.length / 2;
  if (pairs < 4 || Math.max(even, odd) < pairs * 0.1 || Math.min(even, odd) > pairs * 0.01) return null;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  const text = new TextDecoder(encoding).decode(head.subarray(0, head.length - (head.length % 2)));
  // Binary files have NULs too: few of them hold line ends and no control characters.
  // eslint-disable-next-line no-control-regex -- texts hold none of these: that is what is counted
  const controls = text.match(/[\0-\x08\x0e-\x1f\ufffd]/g)?.length ?? 0;
  return /[\r\n]/.test(text) && controls < text.length / 100 ? encoding : null;
}

/** Places where a part is no UTF-8; a character cut at its ends is no fault. */
export function invalidUtf8(part: Uint8Array): number {
  let invalid = 0;
  let at = 0;
  while (at < Math.min(3, part.length) && ((part[at] ?? 0) & 0xc0) === 0x80) at++;
  while (at < part.length) {
    const byte = part[at] ?? 0;
    const length =
      byte < 0x80
        ? 1
        : byte >= 0xc2 && byte < 0xe0
          ? 2
          : byte >= 0xe0 && byte < 0xf0
            ? 3
            : byte >= 0xf0 && byte < 0xf5
              ? 4
              : 0;
    if (length === 0) {
      invalid++;
      at++;
      continue;
    }
    let next = 1;
    while (next < length && at + next < part.length && ((part[at + next] ?? 0) & 0xc0) === 0x80) next++;
    if (next < length && at + next < part.length) invalid++;
    at += next;
  }
  return invalid;
}

/** The lines that hold bytes beyond ASCII, so that a long table of numbers does not hide its few names. */
function telling(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(ENOUGH);
  let length = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length && length < ENOUGH;) {
      const feed = part.indexOf(10, at);
      const end = feed === -1 ? part.length : feed + 1;
      const line = part.subarray(at, end);
      // The first and the last line of a part may be cut within a character of two bytes.
      const whole = feed !== -1 && (at > 0 || part === parts[0]);
      if (line.some((byte) => byte > 127) && (whole || part.length < 4096)) {
        const taken = line.subarray(0, ENOUGH - length);
        all.set(taken, length);
        length += taken.length;
      }
      at = end;
    }
  }
  return all.subarray(0, length);
}
