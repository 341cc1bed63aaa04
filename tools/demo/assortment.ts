import { sfc32, type Random } from '../../src/learn/random';

/** Categories of the event shop with their usual price and share of the assortment's items. */
const CATEGORIES = [
  { name: 'tea', price: 9, items: 60 },
  { name: 'coffee', price: 14, items: 50 },
  { name: 'cups', price: 18, items: 45 },
  { name: 'teapots', price: 42, items: 30 },
  { name: 'machines', price: 189, items: 15 },
  { name: 'sweets', price: 7, items: 40 },
  { name: 'gifts', price: 33, items: 20 },
] as const;

export const CATEGORY_NAMES: readonly string[] = CATEGORIES.map((c) => c.name);

/** The items of the shop: price in cents and category by item number. */
export interface Assortment {
  readonly price: Int32Array;
  readonly category: Uint8Array;
  /** Draws an item: popular ones often (Zipf with exponent 0.8). */
  draw(random: Random): number;
}

export function makeAssortment(seed: number): Assortment {
  const random = sfc32(seed, -1);
  const size = CATEGORIES.reduce((n, c) => n + c.items, 0);
  const price = new Int32Array(size);
  const category = new Uint8Array(size);
  let item = 0;
  CATEGORIES.forEach((c, index) => {
    for (let i = 0; i < c.items; i++, item++) {
      // Prices end in .90, as prices do.
      price[item] = Math.max(1, Math.round(c.price * Math.exp(0.35 * random.normal()))) * 100 - 10;
      category[item] = index;
    }
  });
  const order = Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  const upTo = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank++) upTo[rank] = sum += (rank + 1) ** -0.8;
  return {
    price,
    category,
    draw(r) {
      const u = r.uniform() * sum;
      let low = 0;
      let high = size - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((upTo[middle] ?? 0) > u) high = middle;
        else low = middle + 1;
      }
      return order[low] ?? 0;
    },
  };
}
