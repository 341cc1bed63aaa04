import { VitrineError } from '../core/errors';
import type { Frame, FrameColumn } from '../core/frame';
import { nearest } from '../core/nearest';
import type { Column, Table } from './table';

/** A column that a table is made of. */
export interface ColumnPlan {
  readonly name: string;
  /** As the engine answers it when not said: numbers and times as numbers, everything else as categories. */
  readonly as?: 'number' | 'category';
}

/**
 * A table of some columns of an engine's rows (all when not said), in the order asked for. Numbers become
 * float32 numbers, as every model and ONNX read them (times, epoch milliseconds, so keep two minutes); what is
 * not finite is missing. Texts become codes into their levels, rising by code unit; NULL and '' are missing. A
 * column of numbers that is asked for as categories has its numbers' texts as levels.
 * @throws VitrineError `property.unknown` for a column that is not there, `learn.kind` for texts as numbers
 */
export function tableFromFrame(frame: Frame, columns?: readonly ColumnPlan[]): Table {
  const wanted = columns ?? frame.columns.map(({ name }): ColumnPlan => ({ name }));
  return {
    rows: frame.length,
    columns: wanted.map(({ name, as }): Column => {
      const column = frameColumn(frame, name);
      if (as === 'number' && column.type === 'text') throw new VitrineError('learn.kind', { column: name });
      if (column.type === 'number' && as !== 'category')
        return { name, kind: 'number', values: float32(column.values) };
      return { name, kind: 'category', ...encoded(textsOf(column)) };
    }),
  };
}

/** @throws VitrineError `property.unknown` when the frame has no such column */
export function frameColumn(frame: Frame, name: string): FrameColumn {
  const column = frame.columns.find((c) => c.name === name);
  if (column !== undefined) return column;
  const known = frame.columns.map((c) => c.name);
  throw new VitrineError('property.unknown', { property: name, nearest: nearest(name, known) ?? '' });
}

/** The array itself where every number is a float32 one. */
function float32(values: Float64Array): Float64Array {
  let same = true;
  for (let i = 0; same && i < values.length; i++) {
    const v = values[i] as number;
    same = v !== v || (Math.fround(v) === v && Number.isFinite(v));
  }
  if (same) return values;
  return values.map((v) => {
    const f = Math.fround(v);
    return Number.isFinite(f) ? f : NaN;
  });
}

/** A cell per row; NULL and NaN are null. */
export function textsOf(column: FrameColumn): readonly (string | null)[] {
  if (column.type === 'text') return column.values;
  return Array.from(column.values, (v) => (Number.isNaN(v) ? null : String(v)));
}

/** Dictionary encoding: each different text once, and its place per row, −1 for null and ''. */
export function encoded(texts: readonly (string | null)[]): {
  readonly codes: Int32Array;
  readonly levels: readonly string[];
} {
  const seen = new Map<string, number>();
  const first = Int32Array.from(texts, (text) => {
    if (text === null || text === '') return -1;
    const known = seen.get(text);
    if (known !== undefined) return known;
    seen.set(text, seen.size);
    return seen.size - 1;
  });
  const levels = [...seen.keys()].sort();
  const place = new Int32Array(levels.length);
  levels.forEach((level, i) => (place[seen.get(level) ?? 0] = i));
  return { codes: first.map((code) => (code < 0 ? -1 : (place[code] ?? -1))), levels };
}
