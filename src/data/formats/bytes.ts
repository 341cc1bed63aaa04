import type { Source } from '../../core/engine';
import { VitrineError } from '../../core/errors';

/** Bytes that come one part after the other. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Bytes read at once. */
const STRIDE = 1024 * 1024;

/** Bytes `[from, to)` of a file in parts; ends early where the file does. Stops with the signal. */
export async function* bytesOf(
  signal: AbortSignal,
  source: Source,
  from = 0,
  to = source.size,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += STRIDE) {
    signal.throwIfAborted();
    const part = await source.read(at, Math.min(to, at + STRIDE));
    if (part.length === 0) return;
    onRead(at + part.length - from);
    yield part;
  }
}

/** More than this, inflated from {@link RATIO} times fewer bytes, is no table that somebody compressed. */
const SUSPECT = 512 * 1024 * 1024;
const RATIO = 200;
/** More is not inflated at all: it would not fit a tab's disk. */
const MOST = 16 * 1024 * 1024 * 1024;

/**
 * Passes bytes on and counts them against what they were inflated from.
 * @param taken bytes of the compressed file that were read so far
 * @throws VitrineError `file.bomb`
 */
export async function* guarded(bytes: Bytes, file: string, taken: () => number): AsyncGenerator<Uint8Array> {
  let made = 0;
  for await (const part of bytes) {
    made += part.length;
    if (isBomb(made, taken())) throw new VitrineError('file.bomb', { file });
    yield part;
  }
}

/** Whether so many bytes out of so few are refused. */
export function isBomb(inflated: number, compressed: number): boolean {
  return inflated > MOST || (inflated > SUSPECT && inflated > RATIO * Math.max(1, compressed));
}

/**
 * Inflates with the platform's own decoder. Errors of the data are those of {@link unreadable}.
 * @param format of the bytes; `deflate-raw` is that of ZIP
 */
export async function* inflated(
  bytes: Bytes,
  format: 'gzip' | 'deflate-raw',
  file: string,
): AsyncGenerator<Uint8Array> {
  const decoder = new DecompressionStream(format);
  const writer = decoder.writable.getWriter();
  const reader = decoder.readable.getReader();
  let failure: unknown = null;
  const written = (async () => {
    for await (const part of bytes) await writer.write(new Uint8Array(part));
    await writer.close();
  })().catch(async (error: unknown) => {
    failure = error;
    await writer.abort(error).catch(() => undefined);
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await written;
    if (failure !== null) throw failure;
  } catch (error) {
    if (failure instanceof VitrineError) throw failure;
    throw unreadable(failure ?? error, file);
  } finally {
    // A reader that is left early must not keep the writer waiting.
    await reader.cancel().catch(() => undefined);
  }
}

/** A fault of compressed data as an error of ours; stops pass as they are. */
export function unreadable(error: unknown, file: string): unknown {
  if (error instanceof VitrineError) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  return new VitrineError('file.unreadable', { file, reason: 'its compressed data is damaged' }, { cause: error });
}

/** All bytes in one buffer. For small things only. */
export async function gathered(bytes: Bytes): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
