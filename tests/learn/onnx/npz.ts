import { inflateRawSync } from 'node:zlib';

/** An array of a NumPy archive. */
export interface NpArray {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** The float32, float64 and int64 arrays of an .npz file, by name. */
export function readNpz(bytes: Buffer): ReadonlyMap<string, NpArray> {
  const arrays = new Map<string, NpArray>();
  // The central directory: sizes stand there even where the local headers leave them out.
  for (
    let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  ) {
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replace(/\.npy$/, '');
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + size);
    arrays.set(name, readNpy(method === 8 ? inflateRawSync(data) : data));
  }
  return arrays;
}

function readNpy(bytes: Buffer): NpArray {
  const long = bytes[6] === 1 ? 2 : 4;
  const header = long === 2 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  const text = bytes.toString('latin1', 8 + long, 8 + long + header);
  const type = /'descr': '([^']+)'/.exec(text)?.[1];
  const shape = (/'shape': \(([^)]*)\)/.exec(text)?.[1] ?? '')
    .split(',')
    .filter((s) => s.trim() !== '')
    .map(Number);
  const data = bytes.subarray(8 + long + header);
  const n = shape.reduce((a, b) => a * b, 1);
  const read = (i: number): number => {
    if (type === '<f4') return data.readFloatLE(4 * i);
    if (type === '<f8') return data.readDoubleLE(8 * i);
    if (type === '<i8') return Number(data.readBigInt64LE(8 * i));
    throw new Error(`an array of ${type ?? 'nothing'}`);
  };
  return { shape, values: Array.from({ length: n }, (_, i) => read(i)) };
}
