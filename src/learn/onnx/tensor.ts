import { floatsOf } from './attributes';
import { bytesOf, fields, integersOf, MalformedMessage, textOf } from './protobuf';
import { BOOL, DOUBLE, FLOAT, INT32, INT64, STRING, typeName } from './types';

/** A constant with its values. */
export interface TensorValues {
  readonly type: number;
  readonly dims: readonly number[];
  /** Numbers (0 and 1 for bool; int64 beyond 2^53 loses digits), or text. */
  readonly values: readonly number[] | readonly string[];
}

/**
 * A TensorProto's values: float, double, int32, int64, bool, string.
 * @throws MalformedMessage for another type, or when sizes do not agree
 */
export function readTensorValues(bytes: Uint8Array): TensorValues {
  const dims: number[] = [];
  const numbers: number[] = [];
  const texts: string[] = [];
  let type = 0;
  let raw: Uint8Array | null = null;
  for (const field of fields(bytes)) {
    if (field.field === 1) append(dims, integersOf(field));
    else if (field.field === 2) type = integersOf(field).at(-1) ?? 0;
    else if (field.field === 4) append(numbers, floatsOf(field));
    else if (field.field === 5 || field.field === 7) append(numbers, integersOf(field));
    else if (field.field === 6) texts.push(textOf(field));
    else if (field.field === 9) raw = bytesOf(field);
    else if (field.field === 10) append(numbers, doubles(field.wire === 0 ? new Uint8Array() : field.value));
  }
  if (raw !== null) append(numbers, decodeRaw(raw, type));
  const values = type === STRING ? texts : numbers;
  const size = dims.reduce((n, d) => n * d, 1);
  if (values.length !== size) throw new MalformedMessage('a constant has another number of values than its size says');
  return { type, dims, values };
}

function append<T>(to: T[], values: readonly T[]): void {
  for (const value of values) to.push(value);
}

function doubles(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 8) }, (_, i) => view.getFloat64(8 * i, true));
}

function decodeRaw(bytes: Uint8Array, type: number): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const every = (width: number, at: (offset: number) => number): readonly number[] =>
    Array.from({ length: Math.floor(bytes.length / width) }, (_, i) => at(width * i));
  if (type === FLOAT) return every(4, (o) => view.getFloat32(o, true));
  if (type === DOUBLE) return doubles(bytes);
  if (type === INT64) return every(8, (o) => Number(view.getBigInt64(o, true)));
  if (type === INT32) return every(4, (o) => view.getInt32(o, true));
  if (type === BOOL) return every(1, (o) => view.getUint8(o));
  throw new MalformedMessage(`a constant is of type ${typeName(type)}`);
}
