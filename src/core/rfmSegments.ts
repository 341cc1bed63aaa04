/** A score of 1 (worst) to 5 (best). */
export type Score = 1 | 2 | 3 | 4 | 5;
export const scores: readonly Score[] = [1, 2, 3, 4, 5];

/** The ten segments of the recency × frequency map, best first; SEMANTICS §6. */
export const rfmSegments = [
  'champions',
  'loyal',
  'potential-loyalists',
  'new',
  'promising',
  'need-attention',
  'about-to-sleep',
  'cant-lose',
  'at-risk',
  'hibernating',
] as const;
export type RfmSegment = (typeof rfmSegments)[number];

/** Customers who never bought: a segment of their own beside the map. */
export const WINDOW_SHOPPERS = 'window-shoppers';
export type SegmentKey = RfmSegment | typeof WINDOW_SHOPPERS;

/** Recency (rows, 1–5) by frequency (columns, 1–5). A table, so that the partition can be read off. */
const map: readonly (readonly RfmSegment[])[] = [
  ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cant-lose'],
  ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cant-lose'],
  ['about-to-sleep', 'about-to-sleep', 'need-attention', 'loyal', 'loyal'],
  ['promising', 'potential-loyalists', 'potential-loyalists', 'loyal', 'loyal'],
  ['new', 'potential-loyalists', 'potential-loyalists', 'champions', 'champions'],
];

/** The segment of a cell of the map: scores 1 to 5. Throws for any other. */
export function segmentOf(recency: number, frequency: number): RfmSegment {
  const segment = map[recency - 1]?.[frequency - 1];
  if (segment === undefined) throw new Error(`no segment for ${recency}, ${frequency}`);
  return segment;
}

/** How customers of a segment are doing, best first; `none` has not bought. */
export const segmentTiers = ['best', 'growing', 'cooling', 'silent', 'none'] as const;
export type SegmentTier = (typeof segmentTiers)[number];

/** The tier of each segment. */
export const tierOf: Readonly<Record<SegmentKey, SegmentTier>> = {
  champions: 'best',
  loyal: 'best',
  'potential-loyalists': 'growing',
  new: 'growing',
  promising: 'growing',
  'need-attention': 'cooling',
  'about-to-sleep': 'cooling',
  'cant-lose': 'silent',
  'at-risk': 'silent',
  hibernating: 'silent',
  'window-shoppers': 'none',
};
