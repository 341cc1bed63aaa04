/**
 * Inflates an LZ4 frame (lz4_Frame_format.md 1.6) whose inflated size is known, as Arrow's buffers are packed.
 * Checksums are skipped.
 * @throws Error when the frame is damaged
 */
export function unlz4(frame: Uint8Array, size: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.getUint32(0, true) !== 0x184d2204) throw new Error('no LZ4 frame');
  const flags = view.getUint8(4);
  // Magic number, flags, block size, then the content size, the dictionary and the checksum of the header.
  let at = 6 + ((flags & 8) !== 0 ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0) + 1;
  const out = new Uint8Array(size);
  let made = 0;
  for (;;) {
    const length = view.getUint32(at, true);
    at += 4;
    if (length === 0) break;
    const bytes = length & 0x7fffffff;
    const block = frame.subarray(at, at + bytes);
    if (block.length < bytes) throw new Error('an LZ4 block is cut off');
    if (length >>> 31 === 1) {
      out.set(block, made);
      made += bytes;
    } else made = unblock(block, out, made);
    at += bytes + ((flags & 16) !== 0 ? 4 : 0);
  }
  if (made !== size) throw new Error('an LZ4 frame is of another size than it says');
  return out;
}

/** Sequences of literals and copies (lz4_Block_format.md); answers where the output ends. */
function unblock(block: Uint8Array, out: Uint8Array, from: number): number {
  let at = 0;
  let made = from;
  const long = (short: number): number => {
    let length = short;
    for (let byte = 255; short === 15 && byte === 255;) {
      byte = block[at++] ?? 0;
      length += byte;
    }
    return length;
  };
  while (at < block.length) {
    const token = block[at++] ?? 0;
    const literals = long(token >> 4);
    if (at + literals > block.length || made + literals > out.length) throw new Error('LZ4 literals are cut off');
    out.set(block.subarray(at, at + literals), made);
    at += literals;
    made += literals;
    if (at >= block.length) break;
    const offset = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
    at += 2;
    const length = long(token & 15) + 4;
    if (offset === 0 || offset > made || made + length > out.length) throw new Error('an LZ4 copy is out of bounds');
    // Byte by byte: a copy may overlap what it makes.
    for (let i = 0; i < length; i++, made++) out[made] = out[made - offset] ?? 0;
  }
  return made;
}
