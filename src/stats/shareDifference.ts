import { wilson, type Interval, type Rate } from './rate';

/** A difference of two shares in [−1, 1]; null where either has nobody. */
export interface ShareDifference {
  readonly value: number | null;
  readonly interval: Interval | null;
}

/**
 * `a − b` of two independent shares with its 95 % interval: the Wilson limits of both, put together by squares.
 * Source: Newcombe 1998, Statist. Med. 17, 873–890, method 10.
 */
export function shareDifference(a: Pick<Rate, 'count' | 'of'>, b: Pick<Rate, 'count' | 'of'>): ShareDifference {
  const [first, second] = [wilson(a.count, a.of), wilson(b.count, b.of)];
  if (first === null || second === null) return { value: null, interval: null };
  const [p, q] = [a.count / a.of, b.count / b.of];
  const value = p - q;
  return {
    value,
    interval: {
      low: value - Math.hypot(p - first.low, second.high - q),
      high: value + Math.hypot(first.high - p, q - second.low),
    },
  };
}
