import type { Source } from '../../core/engine';
import { VitrineError } from '../../core/errors';

/** What a Parquet file says of itself at its end. */
export interface ParquetFooter {
  readonly rows: number;
  /** Rows of each row group, in their order. */
  readonly groups: readonly number[];
  /** How its cells are packed, by name; several where columns differ, sorted. */
  readonly codecs: readonly string[];
  /** The program that wrote it, as it calls itself; null where it does not say. */
  readonly writer: string | null;
  /** Columns of the table in their order; the parts of a nested one are together. */
  readonly columns: readonly { readonly name: string; /** Bytes in the file, compressed. */ readonly bytes: number }[];
  /**
   * Those of them that hold INTERVAL: months, days and milliseconds apart. Arrow has no such type, and what comes of
   * them on the way to the database is another span of time.
   */
  readonly spans: readonly string[];
}

/**
 * Reads the footer alone (parquet-format, FileMetaData in Thrift's compact protocol).
 * @throws VitrineError `parquet.broken`
 */
export async function readFooter(source: Source): Promise<ParquetFooter> {
  const { name: file, size } = source;
  const broken = (cause?: unknown): VitrineError =>
    new VitrineError('parquet.broken', { file, reason: 'its directory is damaged' }, { cause });
  const end = await source.read(Math.max(0, size - 8), size);
  if (end.length < 8) throw broken();
  const length = new DataView(end.buffer, end.byteOffset, 4).getUint32(0, true);
  if (length > size - 8) throw broken();
  try {
    return footer(new Thrift(await source.read(size - 8 - length, size - 8)).struct());
  } catch (cause) {
    throw broken(cause);
  }
}

type Value = number | string | boolean | Fields | readonly Value[];
type Fields = ReadonlyMap<number, Value>;

const SCHEMA = 2;
const ROWS = 3;
const GROUPS = 4;
const WRITER = 6;

/** The converted type of a schema element, and the one of INTERVAL; it has no logical type. */
const CONVERTED = 6;
const INTERVAL = 21;

/** CompressionCodec of parquet-format, by number. */
const CODECS = ['none', 'snappy', 'gzip', 'lzo', 'brotli', 'lz4', 'zstd', 'lz4'] as const;

function footer(meta: Fields): ParquetFooter {
  const schema = list(meta, SCHEMA).map(fields);
  const top = topLevel(schema);
  const bytes = new Map(top.map(({ name }) => [name, 0]));
  const groups = list(meta, GROUPS).map(fields);
  const codecs = new Set<string>();
  const writer = meta.get(WRITER);
  for (const group of groups) {
    for (const chunk of list(group, 1).map(fields)) {
      const column = fields(chunk.get(3));
      const [name] = list(column, 3);
      codecs.add(CODECS[count(column, 4)] ?? 'unknown');
      const before = typeof name === 'string' ? bytes.get(name) : undefined;
      if (typeof name === 'string' && before !== undefined) bytes.set(name, before + count(column, 7));
    }
  }
  return {
    rows: count(meta, ROWS),
    groups: groups.map((g) => count(g, 3)),
    codecs: [...codecs].sort(),
    writer: typeof writer === 'string' && writer.trim() !== '' ? writer.trim() : null,
    columns: Array.from(bytes, ([name, b]) => ({ name, bytes: b })),
    spans: top.filter((c) => c.elements.some((e) => e.get(CONVERTED) === INTERVAL)).map((c) => c.name),
  };
}

/** The root's children with all that belongs to each; an element tells how many of the flat list do. */
function topLevel(
  schema: readonly Fields[],
): readonly { readonly name: string; readonly elements: readonly Fields[] }[] {
  const found: { name: string; elements: readonly Fields[] }[] = [];
  const children = (at: number): number => {
    const n = schema[at]?.get(5);
    return typeof n === 'number' ? n : 0;
  };
  const after = (at: number): number => {
    let next = at + 1;
    for (let i = 0; i < children(at); i++) next = after(next);
    return next;
  };
  for (let at = 1; at < schema.length && found.length < children(0); at = after(at)) {
    const name = schema[at]?.get(4);
    if (typeof name !== 'string') throw new Error('a column has no name');
    found.push({ name, elements: schema.slice(at, after(at)) });
  }
  return found;
}

function list(of: Fields, id: number): readonly Value[] {
  const value = of.get(id);
  if (!Array.isArray(value)) throw new Error(`field ${id} is no list`);
  return value as readonly Value[];
}

function fields(value: Value | undefined): Fields {
  if (!(value instanceof Map)) throw new Error('a field is no structure');
  return value;
}

function count(of: Fields, id: number): number {
  const value = of.get(id);
  if (typeof value !== 'number' || value < 0) throw new Error(`field ${id} is no count`);
  return value;
}

/** Nested deeper than any schema. */
const DEEPEST = 30;

/** Thrift's compact protocol (thrift-compact-protocol.md), as far as footers use it: no maps, no sets of them. */
class Thrift {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  struct(depth = 0): Fields {
    if (depth > DEEPEST) throw new Error('nested too deeply');
    const found = new Map<number, Value>();
    for (let id = 0; ;) {
      const head = this.#byte();
      if (head === 0) return found;
      const delta = head >> 4;
      id = delta === 0 ? this.#zigzag() : id + delta;
      found.set(id, this.#value(head & 15, depth, true));
    }
  }

  #value(type: number, depth: number, field: boolean): Value {
    switch (type) {
      case 1:
      case 2:
        // A field's type is its value; in a list a byte follows.
        return field ? type === 1 : this.#byte() === 1;
      case 3:
        return this.#byte();
      case 4:
      case 5:
      case 6:
        return this.#zigzag();
      case 7:
        return new DataView(this.#take(8).slice().buffer).getFloat64(0, true);
      case 8:
        return new TextDecoder().decode(this.#take(this.#varint()));
      case 9:
      case 10: {
        const head = this.#byte();
        const size = head >> 4 === 15 ? this.#varint() : head >> 4;
        if (size > this.#bytes.length) throw new Error('a list is longer than the file');
        return Array.from({ length: size }, () => this.#value(head & 15, depth + 1, false));
      }
      case 12:
        return this.struct(depth + 1);
      default:
        throw new Error(`type ${type} is not known`);
    }
  }

  #byte(): number {
    return this.#take(1)[0] ?? 0;
  }

  #take(length: number): Uint8Array {
    const from = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new Error('it ends too early');
    return this.#bytes.subarray(from, this.#at);
  }

  #varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      if (factor > 2 ** 63) throw new Error('a number is too long');
    }
  }

  #zigzag(): number {
    const n = this.#varint();
    return n % 2 === 0 ? n / 2 : -(n + 1) / 2;
  }
}
