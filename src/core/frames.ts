import type { Frame } from './frame';

/** A frame from named number columns of one length. */
export function numberFrame(columns: Readonly<Record<string, readonly number[] | Float64Array>>): Frame {
  const made = Object.entries(columns).map(([name, values]) => ({
    name,
    type: 'number' as const,
    values: Float64Array.from(values),
  }));
  return { length: made[0]?.values.length ?? 0, columns: made };
}

/** A frame of one row, from number and text cells. */
export function rowFrame(cells: Readonly<Record<string, number | string | null>>): Frame {
  return {
    length: 1,
    columns: Object.entries(cells).map(([name, value]) =>
      typeof value === 'string'
        ? { name, type: 'text', values: [value] }
        : { name, type: 'number', values: Float64Array.of(value ?? NaN) },
    ),
  };
}

/** The buffers of the number columns, each once: what may be transferred. */
export function buffersOf(frames: readonly Frame[]): ArrayBuffer[] {
  const all = frames.flatMap((f) => f.columns.flatMap((c) => (c.type === 'number' ? [c.values.buffer] : [])));
  return [...new Set(all)].filter((b) => b instanceof ArrayBuffer);
}
