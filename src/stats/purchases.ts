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

/** Rows of the rough search: with this many or fewer there is none. */
const ROUGH = 1500;

/** Maximises a likelihood of rows; where these are many, every so-many-th is searched first. */
export function maximiseRows(
  likelihood: (rows: PurchaseRows) => Differentiable,
  rows: PurchaseRows,
  starts: readonly (readonly number[])[],
): Estimate | null {
  const whole = { f: likelihood(rows), total: customersIn(rows) };
  const every = Math.floor(rows.x.length / ROUGH);
  if (every < 2) return maximise(whole, starts);
  const thin = (column: Float64Array): Float64Array => column.filter((_, i) => i % every === 0);
  const some = { x: thin(rows.x), recency: thin(rows.recency), age: thin(rows.age), weight: thin(rows.weight) };
  const fit = unfitRows(some) === null;
  return maximise(whole, starts, fit ? { f: likelihood(some), total: customersIn(some) } : null);
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
