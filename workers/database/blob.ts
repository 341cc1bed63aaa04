/** Bytes that are given to the browser at once: a Blob of them may lie on disk, while parts of one lie in memory. */
const HANDED = 32 * 1024 * 1024;

/** A Blob of bytes that come part after part; at most some megabytes are held. */
export async function blobOf(bytes: AsyncIterable<Uint8Array>): Promise<Blob> {
  const done: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const part of bytes) {
    // A copy, since the part may belong to a larger or a shared buffer.
    parts.push(new Uint8Array(part));
    length += part.length;
    if (length < HANDED) continue;
    done.push(new Blob(parts));
    parts = [];
    length = 0;
  }
  return new Blob([...done, ...parts]);
}
