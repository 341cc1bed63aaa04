import type { Source } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { crc32 } from './crc';
import { bytesOf, guarded, inflated, isBomb } from './bytes';

/** A file in an archive. */
export interface ZipEntry {
  /** Its path, as the archive writes it. A name only: nothing is ever written to that place. */
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly compressed: number;
  readonly size: number;
  readonly crc: number;
  /** Where its local header begins. */
  readonly at: number;
}

/** Longest end record: 22 bytes, and a comment. */
const LONGEST_END = 22 + 0xffff;
const MOST_ENTRIES = 20_000;

/**
 * The directory at the end of an archive; zip64 too.
 * @throws VitrineError `file.unreadable` when it is cut off or damaged
 */
export async function zipEntries(signal: AbortSignal, source: Source): Promise<readonly ZipEntry[]> {
  const { name: file, size } = source;
  const broken = (): VitrineError =>
    new VitrineError('file.unreadable', { file, reason: 'its directory is damaged or cut off' });
  const from = Math.max(0, size - LONGEST_END);
  const tail = await source.read(from, size);
  signal.throwIfAborted();
  const view = viewOf(tail);
  let end = tail.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw broken();
  let count = view.getUint16(end + 10, true);
  let length = view.getUint32(end + 12, true);
  let start = view.getUint32(end + 16, true);
  if ((count === 0xffff || length === 0xffffffff || start === 0xffffffff) && end >= 20) {
    if (view.getUint32(end - 20, true) === 0x07064b50) {
      const at = Number(view.getBigUint64(end - 12, true));
      const long = await source.read(at, at + 56);
      if (long.length < 56 || viewOf(long).getUint32(0, true) !== 0x06064b50) throw broken();
      count = Number(viewOf(long).getBigUint64(32, true));
      length = Number(viewOf(long).getBigUint64(40, true));
      start = Number(viewOf(long).getBigUint64(48, true));
    }
  }
  if (count > MOST_ENTRIES || start + length > size) throw broken();
  const directory = await source.read(start, start + length);
  return readDirectory(directory, count, broken);
}

function readDirectory(bytes: Uint8Array, count: number, broken: () => VitrineError): readonly ZipEntry[] {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw broken();
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const commentLength = view.getUint16(at + 32, true);
    const extra = at + 46 + nameLength;
    if (extra + extraLength > bytes.length) throw broken();
    const name = bytes.subarray(at + 46, extra);
    const fields = longFields(view, extra, extra + extraLength, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]);
    entries.push({
      name: nameOf(name, (flags & 0x800) !== 0),
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 1) !== 0,
      crc: view.getUint32(at + 16, true),
      size: fields[0],
      compressed: fields[1],
      at: fields[2],
    });
    at = extra + extraLength + commentLength;
  }
  return entries;
}

/** Sizes and place of 64 bits stand in an extra field, those only that do not fit 32. */
function longFields(
  view: DataView,
  from: number,
  to: number,
  short: readonly [size: number, compressed: number, at: number],
): [size: number, compressed: number, at: number] {
  const [size, compressed, at] = short;
  for (let field = from; field + 4 <= to;) {
    const length = view.getUint16(field + 2, true);
    if (view.getUint16(field, true) === 1) {
      let next = field + 4;
      const end = Math.min(to, next + length);
      const long = (value: number): number => {
        if (value !== 0xffffffff || next + 8 > end) return value;
        next += 8;
        return Number(view.getBigUint64(next - 8, true));
      };
      return [long(size), long(compressed), long(at)];
    }
    field += 4 + length;
  }
  return [size, compressed, at];
}

/** Names are UTF-8 where the archive says so or they are valid; else those of DOS (Russian: CP866). */
function nameOf(bytes: Uint8Array, utf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: !utf8 }).decode(bytes);
  } catch {
    return new TextDecoder('ibm866').decode(bytes);
  }
}

/**
 * The inflated bytes of one file of an archive.
 * @throws VitrineError `file.bomb`, `file.unreadable` (password, unknown method, damaged data)
 */
export async function* zipContent(signal: AbortSignal, source: Source, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const file = source.name;
  const refuse = (reason: string): VitrineError => new VitrineError('file.unreadable', { file, reason });
  if (entry.encrypted) throw refuse('it is protected with a password');
  if (entry.method !== 0 && entry.method !== 8) throw refuse('it is compressed in a way that is not known here');
  if (isBomb(entry.size, entry.compressed)) throw new VitrineError('file.bomb', { file });
  const header = await source.read(entry.at, entry.at + 30);
  const damaged = 'its compressed data is damaged';
  if (header.length < 30 || viewOf(header).getUint32(0, true) !== 0x04034b50) throw refuse(damaged);
  const start = entry.at + 30 + viewOf(header).getUint16(26, true) + viewOf(header).getUint16(28, true);
  if (start + entry.compressed > source.size) throw refuse(damaged);
  let taken = 0;
  const packed = bytesOf(signal, source, start, start + entry.compressed, (bytes) => (taken = bytes));
  const content = entry.method === 0 ? packed : inflated(packed, 'deflate-raw', file);
  let made = 0;
  let crc = 0;
  for await (const part of guarded(content, file, () => taken)) {
    made += part.length;
    crc = crc32(crc, part);
    // A directory that lies about the size is how a bomb passes a look at it.
    if (made > entry.size) throw refuse(damaged);
    yield part;
  }
  if (made !== entry.size || crc !== entry.crc) throw refuse(damaged);
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
