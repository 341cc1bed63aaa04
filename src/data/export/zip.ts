import { VitrineError } from '../../core/errors';
import { crc32 } from '../formats/crc';
import { Parts } from './parts';

/** A file of an archive that is to be written; its text is asked for once. */
export interface ZipFile {
  /** ASCII, with `/` between folders. */
  readonly name: string;
  readonly text: AsyncIterable<string> | Iterable<string>;
}

/** Sizes above need ZIP64, which is not written here. */
const MOST = 0xffff_ffff;
/** 1980-01-01, the first day that the format knows: the same table makes the same bytes. */
const DAY = (1 << 5) | 1;

/**
 * A ZIP archive (APPNOTE 6.3.10, deflate), its files one after the other; texts are never held whole.
 * @throws VitrineError `export.sheet` when a file, or all of them, are larger than 4 GiB
 */
export async function zipped(files: readonly ZipFile[], type: string): Promise<Blob> {
  const parts: Blob[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const { name, text } of files) {
    const { blob, crc, size } = await deflated(text);
    const path = new TextEncoder().encode(name);
    const about = { crc, size, packed: blob.size, path };
    const head = header(about, null);
    directory.push(header(about, at));
    parts.push(new Blob([head, blob]));
    at += head.length + blob.size;
  }
  const length = directory.reduce((n, entry) => n + entry.length, 0);
  if (at + length > MOST) throw new VitrineError('export.sheet', { over: 'bytes' });
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, files.length, true);
  end.setUint16(10, files.length, true);
  end.setUint32(12, length, true);
  end.setUint32(16, at, true);
  return new Blob([...parts, ...directory, end.buffer], { type });
}

/** The header before a file's bytes, or with an offset that of the archive's directory. */
function header(
  { crc, size, packed, path }: { crc: number; size: number; packed: number; path: Uint8Array },
  offset: number | null,
): Uint8Array<ArrayBuffer> {
  const central = offset !== null;
  const fixed = central ? 46 : 30;
  const bytes = new Uint8Array(fixed + path.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, central ? 0x02014b50 : 0x04034b50, true);
  let at = 4;
  if (central) {
    view.setUint16(at, 20, true);
    at += 2;
  }
  view.setUint16(at, 20, true);
  view.setUint16(at + 4, 8, true);
  view.setUint16(at + 8, DAY, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, packed, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, path.length, true);
  if (central) view.setUint32(42, offset, true);
  bytes.set(path, fixed);
  return bytes;
}

async function deflated(text: ZipFile['text']): Promise<{ blob: Blob; crc: number; size: number }> {
  const packer = new CompressionStream('deflate-raw');
  const writer = packer.writable.getWriter();
  const encoder = new TextEncoder();
  let crc = 0;
  let size = 0;
  const collected = gathered(packer.readable);
  // Its failure is that of the writing, which is told below.
  collected.catch(() => undefined);
  try {
    for await (const part of text) {
      const bytes = encoder.encode(part);
      crc = crc32(crc, bytes);
      size += bytes.length;
      if (size > MOST) throw new VitrineError('export.sheet', { over: 'bytes' });
      await writer.write(bytes);
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
  return { blob: await collected, crc, size };
}

async function gathered(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  const file = new Parts();
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return file.blob();
    file.add(value);
  }
}
