import { sfc32, type Random } from '../../src/learn/random';

/*
 * Two tables of customers with an answer in a column, as one-row-per-customer files have it: whose activity fell,
 * and who took an offer. Each answer is drawn from a probability that is known here, so that it is known, too, how
 * well the best of all models could tell.
 */

/** A value as it stands in the file; null where it is missing. */
export type Value = string | number | null;

export interface DemoTable {
  /** Name and type of each column, in order. */
  readonly columns: readonly (readonly [name: string, type: 'VARCHAR' | 'INTEGER' | 'DOUBLE'])[];
  readonly rows: readonly (readonly Value[])[];
  /** Probability that each row's answer was drawn with, and whether it is yes. */
  readonly truth: readonly { readonly probability: number; readonly yes: boolean }[];
}

export interface TableOptions {
  readonly seed: number;
  readonly customers: number;
}

/** What `static/demo/shop-activity.parquet` is made with. */
export const ACTIVITY: TableOptions = { seed: 20260601, customers: 2400 };
/** What `static/demo/phone-offers.parquet` is made with. */
export const OFFERS: TableOptions = { seed: 20260602, customers: 9000 };

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const within = (v: number, low: number, high: number): number => Math.min(high, Math.max(low, v));
const round = (v: number, digits: number): number => Number(v.toFixed(digits));
const id = (i: number): string => `C-${String(i + 1).padStart(6, '0')}`;

/** The one of some values that a uniform number falls on, by their shares. */
function one<T>(random: Random, shares: readonly (readonly [T, number])[]): T {
  let left = random.uniform();
  for (const [value, share] of shares) {
    left -= share;
    if (left < 0) return value;
  }
  const last = shares.at(-1);
  if (last === undefined) throw new Error('nothing to choose from');
  return last[0];
}

/** Customers of an online grocer, and whether they buy less than before: about a third do. */
export function generateActivity({ seed, customers }: TableOptions): DemoTable {
  const rows: Value[][] = [];
  const truth: DemoTable['truth'][number][] = [];
  for (let i = 0; i < customers; i++) {
    const random = sfc32(seed, i + 1);
    // How much a customer cares for the shop: seen in minutes, pages and categories alike.
    const care = random.normal();
    const plan = one(random, [
      ['standard', 0.71],
      ['premium', 0.29],
    ]);
    const letters = one(random, [
      ['yes', 0.74],
      ['no', 0.26],
    ]);
    const before = within(13.5 + 2.6 * care + 2.4 * random.normal(), 4, 26);
    const now = within(13.2 + 2.8 * care + 2.4 * random.normal(), 4, 26);
    const pages = Math.round(within(8.2 + 2.4 * care + 2.6 * random.normal(), 1, 20));
    const categories = Math.round(within(3.3 + 0.7 * care + 0.9 * random.normal(), 1, 6));
    const unpaid = Math.round(within(2.8 - 0.7 * care + 1.6 * random.normal(), 0, 10));
    const promo = round(within(0.28 - 0.09 * care + 0.16 * random.normal(), 0, 1), 2);
    const favourite = one(random, [
      ['fresh', 0.27],
      ['home', 0.2],
      ['children', 0.19],
      ['beauty', 0.14],
      ['appliances', 0.11],
      ['garden', 0.09],
    ]);
    const months = 3 + random.below(60);
    const base = 3600 + 900 * random.gamma(2);
    const spend = [1, 1.02, 1.04].map((f) => Math.round(within(base * f + 300 * random.normal(), 500, 14_000)));
    const errors = random.below(9);
    const z =
      -0.95 -
      0.34 * (before - 13.5) -
      0.24 * (pages - 8.2) -
      0.7 * (categories - 3.3) +
      0.3 * (unpaid - 2.8) +
      3.2 * (promo - 0.28) +
      0.35 * (plan === 'premium' ? 1 : 0);
    const probability = sigmoid(1.15 * z);
    const yes = random.uniform() < probability;
    truth.push({ probability, yes });
    rows.push([
      id(i),
      yes ? 'fell' : 'as before',
      plan,
      letters,
      months,
      round(before, 1),
      round(now, 1),
      pages,
      categories,
      // One in fifty was not recorded.
      random.uniform() < 0.02 ? null : unpaid,
      promo,
      favourite,
      ...spend,
      errors,
    ]);
  }
  return {
    columns: [
      ['customer', 'VARCHAR'],
      ['purchase_activity', 'VARCHAR'],
      ['plan', 'VARCHAR'],
      ['newsletter', 'VARCHAR'],
      ['months_as_customer', 'INTEGER'],
      ['minutes_month_before', 'DOUBLE'],
      ['minutes_this_month', 'DOUBLE'],
      ['pages_per_visit', 'INTEGER'],
      ['categories_per_visit', 'INTEGER'],
      ['unpaid_items', 'INTEGER'],
      ['promo_share', 'DOUBLE'],
      ['favourite_category', 'VARCHAR'],
      ['spend_two_months_before', 'INTEGER'],
      ['spend_month_before', 'INTEGER'],
      ['spend_this_month', 'INTEGER'],
      ['service_errors', 'INTEGER'],
    ],
    rows,
    truth,
  };
}

/** Contracts of a phone company, and whether an additional offer was taken: about one in fourteen does. */
export function generateOffers({ seed, customers }: TableOptions): DemoTable {
  const rows: Value[][] = [];
  const truth: DemoTable['truth'][number][] = [];
  for (let i = 0; i < customers; i++) {
    const random = sfc32(seed, i + 1);
    const age = Math.round(within(44 + 15 * random.normal(), 18, 90));
    const contract = 30 + random.below(1800);
    const binding = random.below(730) - 180;
    const gigabytes = one(random, [
      [5, 0.2],
      [10, 0.25],
      [20, 0.25],
      [50, 0.2],
      [100, 0.1],
    ]);
    const used = round(within(gigabytes * (0.62 - 0.004 * (age - 44) + 0.22 * random.normal()), 0, gigabytes * 1.2), 1);
    const tariff = one(random, [
      ['basic', 0.45],
      ['comfort', 0.38],
      ['family', 0.17],
    ]);
    const phone = one(random, [
      ['Alder', 0.36],
      ['Birch', 0.3],
      ['Cedar', 0.2],
      ['other', 0.14],
    ]);
    const fee = round(8 + 0.16 * gigabytes + (tariff === 'basic' ? 0 : 6) + 2.5 * random.exponential(), 2);
    const calls = Math.floor(random.exponential() * 1.3);
    const special = random.uniform() < 0.22 ? 1 : 0;
    const full = used / gigabytes;
    // Whoever uses up what they have, at the end of a binding: the two together, which no straight line sees.
    const z =
      -3 -
      0.018 * (age - 44) +
      1.1 * within(full - 0.6, 0, 0.6) +
      (full > 0.8 && binding < 90 ? 1.5 : 0) +
      (special === 1 ? 0.35 : 0) -
      0.18 * calls +
      (tariff === 'family' && age < 40 ? 0.8 : 0);
    const probability = sigmoid(z);
    const yes = random.uniform() < probability;
    truth.push({ probability, yes });
    rows.push([id(i), age, contract, binding, tariff, phone, gigabytes, used, fee, calls, special, yes ? 1 : 0]);
  }
  return {
    columns: [
      ['customer', 'VARCHAR'],
      ['age', 'INTEGER'],
      ['contract_days', 'INTEGER'],
      ['binding_days_left', 'INTEGER'],
      ['tariff', 'VARCHAR'],
      ['phone', 'VARCHAR'],
      ['gigabytes', 'INTEGER'],
      ['gigabytes_used', 'DOUBLE'],
      ['monthly_fee', 'DOUBLE'],
      ['service_calls', 'INTEGER'],
      ['special_offer', 'INTEGER'],
      ['has_done_upselling', 'INTEGER'],
    ],
    rows,
    truth,
  };
}

/** ROC-AUC of the probabilities that the answers were drawn with: no model can be expected to come to more. */
export function bestAuc(truth: DemoTable['truth']): number {
  const sorted = truth.toSorted((a, b) => a.probability - b.probability);
  let [ranks, yes] = [0, 0];
  sorted.forEach((t, i) => {
    if (!t.yes) return;
    yes++;
    ranks += i + 1;
  });
  return (ranks - (yes * (yes + 1)) / 2) / (yes * (truth.length - yes));
}
