import * as v from 'valibot';
import { specSchema } from '../pipeline/schema';
import type { Spec } from '../pipeline/spec';
import type { Random } from '../random';

/** One thing to be tuned. `at` is where it stands in the spec: names and places, as `['learner', 'C']`. */
export type Parameter = { readonly at: readonly (string | number)[] } &
  /** Both ends inclusive; `log`: all orders of magnitude are alike (low > 0). */
  (
    | { readonly kind: 'real' | 'whole'; readonly low: number; readonly high: number; readonly log: boolean }
    | { readonly kind: 'choice'; readonly of: readonly Choice[] }
  );

export type Choice = string | number | boolean | null;

/** What may be tried, as plain JSON. */
export type Space = readonly Parameter[];

/** A value per parameter of a space. */
export type Values = readonly Choice[];

/** A place in [0, 1] per number, an index per choice: in this form values are searched. */
export type Places = readonly number[];

/** The value at a place. */
export function valueAt(p: Parameter, place: number): Choice {
  if (p.kind === 'choice') return p.of[place] ?? null;
  const t = Math.min(1, Math.max(0, place));
  if (p.kind === 'whole') {
    // Every whole number has a stretch of its own, the ends no less than the others.
    const [low, high] = [p.low - 0.5, p.high + 0.5];
    const x = p.log ? low * (high / low) ** t : low + t * (high - low);
    return Math.min(p.high, Math.max(p.low, Math.round(x)));
  }
  const x = p.log ? p.low * (p.high / p.low) ** t : p.low + t * (p.high - p.low);
  return Number(Math.min(p.high, Math.max(p.low, x)).toPrecision(6));
}

/** A random place: uniform, in logarithms where asked for. */
export function randomPlace(p: Parameter, random: Random): number {
  return p.kind === 'choice' ? random.below(p.of.length) : random.uniform();
}

/**
 * The spec with values put in their places.
 * @throws ValiError when the result is no spec
 */
export function withValues(spec: Spec, space: Space, values: Values): Spec {
  return v.parse(
    specSchema,
    space.reduce<unknown>((at, p, i) => put(at, p.at, values[i] ?? null), spec),
  );
}

function put(into: unknown, path: readonly (string | number)[], value: Choice): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(into)) return into.map((x: unknown, i) => (i === key ? put(x, rest, value) : x));
  const fields = typeof into === 'object' && into !== null ? Object.entries(into) : [];
  const old: unknown = fields.find(([k]) => k === key)?.[1];
  return Object.fromEntries([...fields.filter(([k]) => k !== key), [String(key), put(old, rest, value)]]);
}
