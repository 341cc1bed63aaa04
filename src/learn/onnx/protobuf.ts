/** Protocol buffers, the few parts ONNX needs. https://protobuf.dev/programming-guides/encoding/ */

/** Writes one message. Fields are written in the order of the calls, so equal input gives equal bytes. */
export class MessageWriter {
  readonly #bytes: number[] = [];

  /** A whole number ≥ 0 or a BigInt of up to 64 bits, as varint. */
  varint(field: number, value: number | bigint): this {
    this.#tag(field, 0);
    this.#varint(BigInt.asUintN(64, BigInt(value)));
    return this;
  }

  float(field: number, value: number): this {
    this.#tag(field, 5);
    this.#bytes.push(...new Uint8Array(new Float32Array([value]).buffer));
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, 2);
    this.#varint(BigInt(value.length));
    for (const byte of value) this.#bytes.push(byte);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: MessageWriter): this {
    return this.bytes(field, value.done());
  }

  done(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes);
  }

  #tag(field: number, wire: number): void {
    this.#varint(BigInt(field * 8 + wire));
  }

  #varint(value: bigint): void {
    let rest = value;
    while (rest >= 0x80n) {
      this.#bytes.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.#bytes.push(Number(rest));
  }
}

/** Bytes that are no protocol buffer, or not the one that was expected. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/** A field as it stands in the bytes: whole number, bytes of fixed width, or a run of bytes. */
export type Field =
  | { readonly field: number; readonly wire: 0; readonly value: bigint }
  | { readonly field: number; readonly wire: 1 | 2 | 5; readonly value: Uint8Array };

/**
 * The fields of one message, in order.
 * @throws MalformedMessage when the bytes end early or hold groups, which ONNX has not
 */
export function* fields(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new MalformedMessage('it ends in the middle of a number');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new MalformedMessage('a number is longer than 64 bits');
  };
  const run = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new MalformedMessage('it is cut off, or no ONNX file');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const field = Number(tag >> 3n);
    const wire = Number(tag & 7n);
    if (field === 0) throw new MalformedMessage('a field has the number 0');
    if (wire === 0) yield { field, wire, value: varint() };
    else if (wire === 1) yield { field, wire, value: run(8) };
    else if (wire === 5) yield { field, wire, value: run(4) };
    else if (wire === 2) yield { field, wire, value: run(Number(varint())) };
    else throw new MalformedMessage(`wire type ${wire} is not used by ONNX`);
  }
}

/** The bytes of a field that has to be a run of bytes. */
export function bytesOf(field: Field): Uint8Array {
  if (field.wire !== 2) throw new MalformedMessage(`field ${field.field} is of another kind than ONNX has it`);
  return field.value;
}

/** Text of a field, UTF-8. */
export function textOf(field: Field): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(field));
  } catch (cause) {
    throw new MalformedMessage(`field ${field.field} is no text`, { cause });
  }
}

/** Signed whole numbers of a field, packed or single. Beyond 2^53 they lose digits, which only makes them large. */
export function integersOf(field: Field): readonly number[] {
  if (field.wire === 0) return [Number(BigInt.asIntN(64, field.value))];
  const values: number[] = [];
  let value = 0n;
  let shift = 0n;
  for (const byte of bytesOf(field)) {
    value |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
    if (shift > 70n) throw new MalformedMessage('a number is longer than 64 bits');
    if (byte >= 0x80) continue;
    values.push(Number(BigInt.asIntN(64, value)));
    value = 0n;
    shift = 0n;
  }
  if (shift > 0n) throw new MalformedMessage('it ends in the middle of a number');
  return values;
}
