import { bytesOf, fields, integersOf, MalformedMessage, textOf, type Field } from './protobuf';

/** Float32 numbers of a field, packed or single. */
export function floatsOf(field: Field): readonly number[] {
  if (field.wire !== 5 && field.wire !== 2) throw new MalformedMessage(`field ${field.field} is no float`);
  const { value } = field;
  if (value.length % 4 !== 0) throw new MalformedMessage('a list of floats ends in the middle of one');
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  return Array.from({ length: value.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

/**
 * The attributes of one operator, decoded when asked for. What is not there, or of another kind, is
 * answered as undefined or as an empty list.
 */
export class Attributes {
  readonly #raw: ReadonlyMap<string, Uint8Array>;

  /** @param raw the bytes of each AttributeProto, by name */
  constructor(raw: ReadonlyMap<string, Uint8Array>) {
    this.#raw = raw;
  }

  get names(): readonly string[] {
    return [...this.#raw.keys()];
  }

  integer(name: string): number | undefined {
    return this.#all(name, 3, integersOf).at(-1);
  }

  text(name: string): string | undefined {
    return this.#all(name, 4, (f) => [textOf(f)]).at(-1);
  }

  float(name: string): number | undefined {
    return this.#all(name, 2, floatsOf).at(-1);
  }

  floats(name: string): readonly number[] {
    return this.#all(name, 7, floatsOf);
  }

  integers(name: string): readonly number[] {
    return this.#all(name, 8, integersOf);
  }

  texts(name: string): readonly string[] {
    return this.#all(name, 9, (f) => [textOf(f)]);
  }

  /** The bytes of a TensorProto. */
  tensor(name: string): Uint8Array | undefined {
    return this.#all(name, 5, (f) => [bytesOf(f)]).at(-1);
  }

  #all<T>(name: string, wanted: number, decode: (field: Field) => readonly T[]): readonly T[] {
    const raw = this.#raw.get(name);
    if (raw === undefined) return [];
    const all: T[] = [];
    for (const field of fields(raw)) if (field.field === wanted) for (const value of decode(field)) all.push(value);
    return all;
  }
}
