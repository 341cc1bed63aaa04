/* Figures of groups of customers beside those of everybody, as analyses tell them and a picture shows them. */

/** One figure of a group with its 95 % interval; null where nobody has it. */
export interface GroupFigure {
  readonly value: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

export interface SegmentGroup<M extends string> {
  /** Null: everybody. */
  readonly segment: string | null;
  /** Of those that the analysis speaks of. */
  readonly customers: number;
  readonly figures: Readonly<Record<M, GroupFigure>>;
}

/** An analysis' figures by segment. */
export interface SegmentSides<M extends string> {
  readonly measures: readonly M[];
  /** Everybody first, then the segments in the order asked for. */
  readonly groups: readonly SegmentGroup<M>[];
}
