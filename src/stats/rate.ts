/** Half-width of a 95 % interval in standard errors of the normal distribution. */
export const Z95 = 1.959963984540054;

/** Both ends inclusive. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** `count` of `of`, as a share in [0, 1] with its 95 % Wilson interval; null when `of` is 0. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
  readonly interval: Interval | null;
}

/**
 * Wilson score interval of a share, without continuity correction; stays in [0, 1] and is honest at 0
 * and at `of`. Null when `of` is 0.
 * Source: Wilson 1927, JASA 22, 209–212; Brown, Cai & DasGupta 2001, Statist. Sci. 16, 101–133.
 */
export function wilson(count: number, of: number, z = Z95): Interval | null {
  if (of <= 0) return null;
  const p = count / of;
  const z2 = (z * z) / of;
  const middle = (p + z2 / 2) / (1 + z2);
  const half = (z * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of))) / (1 + z2);
  return { low: count === 0 ? 0 : Math.max(0, middle - half), high: count === of ? 1 : Math.min(1, middle + half) };
}

/** A share with its Wilson interval. */
export function rate(count: number, of: number): Rate {
  return { count, of, share: of > 0 ? count / of : null, interval: wilson(count, of) };
}
