/** One kind of visitor of the event shop: how often he comes, how soon he is gone, how far he goes. */
export interface Kind {
  readonly name: string;
  /** Share of all visitors. */
  readonly share: number;
  /** Sessions per operational week: gamma with this shape and mean. */
  readonly visitShape: number;
  readonly visitsPerWeek: number;
  /** Probability of leaving for good after a session: Beta(a, b). BG/NBD, Fader, Hardie & Lee 2005. */
  readonly dropout: readonly [a: number, b: number];
  /** Mean number of views of a session that has views. */
  readonly views: number;
  /** Probabilities within a session: a cart, then a checkout given a cart, then a purchase given a checkout. */
  readonly cart: number;
  readonly checkout: number;
  readonly purchase: number;
  /** A session that is checkout and purchase only, of someone who bought before: "order again". */
  readonly reorder: number;
  /** Cart probability is multiplied by this in a sale. */
  readonly saleLift: number;
  /** Multiplies an item's price (what he chooses) and the number of pieces. */
  readonly taste: number;
  readonly refund: number;
}

/** The kinds, most numerous first. Shares sum to 1. */
export const KINDS: readonly Kind[] = [
  {
    name: 'window shopper',
    share: 0.58,
    visitShape: 0.7,
    visitsPerWeek: 0.45,
    dropout: [1, 3.2],
    views: 3.2,
    cart: 0.02,
    checkout: 0.3,
    purchase: 0.42,
    reorder: 0,
    saleLift: 1.3,
    taste: 1,
    refund: 0.05,
  },
  {
    name: 'one-timer',
    share: 0.16,
    visitShape: 1,
    visitsPerWeek: 0.6,
    dropout: [3, 3],
    views: 3.6,
    cart: 0.24,
    checkout: 0.55,
    purchase: 0.6,
    reorder: 0,
    saleLift: 1.2,
    taste: 0.9,
    refund: 0.07,
  },
  {
    name: 'bargain hunter',
    share: 0.12,
    visitShape: 1.2,
    visitsPerWeek: 0.7,
    dropout: [1, 6],
    views: 4.2,
    cart: 0.12,
    checkout: 0.4,
    purchase: 0.5,
    reorder: 0.01,
    saleLift: 3.2,
    taste: 0.7,
    refund: 0.12,
  },
  {
    name: 'regular',
    share: 0.1,
    visitShape: 1.5,
    visitsPerWeek: 0.6,
    dropout: [1, 14],
    views: 3,
    cart: 0.3,
    checkout: 0.66,
    purchase: 0.7,
    reorder: 0.08,
    saleLift: 1.3,
    taste: 1.1,
    refund: 0.05,
  },
  {
    name: 'loyal',
    share: 0.04,
    visitShape: 3,
    visitsPerWeek: 1.1,
    dropout: [1, 40],
    views: 2.6,
    cart: 0.42,
    checkout: 0.76,
    purchase: 0.8,
    reorder: 0.18,
    saleLift: 1.2,
    taste: 1.4,
    refund: 0.03,
  },
];

/** After a cart without a purchase: the probability of coming back for it, and the mean days until then. */
export const RETURN_FOR_CART = { probability: 0.4, days: 1.6, cart: 0.62, checkout: 0.6, purchase: 0.66 } as const;

/** A cart straight from search results, without a view: share of sessions that would have had a cart. */
export const CART_FROM_SEARCH = 0.04;
