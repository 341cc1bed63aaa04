import { segmentTiers, tierOf } from '../../core/rfmSegments';
import { afterKeys, beforeKeys, moveOf, NOT_YET, type BeforeKey, type Move } from './move';
import type { Flow, MigrationFigures } from './result';
import type { GroupKey } from './words';

/** Flows between groups: segments, or tiers of segments where there is little room. */
export interface Grouped {
  /** Those that hold anyone, best first, with their customers. */
  readonly before: readonly { readonly key: GroupKey; readonly customers: number }[];
  readonly after: readonly { readonly key: GroupKey; readonly customers: number }[];
  readonly flows: readonly GroupedFlow[];
  readonly tiers: boolean;
}

export interface GroupedFlow {
  readonly before: GroupKey;
  readonly after: GroupKey;
  readonly customers: number;
  readonly move: Move;
}

/** Narrower than this, names of eleven segments have no room. */
export const NARROW = 760;

/** The figures' flows by segment, or by tier where the width is too small. */
export function grouped(figures: MigrationFigures, width: number): Grouped {
  const tiers = width < NARROW;
  const nameBefore = (key: BeforeKey): GroupKey => (!tiers || key === NOT_YET ? key : tierOf[key]);
  const nameAfter = (flow: Flow): GroupKey => (tiers ? tierOf[flow.after] : flow.after);
  const flows = new Map<string, GroupedFlow>();
  for (const flow of figures.flows) {
    const [before, after] = [nameBefore(flow.before), nameAfter(flow)];
    // Within a tier a sideways step is no step.
    const move = tiers && flow.move === 'shifted' ? 'stayed' : moveOf(flow.before, flow.after);
    const key = `${before} ${after}`;
    flows.set(key, { before, after, move, customers: (flows.get(key)?.customers ?? 0) + flow.customers });
  }
  const all = [...flows.values()];
  const sides = (keys: readonly GroupKey[], side: 'before' | 'after') =>
    keys
      .map((key) => ({ key, customers: all.reduce((n, f) => (f[side] === key ? n + f.customers : n), 0) }))
      .filter((g) => g.customers > 0);
  const order: readonly GroupKey[] = tiers ? [...segmentTiers, NOT_YET] : [...beforeKeys];
  return {
    before: sides(order, 'before'),
    after: sides(tiers ? segmentTiers : afterKeys, 'after'),
    flows: all,
    tiers,
  };
}
