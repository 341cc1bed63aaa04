import { rfmSegments, segmentTiers, tierOf, WINDOW_SHOPPERS, type SegmentKey } from '../../core/rfmSegments';

/** Customers first seen after the earlier date. */
export const NOT_YET = 'not-yet';
export type BeforeKey = SegmentKey | typeof NOT_YET;

/** Best first; then who had not bought. */
export const afterKeys: readonly SegmentKey[] = [...rfmSegments, WINDOW_SHOPPERS];
export const beforeKeys: readonly BeforeKey[] = [...afterKeys, NOT_YET];

/**
 * What became of a customer: `slid` and `rose`, to a worse or better tier; `stayed` in the segment; `shifted`
 * to another one of the same tier; `bought` for the first time; `joined`, first seen in between.
 */
export const moves = ['slid', 'rose', 'bought', 'joined', 'shifted', 'stayed'] as const;
export type Move = (typeof moves)[number];

/** The move from a segment to another. */
export function moveOf(before: BeforeKey, after: SegmentKey): Move {
  if (before === NOT_YET) return 'joined';
  if (before === after) return 'stayed';
  if (before === WINDOW_SHOPPERS) return 'bought';
  const by = segmentTiers.indexOf(tierOf[after]) - segmentTiers.indexOf(tierOf[before]);
  if (by === 0) return 'shifted';
  return by > 0 ? 'slid' : 'rose';
}
