import type { DataInfo, SegmentTable } from '../core/analysis';
import type { GlobalFilter, Segment } from '../core/segment';
import { isOpen, narrowSpine, nowOf } from './narrow';
import { materialise, type SegmentPlace } from './segments';

/** What a person narrows all analyses to, and the segments they named. */
export interface Scope {
  /** Null leaves everything. */
  readonly filter: GlobalFilter | null;
  readonly segments: readonly Segment[];
}

/** Name of the rule of the filter itself among segments: no person can give it. */
const FILTER = '';

/**
 * The data as analyses are to see it: segments made, and the spine narrowed by the filter.
 * @param whole the data as it is, its as-of the one segments are asked at
 * @param chosen the as-of a person chose, or null
 * @throws VitrineError as `materialise` and `narrowSpine` do
 */
export async function scopeData(
  signal: AbortSignal,
  place: SegmentPlace,
  whole: DataInfo,
  { filter, segments }: Scope,
  chosen: number | null,
): Promise<DataInfo> {
  const rule = filter?.customers;
  const asked = rule === undefined ? segments : [...segments, { name: FILTER, rule }];
  const made = asked.length === 0 ? [] : await materialise(signal, place, whole, asked);
  const among = made.find((s) => s.name === FILTER)?.table ?? null;
  const named: readonly SegmentTable[] = made.filter((s) => s.name !== FILTER);
  const spine =
    filter === null || isOpen(filter)
      ? whole.spine
      : await narrowSpine(signal, place.engine, whole.spine, filter, among);
  return {
    ...whole,
    spine,
    asOf: nowOf(whole.spine, filter, chosen),
    ...(named.length === 0 ? {} : { segments: named }),
  };
}
