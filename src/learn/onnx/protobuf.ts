/** Protocol buffers, the few parts ONNX needs. https://protobuf.dev/programming-guides/encoding/ */

/** Writes one message. Fields are written in the order of the calls, so equal input gives equal bytes. */
export class MessageWriter {
  #bytes = new Uint8Array(64);
  #length = 0;

  /** A whole number ≥ 0 or a BigInt of up to 64 bits, as varint. */
  varint(field: number, value: number | bigint): this {
    this.#tag(field, 0);
    this.#varint(value);
    return this;
  }

  float(field: number, value: number): this {
    this.#tag(field, 5);
    this.#room(4);
    new DataView(this.#bytes.buffer).setFloat32(this.#length, value, true);
    this.#length += 4;
    return this;
  }

  /** A value of fixed width as it stands: 8 bytes (wire type 1) or 4 (5). */
  fixed(field: number, wire: 1 | 5, value: Uint8Array): this {
    this.#tag(field, wire);
    this.#append(value);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, 2);
    this.#varint(value.length);
    this.#append(value);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: MessageWriter): this {
    return this.bytes(field, value.done());
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #tag(field: number, wire: number): void {
    this.#varint(field * 8 + wire);
  }

  #varint(value: number | bigint): void {
    this.#room(10);
    if (typeof value === 'number' && value >= 0 && value < 0x8000_0000) {
      let rest = value;
      for (; rest >= 0x80; rest >>>= 7) this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      this.#bytes[this.#length++] = rest;
      return;
    }
    let rest = BigInt.asUintN(64, BigInt(value));
    for (; rest >= 0x80n; rest >>= 7n) this.#bytes[this.#length++] = Number(rest & 0x7fn) | 0x80;
    this.#bytes[this.#length++] = Number(rest);
  }

  #append(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** Bytes that are no protocol buffer, or not the one that was expected. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/** A field as it stands in the bytes: whole number, bytes of fixed width, or a run of bytes. */
export type Field =
  | { readonly field: number; readonly wire: 0; readonly value: bigint }
  | { readonly field: number; readonly wire: 2; readonly value: Uint8Array }
  | { readonly field: number; readonly wire: 1 | 5; readonly value: Uint8Array };

/**
 * The fields of one message, in order.
 * @throws MalformedMessage when the bytes end early or hold groups, which ONNX has not
 */
export function* fields(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  /** The next number when it has at most four bytes, as nearly all have; else −1, and nothing is read. */
  const short = (): number => {
    let value = 0;
    for (let i = 0; i < 4; i++) {
      const byte = bytes[at + i] ?? 0x80;
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) {
        at += i + 1;
        return value;
      }
    }
    return -1;
  };
  const varint = (): bigint => {
    const quick = short();
    if (quick >= 0) return BigInt(quick);
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
    const tag = Number(varint());
    const field = Math.floor(tag / 8);
    const wire = tag % 8;
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
  const bytes = bytesOf(field);
  for (let at = 0; at < bytes.length;) {
    let value = 0;
    let length = 0;
    // Up to seven bytes are exact in a double; longer numbers need all 64 bits for their sign.
    for (let byte = 0x80; byte >= 0x80; length++) {
      byte = bytes[at + length] ?? -1;
      if (byte < 0) throw new MalformedMessage('it ends in the middle of a number');
      if (length >= 10) throw new MalformedMessage('a number is longer than 64 bits');
      value += (byte & 0x7f) * 2 ** (7 * length);
    }
    values.push(length <= 7 ? value : wide(bytes.subarray(at, at + length)));
    at += length;
  }
  return values;
}

/** A signed whole number of up to 64 bits. */
function wide(bytes: Uint8Array): number {
  let value = 0n;
  bytes.forEach((byte, i) => (value |= BigInt(byte & 0x7f) << BigInt(7 * i)));
  return Number(BigInt.asIntN(64, value));
}
