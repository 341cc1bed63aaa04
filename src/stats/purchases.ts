import type { Draws } from './draws';
import { maximise, type Estimate, type Unfit } from './estimate';
import type { Differentiable } from './minimise';

/**
 * Customers as the customer-base models see them, equal ones together. All columns have one length; times
 * are in one unit, that of the model's parameters.
 */
export interface PurchaseRows {
  /** x: repeat purchases, the first not counted. */
  readonly x: Float64Array;
  /** t_x: from the first purchase to the last, 0 for x = 0. */
  readonly recency: Float64Array;
  /** T: from the first purchase to the end of observation; at least t_x. */
  readonly age: Float64Array;
  /** Customers of this kind. */
  readonly weight: Float64Array;
}

/** What a model says of one customer from now on. */
export interface Future {
  /** P(alive | x, t_x, T), in [0, 1]. */
  readonly alive: number;
  /** Expected purchases within the next `t`: P(alive) is in it. 0 for t = 0. */
  expected(t: number): number;
  /** P(at least one purchase within the next `t`), in [0, P(alive)]. */
  returns(t: number): number;
  /** P(exactly n purchases within the next `t`) for n = 0 … most; over all n they sum to 1. */
  counts(t: number, most: number): readonly number[];
  /** Purchases within the next `t` as chance may have it: one draw of what `counts` are the chances of. */
  draw(draws: Draws, t: number): number;
}

/** A customer-base model with its parameters. */
export interface PurchaseModel {
  /** E[X(t)]: repeat purchases of a new customer within t of the first one. */
  expected(t: number): number;
  future(x: number, recency: number, age: number): Future;
}

/** Why no model can be estimated from these rows, or null when one may. */
export function unfitRows({ x, age, weight }: PurchaseRows): Unfit | null {
  let customers = 0;
  let repeats = 0;
  let time = 0;
  for (let i = 0; i < x.length; i++) {
    customers += weight[i] ?? 0;
    repeats += (weight[i] ?? 0) * (x[i] ?? 0);
    time += (weight[i] ?? 0) * (age[i] ?? 0);
  }
  if (customers === 0) return 'no-customers';
  if (time === 0) return 'no-time';
  if (repeats === 0) return 'no-repeats';
  return customers < ENOUGH_TO_FIT ? 'too-few' : null;
}

/** Four parameters cannot be told from fewer customers. */
export const ENOUGH_TO_FIT = 10;

/** Rows of the smaller searches; each is made only where there are at least twice, for the second thrice, as many. */
const ROUGH = 1500;
const MIDDLE = 20_000;

/**
 * Maximises a likelihood of rows. Where these are many, every so-many-th is searched first (see {@link maximise}).
 * @param tick called before each evaluation; may throw where the caller has given up
 */
export function maximiseRows(
  likelihood: (rows: PurchaseRows) => Differentiable,
  rows: PurchaseRows,
  starts: readonly (readonly number[])[],
  tick: () => void = () => undefined,
): Estimate | null {
  const ticking = (some: PurchaseRows) => {
    const f = likelihood(some);
    const ticked: Differentiable = (at) => {
      tick();
      return f(at);
    };
    return { f: ticked, total: customersIn(some) };
  };
  const thinned = (wanted: number, least: number): PurchaseRows[] => {
    const every = Math.floor(rows.x.length / wanted);
    if (every < least) return [];
    const thin = (column: Float64Array): Float64Array => column.filter((_, i) => i % every === 0);
    const some = { x: thin(rows.x), recency: thin(rows.recency), age: thin(rows.age), weight: thin(rows.weight) };
    return unfitRows(some) === null ? [some] : [];
  };
  const middle = thinned(MIDDLE, 3);
  return maximise(ticking(rows), starts, [...thinned(ROUGH, 2), ...middle].map(ticking));
}

/** Customers in the rows. */
export const customersIn = ({ weight }: PurchaseRows): number => weight.reduce((n, w) => n + w, 0);

/** Their mean age: the scale of starts. */
export function meanAge({ age, weight }: PurchaseRows): number {
  return age.reduce((n, t, i) => n + t * (weight[i] ?? 0), 0) / weight.reduce((n, w) => n + w, 0);
}

/** Each distinct x once, and the place of each row's x among them. */
export function distinctCounts(x: Float64Array): { readonly counts: readonly number[]; readonly place: Int32Array } {
  const known = new Map<number, number>();
  const place = Int32Array.from(x, (n) => {
    const at = known.get(n) ?? known.size;
    known.set(n, at);
    return at;
  });
  return { counts: [...known.keys()], place };
}
