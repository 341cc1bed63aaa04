import { quantile } from '../bootstrap';
import { placeRows } from '../pipeline/predict';
import type { Part } from '../pipeline/fitted';
import { readLevels, readNumbers } from '../preprocess/values';
import type { Dataset } from '../table';
import { bySegment } from '../judge/bands';

/** Which rows are judged together. */
export type SegmentsBy =
  /**
   * A column of the dataset. Numbers are cut at `cuts` (rising; the quartiles of the rows when not said), categories
   * by their most frequent levels, `most` of them (12 when not said).
   */
  | { readonly column: string; readonly cuts?: readonly number[]; readonly most?: number }
  /** Anything else: a number from 0 per row, in the order of the rows, −1 for none. */
  | { readonly codes: Int32Array; readonly names: readonly string[] };

/** `other`: levels that are none of the most frequent, or of no segment; `missing`: no value. */
export type SegmentPart = Part | { readonly name: string } | { readonly rest: 'other' | 'missing' };

/** Rows of each segment that has any, as places in `rows`. */
export interface Segment {
  readonly part: SegmentPart;
  readonly at: Int32Array;
}

/** @throws Error when there is no such column */
export function segmentsOf({ table }: Dataset, rows: Int32Array, by: SegmentsBy): readonly Segment[] {
  if ('codes' in by) {
    const { codes, names } = by;
    if (codes.length !== rows.length) throw new Error(`${codes.length} segment numbers for ${rows.length} rows`);
    const inside = codes.map((c) => (c >= 0 && c < names.length ? c : names.length));
    return cut(inside, [...names.map((name): SegmentPart => ({ name })), { rest: 'other' }]);
  }
  const column = table.columns.find((c) => c.name === by.column);
  if (column === undefined) throw new Error(`there is no column “${by.column}”`);
  let parts: readonly Part[];
  let missing: (i: number) => boolean;
  if (column.kind === 'number') {
    const values = readNumbers(column, rows);
    const sorted = values.filter((v) => !Number.isNaN(v)).sort();
    const wanted = by.cuts ?? [0.25, 0.5, 0.75].map((q) => quantile(sorted, q));
    // Not the least value: nothing lies below it.
    const cuts = [...new Set(wanted.map(Math.fround))].filter((c) => by.cuts !== undefined || c > (sorted[0] ?? c));
    parts = [null, ...cuts].map((low, k) => ({ range: { low, high: cuts[k] ?? null } }));
    missing = (i) => Number.isNaN(values[i]);
  } else {
    const codes = readLevels(column, rows);
    const counts = new Float64Array(column.levels.length);
    for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
    parts = Array.from(counts.keys())
      .filter((code) => (counts[code] ?? 0) > 0)
      .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
      .slice(0, by.most ?? 12)
      .map((code) => ({ level: column.levels[code] ?? '' }));
    missing = (i) => (codes[i] ?? -1) < 0;
  }
  const places = placeRows(parts, by.column, table, rows);
  const codes = places.map((place, i) => (place >= 0 ? place : missing(i) ? parts.length + 1 : parts.length));
  return cut(codes, [...parts, { rest: 'other' }, { rest: 'missing' }]);
}

function cut(codes: Int32Array, parts: readonly SegmentPart[]): readonly Segment[] {
  const rows = bySegment(codes, parts.length);
  return parts.flatMap((part, k) => {
    const at = rows[k];
    return at === undefined || at.length === 0 ? [] : [{ part, at }];
  });
}
