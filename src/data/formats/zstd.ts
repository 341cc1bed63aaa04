import { unreadable, type Bytes } from './bytes';

/** Inflates Zstandard, frame after frame. The decoder loads with the first such file. */
export async function* unzstd(bytes: Bytes, file: string): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import('fzstd');
  const ready: Uint8Array[] = [];
  // The decoder reuses its buffers: each part is copied.
  const decoder = new Decompress((part) => ready.push(part.slice()));
  const push = (part: Uint8Array, final: boolean): void => {
    try {
      decoder.push(part, final);
    } catch (error) {
      throw unreadable(error, file);
    }
  };
  for await (const part of bytes) {
    push(part, false);
    yield* ready.splice(0);
  }
  push(new Uint8Array(0), true);
  yield* ready.splice(0);
}
