import { DataType, tableFromIPC, type Table, type Vector } from 'apache-arrow';
import { VitrineError } from '../../core/errors';
import type { Column, ColumnType } from '../../core/engine';
import { columnNames } from '../names';
import { END_OF_STREAM, plainMessages } from './arrow-compressed';
import { gathered, type Bytes } from './bytes';
import type { Row } from './rows';

/** An Arrow table: its columns with the types they have, and its rows as text. */
export interface ArrowTable {
  readonly columns: readonly Column[];
  rows(): AsyncIterable<Row>;
}

/**
 * An Arrow IPC file (Feather 2) or stream, batch by batch. Times become UTC, dictionaries their values, decimals
 * keep their digits; lists, structs and maps become JSON text, binary hexadecimal.
 * @param bytes gives the file from its start, each time it is called
 * @throws VitrineError `file.unreadable` when it is damaged, cut off or of a kind that is not known
 */
export async function arrowTable(bytes: () => Bytes, file: string): Promise<ArrowTable> {
  const broken = (cause: unknown): unknown => {
    if (cause instanceof VitrineError || (cause instanceof Error && cause.name === 'AbortError')) return cause;
    return new VitrineError('file.unreadable', { file, reason: 'its Arrow data is damaged' }, { cause });
  };
  const read = (parts: readonly Uint8Array[]): Table => {
    try {
      return tableFromIPC(joined([...parts, END_OF_STREAM]));
    } catch (cause) {
      throw broken(cause);
    }
  };
  const schema = await schemaOf(bytes(), file);
  // Some writers put the schema into the directory at the end only: such a file is read whole.
  const whole = schema === null ? await wholeTable(bytes(), broken) : null;
  const { fields } = (whole ?? read(schema === null ? [] : [schema])).schema;
  const names = columnNames(
    fields.map((f) => f.name),
    fields.length,
  );
  return {
    columns: fields.map((field, i) => ({ name: names[i] ?? '', type: columnTypeOf(field.type) })),
    async *rows() {
      const tables = whole === null && schema !== null ? batches(bytes(), schema, file, read) : [whole];
      for await (const table of tables) {
        if (table === null) continue;
        try {
          const columns = fields.map((field, i) => textsOf(table.getChildAt(i), field.type));
          for (let row = 0; row < table.numRows; row++) yield columns.map((text) => text(row));
        } catch (cause) {
          throw broken(cause);
        }
      }
    },
  };
}

/** Each batch as a table of its own, with the dictionaries that came before it. */
async function* batches(
  bytes: Bytes,
  schema: Uint8Array,
  file: string,
  read: (parts: readonly Uint8Array[]) => Table,
): AsyncGenerator<Table> {
  const before = [schema];
  for await (const message of plainMessages(bytes, file)) {
    if (message.kind === 'dictionary') before.push(message.bytes);
    else if (message.kind === 'records') yield read([...before, message.bytes]);
  }
}

async function wholeTable(bytes: Bytes, broken: (cause: unknown) => unknown): Promise<Table> {
  const all = await gathered(bytes);
  try {
    return tableFromIPC(all);
  } catch (cause) {
    throw broken(cause);
  }
}

async function schemaOf(bytes: Bytes, file: string): Promise<Uint8Array | null> {
  for await (const { kind, bytes: message } of plainMessages(bytes, file)) return kind === 'schema' ? message : null;
  return null;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function columnTypeOf(type: DataType): ColumnType {
  if (DataType.isDictionary(type)) return columnTypeOf(type.dictionary);
  if (DataType.isBool(type)) return 'BOOLEAN';
  if (DataType.isInt(type)) return type.bitWidth === 64 && !type.isSigned ? 'VARCHAR' : 'BIGINT';
  if (DataType.isFloat(type) || DataType.isDecimal(type)) return 'DOUBLE';
  if (DataType.isDate(type)) return 'DATE';
  return DataType.isTimestamp(type) ? 'TIMESTAMP' : 'VARCHAR';
}

/** How a cell of a column is written. */
function textsOf(vector: Vector | null, type: DataType): (row: number) => string | null {
  if (vector === null) return () => null;
  const write = writer(type);
  return (row) => {
    const value: unknown = vector.get(row);
    return value === null || value === undefined ? null : write(value, vector, row);
  };
}

type Write = (value: unknown, vector: Vector, row: number) => string;

function writer(type: DataType): Write {
  if (DataType.isDictionary(type)) return writer(type.dictionary);
  if (DataType.isTimestamp(type)) {
    const down = [1n, 1000n, 1_000_000n, 1_000_000_000n][type.unit] ?? 1n;
    return (value, vector, row) =>
      isoTime(stored(vector, row) ?? BigInt(Math.round(Number(value))) * (down / 1000n), down);
  }
  if (DataType.isDate(type)) return (value) => new Date(Number(value)).toISOString().slice(0, 10);
  if (DataType.isDecimal(type)) {
    const { scale } = type;
    return (value) => decimalText(value, scale);
  }
  if (DataType.isBinary(type) || DataType.isFixedSizeBinary(type) || DataType.isLargeBinary(type)) {
    return (value) => (value instanceof Uint8Array ? hexadecimal(value) : String(value));
  }
  if (DataType.isFloat(type))
    return (value) =>
      Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'nan' : Number(value) > 0 ? 'inf' : '-inf';
  if (DataType.isList(type) || DataType.isStruct(type) || DataType.isMap(type) || DataType.isFixedSizeList(type)) {
    return (value) => JSON.stringify(value, (_, held: unknown) => (typeof held === 'bigint' ? String(held) : held));
  }
  return String;
}

/** The 64-bit number of a time as it is stored: as a double it would lose its microseconds. */
function stored(vector: Vector, row: number): bigint | null {
  let at = row;
  for (const data of vector.data) {
    if (at < data.length) {
      const { values } = data as { values?: unknown };
      return values instanceof BigInt64Array ? (values[at] ?? null) : null;
    }
    at -= data.length;
  }
  return null;
}

/** @param down units per second */
function isoTime(units: bigint, down: bigint): string {
  const seconds = units / down - (units % down < 0n ? 1n : 0n);
  const rest = units - seconds * down;
  const date = new Date(Number(seconds) * 1000);
  // Beyond the years that ISO text has four digits for.
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 1) return '';
  const digits = String(down).length - 1;
  const fraction = rest === 0n ? '' : `.${String(rest).padStart(digits, '0').slice(0, 6)}`;
  return `${date.toISOString().slice(0, 19).replace('T', ' ')}${fraction}`;
}

/** The digits of a 128-bit decimal, two's complement, little end first. */
function decimalText(value: unknown, scale: number): string {
  if (!(value instanceof Uint32Array)) return String(value);
  let whole = 0n;
  for (let i = value.length - 1; i >= 0; i--) whole = (whole << 32n) | BigInt(value[i] ?? 0);
  const bits = BigInt(value.length * 32);
  if (whole >= 1n << (bits - 1n)) whole -= 1n << bits;
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${whole < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
