/** The names that are proposed for groups, by what stands out in their centres. */
export const archetypes = [
  'champions',
  'loyal',
  'big-spenders',
  'small-often',
  'newcomers',
  'promising',
  'occasional',
  'at-risk',
  'fading',
  'one-off-big',
  'small-baskets',
  'lost',
] as const;
export type Archetype = (typeof archetypes)[number];

/** A group's centre in standard deviations from the mean buyer; recency above 0 is longer silence. */
export interface Centre {
  readonly recency: number;
  readonly frequency: number;
  /** Null without amounts. */
  readonly monetary: number | null;
}

/** What each name means, as a place among the centres. */
const places: Readonly<Record<Archetype, readonly [recency: number, frequency: number, monetary: number]>> = {
  champions: [-1.6, 1.6, 1.5],
  loyal: [-0.8, 0.9, 0.7],
  'big-spenders': [-0.3, 0.4, 1.6],
  'small-often': [-0.6, 0.9, -0.3],
  newcomers: [-1.4, -0.7, -0.5],
  promising: [-0.7, 0, 0],
  occasional: [0, -0.1, 0],
  'at-risk': [0.5, 0.6, 0.6],
  fading: [0.5, -0.2, -0.1],
  'one-off-big': [0.7, -0.6, 0.6],
  'small-baskets': [0, 0, -1.2],
  lost: [0.6, -0.8, -0.8],
};

/** Names that speak of money. */
const ofMoney: ReadonlySet<Archetype> = new Set(['big-spenders', 'small-often', 'one-off-big', 'small-baskets']);

/** So many groups can be named where nothing says what is money. */
export const MOST_WITHOUT_MONEY = archetypes.length - ofMoney.size;

/** Whether somebody is still there weighs more than how much they bought. */
const WEIGHTS = [2, 1, 1] as const;

function distance(centre: Centre, name: Archetype): number {
  const [recency, frequency, monetary] = places[name];
  return (
    WEIGHTS[0] * (centre.recency - recency) ** 2 +
    WEIGHTS[1] * (centre.frequency - frequency) ** 2 +
    (centre.monetary === null ? 0 : WEIGHTS[2] * (centre.monetary - monetary) ** 2)
  );
}

/**
 * A name for each centre, all different: those whose places are together nearest to the centres. Exact, by
 * dynamic programming over the sets of names taken; the first in the list wins a tie.
 * @param centres at most as many as there are names
 */
export function proposeNames(centres: readonly Centre[]): readonly Archetype[] {
  const names = archetypes.filter((a) => centres.every((c) => c.monetary !== null) || !ofMoney.has(a));
  if (centres.length > names.length) throw new Error(`${centres.length} groups, ${names.length} names`);
  // Per set of names that the first centres took, as bits: the least sum and the names in order.
  let taken = new Map<number, { readonly sum: number; readonly names: readonly Archetype[] }>([
    [0, { sum: 0, names: [] }],
  ]);
  for (const centre of centres) {
    const next = new Map<number, { readonly sum: number; readonly names: readonly Archetype[] }>();
    for (const [set, before] of taken) {
      for (const [i, name] of names.entries()) {
        if ((set & (1 << i)) !== 0) continue;
        const sum = before.sum + distance(centre, name);
        const known = next.get(set | (1 << i));
        if (known === undefined || sum < known.sum) next.set(set | (1 << i), { sum, names: [...before.names, name] });
      }
    }
    taken = next;
  }
  return [...taken.values()].reduce((best, one) => (one.sum < best.sum ? one : best)).names;
}
