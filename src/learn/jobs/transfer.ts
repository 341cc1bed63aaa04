/**
 * The buffers of all typed arrays in a plain value, each once: what may be transferred. Arrays that are a part
 * of a larger buffer are left to be copied.
 */
export function arraysOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const partial = new Set<ArrayBuffer>();
  const visit = (v: unknown): void => {
    if (typeof v !== 'object' || v === null) return;
    if (ArrayBuffer.isView(v)) {
      if (!(v.buffer instanceof ArrayBuffer)) return;
      (v.byteLength === v.buffer.byteLength ? found : partial).add(v.buffer);
      return;
    }
    // Long lists are of texts or of plain numbers: their first element says so.
    if (Array.isArray(v) && typeof v[0] !== 'object') return;
    for (const inner of Object.values(v)) visit(inner);
  };
  visit(value);
  return [...found].filter((buffer) => !partial.has(buffer));
}
