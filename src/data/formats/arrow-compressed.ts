import { VitrineError } from '../../core/errors';
import type { Bytes } from './bytes';
import { unlz4 } from './lz4';

/** Largest metadata and body of one message, in bytes. */
const MOST_METADATA = 64 * 1024 * 1024;
const MOST_BODY = 2 ** 31 - 1;
/** Kinds of message (Message.fbs) that have buffers. */
const DICTIONARY = 2;
const RECORDS = 3;

/** A message as the stream format has it, with its mark and length. */
export interface ArrowMessage {
  readonly kind: 'schema' | 'dictionary' | 'records' | 'other';
  readonly bytes: Uint8Array;
}

/** What ends a stream. */
export const END_OF_STREAM = new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0]);

/**
 * The messages of an Arrow IPC file or stream without compression: pandas and R compress each buffer (LZ4, Zstandard)
 * unless told otherwise, and the reader knows no compressed ones. The file format is the stream format between
 * `ARROW1` and a directory, which is left out. Each message is held once.
 * @throws VitrineError `file.unreadable`
 */
export async function* plainMessages(bytes: Bytes, file: string): AsyncGenerator<ArrowMessage> {
  const reader = new Reader(bytes);
  const broken = (reason: string): VitrineError => new VitrineError('file.unreadable', { file, reason });
  const cut = 'its Arrow data is damaged';
  let mark = await reader.take(4);
  if (String.fromCharCode(...mark) === 'ARRO') {
    await reader.take(4);
    mark = await reader.take(4);
  }
  for (;;) {
    if (mark.length === 0) break;
    const view = new DataView(mark.buffer, mark.byteOffset, 4);
    // Before version 0.15 there was no mark in front of the length.
    const size = view.getUint32(0, true) === 0xffffffff ? await reader.take(4) : mark;
    if (size.length < 4) throw broken(cut);
    const length = new DataView(size.buffer, size.byteOffset, 4).getInt32(0, true);
    if (length === 0) break;
    if (length < 0 || length > MOST_METADATA) throw broken(cut);
    const metadata = (await reader.take(length)).slice();
    if (metadata.length < length) throw broken(cut);
    let plain: { readonly kind: ArrowMessage['kind']; readonly body: Uint8Array };
    try {
      const message = new Message(metadata);
      if (message.bodyLength > MOST_BODY) throw broken(cut);
      const body = await reader.take(message.bodyLength);
      if (body.length < message.bodyLength) throw broken(cut);
      plain = { kind: message.kind, body: await message.inflate(body) };
    } catch (cause) {
      if (cause instanceof VitrineError || (cause instanceof Error && cause.name === 'AbortError')) throw cause;
      throw new VitrineError('file.unreadable', { file, reason: cut }, { cause });
    }
    const whole = new Uint8Array(8 + length + plain.body.length);
    const head = new DataView(whole.buffer);
    head.setUint32(0, 0xffffffff, true);
    head.setInt32(4, length, true);
    whole.set(metadata, 8);
    whole.set(plain.body, 8 + length);
    yield { kind: plain.kind, bytes: whole };
    mark = await reader.take(4);
  }
}

/** Takes so many bytes from parts; fewer at the end. */
class Reader {
  readonly #parts: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(bytes: Bytes) {
    this.#parts = bytes[Symbol.asyncIterator]();
  }

  async take(length: number): Promise<Uint8Array> {
    const taken: Uint8Array[] = [];
    let have = 0;
    while (have < length) {
      if (this.#rest.length === 0) {
        const next = await this.#parts.next();
        if (next.done === true) break;
        this.#rest = next.value;
      }
      const part = this.#rest.subarray(0, length - have);
      this.#rest = this.#rest.subarray(part.length);
      taken.push(part);
      have += part.length;
    }
    const all = new Uint8Array(have);
    let at = 0;
    for (const part of taken) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/**
 * The few fields of a message that say how its body is packed (flatbuffers of Message.fbs). Places and lengths of
 * buffers are changed where they stand, and the mark of compression is taken out.
 */
class Message {
  readonly #view: DataView;
  readonly #root: number;

  constructor(metadata: Uint8Array) {
    this.#view = new DataView(metadata.buffer, metadata.byteOffset, metadata.byteLength);
    this.#root = this.#view.getUint32(0, true);
  }

  get bodyLength(): number {
    const at = this.#field(this.#root, 3);
    return at === null ? 0 : Number(this.#view.getBigInt64(at, true));
  }

  get kind(): ArrowMessage['kind'] {
    const at = this.#field(this.#root, 1);
    const type = at === null ? 0 : this.#view.getUint8(at);
    return type === 1 ? 'schema' : type === DICTIONARY ? 'dictionary' : type === RECORDS ? 'records' : 'other';
  }

  async inflate(body: Uint8Array): Promise<Uint8Array> {
    const batch = this.#batch();
    const compression = batch === null ? null : this.#field(batch, 3);
    if (batch === null || compression === null) return body;
    const codec = this.#field(this.#follow(compression), 0);
    const zstd = codec !== null && this.#view.getInt8(codec) === 1;
    const decompress = zstd ? (await import('fzstd')).decompress : null;
    const vector = this.#field(batch, 2);
    if (vector === null) return body;
    const list = this.#follow(vector);
    const count = this.#view.getUint32(list, true);
    const parts: Uint8Array[] = [];
    let end = 0;
    for (let i = 0; i < count; i++) {
      const at = list + 4 + 16 * i;
      const from = Number(this.#view.getBigInt64(at, true));
      const packed = body.subarray(from, from + Number(this.#view.getBigInt64(at + 8, true)));
      const plain = unpacked(packed, decompress);
      this.#view.setBigInt64(at, BigInt(end), true);
      this.#view.setBigInt64(at + 8, BigInt(plain.length), true);
      parts.push(plain, new Uint8Array((8 - (plain.length % 8)) % 8));
      end += plain.length + ((8 - (plain.length % 8)) % 8);
      if (end > MOST_BODY) throw new Error('a batch is larger than 2 GiB');
    }
    this.#forget(batch, 3);
    const length = this.#field(this.#root, 3);
    if (length !== null) this.#view.setBigInt64(length, BigInt(end), true);
    const all = new Uint8Array(end);
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  /** The record batch within a message of records or of a dictionary. */
  #batch(): number | null {
    const kind = this.#field(this.#root, 1);
    const header = this.#field(this.#root, 2);
    if (kind === null || header === null) return null;
    const type = this.#view.getUint8(kind);
    if (type === RECORDS) return this.#follow(header);
    if (type !== DICTIONARY) return null;
    const data = this.#field(this.#follow(header), 1);
    return data === null ? null : this.#follow(data);
  }

  #follow(at: number): number {
    return at + this.#view.getUint32(at, true);
  }

  #slot(table: number, field: number): number | null {
    const layout = table - this.#view.getInt32(table, true);
    const place = 4 + 2 * field;
    return place < this.#view.getUint16(layout, true) ? layout + place : null;
  }

  #field(table: number, field: number): number | null {
    const slot = this.#slot(table, field);
    const offset = slot === null ? 0 : this.#view.getUint16(slot, true);
    return offset === 0 ? null : table + offset;
  }

  #forget(table: number, field: number): void {
    const slot = this.#slot(table, field);
    if (slot !== null) this.#view.setUint16(slot, 0, true);
  }
}

/** A buffer begins with its inflated length; −1 says that it is not packed at all. */
function unpacked(packed: Uint8Array, zstd: ((bytes: Uint8Array, out: Uint8Array) => Uint8Array) | null): Uint8Array {
  if (packed.length === 0) return packed;
  const length = Number(new DataView(packed.buffer, packed.byteOffset, 8).getBigInt64(0, true));
  const rest = packed.subarray(8);
  if (length === -1) return rest;
  if (length < 0 || length > MOST_BODY) throw new Error('a buffer is larger than 2 GiB');
  return zstd === null ? unlz4(rest, length) : zstd(rest, new Uint8Array(length));
}
