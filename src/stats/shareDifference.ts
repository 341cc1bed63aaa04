import { wilson, type Interval, type Rate } from './rate';
import { studentTail } from './studentTail';

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

/**
 * P of both sides that two independent shares are one, by the pooled normal test; null where either has nobody or all
 * are alike. Exact enough where every expected count is 5 or more.
 */
export function sharesAlike(a: Pick<Rate, 'count' | 'of'>, b: Pick<Rate, 'count' | 'of'>): number | null {
  const pooled = (a.count + b.count) / (a.of + b.of);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.of + 1 / b.of));
  if (a.of < 1 || b.of < 1 || !(error > 0)) return null;
  // Student's t with so many degrees of freedom is the normal distribution.
  return studentTail((a.count / a.of - b.count / b.of) / error, 1e8);
}

/** Cohen's h of two shares: their distance where equal steps are as easy to see anywhere. Cohen 1988, ch. 6. */
export function shareEffect(a: number, b: number): number {
  return 2 * Math.asin(Math.sqrt(a)) - 2 * Math.asin(Math.sqrt(b));
}
