import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { segmentTable } from '../../sql/funnel/groups';

/** More rows than this are no comparison. */
export const MOST_SHOWN = 12;

export const sideBySideParams = v.strictObject({
  segments: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.minLength(1))),
      v.maxLength(MOST_SHOWN),
      v.description('Segments to set beside everybody; all of them, 12 at most, when not said.'),
    ),
  ),
});
export type SideBySideParams = v.InferOutput<typeof sideBySideParams>;

/**
 * Takes all segments, in their order, where none are named.
 * @throws VitrineError `segment.unknown` with the nearest name
 */
export function settleSideBySide(params: SideBySideParams, data: DataInfo): SideBySideParams {
  const chosen = params.segments ?? (data.segments ?? []).slice(0, MOST_SHOWN).map((s) => s.name);
  chosen.forEach((name) => segmentTable({ data }, name));
  return { segments: [...new Set(chosen)] };
}
