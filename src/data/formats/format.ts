import { looksLike } from '../binary';

/** What a file is by its first bytes. */
export type Format =
  | 'parquet'
  | 'gzip'
  | 'zstd'
  | 'zip'
  | 'arrow'
  /** JSON or NDJSON, in whatever character set. */
  | 'json'
  /** Anything else: text in some character set, or nothing that can be read. */
  | 'other';

/** Text of the head, for a look at its first characters. */
export type Peek = (head: Uint8Array) => string;

/**
 * What a file is. Names decide nothing, but for `.json` and its kin: there the text may begin with anything.
 * @param peek text of the head as its character set has it
 */
export function formatOf(file: string, head: Uint8Array, peek: Peek): Format {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte);
  if (starts(0x50, 0x41, 0x52)) return 'parquet';
  if (starts(0x1f, 0x8b, 0x08)) return 'gzip';
  // A frame, or one that holds nothing and is skipped (RFC 8878, 3.1.2).
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd';
  if (((head[0] ?? 0) & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18) return 'zstd';
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (starts(0x41, 0x52, 0x52, 0x4f, 0x57, 0x31, 0, 0)) return 'arrow';
  // A stream: its mark, the length of the schema, and a flatbuffer.
  if (starts(0xff, 0xff, 0xff, 0xff) && head[6] === 0 && head[7] === 0) return 'arrow';
  const named = looksLike(head);
  if (named !== null && !/^(?:UTF-16|text that is not UTF-8)$/.test(named)) return 'other';
  return isJson(file, peek(head)) ? 'json' : 'other';
}

/** Objects or lists at the start; of a file without such a name the first record has to be whole and valid. */
function isJson(file: string, text: string): boolean {
  const start = text.replace(/^\ufeff?\s*/, '');
  if (!/^(?:\{\s*["}]|\[\s*[[{\]"\d-])/.test(start)) return false;
  if (/\.(?:json|ndjson|jsonl|geojson)$/i.test(file)) return true;
  if (/^\[\s*\{\s*"/.test(start)) return true;
  const line = start.split('\n', 1)[0] ?? '';
  try {
    return start.startsWith('{') && JSON.parse(line) !== null;
  } catch {
    return /^\{\s*\n\s*"[^"\n]*"\s*:/.test(start);
  }
}
