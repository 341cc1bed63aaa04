import type { Json } from './result';

/**
 * Rounds every number of a JSON value to 12 significant digits: sums of floats may differ in the last
 * digits between two runs and two engines, and a result must not. NaN and infinities become null.
 */
export function roundJson<T>(value: T): T {
  return round(value as Json) as T;
}

function round(value: Json): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? roundNumber(value) : null;
  if (Array.isArray(value)) return value.map(round);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([k, x]) => [k, round(x)]));
  }
  return value;
}

/** A number to 12 significant digits. Whole numbers up to 10^13 (epoch ms among them), NaN and infinities stay as they are. */
export function roundNumber(value: number): number {
  return Number.isInteger(value) && Math.abs(value) <= 1e13 ? value : Number(value.toPrecision(12));
}
