const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;

/**
 * Bytes of a text with a line feed for every line end (`\r\n`, `\r` or `\n`), also of those inside quotes.
 * For UTF-8 and other encodings in which these bytes stand for nothing else.
 */
export async function* unifiedLineEnds(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let returned = false;
  for await (const chunk of chunks) {
    const out = new Uint8Array(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      // The line feed of a pair whose carriage return stands for both already.
      const second = returned && byte === LINE_FEED;
      returned = byte === CARRIAGE_RETURN;
      if (!second) out[length++] = returned ? LINE_FEED : byte;
    }
    yield out.subarray(0, length);
  }
}

/** Bytes of a file in parts of some megabytes. */
export async function* partsOf(source: {
  readonly size: number;
  read(from: number, to: number): Promise<Uint8Array>;
}): AsyncGenerator<Uint8Array> {
  const stride = 4 * 1024 * 1024;
  for (let at = 0; at < source.size; at += stride) yield await source.read(at, at + stride);
}
