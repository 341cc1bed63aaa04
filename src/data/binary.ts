/** First bytes of formats that people drop by mistake, or that carry a wrong extension. */
const signatures: readonly { readonly name: string; readonly bytes: readonly number[]; readonly at?: number }[] = [
  { name: 'ZIP / XLSX', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'ZIP', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { name: 'GZIP', bytes: [0x1f, 0x8b] },
  { name: 'Zstandard', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'BZIP2', bytes: [0x42, 0x5a, 0x68] },
  { name: 'XZ', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: '7-Zip', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { name: 'PNG', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'JPEG', bytes: [0xff, 0xd8, 0xff] },
  { name: 'GIF', bytes: [0x47, 0x49, 0x46, 0x38] },
  { name: 'PDF', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: 'XLS', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: 'SQLite', bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66, 0x6f, 0x72, 0x6d, 0x61, 0x74] },
  { name: 'DuckDB', bytes: [0x44, 0x55, 0x43, 0x4b], at: 8 },
  { name: 'Arrow / Feather', bytes: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31] },
  { name: 'ORC', bytes: [0x4f, 0x52, 0x43] },
  { name: 'Avro', bytes: [0x4f, 0x62, 0x6a, 0x01] },
  { name: 'UTF-16', bytes: [0xff, 0xfe] },
  { name: 'UTF-16', bytes: [0xfe, 0xff] },
];

/**
 * What the first bytes of a file are when they are no UTF-8 text: a format's name, `UTF-16`, `binary data`
 * or `text that is not UTF-8`; null when they are text. A character cut at the end is no fault.
 */
export function looksLike(head: Uint8Array): string | null {
  const known = signatures.find((s) => s.bytes.every((byte, i) => head[(s.at ?? 0) + i] === byte));
  // "BZh", "ORC" and "GIF8" can begin a text: they count only when the rest is no text either.
  const other = notText(head);
  if (known !== undefined && (other !== null || known.name === 'PDF')) return known.name;
  return other;
}

function notText(head: Uint8Array): string | null {
  const zeros = head.reduce((n, byte) => n + (byte === 0 ? 1 : 0), 0);
  // Short binary files hold NULs by chance.
  if (head.length >= 16 && zeros > head.length / 5 && zeros <= head.length / 2 && zerosAlternate(head)) return 'UTF-16';
  // A text table has no NUL; DuckDB would end names and values there without a word.
  if (zeros > 0) return 'binary data';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return null;
  } catch {
    return controls(head) > head.length / 50 ? 'binary data' : 'text that is not UTF-8';
  }
}

/** Latin text in UTF-16 has its NULs at the even or at the odd places only. */
function zerosAlternate(head: Uint8Array): boolean {
  let even = 0;
  let odd = 0;
  head.forEach((byte, i) => {
    if (byte === 0) {
      if (i % 2 === 0) even++;
      else odd++;
    }
  });
  return even === 0 || odd === 0;
}

function controls(head: Uint8Array): number {
  return head.reduce((n, byte) => n + (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 ? 1 : 0), 0);
}
