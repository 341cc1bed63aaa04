import {
  Bool,
  DataType,
  Field,
  Float64,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimeUnit,
  Utf8,
  makeData,
  tableFromIPC,
  tableToIPC,
  type Data,
  type Vector,
} from 'apache-arrow';
import type { Frame, FrameColumn, NumberColumn } from '../../src/core/frame';
import { DAY } from '../../src/core/time';

/** A whole Arrow IPC stream as a frame. Vectors are read by place, so columns may have any name, also twice. */
export function frameFromIpc(parts: readonly Uint8Array[]): Frame {
  const table = tableFromIPC(concatenated(parts));
  const length = table.numRows;
  const columns = table.schema.fields.map((field, i): FrameColumn => {
    const vector = table.getChildAt(i);
    if (vector === null) throw new Error(`the answer has no column ${i}`);
    return DataType.isUtf8(field.type) || DataType.isLargeUtf8(field.type) || DataType.isNull(field.type)
      ? { name: field.name, type: 'text', values: textsOf(vector) }
      : { name: field.name, type: 'number', values: numbersOf(vector, length), ...meaning(field.type) };
  });
  return { length, columns };
}

function meaning(type: DataType): Pick<NumberColumn, 'of'> {
  if (DataType.isDate(type)) return { of: 'day' };
  if (DataType.isTimestamp(type)) return { of: 'time' };
  return DataType.isBool(type) ? { of: 'boolean' } : {};
}

/** The texts of the first column of an IPC stream, one after the other, as the bytes they came in, and how many. */
export function firstTextBytes(parts: readonly Uint8Array[]): { rows: number; bytes: Uint8Array<ArrayBuffer> }[] {
  const vector = tableFromIPC(concatenated(parts)).getChildAt(0);
  return (vector?.data ?? []).map((data: Data<Utf8>) => {
    const { values, valueOffsets, length } = data;
    return {
      rows: length,
      bytes: new Uint8Array(values.subarray(valueOffsets[0] ?? 0, valueOffsets[length] ?? 0)),
    };
  });
}

/** End of an Arrow IPC stream. */
export const END_OF_STREAM = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

/** One buffer of several. */
export function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function textsOf(vector: Vector): (string | null)[] {
  const cells: (string | null)[] = [];
  for (let row = 0; row < vector.length; row++) {
    const value: unknown = vector.get(row);
    cells.push(value === null ? null : String(value));
  }
  return cells;
}

function numbersOf(vector: Vector, length: number): Float64Array {
  const values = new Float64Array(length);
  let at = 0;
  for (const data of vector.data) {
    fill(values, at, data, vector);
    at += data.length;
  }
  return values;
}

/** Copies one batch of a column; NULL becomes NaN. */
function fill(into: Float64Array, at: number, data: Data, vector: Vector): void {
  const { type } = data;
  const known = data.values as Float64Array | BigInt64Array | BigUint64Array | Int32Array | Uint8Array;
  const isNull = (row: number): boolean => data.nullCount > 0 && !data.getValid(row);
  if (type instanceof Bool) {
    for (let row = 0; row < data.length; row++) {
      const value: unknown = vector.get(at + row);
      into[at + row] = value === null ? NaN : Number(value);
    }
    return;
  }
  if (DataType.isInt(type) || DataType.isFloat(type)) {
    fillPlain(into, at, data.length, known);
    if (data.nullCount > 0) for (let row = 0; row < data.length; row++) if (isNull(row)) into[at + row] = NaN;
    return;
  }
  const scale = scaleOf(type);
  for (let row = 0; row < data.length; row++) {
    into[at + row] = isNull(row) ? NaN : scale(known[row] ?? 0);
  }
}

/**
 * Numbers of any width. A whole number of 64 bits is put together of its halves: making a BigInt of each costs five
 * times as much. The upper half times 2^32 is exact, so the sum is rounded once, as `Number` rounds.
 */
function fillPlain(
  into: Float64Array,
  at: number,
  length: number,
  values: Float64Array | BigInt64Array | BigUint64Array | Int32Array | Uint8Array,
): void {
  if (!(values instanceof BigInt64Array || values instanceof BigUint64Array)) {
    into.set(values.subarray(0, length), at);
    return;
  }
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * length);
  const signed = values instanceof BigInt64Array;
  for (let row = 0; row < length; row++) {
    const high = halves[2 * row + 1] ?? 0;
    into[at + row] = (signed ? high : high >>> 0) * 2 ** 32 + ((halves[2 * row] ?? 0) >>> 0);
  }
}

const INFINITE_TIME = 2n ** 63n - 1n;
const INFINITE_DAY = 2 ** 31 - 1;

/** From a stored value to the frame's: times to epoch milliseconds, whole numbers to the nearest double. */
function scaleOf(type: DataType): (stored: number | bigint) => number {
  if (DataType.isDate(type)) {
    return (days) => (Math.abs(Number(days)) >= INFINITE_DAY ? Math.sign(Number(days)) * Infinity : Number(days) * DAY);
  }
  if (DataType.isTimestamp(type)) {
    const [up, down] = perMillisecond(type.unit);
    return (units) => {
      if (units === INFINITE_TIME || units === -INFINITE_TIME) return units > 0n ? Infinity : -Infinity;
      return (Number(units) * up) / down;
    };
  }
  throw new Error(`a column of type ${String(type)} does not fit a frame`);
}

function perMillisecond(unit: TimeUnit): readonly [up: number, down: number] {
  if (unit === TimeUnit.SECOND) return [1000, 1];
  if (unit === TimeUnit.MILLISECOND) return [1, 1];
  return unit === TimeUnit.MICROSECOND ? [1, 1000] : [1, 1_000_000];
}

/** Rows `[from, to)` of a frame as an Arrow IPC stream of DOUBLE and VARCHAR columns; NaN is NULL. */
export function ipcFromFrame(frame: Frame, from: number, to: number): Uint8Array {
  const fields = frame.columns.map(
    ({ name, type }) => new Field(name, type === 'number' ? new Float64() : new Utf8(), true),
  );
  const children = frame.columns.map((column) =>
    column.type === 'number' ? numberData(column.values.subarray(from, to)) : textData(column.values.slice(from, to)),
  );
  const schema = new Schema(fields);
  const data = makeData({ type: new Struct(fields), length: to - from, nullCount: 0, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'stream');
}

function numberData(values: Float64Array): Data<Float64> {
  const valid = new Uint8Array(Math.ceil(values.length / 8));
  let nulls = 0;
  for (let row = 0; row < values.length; row++) {
    // NaN alone is not itself.
    if (values[row] === values[row]) valid[row >> 3] = (valid[row >> 3] ?? 0) | (1 << (row & 7));
    else nulls += 1;
  }
  return makeData({ type: new Float64(), length: values.length, nullCount: nulls, nullBitmap: valid, data: values });
}

/** Written byte by byte: Arrow's own builders compile code from strings, which the page's policy forbids. */
function textData(values: readonly (string | null)[]): Data<Utf8> {
  const encoder = new TextEncoder();
  const parts = values.map((value) => (value === null ? null : encoder.encode(value)));
  const valid = new Uint8Array(Math.ceil(values.length / 8));
  const valueOffsets = new Int32Array(values.length + 1);
  let nulls = 0;
  let end = 0;
  for (const [row, part] of parts.entries()) {
    if (part === null) nulls += 1;
    else valid[row >> 3] = (valid[row >> 3] ?? 0) | (1 << (row & 7));
    end += part?.length ?? 0;
    valueOffsets[row + 1] = end;
  }
  const data = new Uint8Array(end);
  for (const [row, part] of parts.entries()) if (part !== null) data.set(part, valueOffsets[row] ?? 0);
  return makeData({ type: new Utf8(), length: values.length, nullCount: nulls, nullBitmap: valid, valueOffsets, data });
}
